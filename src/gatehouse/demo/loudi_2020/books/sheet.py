"""Writes one sheet of a workbook from its plan: title lines, merged heads, rows, sums, signatures.

The plan says everything that makes a layout; this module only draws, and returns where the faulty cells came to stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from gatehouse.demo.loudi_2020.books.rows import FaultKind, Row, SheetKind, Value
from gatehouse.demo.loudi_2020.books.show import plain

SERIAL = "serial"
"""Field name of the running number of a row (序号)."""
REMARK = "remark"
"""Field name of an empty column for remarks (备注)."""
_SUMMED = ("students", "staff", "persons", "boarders", "reported_full_time")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a canonical field, its headings from the top level down, and how its values are written."""

    field: str
    head: tuple[str, ...]
    show: Callable[[Value], Value] = plain
    width: int = 12


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet of a layout. Title and foot lines may name ``{unit}`` and ``{day}``."""

    name: str
    kind: SheetKind
    columns: tuple[Column, ...]
    above: tuple[str, ...]
    below: tuple[str, ...] = ()
    wants: Callable[[Row], bool] = lambda _: True
    """Which rows of its kind belong on the sheet."""
    merged: tuple[str, ...] = ()
    """Fields whose equal neighbours are merged down."""
    total: bool = False
    """Whether a row of sums (合计) closes the table."""

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that stand on this sheet."""
        return [row for row in rows if row.kind is self.kind and self.wants(row)]


@dataclass(frozen=True, slots=True)
class Planted:
    """One faulty cell: the sheet, the row as Excel shows it (1-based), the column letter."""

    sheet: str
    row: int
    column: str
    kind: FaultKind


@dataclass(frozen=True, slots=True)
class Styles:
    """The cell formats of a workbook."""

    title: Format
    note: Format
    head: Format
    text: Format
    day: Format

    @classmethod
    def of(cls, book: Workbook) -> Styles:
        """Add the formats to a workbook."""
        base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
        boxed = {**base, "border": 1, "align": "center"}
        return cls(
            title=book.add_format({**base, "font_size": 16, "bold": True, "align": "center"}),
            note=book.add_format({**base, "text_wrap": False}),
            head=book.add_format({**boxed, "bold": True, "bg_color": "#DDE6F0"}),
            text=book.add_format(boxed),
            day=book.add_format({**boxed, "num_format": "yyyy-mm-dd"}),
        )


class SheetWriter:
    """Draws one sheet from the top down."""

    def __init__(self, book: Workbook, styles: Styles, plan: SheetPlan) -> None:
        """Add the sheet to the workbook."""
        self._sheet: Worksheet = book.add_worksheet(plan.name)
        self._styles = styles
        self._plan = plan
        self._line = 0
        for index, column in enumerate(plan.columns):
            self._sheet.set_column(index, index, column.width)

    def write(self, rows: Sequence[Row], words: dict[str, str]) -> list[Planted]:
        """Draw everything; return the faulty cells."""
        self._lines(self._plan.above, words)
        self._heads()
        first = self._line
        shown = [[self._value(row, column, number) for column in self._plan.columns] for number, row in enumerate(rows)]
        self._body(shown)
        if self._plan.total:
            self._totals(first, shown)
        self._foot(words)
        letters = {column.field: xl_col_to_name(index) for index, column in enumerate(self._plan.columns)}
        return [
            Planted(self._plan.name, first + number + 1, letters[row.fault.field], row.fault.kind)
            for number, row in enumerate(rows)
            if row.fault
        ]

    def _lines(self, texts: Sequence[str], words: dict[str, str]) -> None:
        last = len(self._plan.columns) - 1
        for index, text in enumerate(texts):
            style = self._styles.title if index == 0 else self._styles.note
            self._sheet.merge_range(self._line, 0, self._line, last, text.format(**words), style)
            self._line += 1

    def _foot(self, words: dict[str, str]) -> None:
        for text in self._plan.below:
            self._sheet.write_string(self._line, 0, text.format(**words), self._styles.note)
            self._line += 1

    def _heads(self) -> None:
        """Headings: equal neighbours on an upper level share a merged cell, a short heading is merged down."""
        depth = max(len(column.head) for column in self._plan.columns)
        for level in range(depth):
            self._head_level(level, depth)
        self._line += depth

    def _head_level(self, level: int, depth: int) -> None:
        heads = [column.head for column in self._plan.columns]
        # A heading that ends here or above stands alone; those that go on are grouped by what they share so far.
        keys = [head[: level + 1] if len(head) > level + 1 else index for index, head in enumerate(heads)]
        for _, run in groupby(range(len(heads)), key=keys.__getitem__):
            columns = list(run)
            head = heads[columns[0]]
            if len(head) > level:
                bottom = self._line + (level if len(head) > level + 1 else depth - 1)
                self._span((self._line + level, columns[0], bottom, columns[-1]), head[level], self._styles.head)

    def _span(self, box: tuple[int, int, int, int], value: Value, style: Format) -> None:
        """Write into the cells from (first row, first column) to (last row, last column), merged if several."""
        top, left, bottom, right = box
        if (top, left) == (bottom, right):
            self._cell(top, left, value, style)
        else:
            self._sheet.merge_range(top, left, bottom, right, value, style)

    def _value(self, row: Row, column: Column, number: int) -> Value:
        if column.field == SERIAL:
            return number + 1
        value = row.values.get(column.field)
        if row.fault and row.fault.spoil and row.fault.field == column.field:
            value = row.fault.spoil(value)
        return column.show(value)

    def _body(self, shown: Sequence[Sequence[Value]]) -> None:
        for index, column in enumerate(self._plan.columns):
            values = [line[index] for line in shown]
            merged = column.field in self._plan.merged
            top = self._line
            for _, run in groupby(enumerate(values), key=lambda entry: entry[1] if merged else entry[0]):
                cells = list(run)
                bottom = top + len(cells) - 1
                self._span((top, index, bottom, index), cells[0][1], self._styles.text)
                top = bottom + 1
        self._line += len(shown)

    def _cell(self, line: int, index: int, value: Value, style: Format) -> None:
        if value is None or value == "":
            self._sheet.write_blank(line, index, None, style)
        elif isinstance(value, date):
            self._sheet.write_datetime(line, index, value, self._styles.day)
        elif isinstance(value, str):
            self._sheet.write_string(line, index, value, style)
        else:
            self._sheet.write_number(line, index, value, style)

    def _totals(self, first: int, shown: Sequence[Sequence[Value]]) -> None:
        """A row of sums, as formulas with their results kept; words in a column of numbers count nothing."""
        for index, column in enumerate(self._plan.columns):
            if column.field in _SUMMED and shown:
                span = f"{xl_rowcol_to_cell(first, index)}:{xl_rowcol_to_cell(self._line - 1, index)}"
                result = sum(value for line in shown if isinstance(value := line[index], int))
                self._sheet.write_formula(self._line, index, f"=SUM({span})", self._styles.text, result)
            else:
                self._cell(self._line, index, "合计" if index == 0 else None, self._styles.text)
        self._line += 1
