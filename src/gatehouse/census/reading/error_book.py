"""The error workbook: the rows that could not enter, as they were sent, each with its reason and remedy.

It is itself a workbook that the import reads: people mend the coloured cells in it and send it in again.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from gatehouse.census.reading.columns import normal
from gatehouse.census.reading.fields import ORIGIN_HEADING, REASON_HEADING, REMEDY_HEADING
from gatehouse.census.reading.said import Said, Say
from gatehouse.census.reading.tables import ReadBook, ReadTable
from gatehouse.foundation.workbook.grid import Book, Cell, Sheet, column_number, displayed
from gatehouse.foundation.workbook.reader import read_workbook
from gatehouse.kernel.problem import Problem, Severity

OWN_HEADINGS = frozenset({ORIGIN_HEADING, REASON_HEADING, REMEDY_HEADING})

_TEXT_FIELDS = frozenset({"id_number", "school_code", "credit_code", "certificate_number", "phone"})
_LONG_NUMBER = 10**11
"""Excel shows longer numbers with an exponent, so they are written as text."""
_LONGEST_TEXT = 32_767
_NAME_LENGTH = 31
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,  # a text that begins with = + - @ stays a text
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
_FILLS = {Severity.ERROR: "#F4B6B0", Severity.WARNING: "#FFF2B3", None: None}
_NARROWEST, _WIDEST, _SAMPLE = 8, 40, 200
_ORIGIN_WIDTH, _REASON_WIDTH = 8, 48
_COMMENT = {"x_scale": 2.2, "y_scale": 1.2, "author": ""}


@dataclass(frozen=True, slots=True)
class _Remark:
    """A problem said in words."""

    problem: Problem
    said: Said


def error_workbook(data: bytes | Book, read_book: ReadBook, problems: Iterable[Problem], *, say: Say) -> bytes:
    """The .xlsx with one sheet per table that has rows with an ERROR; no other rows.

    Head and columns are as they were; 原行号 goes before them, 错误原因 and 修改建议 after. The faulty cells are red,
    doubtful ones yellow, both with a comment. Texts are written as texts whatever they begin with, numbers of persons
    and organisations as texts, merged cells as their value in every row. ``data`` is the file as it was sent, or the
    workbook read from it. Raises ValueError if no problem is an ERROR of a row.
    """
    book = data if isinstance(data, Book) else read_workbook(data, filename=read_book.filename)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    by_row: dict[tuple[str, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.place.row is not None:
            by_row[problem.place.sheet, problem.place.row].append(problem)
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, _OPTIONS)
    written = 0
    for table in read_book.tables:
        remarks = {
            row: _remarks(by_row[table.sheet, row], say) for row in table.frame["row"] if _is_bad(by_row, table, row)
        }
        if remarks:
            _TableWriter(workbook, table, sheets[table.sheet]).write(remarks)
            written += 1
    if not written:
        message = "no row has an error"
        raise ValueError(message)
    workbook.close()
    return target.getvalue()


def _is_bad(by_row: dict[tuple[str, int], list[Problem]], table: ReadTable, row: int) -> bool:
    """Whether an ERROR speaks against a row."""
    key = (table.sheet, row)
    return key in by_row and any(problem.severity is Severity.ERROR for problem in by_row[key])


def _remarks(problems: Iterable[Problem], say: Say) -> list[_Remark]:
    """A row's problems in words, errors first."""
    ordered = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    return [_Remark(problem, say(problem)) for problem in ordered]


class _TableWriter:
    """Writes the bad rows of one table to a sheet of their own."""

    def __init__(self, workbook: Any, table: ReadTable, sheet: Sheet) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        self.table, self.sheet = table, sheet
        self.page = workbook.add_worksheet(_sheet_name(table.sheet, {page.name for page in workbook.worksheets()}))
        self.head_rows = range(table.header_row - 1, table.first_row - 1)
        own = {column for row in self.head_rows for column in _own_columns(sheet.rows[row])}
        self.columns = [column for column in range(sheet.width) if column not in own]
        self.target = {column: number + 1 for number, column in enumerate(self.columns)}
        self.fields = {column_number(column.letter): column.field for column in table.mapping}
        self.head_format = workbook.add_format(
            {
                "bold": True,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "border": 1,
                "bg_color": "#DCE6F1",
            }
        )
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.formats = {
            (severity, number_format): workbook.add_format(
                {"num_format": number_format, "valign": "top"} | ({"bg_color": fill} if fill else {})
            )
            for severity, fill in _FILLS.items()
            for number_format in ("@", "General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm")
        }

    def write(self, remarks: dict[int, list[_Remark]]) -> None:
        """Head, bad rows, widths."""
        self._head()
        texts = dict(zip(self.table.frame["row"], self.table.frame.iter_rows(named=True), strict=True))
        for number, (row, of_row) in enumerate(sorted(remarks.items()), start=len(self.head_rows)):
            self._row(number, row, of_row, texts[row])
        self.page.freeze_panes(len(self.head_rows), 1)
        self._widths(sorted(remarks)[:_SAMPLE])

    def _head(self) -> None:
        """The head's rows as they were, between our own columns."""
        merged = {
            (merge.first_row, merge.first_column): merge
            for merge in self.sheet.merged
            if merge.first_row in self.head_rows and merge.first_column in self.target
        }
        covered = set[tuple[int, int]]()
        for (row, column), merge in merged.items():
            last_row = min(merge.last_row, self.head_rows[-1])
            last_column = max(other for other in self.columns if other <= merge.last_column)
            covered |= {(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)}
            corners = (self._line(row), self.target[column], self._line(last_row), self.target[last_column])
            self._head_cell(*corners, displayed(self.sheet.rows[row][column]))
        for row in self.head_rows:
            for column in self.columns:
                if (row, column) not in covered:
                    line, target = self._line(row), self.target[column]
                    self._head_cell(line, target, line, target, displayed(self.sheet.rows[row][column]))
        last = len(self.head_rows) - 1
        for target, heading in zip(
            (0, len(self.columns) + 1, len(self.columns) + 2),
            (ORIGIN_HEADING, REASON_HEADING, REMEDY_HEADING),
            strict=True,
        ):
            self._head_cell(0, target, last, target, heading)

    def _line(self, row: int) -> int:
        """The line of our sheet on which a row of the head stands."""
        return row - self.head_rows[0]

    def _head_cell(self, first_row: int, first_column: int, last_row: int, last_column: int, text: str) -> None:
        """One cell of the head, or a merged range of it."""
        if (first_row, first_column) == (last_row, last_column):
            self.page.write_string(first_row, first_column, text, self.head_format)
        else:
            self.page.merge_range(first_row, first_column, last_row, last_column, "", self.head_format)
            self.page.write_string(first_row, first_column, text, self.head_format)

    def _row(self, line: int, row: int, remarks: Sequence[_Remark], texts: dict[str, Any]) -> None:
        """One bad row: its number, its cells, the remarks on them, reasons and remedies."""
        of_cell: dict[int, list[_Remark]] = defaultdict(list)
        for remark in remarks:
            if remark.problem.place.column:
                of_cell[column_number(remark.problem.place.column)].append(remark)
        self.page.write_number(line, 0, row, self.formats[None, "General"])
        for column in self.columns:
            field = self.fields.get(column)
            self._cell(line, column, self.sheet.rows[row - 1][column], texts.get(field) if field else None, of_cell)
        for offset, lines in enumerate(([remark.said.reason for remark in remarks], _remedies(remarks)), start=1):
            self.page.write_string(line, len(self.columns) + offset, "\n".join(lines)[:_LONGEST_TEXT], self.wrapped)

    def _cell(self, line: int, column: int, cell: Cell, text: str | None, of_cell: dict[int, list[_Remark]]) -> None:
        """One cell with its value in its own type; ``text`` is what was read there, merged cells filled."""
        remarks, target = of_cell.get(column, []), self.target[column]
        severity = remarks[0].problem.severity if remarks else None
        if self.fields.get(column) in _TEXT_FIELDS or (cell == "" and text):
            cell = text or ""
        if isinstance(cell, datetime):
            midnight = displayed(cell) == cell.date().isoformat()
            self.page.write_datetime(
                line, target, cell, self.formats[severity, "yyyy-mm-dd" if midnight else "yyyy-mm-dd hh:mm"]
            )
        elif isinstance(cell, date):
            self.page.write_datetime(line, target, cell, self.formats[severity, "yyyy-mm-dd"])
        elif isinstance(cell, bool):
            self.page.write_boolean(line, target, cell, self.formats[severity, "General"])
        elif isinstance(cell, float) and abs(cell) < _LONG_NUMBER:
            self.page.write_number(line, target, cell, self.formats[severity, "General"])
        elif cell == "":
            self.page.write_blank(line, target, None, self.formats[severity, "@"])
        else:
            self.page.write_string(line, target, displayed(cell)[:_LONGEST_TEXT], self.formats[severity, "@"])
        if remarks:
            self.page.write_comment(line, target, "\n".join([remarks[0].said.reason, *_remedies(remarks)]), _COMMENT)

    def _widths(self, rows: Sequence[int]) -> None:
        """Columns as wide as what stands in them, within bounds."""
        self.page.set_column(0, 0, _ORIGIN_WIDTH)
        for column, target in self.target.items():
            shown = [displayed(self.sheet.rows[row - 1][column]) for row in rows]
            width = max((_display_width(text) for text in shown), default=0)
            heading = min(_display_width(displayed(self.sheet.rows[self.head_rows[-1]][column])), 16)
            self.page.set_column(target, target, min(max(width, heading, _NARROWEST) + 2, _WIDEST))
        self.page.set_column(len(self.columns) + 1, len(self.columns) + 2, _REASON_WIDTH)


def _remedies(remarks: Iterable[_Remark]) -> list[str]:
    """What to do, each advice once."""
    return list(dict.fromkeys(remark.said.remedy for remark in remarks))


def _own_columns(cells: Sequence[Cell]) -> list[int]:
    """Columns that an earlier error workbook of ours had added: they are made anew."""
    return [column for column, cell in enumerate(cells) if isinstance(cell, str) and normal(cell) in OWN_HEADINGS]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A valid sheet name like the source's, numbered when a sheet holds several tables."""
    plain = _FORBIDDEN_IN_NAME.sub("_", name).strip("'")[:_NAME_LENGTH] or "1"
    lower, number, free = {other.lower() for other in taken}, 1, plain
    while free.lower() in lower:
        number += 1
        free = f"{plain[: _NAME_LENGTH - 5]} ({number})"
    return free


def _display_width(text: str) -> int:
    """Roughly how many Latin letters wide a text is; Chinese characters count two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)  # noqa: PLR2004 - CJK blocks begin there
