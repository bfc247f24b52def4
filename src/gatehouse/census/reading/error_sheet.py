"""One sheet of the error workbook: a table's head and its bad rows, with what is wrong and what to do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from gatehouse.census.reading.columns import normal
from gatehouse.census.reading.fields import ORIGIN_HEADING, REASON_HEADING, REMEDY_HEADING
from gatehouse.census.reading.said import Said, Say
from gatehouse.census.reading.tables import ReadTable
from gatehouse.foundation.workbook.grid import Cell, Sheet, column_number, displayed
from gatehouse.kernel.problem import Problem, Severity

OWN_HEADINGS = frozenset({ORIGIN_HEADING, REASON_HEADING, REMEDY_HEADING})

_TEXT_FIELDS = frozenset({"id_number", "school_code", "credit_code", "certificate_number", "phone"})
_LONG_NUMBER = 10**11
"""Excel shows longer numbers with an exponent, so they are written as text."""
_LONGEST_TEXT = 32_767
_NAME_LENGTH = 31
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_GENERAL, _TEXT, _DAY, _INSTANT = "General", "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_FILLS = {Severity.ERROR: "#F4B6B0", Severity.WARNING: "#FFF2B3", None: None}
_HEAD = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1, "bg_color": "#DCE6F1"}
_NARROWEST, _WIDEST, _WIDEST_HEADING, _SAMPLE = 8, 40, 16, 200
_ORIGIN_WIDTH, _REASON_WIDTH = 8, 48
_COMMENT = {"x_scale": 2.2, "y_scale": 1.2, "author": ""}


@dataclass(frozen=True, slots=True)
class _Remark:
    """A problem said in words."""

    problem: Problem
    said: Said


@dataclass(frozen=True, slots=True, order=True)
class _Range:
    """A cell of the head, or cells merged into one: lines and columns of our sheet, bounds included."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int
    text: str

    def cells(self) -> Iterator[tuple[int, int]]:
        """Line and column of every cell."""
        for line in range(self.first_line, self.last_line + 1):
            for column in range(self.first_column, self.last_column + 1):
                yield line, column

    def by_line(self) -> Iterator[_Range]:
        """The same line by line, with the text in the first one."""
        for line in range(self.first_line, self.last_line + 1):
            yield _Range(line, self.first_column, line, self.last_column, self.text if line == self.first_line else "")


class ErrorSheet:
    """Writes the bad rows of one table to a sheet of their own, from the top line down.

    ``many``: the workbook keeps no more than the line being written, so nothing may reach back up.
    """

    def __init__(self, workbook: Any, table: ReadTable, sheet: Sheet, say: Say, *, many: bool) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        """Add an empty sheet to the workbook."""
        self._table, self._sheet, self._say, self._many = table, sheet, say, many
        self._page = workbook.add_worksheet(_sheet_name(table.sheet, {page.name for page in workbook.worksheets()}))
        self._head_rows = range(table.header_row - 1, table.first_row - 1)
        own = {column for row in self._head_rows for column in _own_columns(sheet.rows[row])}
        self._columns = [column for column in range(sheet.width) if column not in own]
        self._target = {column: number + 1 for number, column in enumerate(self._columns)}
        self._fields = {column_number(column.letter): column.field for column in table.mapping}
        self._head_format = workbook.add_format(_HEAD)
        self._wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": _TEXT})
        self._formats = {
            (severity, shape): workbook.add_format(
                {"num_format": shape, "valign": "top"} | ({"bg_color": fill} if fill else {})
            )
            for severity, fill in _FILLS.items()
            for shape in (_GENERAL, _TEXT, _DAY, _INSTANT)
        }

    def write(self, problems: Mapping[int, Sequence[Problem]]) -> None:
        """Write the head, the rows that have these problems, and set the widths."""
        self._write_head()
        bad = self._table.frame.filter(pl.col("row").is_in(sorted(problems)))
        for line, texts in enumerate(bad.iter_rows(named=True), start=len(self._head_rows)):
            self._write_row(line, texts, _remarks(problems[texts["row"]], self._say))
        self._page.freeze_panes(len(self._head_rows), 1)
        self._set_widths(bad["row"].to_list()[:_SAMPLE])

    def _write_head(self) -> None:
        """The head's rows as they were, between our own columns."""
        ranges = [*self._merged_head(), *self._own_head()]
        covered = {cell for item in ranges for cell in item.cells()}
        for line, row in enumerate(self._head_rows):
            for column, target in self._target.items():
                if (line, target) not in covered:
                    ranges.append(_Range(line, target, line, target, displayed(self._sheet.rows[row][column])))
        if self._many:
            ranges = [part for item in ranges for part in item.by_line()]
        for item in sorted(ranges):
            bounds = (item.first_line, item.first_column, item.last_line, item.last_column)
            if bounds[:2] != bounds[2:]:
                self._page.merge_range(*bounds, "", self._head_format)
            self._page.write_string(item.first_line, item.first_column, item.text, self._head_format)

    def _merged_head(self) -> Iterator[_Range]:
        """The merged cells of the source's head."""
        for merge in self._sheet.merged:
            if merge.first_row in self._head_rows and merge.first_column in self._target:
                last_column = max(column for column in self._columns if column <= merge.last_column)
                yield _Range(
                    merge.first_row - self._head_rows[0],
                    self._target[merge.first_column],
                    min(merge.last_row, self._head_rows[-1]) - self._head_rows[0],
                    self._target[last_column],
                    displayed(self._sheet.rows[merge.first_row][merge.first_column]),
                )

    def _own_head(self) -> Iterator[_Range]:
        """The headings of the columns that we add."""
        last, right = len(self._head_rows) - 1, len(self._columns)
        for column, heading in ((0, ORIGIN_HEADING), (right + 1, REASON_HEADING), (right + 2, REMEDY_HEADING)):
            yield _Range(0, column, last, column, heading)

    def _write_row(self, line: int, texts: Mapping[str, Any], remarks: Sequence[_Remark]) -> None:
        """One bad row: its number, its cells, reasons and remedies."""
        of_cell: dict[int, list[_Remark]] = defaultdict(list)
        for remark in remarks:
            if remark.problem.place.column:
                of_cell[column_number(remark.problem.place.column)].append(remark)
        row = texts["row"]
        self._page.write_number(line, 0, row, self._formats[None, _GENERAL])
        for column, target in self._target.items():
            field = self._fields.get(column)
            cell = self._sheet.rows[row - 1][column]
            if field and (field in _TEXT_FIELDS or cell == ""):
                cell = texts[field] or ""
            found = of_cell[column]
            self._write_cell(line, target, cell, found[0].problem.severity if found else None)
            if found and not self._many:
                comment = "\n".join([found[0].said.reason, *_remedies(found)])
                self._page.write_comment(line, target, comment, _COMMENT)
        reasons = [remark.said.reason for remark in remarks]
        for target, told in enumerate((reasons, _remedies(remarks)), start=len(self._columns) + 1):
            self._page.write_string(line, target, "\n".join(told)[:_LONGEST_TEXT], self._wrapped)

    def _write_cell(self, line: int, target: int, cell: Cell, severity: Severity | None) -> None:
        """One cell in its own type; numbers that Excel would show with an exponent as text."""
        if isinstance(cell, date):
            at_midnight = displayed(cell) == cell.isoformat()[:10]
            self._page.write_datetime(line, target, cell, self._formats[severity, _DAY if at_midnight else _INSTANT])
        elif isinstance(cell, bool):
            self._page.write_boolean(line, target, cell, self._formats[severity, _GENERAL])
        elif isinstance(cell, float) and abs(cell) < _LONG_NUMBER:
            self._page.write_number(line, target, cell, self._formats[severity, _GENERAL])
        elif cell == "":
            self._page.write_blank(line, target, None, self._formats[severity, _TEXT])
        else:
            self._page.write_string(line, target, displayed(cell)[:_LONGEST_TEXT], self._formats[severity, _TEXT])

    def _set_widths(self, rows: Sequence[int]) -> None:
        """Columns as wide as what stands in them, within bounds."""
        self._page.set_column(0, 0, _ORIGIN_WIDTH)
        for column, target in self._target.items():
            width = max((_display_width(displayed(self._sheet.rows[row - 1][column])) for row in rows), default=0)
            heading = _display_width(displayed(self._sheet.rows[self._head_rows[-1]][column]))
            width = max(width, min(heading, _WIDEST_HEADING), _NARROWEST) + 2
            self._page.set_column(target, target, min(width, _WIDEST))
        self._page.set_column(len(self._columns) + 1, len(self._columns) + 2, _REASON_WIDTH)


def _remarks(problems: Iterable[Problem], say: Say) -> list[_Remark]:
    """A row's problems in words, errors first."""
    ordered = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    return [_Remark(problem, say(problem)) for problem in ordered]


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
