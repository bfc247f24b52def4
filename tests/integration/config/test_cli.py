"""The console script itself: help at once, a database made on first use, exit codes that scripts can trust."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gatehouse import __version__
from gatehouse.config.cli import COMMANDS, cli

PATIENCE = 60


def run(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the script in a process and a home of its own, with nothing configured but what is told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GATEHOUSE_")}
    environment = {**kept, "GATEHOUSE_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path), **settings}
    command = [sys.executable, "-m", "gatehouse.config.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)


def test_version_and_help_are_told() -> None:
    assert CliRunner().invoke(cli, ["--version"]).output == f"gatehouse, version {__version__}\n"
    done = CliRunner().invoke(cli, ["--help"])
    assert done.exit_code == 0
    assert all(name in done.output for name in COMMANDS)


@pytest.mark.parametrize("words", [["tabel"], ["--verbose"], ["table", "--oops"], ["census", "imprt"]])
def test_wrong_call_ends_with_two(words: list[str]) -> None:
    assert CliRunner().invoke(cli, words).exit_code == 2


@pytest.mark.slow
def test_script_makes_its_database_and_key_on_first_use(tmp_path: Path) -> None:
    done = run(tmp_path, "self-check", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["ok"] is True
    assert {"gatehouse.sqlite3", "master.key"} <= {path.name for path in tmp_path.iterdir()}
    done = run(tmp_path, "table", "--unit", "431300")
    assert done.returncode == 1
    assert "431300" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_spoilt_master_key_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "master.key").write_text("spoilt", encoding="ascii")
    done = run(tmp_path, "self-check")
    assert done.returncode == 1
    assert "master.key" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("address", ["postgresql://nobody@127.0.0.1:1/nothing", "sqlite:////dev/null/no.sqlite3"])
def test_database_that_cannot_be_used_is_told_without_a_traceback(tmp_path: Path, address: str) -> None:
    done = run(tmp_path, "self-check", GATEHOUSE_DATABASE_URL=address)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr
