"""The summary table as a page: every text and address ready, because a table has thousands of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gatehouse.accounts.types import Permission
from gatehouse.desk.forms import Asked
from gatehouse.reports.presenters.charts import county_map, ownership_chart, trend_chart
from gatehouse.reports.presenters.columns import COLUMNS, Column, groups, row_name, title_of
from gatehouse.reports.presenters.links import Links, crumbs, narrowing_query
from gatehouse.reports.presenters.stats import stats_of
from gatehouse.reports.presenters.workbook import cross_foot_text
from gatehouse.reports.queries import TrendPoint
from gatehouse.reports.types import RowKind, SummaryTable, TableRow
from gatehouse.territory.presenters import in_english, unit_name
from gatehouse.territory.types import Level
from gatehouse.web.presenters import long_day, urls_with
from gatehouse.web.rules import fraction, grouped, percent
from gatehouse.web.types import Share

LONG = 24
"""From so many rows on the table scrolls in a frame of its own, so that its head stays in sight."""


class Cell(NamedTuple):
    """A number as text, the list behind it, its fraction on hover, and its look: " alarm", " zero" or nothing."""

    text: str
    url: str
    note: str
    look: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row: its name, the table or file behind the name, its numbers."""

    name: str
    url: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Export:
    """A file to fetch."""

    name: str
    url: str


def table_page(request: HttpRequest, page: Asked, table: SummaryTable, trend: Sequence[TrendPoint]) -> dict[str, Any]:
    """What the page of a summary table shows."""
    links = Links.of(request, table.line)
    is_empty = not table.total.amounts.campuses
    return {
        "title": title_of(table),
        "unit": unit_name(table.unit),
        "day": long_day(table.as_of),
        "crumbs": crumbs(page, table.unit, links),
        "is_empty": is_empty,
        "may_import": page.viewer.may(Permission.IMPORT),
        "stats": stats_of(table, links),
        "groups": [(head, len(columns)) for head, columns in groups()],
        "heads": _heads(),
        "first_head": _("School or kindergarten") if table.unit.level == Level.STATION else _("Unit"),
        "rows": [_row(row, table, links) for row in table.rows],
        "total": _row(table.total, table, links),
        "is_long": len(table.rows) >= LONG,
        "partial": table.partial,
        "unjudged": table.total.amounts.unjudged,
        "adds_up": not table.faults,
        "cross_foot": cross_foot_text(table),
        "map": None if is_empty else county_map(table, links),
        "charts": [] if is_empty else [ownership_chart(table, links), trend_chart(trend, page.today)],
        "compare_url": urls_with(request, reverse("reports:compare")),
        "exports": _exports(request) if page.viewer.may(Permission.EXPORT) else [],
    }


def _exports(request: HttpRequest) -> list[Export]:
    names = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
    return [Export(name, urls_with(request, reverse("reports:export", args=[shape]))) for shape, name in names.items()]


def _heads() -> list[list[str]]:
    """The columns' heads as lines, broken where the page's narrow columns need it."""
    broken = {
        "schools": pgettext("table head", "Primary,\nmiddle\nschools"),
        "city_kindergartens": pgettext("table head", "City\nkinder-\ngartens"),
        "town_kindergartens": pgettext("table head", "Town\nkinder-\ngartens"),
        "campuses_met": pgettext("table head", "Campuses\nmeeting it"),
        "age_under_35": pgettext("table head", "Under\n35"),
        "age_60_over": pgettext("table head", "60 and\nover"),
        "source_self": pgettext("table head", "School\nitself"),
        "source_property": pgettext("table head", "Property\nmanager"),
        "source_company": pgettext("table head", "Security\ncompany"),
        "source_unknown": pgettext("table head", "Not\ntold"),
    }
    return [broken.get(column.key, str(column.head)).split("\n") for column in COLUMNS]


def _row(row: TableRow, table: SummaryTable, links: Links) -> PageRow:
    name = row_name(row, english=in_english())
    if row.kind is RowKind.CAMPUS and row.campus_id is not None:
        return PageRow(name, links.campus(row.campus_id, table.unit.code), _cells(row, ""))
    url = links.table(row.code) if row.kind is RowKind.UNIT else ""
    return PageRow(name, url, _cells(row, links.behind(row.code) if _has_list(row, table) else ""))


def _has_list(row: TableRow, table: SummaryTable) -> bool:
    """Whether the unit's list of campuses is what the row counts: not so for a part of a unit's own campuses."""
    return row.kind is not RowKind.DIRECT or len(table.rows) == 1


_QUERIES = [narrowing_query(column.measure, column.strata) for column in COLUMNS]


def _cells(row: TableRow, behind: str) -> list[Cell]:
    return [
        _cell(row, column, behind + query if behind else "") for column, query in zip(COLUMNS, _QUERIES, strict=True)
    ]


def _cell(row: TableRow, column: Column, url: str) -> Cell:
    if column.percent:
        share = Share(row.amounts.campuses_met, row.amounts.campuses)
        note = fraction(share) if share.whole else ""
        return Cell(percent(share), url if share.part < share.whole else "", note, "")
    value = column.value(row)
    if not value:
        return Cell(grouped(value), "", "", " zero")
    return Cell(grouped(value), url, "", " alarm" if column.key == "gap" else "")
