"""Processes of this machine, as /proc tells them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60.0


def children_of(process: int) -> dict[int, str]:
    """The processes that one started, with their command lines."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if parent == process:
            found[int(path.name)] = command
    return found


def is_gone(pid: int) -> bool:
    """Whether a process has ended, be it reaped or not."""
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return True


def until(true: Callable[[], object], *, every: float = 0.05) -> None:
    """Wait for something to become true. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(every)


def wait_gone(pid: int) -> None:
    """Wait for a process that was killed."""
    until(lambda: is_gone(pid), every=0.005)


def kill_all(pids: list[int], signal: int) -> None:
    """Send a signal to processes that may have ended."""
    for pid in pids:
        try:
            os.kill(pid, signal)
        except ProcessLookupError:
            continue
    for pid in pids:
        wait_gone(pid)
