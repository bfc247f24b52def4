"""The campuses behind the difference of two sides, in the order of the tree, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from gatehouse.accounts.types import Scope
from gatehouse.campuses.queries import PATH_COLUMN, within
from gatehouse.foundation.bulk import chunks
from gatehouse.norms import queries as norms
from gatehouse.standing.models import StandingRow
from gatehouse.standing.queries.histories import histories_of
from gatehouse.standing.queries.rows import STRETCH, stretch_of
from gatehouse.standing.queries.sides import Side, child_of
from gatehouse.standing.rules.attribution import Contribution, Look, attribute
from gatehouse.standing.rules.dated import PlaceFact
from gatehouse.standing.types import Stretch

AT_ONCE = 200

Cursor = tuple[str, int]
"""(path, campus) of a campus in the list: where the next page begins."""


@dataclass(frozen=True, slots=True)
class ChangedCampus:
    """A campus whose standing differs, and why: the contributions add up to its part of the difference."""

    campus_id: int
    path: str
    before: Stretch | None
    after: Stretch | None
    contributions: tuple[Contribution, ...]


def changed_campuses(
    before: Side, after: Side, scope: Scope, *, cursor: Cursor | None = None, limit: int | None = None
) -> list[ChangedCampus]:
    """The campuses whose standing differs, behind ``cursor``; all contributions together are the whole difference."""
    found: list[ChangedCampus] = []
    for some in _batches(before, after, scope, cursor, limit):
        found.extend(item for item in _explained(before, after, scope, some) if item.contributions)
        if limit is not None and len(found) >= limit:
            return found[:limit]
    return found


def _batches(
    before: Side, after: Side, scope: Scope, cursor: Cursor | None, limit: int | None
) -> Iterator[list[Cursor]]:
    """(path, campus) of those whose rows differ, some at a time, in few queries: rows that differ may count alike."""
    size = None if limit is None else max(AT_ONCE, limit + limit // 4)
    column = PATH_COLUMN[after.line]
    rows = _differing(before, after, scope).order_by(column, "campus").values_list(column, "campus")
    while True:
        page = rows
        if cursor is not None:
            page = rows.filter(Q(**{f"{column}__gt": cursor[0]}) | Q(**{column: cursor[0]}, campus__gt=cursor[1]))
        found = list(page if size is None else page[:size])
        yield from chunks(found, AT_ONCE)
        if size is None or len(found) < size:
            return
        cursor = found[-1]


def _marked(before: Side, after: Side, scope: Scope) -> QuerySet[Any]:
    """The rows of either branch, marked by the sides on which they count."""
    branches = {side.unit.path: side.within() for side in (before, after) if side.unit is not None}
    rows = StandingRow.objects.filter(reduce(or_, branches.values(), Q(pk__in=())))
    known = [side.moment.posting for side in (before, after)]
    if known == [None, None]:
        rows = rows.filter(superseded_by=None)  # what holds is indexed apart
    elif before.moment.day == after.moment.day:
        earlier = min(posting for posting in known if posting is not None)
        rows = rows.filter(Q(posting__gt=earlier) | Q(superseded_by__gt=earlier))  # the rest holds on both sides
    whole = all(side.unit is None or scope.covers(side.line, side.unit.path) for side in (before, after))
    return (rows if whole else rows.filter(within(scope))).annotate(
        is_before=_flag(before.holds()), is_after=_flag(after.holds())
    )


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _differing(before: Side, after: Side, scope: Scope) -> QuerySet[Any]:
    """One row of each campus whose rows differ: the later one, or the earlier where the campus counts no more."""
    marked = _marked(before, after, scope)
    same = _marked(before, after, scope).filter(campus=OuterRef("campus"), is_after=1)
    return marked.exclude(is_before=F("is_after")).filter(Q(is_after=1) | ~Exists(same))


def _explained(before: Side, after: Side, scope: Scope, some: list[Cursor]) -> list[ChangedCampus]:
    """These campuses with their contributions."""
    campuses = [campus for _, campus in some]
    earlier, later = _stretches(before, after, scope, campuses)
    looks = _looks(before), _looks(after)
    rules = {rule_set.epoch: rule_set for rule_set in norms.rule_sets()}
    histories = histories_of(campuses, until=max(before.moment.day, after.moment.day))
    found = []
    for path, campus in some:
        was, now = earlier.get(campus), later.get(campus)
        contributions = attribute(histories[campus], looks[0](was), looks[1](now), rules)
        found.append(ChangedCampus(campus, path, was, now, tuple(contributions)))
    return found


def _stretches(
    before: Side, after: Side, scope: Scope, campuses: list[int]
) -> tuple[dict[int, Stretch], dict[int, Stretch]]:
    """What each campus amounts to on either side; none where it does not count there."""
    rows = _marked(before, after, scope).filter(campus__in=campuses).filter(Q(is_before=1) | Q(is_after=1))
    earlier: dict[int, Stretch] = {}
    later: dict[int, Stretch] = {}
    for campus, was, now, *columns in rows.values_list("campus", "is_before", "is_after", *STRETCH):
        stretch = stretch_of(columns)
        if was:
            earlier[campus] = stretch
        if now:
            later[campus] = stretch
    return earlier, later


def _looks(side: Side) -> Callable[[Stretch | None], Look]:
    """How a side looks at a campus, by what the campus amounts to there."""
    homes, depth = side.homes(), side.unit.level if side.unit else 0

    def home(place: PlaceFact) -> int | None:
        return child_of(place, side.line, homes, depth)

    return lambda stretch: Look(side.moment, stretch, home)
