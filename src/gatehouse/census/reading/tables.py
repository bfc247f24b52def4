"""Find the tables of a workbook: where their heads are, which rows are data, what each column means."""

from __future__ import annotations

import re
from collections import abc
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from gatehouse.census.reading.codes import ReadingCode
from gatehouse.census.reading.columns import MappedColumn, Mapping, UnusedColumn, heading_text, understand
from gatehouse.census.reading.dates import first_day
from gatehouse.census.reading.fields import BY_NAME, ORIGIN_HEADING
from gatehouse.census.reading.sheet_text import INDEX, Section, SheetText, column_name
from gatehouse.census.types import RowKind
from gatehouse.foundation.workbook.grid import Book, Cell, Sheet, column_number, displayed, has_lost_digits
from gatehouse.kernel.problem import Place, Problem, Severity

MIN_TELLING = 2
"""A table with fewer columns that only one kind of census table has is none of ours."""


_LONG_NUMBERS = ("id_number", "certificate_number")
_MONTHS = ("certificate_issued_on", "started_on", "opened_on")
_OCTOBER = re.compile(r"[0-9]{4}\.1")
_CERTIFICATE = frozenset({"certified", "certificate_number"})
_BRACKETS = r"(?:\s*[（(][^）)]*[）)])?"
_UNIT = re.compile(
    rf"(?:(?:填报|上报|报送|制表|填表|编制)\s*(?:单位|学校)(?:名称)?{_BRACKETS}\s*[:：]?|^\s*单位(?:名称)?{_BRACKETS}\s*[:：])\s*"
    r"(?!(?:人|名|个|所|元|万元)\s*$)(.*?)"
    r"(?=\s{2,}|\s*(?:填报|填表|制表|报送|上报|联系|审核|单位)(?:日期|时间|人|负责人)|$)"
)
_DAY = re.compile(rf"(?:填报|填表|制表|报送|上报)?(?:日期|时间){_BRACKETS}\s*[:：]\s*(.*?)(?=\s{{2,}}|$)")
_BARE_DAY = re.compile(r"[0-9]{4}[-年./][0-9]{1,2}[-月./][0-9]{1,2}日?\s*$")
_SEALED = re.compile(r"\s*[（(](?:盖章|公章|章|签章)[）)]\s*$")
_LABEL = re.compile(r"日期|时间|[:：]$")


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table as it was understood; rows and columns as Excel shows them.

    ``header_row`` is the head's first row, ``first_row`` the first below it. ``frame`` has ``row`` (Int64) and one
    String column a mapped field: the text as displayed, null when empty. ``lossy`` names, by field, the rows whose
    numeric cell has lost digits that were typed: long numbers beyond 15 digits, the zero of 2019.10. ``excerpt``: the
    table comes from an error workbook of ours, so it is not all that the sender has to report.
    """

    kind: RowKind
    sheet: str
    header_row: int
    first_row: int
    mapping: tuple[MappedColumn, ...]
    unused: tuple[UnusedColumn, ...]
    reported_unit: str
    reported_on: date | None
    frame: pl.DataFrame
    lossy: abc.Mapping[str, frozenset[int]] = field(default_factory=dict)
    excerpt: bool = False

    def column(self, name: str) -> MappedColumn | None:
        """The column of a canonical field, if it was mapped."""
        return next((column for column in self.mapping if column.field == name), None)


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook's tables in order, and what could not be read as one."""

    filename: str
    tables: tuple[ReadTable, ...]
    problems: tuple[Problem, ...]


def read_tables(book: Book) -> ReadBook:
    """Find and understand every census table of a workbook.

    Hidden sheets are not read: nobody looking at the workbook would know of their rows. A table that lacks a required
    column is left out and told as a problem.
    """
    tables: list[ReadTable] = []
    problems: list[Problem] = []
    for sheet in book.sheets:
        if sheet.rows:
            found, wrong = _read_sheet(book.filename, sheet)
            tables += found
            problems += wrong
    if not tables and not any(problem.severity is Severity.ERROR for problem in problems):
        problems.append(Problem(ReadingCode.NO_TABLE.value, Place(book.filename)))
    return ReadBook(book.filename, tuple(tables), tuple(problems))


def _read_sheet(filename: str, sheet: Sheet) -> tuple[list[ReadTable], list[Problem]]:
    """The tables of one sheet and what is wrong with it."""
    text = SheetText(sheet)
    tables: list[ReadTable] = []
    problems: list[Problem] = []
    for section in text.sections():
        mapping = understand(section.head.parts)
        if mapping.telling < MIN_TELLING:
            continue
        # A table's problems have the sheet for their place, no row: no row is refused for them.
        place = Place(filename, sheet.name)
        about: dict[str, Any] = {"table": mapping.kind.value, "header_row": section.head.first + 1}
        if mapping.missing:
            about["missing"] = [BY_NAME[mapping.kind][name].heading for name in mapping.missing]
            about["found"] = [heading_text(parts) for parts in section.head.parts if parts]
            problems.append(Problem(ReadingCode.MISSING_COLUMNS.value, place, params=about))
            continue
        table = _table(text, section, mapping)
        if table.frame.is_empty():
            problems.append(Problem(ReadingCode.NO_ROWS.value, place, "", Severity.WARNING, about))
        if mapping.kind is RowKind.GUARD and not mapping.fields & _CERTIFICATE:
            problems.append(Problem(ReadingCode.NO_CERTIFICATE_COLUMN.value, place, "", Severity.WARNING, about))
        tables.append(table)
    if not sheet.visible:
        hidden = Problem(ReadingCode.SHEET_HIDDEN.value, Place(filename, sheet.name), severity=Severity.WARNING)
        return [], [hidden] if tables else []
    if not tables and not problems:
        without = Problem(ReadingCode.SHEET_WITHOUT_TABLE.value, Place(filename, sheet.name), severity=Severity.NOTE)
        problems.append(without)
    return tables, problems


def _table(text: SheetText, section: Section, mapping: Mapping) -> ReadTable:
    """The table of a section under the names of the canonical columns."""
    numbers = {column.field: column_number(column.letter) for column in mapping.columns}
    spread = [number for name, number in numbers.items() if BY_NAME[mapping.kind][name].spread]
    named = max(numbers[name] for name in ("name", "campus_name") if name in numbers)
    data = text.data(section, list(numbers.values()), spread, named)
    frame = data.select(
        (pl.col(INDEX).cast(pl.Int64) + 1).alias("row"),
        *(pl.col(column_name(number)).alias(name) for name, number in numbers.items()),
    )
    rows = text.sheet.rows
    lossy = {
        name: frozenset(row for row in frame["row"].to_list() if _has_lost(name, rows[row - 1][numbers[name]]))
        for name in (*_LONG_NUMBERS, *_MONTHS)
        if name in numbers
    }
    unit, day = _reported(text.notes(section))
    return ReadTable(
        kind=mapping.kind,
        sheet=text.sheet.name,
        header_row=section.head.first + 1,
        first_row=section.head.last + 2,
        mapping=mapping.columns,
        unused=mapping.unused,
        reported_unit=unit,
        reported_on=day,
        frame=frame,
        lossy=lossy,
        excerpt=any(parts and parts[-1] == ORIGIN_HEADING for parts in section.head.parts),
    )


def _has_lost(name: str, cell: Cell) -> bool:
    """Whether a numeric cell no longer shows what was typed: a long number, or 2019.1 that may have been 2019.10."""
    if name in _LONG_NUMBERS:
        return has_lost_digits(cell)
    return isinstance(cell, float) and _OCTOBER.fullmatch(displayed(cell)) is not None


def _reported(lines: list[list[str]]) -> tuple[str, date | None]:
    """The reporting unit and the day of reporting, from the lines above and below a table."""
    unit, day = "", None
    for texts in lines:
        for number, text in enumerate(texts):
            beside = texts[number + 1] if number + 1 < len(texts) else ""
            if not unit and (found := _UNIT.search(text)):
                unit = found[1].strip() or ("" if _LABEL.search(beside) else beside.strip())
                day = day or _bare_day(text)
            if day is None and (found := _DAY.search(text)):
                day = first_day(found[1].strip() or beside)
    return _SEALED.sub("", unit), day


def _bare_day(text: str) -> date | None:
    """The day written behind the reporting unit without saying what it is."""
    found = None if _DAY.search(text) else _BARE_DAY.search(text)
    return first_day(found[0]) if found else None
