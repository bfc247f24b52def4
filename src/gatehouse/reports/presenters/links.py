"""Addresses that keep the day, the recording and the line of the page they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from gatehouse.desk.forms import Asked
from gatehouse.reports.forms import TIMES
from gatehouse.standing.types import Stratum
from gatehouse.territory import queries as territory
from gatehouse.territory.presenters import unit_name
from gatehouse.territory.types import Line, UnitOn
from gatehouse.web.presenters import urls_with
from gatehouse.web.types import Link

FILTERS = ("unit", "measure", "stratum", *TIMES)
"""What an address of this room says beside day, recording and line."""


@dataclass(frozen=True, slots=True)
class Links:
    """Beginnings of addresses, worked out once a page: a table has thousands of cells to link."""

    tables: str
    lists: str
    campuses: str

    @classmethod
    def of(cls, request: HttpRequest, line: Line) -> Links:
        """The addresses of a page of one line."""
        query = urls_with(request, "?", line=line.value, **dict.fromkeys(FILTERS)).removeprefix("?")
        return cls(
            tables=f"{reverse('reports:table')}{query}&unit=",
            lists=f"{reverse('reports:campuses')}{query}&unit=",
            campuses=f"{reverse('desk:campus', args=[0]).removesuffix('0/')}%d/{query}&unit=",
        )

    def table(self, code: str) -> str:
        """The table of a unit."""
        return self.tables + code

    def campus(self, campus_id: int, code: str) -> str:
        """The file of a campus that a unit's page shows."""
        return self.campuses % campus_id + code

    def behind(self, code: str, measure: str = "", strata: Iterable[Stratum] | None = None) -> str:
        """The campuses behind a number of a unit."""
        return self.lists + code + narrowing_query(measure, strata)


def narrowing_query(measure: str, strata: Iterable[Stratum] | None) -> str:
    """How an address says which campuses are behind a number."""
    chosen = "".join(f"&stratum={stratum.value}" for stratum in sorted(strata or ()))
    return (f"&measure={measure}" if measure else "") + chosen


def crumbs(page: Asked, unit: UnitOn, links: Links, *last: str) -> list[Link]:
    """The way to a unit from the highest one above it that the viewer sees whole, and what comes after it."""
    above = territory.chain(unit, on=page.as_of)[:-1]
    way = [
        Link(unit_name(item), links.table(item.code))
        for item in above
        if page.viewer.scope.covers(unit.line, item.path)
    ]
    here = Link(unit_name(unit), links.table(unit.code) if last else "")
    return [*way, here, *(Link(text) for text in last)]
