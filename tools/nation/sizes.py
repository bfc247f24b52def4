"""How much an invented nation takes, and tidying up after it was written."""

from __future__ import annotations

from django.apps import apps
from django.db import connection

KEPT = (
    "campuses.headcount", "guards.guardpost", "guards.guardcertificate",
    "standing.standingrow", "standing.unittotal", "findings.finding",
)  # fmt: skip


def sizes() -> list[tuple[str, int, int]]:
    """Of the largest tables: name, rows, and megabytes with indexes (the whole database's on SQLite, last)."""
    found = []
    with connection.cursor() as cursor:
        for name in KEPT:
            model = apps.get_model(name)
            size = 0
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [model._meta.db_table])  # noqa: SLF001
                size = cursor.fetchone()[0] // 2**20
            found.append((name, model._default_manager.count(), size))  # noqa: SLF001
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
            found.append(("the whole file", 1, cursor.fetchone()[0] // 2**20))
    return found


def tidy() -> None:
    """What a database does by itself in the hours after a large import: clean up, and learn how values are spread."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
