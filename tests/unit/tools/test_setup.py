"""The set-up does what is needed, once, and says the one command where something is missing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.kit.house import ROOT
from tools import setup


@pytest.fixture
def stamps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(setup, "STAMPS", tmp_path / "stamps")
    return tmp_path


def step(result: Path, fingerprint: str = "one") -> setup.Step:
    return setup.Step("paint", "paint the gate", fingerprint, (result,), result.touch)


def test_step_is_done_once_it_was_performed(stamps: Path) -> None:
    work = step(stamps / "result")
    assert not work.is_done()
    work.perform()
    assert work.is_done()


def test_step_is_due_again_when_its_inputs_change(stamps: Path) -> None:
    step(stamps / "result").perform()
    assert not step(stamps / "result", "two").is_done()


def test_step_is_due_again_when_its_result_is_gone(stamps: Path) -> None:
    work = step(stamps / "result")
    work.perform()
    (stamps / "result").unlink()
    assert not work.is_done()


@pytest.mark.usefixtures("stamps")
def test_failed_step_is_not_remembered_and_tells_what_the_command_said() -> None:
    def fail() -> None:
        setup.run(["sh", "-c", "echo no paint; exit 3"])

    work = setup.Step("paint", "paint the gate", "one", (), fail)
    with pytest.raises(setup.SetupError, match="no paint\nfailed \\(3\\)"):
        work.perform()
    assert not work.is_done()


def test_wrong_call_is_refused() -> None:
    assert setup.main(["everything"]) == 2


def fake_python(folder: Path, name: str, *, new_enough: bool, whole: bool) -> None:
    """A stand-in that answers the two questions the search asks."""
    answer = (
        f'case "$2" in *ensurepip*) exit {int(not whole)};; *print*) echo 3.12;; *) exit {int(not new_enough)};; esac'
    )
    path = folder / name
    path.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    path.chmod(0o755)


def search(tmp_path: Path, *folders: Path) -> subprocess.CompletedProcess[str]:
    """Look for a Python in these folders alone, from a place without an environment."""
    path = ":".join([*map(str, folders), *map(str, system_tools(tmp_path))])
    command = ["/bin/sh", str(ROOT / "tools" / "find-python")]
    return subprocess.run(command, cwd=tmp_path, env={"PATH": path}, capture_output=True, text=True, check=False)


def system_tools(tmp_path: Path) -> list[Path]:
    """A folder with what the script itself calls, and no Python."""
    folder = tmp_path / "tools"
    folder.mkdir(exist_ok=True)
    for name in ("id", "uname"):
        source = next(place for place in (Path("/usr/bin"), Path("/bin")) if (place / name).exists())
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(source / name)
    return [folder]


def test_search_passes_over_an_old_python_in_front(tmp_path: Path) -> None:
    front, behind = tmp_path / "front", tmp_path / "behind"
    for folder, new_enough in ((front, False), (behind, True)):
        folder.mkdir()
        fake_python(folder, "python3", new_enough=new_enough, whole=True)
    assert search(tmp_path, front, behind).stdout.strip() == str(behind / "python3")


def test_search_prefers_a_whole_python_to_one_without_venv(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    fake_python(folder, "python3", new_enough=True, whole=False)
    fake_python(folder, "python3.12", new_enough=True, whole=True)
    assert search(tmp_path, folder).stdout.strip() == str(folder / "python3.12")


def test_missing_venv_names_the_one_command(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    fake_python(folder, "python3", new_enough=True, whole=False)
    answer = search(tmp_path, folder)
    assert answer.returncode == 1
    assert "apt install python3.12-venv" in answer.stderr


def test_missing_python_names_the_one_command(tmp_path: Path) -> None:
    answer = search(tmp_path)
    assert answer.returncode == 1
    assert "install python" in answer.stderr
