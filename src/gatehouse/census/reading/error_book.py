"""The error workbook: the rows that could not enter, as they were sent, each with its reason and remedy.

It is itself a workbook that the import reads: people mend the coloured cells in it and send it in again.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable

import xlsxwriter

from gatehouse.census.reading.error_sheet import ErrorSheet
from gatehouse.census.reading.said import Say
from gatehouse.census.reading.tables import ReadBook
from gatehouse.foundation.workbook.grid import Book
from gatehouse.foundation.workbook.reader import read_workbook
from gatehouse.kernel.problem import Problem, Severity

MANY_ROWS = 5_000
"""With more bad rows the workbook is written row by row, so that memory does not grow with them."""

_OPTIONS = {
    "strings_to_formulas": False,  # a text that begins with = + - @ stays a text
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}


def error_workbook(data: bytes | Book, read_book: ReadBook, problems: Iterable[Problem], *, say: Say) -> bytes:
    """The .xlsx with one sheet per table that has rows with an ERROR; no other rows.

    Head and columns are as they were; 原行号 goes before them, 错误原因 and 修改建议 after. The faulty cells are red,
    doubtful ones yellow, both with a comment. Texts are written as texts whatever they begin with, numbers of persons
    and organisations as texts, merged cells as their value in every row. Beyond ``MANY_ROWS`` bad rows there are no
    comments and no cells merged downward. ``data`` is the file as it was sent, or the workbook read from it. Raises
    ValueError if no problem is an ERROR of a row.
    """
    by_row: dict[tuple[str, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.place.row is not None:
            by_row[problem.place.sheet, problem.place.row].append(problem)
    bad = {key for key, found in by_row.items() if any(problem.severity is Severity.ERROR for problem in found)}
    rows_of = [[row for row in table.frame["row"] if (table.sheet, row) in bad] for table in read_book.tables]
    if not any(rows_of):
        message = "no row has an error"
        raise ValueError(message)
    book = data if isinstance(data, Book) else read_workbook(data, filename=read_book.filename)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    many = sum(map(len, rows_of)) > MANY_ROWS
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, _OPTIONS | {"in_memory": not many, "constant_memory": many})
    for table, rows in zip(read_book.tables, rows_of, strict=True):
        if rows:
            of_rows = {row: by_row[table.sheet, row] for row in rows}
            ErrorSheet(workbook, table, sheets[table.sheet], say, many=many).write(of_rows)
    workbook.close()
    return target.getvalue()
