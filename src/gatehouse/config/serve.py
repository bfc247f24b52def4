"""`gatehouse serve`: the web server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from gatehouse.foundation import clock


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


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(*, host: str, port: int, workers: int) -> None:
    """Serve the pages and the API until stopped."""
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
