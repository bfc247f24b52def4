"""The summary table as the workbook that is printed, signed and sealed."""

from __future__ import annotations

import io
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gatehouse.foundation.clock import SHANGHAI
from gatehouse.reports.presenters.columns import CAMPUSES, COLUMNS, NORM, groups, row_name, title_of
from gatehouse.reports.types import OwnershipGroup, SummaryTable
from gatehouse.territory.types import Line

FONT = "宋体"
TITLE_ROW, INFO_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2, 4
LAST_COLUMN = len(COLUMNS)


@dataclass(frozen=True, slots=True)
class Formats:
    """The few looks of the table."""

    title: Format
    info: Format
    head: Format
    name: Format
    number: Format
    percent: Format
    total_name: Format
    total_number: Format
    total_percent: Format
    plain: Format


def as_workbook(table: SummaryTable) -> bytes:
    """The table by unit, and a second sheet by ownership; merged heads, total, cross-foot and sign-off lines."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title_of(table)})
    formats = _formats(book)
    sheet = book.add_worksheet(_("Summary table"))
    _heading(sheet, table, formats, LAST_COLUMN)
    _heads(sheet, formats)
    end = _rows(sheet, table, formats)
    _foot(sheet, table, formats, end)
    _page_setup(sheet)
    _ownership(book.add_worksheet(_("By ownership")), table, formats)
    book.close()
    return stream.getvalue()


def _formats(book: xlsxwriter.Workbook) -> Formats:
    def make(**look: object) -> Format:
        return book.add_format({"font_name": FONT, "font_size": 10, "valign": "vcenter", **look})

    grid = {"border": 1}
    bold = {"bold": True, "bg_color": "#F2F2F2", **grid}
    return Formats(
        title=make(bold=True, font_size=18, align="center"),
        info=make(align="left"),
        head=make(bold=True, align="center", text_wrap=True, bg_color="#E8EDF5", **grid),
        name=make(align="left", text_wrap=True, **grid),
        number=make(num_format="#,##0", align="right", **grid),
        percent=make(num_format="0.0%", align="right", **grid),
        total_name=make(align="center", **bold),
        total_number=make(num_format="#,##0", align="right", **bold),
        total_percent=make(num_format="0.0%", align="right", **bold),
        plain=make(text_wrap=True),
    )


def _english() -> bool:
    return (get_language() or "").startswith("en")


def _heading(sheet: Worksheet, table: SummaryTable, formats: Formats, last_column: int) -> None:
    """Title; then unit, line, day and instant of recording on one line."""
    sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, last_column, title_of(table), formats.title)
    sheet.set_row(TITLE_ROW, 32)
    parts = [
        _("Unit: %(name)s") % {"name": table.unit.name_en if _english() else table.unit.name},
        _("Police line") if table.line is Line.POLICE else _("Education line"),
        _("As of %(day)s") % {"day": table.as_of.isoformat()},
    ]
    if table.as_recorded is not None:
        instant = table.as_recorded.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
        parts.append(_("As recorded at %(instant)s") % {"instant": instant})
    if table.partial:
        parts.append(_("Only campuses within your own branch"))
    if table.demo:
        parts.append(_("Demo data, purely fictitious"))
    sheet.merge_range(INFO_ROW, 0, INFO_ROW, last_column, "    ".join(parts), formats.info)


def _heads(sheet: Worksheet, formats: Formats) -> None:
    sheet.merge_range(HEAD_ROW, 0, HEAD_ROW + 1, 0, _("Unit"), formats.head)
    at = 1
    for head, columns in groups():
        if len(columns) > 1:
            sheet.merge_range(HEAD_ROW, at, HEAD_ROW, at + len(columns) - 1, head, formats.head)
        else:
            sheet.write_string(HEAD_ROW, at, head, formats.head)
        for offset, column in enumerate(columns):
            sheet.write_string(HEAD_ROW + 1, at + offset, str(column.head), formats.head)
        at += len(columns)
    sheet.set_row(HEAD_ROW + 1, 42)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, LAST_COLUMN, 8)
    sheet.freeze_panes(FIRST_ROW, 1)


def _rows(sheet: Worksheet, table: SummaryTable, formats: Formats) -> int:
    """Writes the rows and the total; returns the row after it."""
    for index, row in enumerate((*table.rows, table.total), start=FIRST_ROW):
        total = row is table.total
        name = formats.total_name if total else formats.name
        sheet.write_string(index, 0, row_name(row, english=_english()), name)
        for at, column in enumerate(COLUMNS, start=1):
            look = (
                (formats.total_percent if total else formats.percent)
                if column.percent
                else (formats.total_number if total else formats.number)
            )
            value = column.value(row)
            if value is None:
                sheet.write_string(index, at, "—", look)
            else:
                sheet.write_number(index, at, value, look)
    return FIRST_ROW + len(table.rows) + 1


def _foot(sheet: Worksheet, table: SummaryTable, formats: Formats, row: int) -> None:
    """The cross-foot line, then the sign-off lines of both authorities with room for the seals."""
    sheet.merge_range(row, 0, row, LAST_COLUMN, cross_foot_text(table), formats.plain)
    middle = LAST_COLUMN // 2
    sign = _("Prepared by: ____________    Checked by: ____________    Head of unit: ____________    Date: ____-__-__")
    for offset, (left, right) in enumerate(
        ((_("Public security authority (seal)"), _("Education authority (seal)")), (sign, sign)), start=2
    ):
        sheet.merge_range(row + offset, 0, row + offset, middle, left, formats.plain)
        sheet.merge_range(row + offset, middle + 1, row + offset, LAST_COLUMN, right, formats.plain)
        sheet.set_row(row + offset, 28)


def cross_foot_text(table: SummaryTable) -> str:
    """One sentence: that every sum adds up, or the first that does not."""
    if not table.faults:
        return _("Cross-foot check: all rows and columns add up.")
    fault = table.faults[0]
    return _("Cross-foot check: %(row)s, %(columns)s: parts %(parts)d, whole %(whole)d.") % {
        "row": fault.row, "columns": ", ".join(fault.columns), "parts": fault.parts, "whole": fault.whole,
    }  # fmt: skip


def _page_setup(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TITLE_ROW, FIRST_ROW - 1)
    sheet.set_footer("&C&P / &N")
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)


def ownership_name(group: OwnershipGroup) -> str:
    """What a group of campuses by ownership is called."""
    return {
        OwnershipGroup.PUBLIC_SCHOOLS: _("Public schools"),
        OwnershipGroup.PRIVATE_SCHOOLS: _("Private schools"),
        OwnershipGroup.PUBLIC_KINDERGARTENS: _("Public kindergartens"),
        OwnershipGroup.PRIVATE_KINDERGARTENS: _("Private kindergartens"),
    }[group]


def _ownership(sheet: Worksheet, table: SummaryTable, formats: Formats) -> None:
    """The same total, divided by who founded the campuses."""
    names = ("campuses", "required", "full_time", "certified", "gap", "campuses_met")
    alone = {"campuses": CAMPUSES, "campuses_met": NORM}  # without their group, "all" and "campuses" would say nothing
    heads = [
        _("Ownership"),
        *(str(alone.get(column.key, column.head)) for column in COLUMNS if column.key in names),
        _("Coverage"),
    ]
    _heading(sheet, table, formats, len(heads) - 1)
    for at, head in enumerate(heads):
        sheet.write_string(HEAD_ROW, at, head, formats.head)
    lines = [
        *((ownership_name(OwnershipGroup(group)), amounts) for group, amounts in table.total.by_ownership.items()),
        (_("Total"), table.total.amounts),
    ]
    for index, (name, amounts) in enumerate(lines, start=HEAD_ROW + 1):
        sheet.write_string(index, 0, name, formats.name)
        for at, field in enumerate(names, start=1):
            sheet.write_number(index, at, getattr(amounts, field), formats.number)
        share = amounts.campuses_met / amounts.campuses if amounts.campuses else None
        if share is not None:
            sheet.write_number(index, len(names) + 1, share, formats.percent)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, len(heads) - 1, 12)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
