"""Writers killed at random moments lose nothing and leave nothing half; `make crash` kills hundreds."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.kit.database import kind
from tests.kit.house import ROOT

KILLS, SERVER_KILLS = 15, 2
PATIENCE = 300


@pytest.mark.slow
def test_killed_writers_lose_nothing_and_leave_nothing_half() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GATEHOUSE_")}
    server_kills = SERVER_KILLS if kind() == "postgres" else 0
    command = [
        sys.executable, "tools/crash.py", "--database", kind(), "--kills", str(KILLS),
        "--server-kills", str(server_kills), "--seed", "20201101",
    ]  # fmt: skip
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert f"{kind()}: {KILLS} kills ({server_kills} of the server)" in done.stdout
    assert "nothing lost" in done.stdout
