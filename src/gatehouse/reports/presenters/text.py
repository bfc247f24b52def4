"""The summary table for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gatehouse.reports.presenters.columns import COLUMNS, Column, row_name, title_of
from gatehouse.reports.presenters.workbook import cross_foot_text
from gatehouse.reports.types import SummaryTable, TableRow

SHOWN = frozenset({
    "campuses", "schools", "city_kindergartens", "town_kindergartens", "required", "full_time", "certified", "gap",
    "campuses_met", "coverage",
})  # fmt: skip


def as_text(table: SummaryTable) -> str:
    """Title, the main columns, and the cross-foot line; wide characters count as two places."""
    english = (get_language() or "").startswith("en")
    columns = [column for column in COLUMNS if column.key in SHOWN]
    lines = [[_("Unit"), *(str(column.head) for column in columns)]]
    lines += [
        [row_name(row, english=english), *(_cell(column, row) for column in columns)]
        for row in (*table.rows, table.total)
    ]
    name = table.unit.name_en if english else table.unit.name
    head = f"{title_of(table)}  {name}  {table.as_of.isoformat()}"
    if table.demo:
        head += "  " + _("Demo data, purely fictitious")
    if table.recalculating is not None:
        head += "  " + _("recalculating by a new norm: %(percent)d %%") % {"percent": table.recalculating}
    return "\n".join([head, *columns_of_text(lines), cross_foot_text(table)])


def columns_of_text(lines: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as lines of even columns, the first to the left; wide characters count as two places."""
    widths = [max(_width(line[at]) for line in lines) for at in range(len(lines[0]))]
    return [
        _pad(line[0], widths[0], left=True)
        + "".join("  " + _pad(cell, width) for cell, width in zip(line[1:], widths[1:], strict=True))
        for line in lines
    ]


def _cell(column: Column, row: TableRow) -> str:
    value = column.value(row)
    if value is None:
        return "—"
    return f"{value:.1%}" if column.percent else f"{value:,}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def _pad(text: str, width: int, *, left: bool = False) -> str:
    space = " " * (width - _width(text))
    return text + space if left else space + text
