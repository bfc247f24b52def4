"""The campuses behind a number, as a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gatehouse.desk.forms import Asked
from gatehouse.kernel.path import at_depth
from gatehouse.reports.presenters.links import Links, crumbs
from gatehouse.reports.presenters.measures import Shown, choices_of, column_of, measure_name, stratum_name
from gatehouse.reports.queries import CampusList
from gatehouse.standing.queries import CampusStanding
from gatehouse.standing.types import Amounts
from gatehouse.territory import queries as territory
from gatehouse.territory.presenters import unit_name
from gatehouse.territory.types import Level, UnitOn
from gatehouse.web.presenters import long_day, urls_with
from gatehouse.web.rules import grouped
from gatehouse.web.types import Pager, Tone

FIGURES = ("required", "full_time", "certified", "gap")
"""The numbers that every list shows."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a row."""

    text: str
    is_asked: bool
    is_alarm: bool


@dataclass(frozen=True, slots=True)
class CampusRow:
    """One campus of the list."""

    name: str
    url: str
    code: str
    stratum: str
    unit: str
    unit_url: str
    figures: list[Figure]
    state: str
    tone: Tone


def campuses_page(request: HttpRequest, page: Asked, found: CampusList) -> dict[str, Any]:
    """What the page of the campuses behind a number shows."""
    links, shown = Links.of(request, found.line), Shown.of(found.narrowing)
    code = found.unit.code
    extra = column_of(shown.measure)
    columns = [*FIGURES, *([shown.measure] if extra and shown.measure not in FIGURES else [])]
    units = {unit.path: unit for unit in territory.units_below(found.line, found.unit.branch, on=found.as_of)}
    return {
        "title": _("List of schools and kindergartens"),
        "unit": unit_name(found.unit),
        "day": long_day(found.as_of),
        "asked": shown.sentence,
        "crumbs": crumbs(page, found.unit, links, shown.sentence),
        "filters": choices_of(shown, lambda other: links.behind(code, other.measure, other.strata)),
        "all_url": links.behind(code),
        "table_url": links.table(code),
        "heads": [(_head(name), name == shown.measure) for name in columns],
        "total": [_figure(found.total, name, shown.measure) for name in columns],
        "total_campuses": grouped(found.total.campuses),
        "total_state": _total_state(found.total),
        "rows": [_row(item, units, columns, shown.measure, links) for item in found.rows],
        "pager": _pager(request, found),
        "first_url": urls_with(request) if "after" in request.GET else "",
        "is_narrowed": shown.measure != "" or shown.strata is not None,
        "unit_head": _("Police station") if found.line == "police" else _("School district"),
    }


def _head(name: str) -> str:
    column = column_of(name)
    return str(column.head) if name in FIGURES and column else measure_name(name)


def _figure(amounts: Amounts, name: str, asked: str) -> Figure:
    value = int(getattr(amounts, name))
    return Figure(grouped(value), name == asked, name == "gap" and value > 0)


def _total_state(total: Amounts) -> str:
    return _("%(met)s of %(all)s met") % {"met": grouped(total.campuses_met), "all": grouped(total.campuses)}


def _row(item: CampusStanding, units: dict[str, UnitOn], columns: list[str], asked: str, links: Links) -> CampusRow:
    amounts = item.stretch.amounts
    unit = units.get(at_depth(item.path, Level.STATION))
    state, tone = _state(amounts)
    return CampusRow(
        name=item.name,
        url=links.campus(item.campus_id, unit.code if unit else ""),
        code=item.school_code,
        stratum=stratum_name(item.stretch.stratum),
        unit=unit_name(unit) if unit else "",
        unit_url=links.table(unit.code) if unit else "",
        figures=[_figure(amounts, name, asked) for name in columns],
        state=state,
        tone=tone,
    )


def _state(amounts: Amounts) -> tuple[str, Tone]:
    if amounts.unjudged:
        return _("Not judged yet"), Tone.PLAIN
    if amounts.campuses_met:
        return _("Meets the norm"), Tone.DONE
    return _("Short of %(count)d") % {"count": amounts.gap}, Tone.ALARM


def _pager(request: HttpRequest, found: CampusList) -> Pager:
    after = found.next_after
    return Pager(
        shown=len(found.rows),
        next_url=urls_with(request, after=f"{after[0]}-{after[1]}") if after else "",
        total=found.total.campuses,
        first=None if "after" in request.GET else 1,
    )
