"""Findings as a page: what is wrong in a unit, since when, until when, and on what basis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gatehouse.desk.forms import Asked
from gatehouse.findings.presenters import ExplainedFinding, explained, ground_sentence, kind_name
from gatehouse.findings.queries import Counts, FindingPage, Found, Texts
from gatehouse.findings.types import FindingKind
from gatehouse.kernel.path import at_depth
from gatehouse.norms.presenters import ExplainedBasis, explained_basis
from gatehouse.territory import queries as territory
from gatehouse.territory.presenters import unit_name
from gatehouse.territory.types import Level, Line, UnitOn
from gatehouse.web.presenters import distance_text, long_day, urls_with
from gatehouse.web.rules import grouped
from gatehouse.web.types import Link, Pager

AHEAD = (0, 30, 90, 365)
"""Within how many days findings begin that may be listed; 0 are those of the day."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A list that may be chosen, and whether it is the one shown."""

    text: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in a list. One that has begun tells since when, one ``is_future`` from when."""

    told: ExplainedFinding
    since: str
    note: str
    is_future: bool
    campus: str = ""
    url: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class GroundRow:
    """Why a kind of finding is one: the register's own words, and the texts in force."""

    kind: str
    ground: str
    bases: list[ExplainedBasis]


def findings_page(request: HttpRequest, page: Asked, found: FindingPage) -> dict[str, Any]:
    """What the page of a unit's findings shows."""
    units = {unit.path: unit for unit in territory.units_below(page.line, found.unit.branch, on=page.as_of)}
    kinds = [kind for kind in FindingKind if kind in found.total or kind is found.question.kind]
    return {
        "title": _("Findings"),
        "unit": unit_name(found.unit),
        "day": long_day(page.as_of),
        "crumbs": _crumbs(request, page, found.unit),
        "kinds": _kind_choices(request, found, kinds),
        "times": _time_choices(request, found),
        "unit_head": _("Police station") if page.line is Line.POLICE else _("School district"),
        "rows": [_row(request, page, item, units) for item in found.rows],
        "grounds": grounds_of(found.rows, page.as_of),
        "place_heads": [kind_name(kind) for kind in kinds],
        "places": [(*_place(request, found, unit), _cells(counts, kinds)) for unit, counts in found.places],
        "total": _cells(found.total, kinds),
        "pager": _pager(request, found),
        "first_url": urls_with(request) if "after" in request.GET else "",
        "all_url": urls_with(request, kind=None, ahead=None),
        "is_narrowed": found.question.kind is not None or found.question.ahead > 0,
    }


def _crumbs(request: HttpRequest, page: Asked, unit: UnitOn) -> list[Link]:
    """The way to a unit through those above it that the viewer sees whole."""
    above = territory.chain(unit, on=page.as_of)[:-1]
    seen = [item for item in above if page.viewer.scope.covers(unit.line, item.path)]
    return [*(Link(unit_name(item), _unit_url(request, item)) for item in seen), Link(unit_name(unit))]


def _unit_url(request: HttpRequest, unit: UnitOn) -> str:
    return urls_with(request, unit=unit.code, line=unit.line.value)


def _place(request: HttpRequest, found: FindingPage, unit: UnitOn) -> tuple[str, str]:
    """A child unit with its address; what belongs to the unit itself has none, for this is its page."""
    if unit == found.unit:
        return _("%(unit)s (directly)") % {"unit": unit_name(unit)}, ""
    return unit_name(unit), _unit_url(request, unit)


def _kind_choices(request: HttpRequest, found: FindingPage, kinds: Iterable[FindingKind]) -> list[Choice]:
    """Every kind there is something of, with how many; and all of them."""
    whole = sum(count.findings for count in found.total.values())
    shown = found.question.kind
    every = Choice(f"{pgettext('filter', 'All')} {grouped(whole)}", urls_with(request, kind=None), shown is None)
    return [
        every,
        *(
            Choice(
                f"{kind_name(kind)} {grouped(found.total[kind].findings if kind in found.total else 0)}",
                urls_with(request, kind=kind.value),
                kind is shown,
            )
            for kind in kinds
        ),
    ]


def _time_choices(request: HttpRequest, found: FindingPage) -> list[Choice]:
    def text(days: int) -> str:
        if not days:
            return _("On this day")
        return ngettext("Beginning within %(days)d day", "Beginning within %(days)d days", days) % {"days": days}

    shown = found.question.ahead
    return [
        Choice(text(days), urls_with(request, ahead=days or None), days == shown) for days in sorted({*AHEAD, shown})
    ]


def _row(request: HttpRequest, page: Asked, found: Found, units: dict[str, UnitOn]) -> FindingRow:
    unit = units.get(at_depth(found.path(page.line), Level.STATION))
    campus_url = reverse("desk:campus", args=[found.item.campus_id])
    return replace(
        _told(found, page.as_of),
        campus=found.campus_name or _("campus no. %(number)d") % {"number": found.item.campus_id},
        url=urls_with(request, campus_url, unit=unit.code if unit else None, kind=None, ahead=None),
        unit=unit_name(unit) if unit else "",
    )


def _told(found: Found, day: date) -> FindingRow:
    """A finding as seen from a day."""
    item, told = found.item, explained(found)
    if item.valid_from > day:
        unbroken = _("unbroken since %(day)s") % {"day": told.since} if item.since != item.valid_from else ""
        return FindingRow(told, told.begins, unbroken, is_future=True)
    return FindingRow(told, told.since, distance_text(item.since, day) if item.since != day else "", is_future=False)


def _cells(counts: Counts, kinds: Sequence[FindingKind]) -> list[str]:
    return [grouped(counts[kind].findings) if kind in counts else "" for kind in kinds]


def grounds_of(rows: Iterable[Found], day: date) -> list[GroundRow]:
    """Why each kind among some findings is one, with the texts in force on a day, each named once."""
    found: dict[FindingKind, dict[str, ExplainedBasis]] = {}
    judged, texts = set(), Texts()
    for row in rows:
        item = row.item
        known = found.setdefault(item.kind, {})
        if (item.kind, item.severity, item.epoch) not in judged:
            judged.add((item.kind, item.severity, item.epoch))
            told = map(explained_basis, texts.of(item, day))
            known.update({basis.sentence + basis.validity: basis for basis in told})
    return [
        GroundRow(kind_name(kind), ground_sentence(kind), list(found[kind].values()))
        for kind in FindingKind
        if kind in found
    ]


def _pager(request: HttpRequest, found: FindingPage) -> Pager:
    after = found.next_after
    return Pager(
        shown=len(found.rows),
        next_url=urls_with(request, after="-".join(map(str, after))) if after else "",
        total=found.chosen,
        first=None if "after" in request.GET else 1,
    )


def campus_findings(rows: Sequence[Found], *, day: date) -> dict[str, Any]:
    """A campus's findings on a day, to come, and past with the latest first."""
    here = [row for row in rows if row.item.valid_from <= day < row.item.valid_to]
    ahead = [row for row in rows if row.item.valid_from > day]
    past = [row for row in reversed(rows) if row.item.valid_to <= day]
    return {
        "findings": [_told(row, day) for row in here],
        "findings_ahead": [_told(row, day) for row in ahead],
        "findings_past": [_told(row, day) for row in past],
        "grounds": grounds_of([*here, *ahead], day),
    }
