"""What every test gets: a test database in a file, as in service, and browser tests kept together."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

pytest_plugins = ["tests.kit.fixtures"]

BROWSER_FOLDER = Path(__file__).parent / "browser"
UNIT_FOLDER = Path(__file__).parent / "unit"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Keep SQLite's test database in a file of this process: write-ahead log and locks then work as in service."""
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(settings.STATIC_ROOT).parent / "test.sqlite3")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep unit tests off the database, and browser tests on one worker: its server needs the other core."""
    for item in items:
        if UNIT_FOLDER in item.path.parents and meets_database(item):
            message = f"{item.nodeid}: a unit test does without the database; this one belongs below tests/integration"
            raise pytest.UsageError(message)
        if BROWSER_FOLDER in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def meets_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database by its mark or its fixtures."""
    fixtures: set[str] = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)
