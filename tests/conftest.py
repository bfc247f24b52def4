"""What every test gets: a test database in a file, as in service, and browser tests kept together."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

BROWSER_FOLDER = Path(__file__).parent / "browser"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Keep SQLite's test database in a file of this process: write-ahead log and locks then work as in service."""
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(settings.STATIC_ROOT).parent / "test.sqlite3")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests and give them to one worker: one Chromium at a time leaves the other core to its server."""
    for item in items:
        if BROWSER_FOLDER in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
