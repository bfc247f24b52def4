"""Where writers come from: a process that has done nothing yet and only forks.

Libraries start threads when they are used, and threads do not survive a fork; this process never uses any.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

Work = Callable[[int, Path], None]


class Nursery:
    """Start it before anything is read from the database."""

    def __init__(self, work: Work) -> None:
        """Fork the nursery; its children do ``work``."""
        orders, self._orders = os.pipe()
        self._pids, pids = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._orders)
            os.close(self._pids)
            _serve(work, orders, pids)
        os.close(orders)
        os.close(pids)

    def start(self, seed: int, acknowledged: Path) -> int:
        """Start a writer; returns its process number."""
        os.write(self._orders, f"{seed} {acknowledged}\n".encode())
        return int(os.read(self._pids, 32))

    def close(self) -> None:
        """End the nursery; writers are the caller's to kill."""
        os.close(self._orders)
        os.close(self._pids)
        os.waitpid(self.pid, 0)


def _serve(work: Work, orders: int, pids: int) -> None:
    """Fork one child an order, until nobody orders any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the system
    with os.fdopen(orders) as lines:
        for line in lines:
            seed, _, path = line.rstrip("\n").partition(" ")
            child = os.fork()
            if child == 0:
                code = 1
                try:
                    work(int(seed), Path(path))
                    code = 0
                finally:
                    os._exit(code)
            os.write(pids, f"{child:<31}\n".encode())
    os._exit(0)
