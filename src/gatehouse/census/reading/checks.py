"""Check what was read: typed rows without error go on, everything else becomes a problem at its cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from gatehouse.census.reading.book_checks import duplicates, full_time_conflicts
from gatehouse.census.reading.campus_checks import CAMPUS_COLUMNS, examine_campuses
from gatehouse.census.reading.columns import MappedColumn
from gatehouse.census.reading.findings import Examined, examined
from gatehouse.census.reading.guard_checks import GUARD_COLUMNS, examine_guards
from gatehouse.census.reading.tables import ReadBook, ReadTable
from gatehouse.census.types import RowKind
from gatehouse.kernel.problem import Problem

COLUMNS = {RowKind.CAMPUS: CAMPUS_COLUMNS, RowKind.GUARD: GUARD_COLUMNS}
"""The columns and types of a checked frame of each kind."""

_EXAMINE = {RowKind.CAMPUS: examine_campuses, RowKind.GUARD: examine_guards}


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A table's rows without ERROR, typed as ``COLUMNS`` tells, and every problem of the table by row."""

    kind: RowKind
    filename: str
    sheet: str
    mapping: tuple[MappedColumn, ...]
    frame: pl.DataFrame
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class CheckedBook:
    """A workbook's checked tables, in the order of the read book; ``problems`` are those of all its tables."""

    filename: str
    tables: tuple[CheckedTable, ...]
    problems: tuple[Problem, ...]


def check_table(table: ReadTable, *, filename: str, reference_day: date, today: date) -> CheckedTable:
    """Check the rows of one table by themselves.

    Ages are those on ``reference_day``; ``today`` is the latest day a certificate may be dated. Rows that repeat
    another one are found by ``check_book`` only.
    """
    return _checked(_EXAMINE[table.kind](table, filename=filename, reference_day=reference_day, today=today), filename)


def check_book(read_book: ReadBook, *, reference_day: date, today: date) -> CheckedBook:
    """Check all tables of a workbook, and what one row says against another, across its sheets.

    Of rows that repeat each other only the first without error goes on.
    """
    parts = [
        _EXAMINE[table.kind](table, filename=read_book.filename, reference_day=reference_day, today=today)
        for table in read_book.tables
    ]
    repeated = duplicates(parts, filename=read_book.filename)
    parts = [_with(part, more) for part, more in zip(parts, repeated, strict=True)]
    differing = full_time_conflicts(parts, filename=read_book.filename)
    parts = [_with(part, more) for part, more in zip(parts, differing, strict=True)]
    tables = tuple(_checked(part, read_book.filename) for part in parts)
    return CheckedBook(read_book.filename, tables, tuple(problem for table in tables for problem in table.problems))


def _with(part: Examined, more: list[Problem]) -> Examined:
    """The table with further problems, all in the order of its rows."""
    if not more:
        return part
    problems = sorted([*part.problems, *more], key=lambda problem: problem.place.row or 0)
    return examined(part.table, part.frame, problems)


def _checked(part: Examined, filename: str) -> CheckedTable:
    """The rows that go on, with the columns of their kind."""
    columns = COLUMNS[part.table.kind]
    frame = part.frame.filter("ok").select(pl.col(name).cast(kind) for name, kind in columns.items())
    table = part.table
    return CheckedTable(table.kind, filename, table.sheet, table.mapping, frame, tuple(part.problems))
