"""Whole columns in and out of tables, inside the caller's transaction: COPY on PostgreSQL, cursor rows on SQLite.

For work on tens of thousands of rows and more: no Python object a cell on PostgreSQL, one executemany on SQLite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import polars as pl
from django.apps import apps
from django.db import connection, models
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

AT_ONCE = 200_000
"""Rows turned into text for one write: some tens of megabytes."""

_CHOSEN = "chosen_rows"
_NULL = "\\N"
_KEPT_AS = {pl.Date: pl.String, pl.Boolean: pl.Int64}
"""What SQLite keeps instead of types that it does not have."""


def read(rows: QuerySet[Any, Any], schema: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of a ``values_list`` query as a frame; the order of ``schema`` is that of its columns."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(_bare(sql, len(schema)), params)
            return _typed(
                pl.DataFrame(
                    cursor.fetchall(),
                    schema={name: _KEPT_AS.get(kind, kind) for name, kind in schema.items()},
                    orient="row",
                ),
                schema,
            )
        asked = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined] # PostgreSQL's own
        text = BytesIO()
        with connection.wrap_database_errors, cursor.copy(f"COPY ({asked}) TO STDOUT (FORMAT csv)") as copy:
            for block in copy:
                text.write(block)
    if not text.tell():
        return pl.DataFrame(schema=dict(schema))
    text.seek(0)
    truths = [name for name, kind in schema.items() if kind == pl.Boolean]
    found = pl.read_csv(text, has_header=False, schema={**schema, **dict.fromkeys(truths, pl.String)})
    return found.with_columns(pl.col(name) == "t" for name in truths)


def _bare(sql: str, width: int) -> str:
    """The same columns as expressions: those have no declared type, so no Python function converts each cell."""
    names = [f"c{number}" for number in range(width)]
    values = ", ".join(f"+{name}" for name in names)
    return f"WITH asked({', '.join(names)}) AS ({sql}) SELECT {values} FROM asked"  # noqa: S608 - Django's own query


def _typed(rows: pl.DataFrame, schema: Mapping[str, Any]) -> pl.DataFrame:
    """Days and truths from what SQLite keeps instead."""
    days = [pl.col(name).str.to_date("%Y-%m-%d") for name, kind in schema.items() if kind == pl.Date]
    truths = [pl.col(name).cast(pl.Boolean) for name, kind in schema.items() if kind == pl.Boolean]
    return rows.with_columns(*days, *truths)


@contextmanager
def chosen(keys: pl.Series) -> Iterator[RawSQL]:
    """Many keys as a sub-select for ``__in``: a table of this connection that is gone afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {_CHOSEN} (id bigint PRIMARY KEY)")
        _insert(_CHOSEN, pl.DataFrame({"id": keys}))
        # left by an exception, the table goes with the transaction that is undone
        yield RawSQL(f"SELECT id FROM {_CHOSEN}", ())  # noqa: S608, S611 - a name of this module
        cursor.execute(f"DROP TABLE {_CHOSEN}")


def take_stock(labels: Iterable[str]) -> None:
    """Let PostgreSQL learn how values are spread in tables that this transaction filled.

    It would do so by itself only after the commit, and until then take a table of thousands for an empty one and read
    it in a loop. SQLite plans by its indexes alone.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for label in sorted(labels):
            table = apps.get_model(label)._meta.db_table  # noqa: SLF001 - Django's documented model API
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def insert(model: type[models.Model], rows: pl.DataFrame) -> None:
    """Insert rows whose columns bear the names of database columns; keys are given by the database."""
    _insert(model._meta.db_table, rows)  # noqa: SLF001 - Django's documented model API


def add_up(model: type[models.Model], keys: Sequence[str], rows: pl.DataFrame) -> None:
    """Add the other columns to the rows with these ``keys``, making the rows that do not exist yet."""
    table = model._meta.db_table  # noqa: SLF001
    if connection.vendor == "postgresql":
        if model._default_manager.exists():  # noqa: SLF001
            _add_up_by_copy(table, keys, rows)
        else:
            _insert(table, rows)
        return
    marks = ", ".join(["%s"] * rows.width)
    with connection.cursor() as cursor:
        for some in rows.iter_slices(AT_ONCE):
            cursor.executemany(_upsert(table, keys, rows.columns, f"VALUES ({marks})"), _plain(some).rows())


def _add_up_by_copy(table: str, keys: Sequence[str], rows: pl.DataFrame) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, rows.columns))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE added_rows AS SELECT {columns} FROM {quote(table)} WITH NO DATA")  # noqa: S608
        _insert("added_rows", rows)
        cursor.execute(_upsert(table, keys, rows.columns, f"SELECT {columns} FROM added_rows"))  # noqa: S608
        cursor.execute("DROP TABLE added_rows")


def _upsert(table: str, keys: Sequence[str], columns: Sequence[str], source: str) -> str:
    quote = connection.ops.quote_name
    amounts = [quote(name) for name in columns if name not in keys]
    sums = ", ".join(f"{name} = {quote(table)}.{name} + excluded.{name}" for name in amounts)
    return (
        f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) {source} "
        f"ON CONFLICT ({', '.join(map(quote, keys))}) DO UPDATE SET {sums}"
    )


def _insert(table: str, rows: pl.DataFrame) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, rows.columns))
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            marks = ", ".join(["%s"] * rows.width)
            statement = f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})"  # noqa: S608 - names of models
            for some in rows.iter_slices(AT_ONCE):
                cursor.executemany(statement, _plain(some).rows())
            return
        statement = f"COPY {quote(table)} ({names}) FROM STDIN (FORMAT csv, NULL '{_NULL}')"
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            for some in rows.iter_slices(AT_ONCE):
                copy.write(some.write_csv(include_header=False, null_value=_NULL))


def _plain(rows: pl.DataFrame) -> pl.DataFrame:
    """With days as the text that SQLite keeps."""
    return rows.with_columns(pl.col(pl.Date).dt.to_string())
