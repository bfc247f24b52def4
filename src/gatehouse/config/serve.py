"""`gatehouse serve`: the web server, and one worker for background jobs beside it."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import click
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from gatehouse.config.work import HOLDER, SERVER
from gatehouse.foundation import clock

REST = 2.0
"""Seconds before a worker that ended is started again."""
FAREWELL = 10.0
"""Seconds in which a worker that was told to stop may finish its step."""


class Supervisor(Arbiter):  # type: ignore[misc]
    """Gunicorn's master process, which keeps one `gatehouse work` alive as it keeps its web workers."""

    def __init__(self, app: BaseApplication) -> None:
        """Nothing runs yet."""
        super().__init__(app)
        self._work: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

    def manage_workers(self) -> None:
        """Start what has ended; gunicorn calls this every second."""
        super().manage_workers()
        ended = self._work is None or self._work.poll() is not None
        if ended and time.monotonic() >= self._started + REST:
            self._started = time.monotonic()
            self._work = subprocess.Popen(
                [sys.executable, "-m", "gatehouse.config.cli", "work"],
                env=os.environ | {HOLDER: self._holder, SERVER: str(os.getpid())},
                stdin=subprocess.DEVNULL,
            )

    def stop(self, graceful: bool = True) -> None:  # noqa: FBT001, FBT002 - gunicorn's signature
        """Stop the worker with the rest; what it was doing is written whole or not at all."""
        work, self._work = self._work, None
        if work is not None and work.poll() is None:
            work.send_signal(signal.SIGTERM)
        super().stop(graceful)
        if work is not None:
            try:
                work.wait(FAREWELL if graceful else 1.0)
            except subprocess.TimeoutExpired:
                work.kill()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our application and settings given in code."""

    def __init__(self, options: dict[str, Any]) -> None:
        """Keep the options."""
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """The application."""
        return get_wsgi_application()

    def run(self) -> None:
        """Serve until stopped."""
        Supervisor(self).run()


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(*, host: str, port: int, workers: int) -> None:
    """Serve the pages and the API, and do background jobs, until stopped."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    click.echo(f"Gatehouse 校卫  http://{address}/")
    if clock.demo_name() is not None:
        from gatehouse.demo.services import accounts_text  # noqa: PLC0415 - only a demo has demo accounts

        click.echo(accounts_text())
    Server(
        {
            "bind": address,
            "workers": workers,
            "threads": 4,
            "worker_class": "gthread",
            "preload_app": False,
            "accesslog": None,
            "loglevel": "warning",
        }
    ).run()
