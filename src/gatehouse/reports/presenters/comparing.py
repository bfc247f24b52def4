"""The comparison of two days or two recordings as pages: side by side, by cause, and campus by campus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from gatehouse.accounts.presenters import Doers
from gatehouse.desk.forms import Asked
from gatehouse.reports.presenters.causes import cause_name, change_text, learnt_name
from gatehouse.reports.presenters.differences import (
    DiffCell,
    changed_amounts,
    diff_row,
    main_columns,
    total_lines,
    total_row,
)
from gatehouse.reports.presenters.links import Links, crumbs
from gatehouse.standing.queries import CauseSum, Comparison, NamedChange, Origin, Side
from gatehouse.standing.rules.attribution import Contribution
from gatehouse.standing.types import PlaceSums
from gatehouse.territory.presenters import in_english, unit_name
from gatehouse.territory.types import UnitOn
from gatehouse.web.presenters import instant_text, query_text, recorded_text, urls_with
from gatehouse.web.rules import grouped
from gatehouse.web.types import Pager


@dataclass(frozen=True, slots=True)
class SideHead:
    """What one side of a comparison is: its day, and as recorded when."""

    mark: str
    day: str
    recorded: str


@dataclass(frozen=True, slots=True)
class CauseRow:
    """What one cause contributed."""

    cause: str
    learnt: str
    facts: str
    campuses: str
    amounts: list[tuple[str, DiffCell]]


def compare_page(
    request: HttpRequest, page: Asked, found: Comparison, causes: Sequence[CauseSum] | None
) -> dict[str, Any]:
    """What the page of a comparison shows; ``causes`` is None where there are too many campuses to go through."""
    unit = unit_of(found.before, found.after)
    links = Links.of(request, unit.line)
    here, campuses = _addresses(request)
    return {
        "title": _("Comparison"),
        "unit": unit_name(unit),
        "crumbs": crumbs(page, unit, links, _("Comparison")),
        "sides": [side_head(found.before, "A"), side_head(found.after, "B")],
        "form": times_form(found.before, found.after),
        "table": compared_table(found, here, campuses),
        "total_lines": total_lines(found),
        "causes": None if causes is None else [_cause(item) for item in causes],
        "campuses_url": campuses + unit.code if found.difference or causes else "",
        "differs": bool(found.difference) or any(row.difference for row in found.rows),
    }


def compared_table(found: Comparison, here: str, campuses: str) -> dict[str, Any]:
    """The rows of two tables side by side, ready for the shared part of pages; addresses end where a code begins."""
    return {
        "heads": [str(column.group if column.key == "campuses" else column.head) for column in main_columns()],
        "rows": [diff_row(row, _row_name(row.place), here, campuses) for row in found.rows],
        "total": total_row(found, _("Total")),
    }


def _row_name(place: PlaceSums) -> str:
    name = place.name_en if in_english() else place.name
    return _("%(unit)s (directly)") % {"unit": name} if place.direct else name


def unit_of(before: Side, after: Side) -> UnitOn:
    """The unit compared, as it stands on the later side – or on the earlier, where it is no more."""
    unit = after.unit or before.unit
    assert unit is not None  # noqa: S101 - whoever may see a comparison sees the unit on one side
    return unit


def side_head(side: Side, mark: str) -> SideHead:
    """What a side is, in words."""
    known = recorded_text(side.as_recorded)
    if side.as_recorded is None and side.moment.posting is not None:
        known = _("as known after posting no. %(number)d") % {"number": side.moment.posting}
    return SideHead(mark, side.moment.day.isoformat(), known)


def times_form(before: Side, after: Side) -> dict[str, str]:
    """The values of the form that chooses the two times."""
    return {
        "from": before.moment.day.isoformat(),
        "from_recorded": query_text(before.as_recorded) if before.as_recorded else "",
        "to": after.moment.day.isoformat(),
        "to_recorded": query_text(after.as_recorded) if after.as_recorded else "",
    }


def _addresses(request: HttpRequest) -> tuple[str, str]:
    """Where a child unit is compared, and where its changed campuses are listed: addresses that end with a unit."""
    query = urls_with(request, "?", unit=None).removeprefix("?")
    tail = f"{query}&unit=" if query else "?unit="
    return reverse("reports:compare") + tail, reverse("reports:changes") + tail


def _cause(item: CauseSum) -> CauseRow:
    return CauseRow(
        cause_name(item.cause), learnt_name(item.learnt), grouped(item.facts), grouped(item.campuses),
        changed_amounts(item.amounts),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldContribution:
    """One contribution in words."""

    cause: str
    learnt: str
    day: str
    guard: str
    change: str
    amounts: list[tuple[str, DiffCell]]
    posting: str
    recorded: str
    place: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One campus with its contributions."""

    name: str
    url: str
    code: str
    told: list[ToldContribution]


def changes_page(
    request: HttpRequest, page: Asked, sides: tuple[Side, Side], rows: Sequence[NamedChange], next_after: str
) -> dict[str, Any]:
    """What the page of the campuses behind a difference shows."""
    before, after = sides
    unit = unit_of(before, after)
    links = Links.of(request, unit.line)
    here, _campuses = _addresses(request)
    doers = Doers(origin.by_account for row in rows for _item, origin in row.told if origin)
    return {
        "title": _("Campuses behind the difference"),
        "unit": unit_name(unit),
        "crumbs": crumbs(page, unit, links, _("Campuses behind the difference")),
        "sides": [side_head(before, "A"), side_head(after, "B")],
        "compare_url": here + unit.code,
        "rows": [
            ChangedRow(
                row.name or _("campus no. %(number)d") % {"number": row.campus.campus_id},
                links.campus(row.campus.campus_id, unit.code),
                row.school_code,
                [_told(item, origin, doers) for item, origin in row.told],
            )
            for row in rows
        ],
        "pager": Pager(shown=len(rows), next_url=urls_with(request, after=next_after) if next_after else ""),
        "first_url": urls_with(request) if "after" in request.GET else "",
    }


def _told(item: Contribution, origin: Origin | None, doers: Doers) -> ToldContribution:
    return ToldContribution(
        cause=cause_name(item.cause),
        learnt=learnt_name(item.learnt),
        day=item.day.isoformat(),
        guard=_("guard no. %(number)d") % {"number": item.guard} if item.guard is not None else "",
        change=change_text(item.before, item.after),
        amounts=changed_amounts(item.amounts),
        posting=_("posting %(number)d: %(act)s") % {"number": origin.posting, "act": origin.act} if origin else "",
        recorded=_("recorded %(instant)s by %(who)s")
        % {"instant": instant_text(origin.recorded_at), "who": doers.name(origin.by_account, origin.by_label)}
        if origin
        else "",
        place=origin_place(origin) if origin else "",
    )


def origin_place(origin: Origin) -> str:
    """Workbook, sheet and row of a fact; empty for one from no workbook."""
    if origin.row is None:
        return ""
    return _("%(file)s, sheet “%(sheet)s”, row %(row)d") % {
        "file": origin.file, "sheet": origin.sheet, "row": origin.row,
    }  # fmt: skip
