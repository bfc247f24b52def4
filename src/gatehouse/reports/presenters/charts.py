"""The summary table in pictures: need and gap by ownership, coverage by county, coverage over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.templatetags.static import static
from django.utils.translation import gettext as _

from gatehouse.reports.presenters.links import Links
from gatehouse.reports.presenters.workbook import ownership_name
from gatehouse.reports.queries import TrendPoint, by_division
from gatehouse.reports.rules import percent_points
from gatehouse.reports.types import OwnershipGroup, SummaryTable
from gatehouse.standing.types import Amounts, Stratum
from gatehouse.territory import queries as territory
from gatehouse.territory.presenters import division_name
from gatehouse.territory.types import Level
from gatehouse.web.rules import fraction
from gatehouse.web.types import Chart, ChartKind, Series, Share

MAPS = frozenset({"431300"})
"""Divisions whose counties' shapes are shipped."""

STEPS = (60.0, 70.0, 80.0, 90.0, 100.0)
"""Where the map's classes part, in per cent; complete coverage is a class of its own."""


def ownership_chart(table: SummaryTable, links: Links) -> Chart:
    """Guards required and missing in public and private schools and kindergartens, as far as there are any."""
    by_group = table.total.by_ownership.items()
    groups = [(OwnershipGroup(group), amounts) for group, amounts in by_group if amounts.campuses]
    required = Series(_("Required"), [amounts.required for _group, amounts in groups])
    gap = Series(_("Gap"), [amounts.gap for _group, amounts in groups])
    return Chart(
        kind=ChartKind.BAR,
        title=_("Required and missing guards by ownership"),
        heading=_("Ownership"),
        categories=[ownership_name(group) for group, _amounts in groups],
        series=[required, gap] if any(gap.values) else [required],
        horizontal=True,
        links=[
            links.behind(table.unit.code, "gap" if amounts.gap else "", _strata(group)) for group, amounts in groups
        ],
    )


def _strata(group: OwnershipGroup) -> list[Stratum]:
    return [stratum for stratum in Stratum if OwnershipGroup.of(stratum) is group]


def county_map(table: SummaryTable, links: Links) -> Chart | None:
    """Coverage by county; None where the unit is no city whose map is shipped, or is not seen whole."""
    if table.unit.level != Level.CITY or table.unit.division not in MAPS or table.partial:
        return None
    found = by_division(table)
    names = territory.division_names(found)
    codes = [code for code in found if code in names]
    return Chart(
        kind=ChartKind.MAP,
        title=_("Coverage by county"),
        heading=_("County"),
        categories=[division_name(names[code]) for code in codes],
        series=[_coverage(_("Coverage"), [found[code] for code in codes])],
        unit="%",
        decimals=1,
        links=[links.table(code) for code in codes],
        map_url=static(f"web/dist/maps/{table.unit.division}.json"),
        map_codes=codes,
        steps=STEPS,
    )


def trend_chart(trend: Sequence[TrendPoint], today: date) -> Chart:
    """Coverage over time: what was as a solid line, what will be if nobody acts as a dashed one."""
    first = next((index for index, point in enumerate(trend) if point.total.campuses), 0)
    trend = trend[first:]
    past = [point.total if point.day <= today else None for point in trend]
    last = max((index for index, total in enumerate(past) if total is not None), default=-1)
    future = [point.total if index >= last and last + 1 < len(trend) else None for index, point in enumerate(trend)]
    return Chart(
        kind=ChartKind.LINE,
        title=_("Coverage over time"),
        heading=_("Day"),
        categories=[point.day.isoformat() for point in trend],
        series=[_coverage(_("Coverage"), past), _coverage(_("If nobody acts"), future)],
        unit="%",
        decimals=1,
        minimum=0,
        maximum=100,
        goal=100,
        goal_label=_("Goal"),
    )


def _coverage(name: str, amounts: Sequence[Amounts | None]) -> Series:
    """Coverage in per cent, each with its fraction; nothing where there is no campus."""
    shares = [Share(item.campuses_met, item.campuses) if item and item.campuses else None for item in amounts]
    return Series(
        name,
        [percent_points(share.part, share.whole) if share else None for share in shares],
        [fraction(share) if share else "" for share in shares],
    )
