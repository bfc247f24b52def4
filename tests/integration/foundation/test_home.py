"""The master key: made once, read for ever, and never a wrong one in silence."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gatehouse.foundation import home
from gatehouse.foundation.home import KeyFileError


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key of a new installation will lie."""
    path = tmp_path / "keys" / "master.key"
    monkeypatch.setenv("GATEHOUSE_KEY_FILE", str(path))
    return path


def test_key_is_made_once_for_its_owner_only(key_file: Path) -> None:
    key = home.master_key()
    assert len(key) == 32
    assert home.master_key() == key
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "abcd", "ab" * 31, "ab" * 33, "no hexadecimal digits at all"])
def test_spoilt_key_file_is_refused_and_left_alone(key_file: Path, text: str) -> None:
    key_file.parent.mkdir()
    key_file.write_text(text, encoding="ascii")
    with pytest.raises(KeyFileError, match=r"master\.key"):
        home.master_key()
    assert key_file.read_text(encoding="ascii") == text


def test_key_file_that_is_no_text_is_refused(key_file: Path) -> None:
    key_file.parent.mkdir()
    key_file.write_bytes(b"\xff\xfe" * 32)
    with pytest.raises(KeyFileError):
        home.master_key()


def test_key_being_written_by_another_process_is_never_taken_half(key_file: Path) -> None:
    key_file.parent.mkdir()
    key_file.touch()  # another process made the file and has not filled it yet
    with pytest.raises(KeyFileError):
        home._new_key(key_file)


def test_all_who_start_at_once_get_the_same_key(key_file: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: home.master_key(), range(64)))
    assert len(set(keys)) == 1
    assert len(keys[0]) == 32
    assert [path.name for path in key_file.parent.iterdir()] == ["master.key"]


def test_home_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEHOUSE_HOME", str(tmp_path))
    assert home.home() == tmp_path.resolve()


@pytest.mark.parametrize(
    ("existing", "expected"),
    [
        ((), home.DATABASE),
        ((home.DEMO_DATABASE,), home.DEMO_DATABASE),
        ((home.DATABASE, home.DEMO_DATABASE), home.DATABASE),
    ],
)
def test_demo_database_serves_until_there_is_a_real_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existing: tuple[str, ...], expected: str
) -> None:
    monkeypatch.setenv("GATEHOUSE_HOME", str(tmp_path))
    monkeypatch.delenv("GATEHOUSE_DATABASE_URL", raising=False)
    for name in existing:
        (tmp_path / name).touch()
    assert home.database_url() == f"sqlite:///{tmp_path.resolve() / expected}"
    assert home.demo_database_url() == f"sqlite:///{tmp_path.resolve() / home.DEMO_DATABASE}"
