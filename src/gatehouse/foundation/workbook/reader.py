"""Read a workbook that somebody sent: guarded, bounded in memory, as grids of typed cells."""

from __future__ import annotations

import io

import python_calamine as calamine

from gatehouse.foundation.workbook.grid import Book, Cell, Merge, Sheet
from gatehouse.foundation.workbook.measure import check_size
from gatehouse.foundation.workbook.parts import Container
from gatehouse.foundation.workbook.refusal import DEFAULT_LIMITS, Limits, WorkbookFault, refusal
from gatehouse.foundation.workbook.sniff import check_format


def read_workbook(data: bytes, *, filename: str, limits: Limits = DEFAULT_LIMITS) -> Book:
    """The worksheets of an .xlsx file in order, hidden ones included and told apart.

    Formulas give the value that was stored with them; macros are never run; errors such as #N/A read as empty.
    Raises WorkbookRefused for anything that is no .xlsx workbook, is broken or locked, unpacks to too much, or has
    no filled cell.
    """
    parts = check_format(data, filename=filename, limits=limits)
    check_size(Container(data, parts, filename, limits))
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = tuple(
                _sheet(workbook.get_sheet_by_name(meta.name), visible=meta.visible == calamine.SheetVisibleEnum.Visible)
                for meta in workbook.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
            )
    except calamine.PasswordError:
        raise refusal(WorkbookFault.ENCRYPTED, filename) from None
    except (calamine.CalamineError, ValueError, OSError):
        raise refusal(WorkbookFault.DAMAGED, filename) from None
    if not sheets:
        raise refusal(WorkbookFault.NO_SHEETS, filename)
    if not any(sheet.rows for sheet in sheets):
        raise refusal(WorkbookFault.NO_CELLS, filename)
    if any(_overlapping(sheet) for sheet in sheets):
        raise refusal(WorkbookFault.DAMAGED, filename)
    return Book(filename, sheets)


def _sheet(source: calamine.CalamineSheet, *, visible: bool) -> Sheet:
    """The grid of a worksheet from A1, without empty rows at its end."""
    rows: list[list[Cell]] = source.to_python(skip_empty_area=False)
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    width = len(rows[0]) if rows else 0
    return Sheet(source.name, visible, rows, tuple(_merges(source, len(rows), width)))


def _merges(source: calamine.CalamineSheet, height: int, width: int) -> list[Merge]:
    """The merged ranges that touch the grid, cut off at its last row and column."""
    return [
        Merge(first_row, first_column, min(last_row, height - 1), min(last_column, width - 1))
        for (first_row, first_column), (last_row, last_column) in source.merged_cell_ranges or ()
        if first_row < height and first_column < width
    ]


def _overlapping(sheet: Sheet) -> bool:
    """Whether merged ranges cover more cells than there are: they cannot overlap, and each is walked through later."""
    area = sum(
        (merge.last_row - merge.first_row + 1) * (merge.last_column - merge.first_column + 1) for merge in sheet.merged
    )
    return area > len(sheet.rows) * sheet.width
