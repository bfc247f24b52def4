"""Files are kept by their content, once, sealed, and are what they were or not found."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatehouse.files import queries, services
from gatehouse.files.models import Blob
from gatehouse.files.queries import MissingFileError
from gatehouse.foundation import home
from tests.kit.register import at

DATA = "学校名称,学生人数\n东关小学,85\n".encode()
NOON = at("2020-11-05", "12:00")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of its own for each test; the master key stays."""
    monkeypatch.setenv("GATEHOUSE_KEY_FILE", str(home.home() / "master.key"))
    monkeypatch.setenv("GATEHOUSE_HOME", str(tmp_path))


def files_in_store() -> list[Path]:
    return [path for path in (home.home() / "files").rglob("*") if path.is_file()]


def test_kept_file_is_read_back() -> None:
    digest = services.keep(DATA, at=NOON)
    assert queries.content(digest) == DATA
    blob = Blob.objects.get()
    assert (blob.digest, blob.size, blob.kept_at) == (digest, len(DATA), NOON)


def test_same_content_is_kept_once() -> None:
    digest = services.keep(DATA, at=NOON)
    written = queries.path_of(digest).read_bytes()
    assert services.keep(DATA, at=at("2020-11-06")) == digest
    assert [path.read_bytes() for path in files_in_store()] == [written]
    assert Blob.objects.get().kept_at == NOON


def test_empty_file_is_kept_like_any_other() -> None:
    assert queries.content(services.keep(b"", at=NOON)) == b""


def test_nothing_of_the_content_lies_plain_in_the_store() -> None:
    services.keep(DATA, at=NOON)
    (kept,) = files_in_store()
    assert "东关小学".encode() not in kept.read_bytes()


@pytest.mark.parametrize("keep_bytes", [0, 1, 5, 20, -1])
def test_cut_file_is_not_found(keep_bytes: int) -> None:
    digest = services.keep(DATA, at=NOON)
    path = queries.path_of(digest)
    path.write_bytes(path.read_bytes()[:keep_bytes])
    with pytest.raises(MissingFileError, match=digest):
        queries.content(digest)


def test_changed_file_is_not_found() -> None:
    digest = services.keep(DATA, at=NOON)
    path = queries.path_of(digest)
    spoilt = bytearray(path.read_bytes())
    spoilt[-1] ^= 1
    path.write_bytes(bytes(spoilt))
    with pytest.raises(MissingFileError):
        queries.content(digest)


def test_file_put_in_anothers_place_is_not_found() -> None:
    digest, other = services.keep(DATA, at=NOON), services.keep(b"other", at=NOON)
    queries.path_of(digest).write_bytes(queries.path_of(other).read_bytes())
    with pytest.raises(MissingFileError):
        queries.content(digest)


def test_lost_file_is_not_found() -> None:
    digest = services.keep(DATA, at=NOON)
    queries.path_of(digest).unlink()
    with pytest.raises(MissingFileError):
        queries.content(digest)


def test_keeping_again_mends_a_spoilt_file() -> None:
    digest = services.keep(DATA, at=NOON)
    queries.path_of(digest).write_bytes(b"spoilt")
    services.keep(DATA, at=NOON)
    assert queries.content(digest) == DATA


def test_failure_while_writing_leaves_no_file_under_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        del self, data
        message = "no space left"
        raise OSError(message)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        services.keep(DATA, at=NOON)
    assert files_in_store() == []
    assert not Blob.objects.exists()
