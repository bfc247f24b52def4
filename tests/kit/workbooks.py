"""Workbooks for tests, written by two independent libraries from one description."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import openpyxl
import xlsxwriter
from stdnum.cn import ric

Write = Callable[..., bytes]

DAY_FORMAT = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Page:
    """A worksheet: rows from A1 (None for an empty cell), merged ranges such as "A1:F1"."""

    name: str
    rows: list[list[Any]]
    merged: tuple[str, ...] = ()
    hidden: bool = False


def by_openpyxl(*pages: Page) -> bytes:
    """The workbook as openpyxl writes it: texts inside their cells."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for number, row in enumerate(page.rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    cell = sheet.cell(number, column, value)
                    if isinstance(value, date):
                        cell.number_format = DAY_FORMAT
        for merged in page.merged:
            sheet.merge_cells(merged)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_xlsxwriter(*pages: Page) -> bytes:
    """The workbook as xlsxwriter writes it: texts shared between cells."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    day = book.add_format({"num_format": DAY_FORMAT})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for merged in page.merged:
            sheet.merge_range(merged, "")
        for number, row in enumerate(page.rows):
            for column, value in enumerate(row):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)
        if page.hidden:
            sheet.hide()
    book.close()
    return target.getvalue()


WRITERS: dict[str, Write] = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter}


def resident_id(born: str = "19680714", order: int = 1, *, region: str = "431399") -> str:
    """A resident ID of nobody: well formed, right check digit, region code never assigned. ``born`` is yyyymmdd."""
    body = f"{region}{born}{order:03d}"
    return body + str(ric.calc_check_digit(body + "0"))
