"""Readers of the table's files who know nothing of how they were written: they read cells and add up."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Number = int | float | None


@dataclass(frozen=True)
class Sheet:
    """A table as read: its head cells from the top down, its rows by name, and the lines after them."""

    title: str
    info: str
    heads: list[tuple[str, str]]
    rows: dict[str, list[Number]]
    foot: list[str]
    merged: list[str]

    def column(self, group: str, head: str) -> list[Number]:
        """A column's values, the total last."""
        place = self.heads.index((group, head))
        return [values[place] for values in self.rows.values()]


def read_workbook(data: bytes, sheet: int = 0) -> Worksheet:
    """One sheet of a workbook."""
    found = load_workbook(io.BytesIO(data)).worksheets[sheet]
    assert isinstance(found, Worksheet)
    return found


def texts(sheet: Worksheet) -> list[str]:
    """Every text of a sheet, row by row."""
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)]


def read_table(data: bytes) -> Sheet:
    """The table's sheet: heads are spread over their merged cells, as a reader's eye does."""
    sheet = read_workbook(data)
    lines = [list(row) for row in sheet.iter_rows(values_only=True)]
    groups, heads = lines[2], lines[3]
    spread: list[str] = []
    for cell in groups:
        spread.append(str(cell) if cell else spread[-1])
    body = lines[4:]
    end = next(place for place, line in enumerate(body) if isinstance(line[0], str) and line[1] is None)
    rows = {str(line[0]): [_number(cell) for cell in line[1:]] for line in body[:end]}
    assert len(rows) == end, "two rows have one name"
    return Sheet(
        title=str(lines[0][0]),
        info=str(lines[1][0]),
        heads=[(group, str(head)) for group, head in zip(spread[1:], heads[1:], strict=True)],
        rows=rows,
        foot=[str(cell) for line in body[end:] for cell in line if cell is not None],
        merged=sorted(str(item) for item in sheet.merged_cells.ranges),
    )


def read_ownership(data: bytes) -> tuple[list[str], dict[str, list[Number]], list[Number]]:
    """The sheet by ownership: its heads, its rows by name, and its total."""
    heads, *lines = read_workbook(data, 1).iter_rows(min_row=3, values_only=True)
    rows = {str(line[0]): [_number(cell) if cell is not None else None for cell in line[1:]] for line in lines}
    *_, total = rows.values()
    return [str(head) for head in heads], dict(list(rows.items())[:-1]), total


def _number(cell: object) -> Number:
    assert isinstance(cell, int | float) or cell == "—"
    return cell if isinstance(cell, int | float) else None


def read_csv(data: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """The head and the rows of a CSV file as Excel takes it."""
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return lines[0], [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
