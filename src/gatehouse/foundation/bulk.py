"""Set-sized writes in one transaction: executemany on SQLite, COPY on PostgreSQL.

Five to eight times faster than building model instances; used for facts, standing rows and totals only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T")

CHUNK = 2_000
"""Identifiers in one statement: the framework's work on a list of them grows with its square."""


ROWS_IN_ONE_STATEMENT = 500
"""Rows that PostgreSQL is given to add up in one statement: far quicker than a statement a row."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    iterator = iter(items)
    while piece := list(islice(iterator, size)):
        yield piece


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Fresh primary keys for rows about to be inserted. Call it inside the writing transaction."""
    if not count:
        return []
    table = model._meta.db_table  # noqa: SLF001 - Django's documented model API
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
    return list(range(first, first + count))


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as column values in the order of ``columns`` (database column names)."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)  # noqa: SLF001
    names = ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # the copy goes past Django's cursor: its errors are made Django's here
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - names come from the models
            list(rows),
        )


def add_up(
    model: type[models.Model], keys: Sequence[str], amounts: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Add amounts to the rows with these keys, making the rows that do not exist yet."""
    quote = connection.ops.quote_name
    table = model._meta.db_table  # noqa: SLF001
    columns = [*keys, *amounts]
    marks = f"({', '.join(['%s'] * len(columns))})"
    sums = ", ".join(f"{quote(name)} = {quote(table)}.{quote(name)} + excluded.{quote(name)}" for name in amounts)
    into = f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES "  # noqa: S608 - names of the model
    adding = f" ON CONFLICT ({', '.join(map(quote, keys))}) DO UPDATE SET {sums}"
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(into + marks + adding, list(rows))
            return
        for some in chunks(rows, ROWS_IN_ONE_STATEMENT):
            cursor.execute(into + ", ".join([marks] * len(some)) + adding, list(chain.from_iterable(some)))
