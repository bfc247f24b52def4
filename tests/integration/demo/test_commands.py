"""`gatehouse demo load` and `gatehouse serve`, as a visitor runs them: processes of their own, a home of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

GATEHOUSE = [sys.executable, "-m", "gatehouse.config.cli"]
PATIENCE = 60


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder in which the demo city is loaded."""
    folder = tmp_path_factory.mktemp("home")
    done = run(folder, "demo", "load", "loudi-2020")
    assert done.returncode == 0, done.stderr
    return folder


def environment(home: Path) -> dict[str, str]:
    """A visitor's environment: nothing configured but the home folder."""
    values = {name: value for name, value in os.environ.items() if not name.startswith("GATEHOUSE_")}
    return {**values, "GATEHOUSE_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*GATEHOUSE, *words], env=environment(home), capture_output=True, text=True, check=False, timeout=PATIENCE * 2
    )


def test_demo_goes_into_a_database_of_its_own_and_is_found_there(home: Path) -> None:
    assert (home / "demo-loudi-2020.sqlite3").is_file()
    assert not (home / "gatehouse.sqlite3").exists()
    done = run(home, "table", "--unit", "431300", "--as-of", "2020-12-31", "--format", "json")
    assert done.returncode == 0, done.stderr
    total = json.loads(done.stdout)["total"]
    assert (total["campuses"], total["full_time"], total["campuses_met"]) == (1907, 3352, 1907)


def test_loading_again_leaves_the_demo_as_it_is(home: Path) -> None:
    done = run(home, "demo", "load", "loudi-2020")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)


def test_workbooks_are_written_where_told(home: Path, tmp_path: Path) -> None:
    assert run(home, "demo", "load", "loudi-2020", "--into", str(tmp_path)).returncode == 0
    assert len(list(tmp_path.glob("*.xlsx"))) == 14


def test_demo_refuses_a_database_in_real_use(home: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'real.sqlite3'}"
    values = {**environment(home), "GATEHOUSE_DATABASE_URL": url}
    script = (
        "from gatehouse.config.cli import prepare; prepare(demo=False)\n"
        "from gatehouse.foundation.models import Posting\n"
        "from django.utils import timezone\n"
        "Posting.objects.create(recorded_at=timezone.now(), act='census.import', by_label='clerk')\n"
    )
    subprocess.run([sys.executable, "-c", script], env=values, check=True, timeout=PATIENCE)
    done = subprocess.run(
        [*GATEHOUSE, "demo", "load", "loudi-2020"],
        env=values,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert "GATEHOUSE_DATABASE_URL" in done.stderr


@pytest.fixture
def server(home: Path) -> Iterator[str]:
    """A running server's address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*GATEHOUSE, "serve", "--port", str(port), "--workers", "1"],
        env=environment(home), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        told, _ = process.communicate(timeout=PATIENCE)
        assert "loudi-gongan" in told


def test_server_answers_and_sends_strangers_to_the_log_in(server: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"{server}/healthz", timeout=5) as answer:  # noqa: S310 - our own
                assert json.load(answer) == {"status": "ok"}
            break
        except OSError:
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.2)
    with urllib.request.urlopen(server, timeout=PATIENCE) as answer:  # noqa: S310 - our own
        assert "/account/log-in/" in answer.url
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
