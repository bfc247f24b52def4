"""From a workbook to checked rows: find the tables, understand their columns, check whole columns at once.

No database and no Django: what was read is frames and problems. The sentences for the problems are the presenters'.
"""

from __future__ import annotations

from gatehouse.census.reading.checks import COLUMNS, CheckedBook, CheckedTable, check_book, check_table
from gatehouse.census.reading.columns import MappedColumn, UnusedColumn
from gatehouse.census.reading.error_book import error_workbook
from gatehouse.census.reading.said import Said, Say
from gatehouse.census.reading.tables import ReadBook, ReadTable, read_tables
from gatehouse.foundation.workbook import reader
from gatehouse.foundation.workbook.refusal import DEFAULT_LIMITS, Limits, WorkbookRefused


def read_workbook(data: bytes, *, filename: str, limits: Limits = DEFAULT_LIMITS) -> ReadBook:
    """The census tables of a workbook that somebody sent. Raises WorkbookRefused for what is no readable workbook."""
    return read_tables(reader.read_workbook(data, filename=filename, limits=limits))


__all__ = [
    "COLUMNS",
    "CheckedBook",
    "CheckedTable",
    "MappedColumn",
    "ReadBook",
    "ReadTable",
    "Said",
    "Say",
    "UnusedColumn",
    "WorkbookRefused",
    "check_book",
    "check_table",
    "error_workbook",
    "read_tables",
    "read_workbook",
]
