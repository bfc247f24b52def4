"""The story of a unit: what became of it, and which campuses came and went with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Window
from django.db.models.functions import Lag

from gatehouse.accounts.types import Scope
from gatehouse.campuses.models import CampusPlace
from gatehouse.foundation import facts
from gatehouse.kernel.path import branch
from gatehouse.standing.queries.histories import origins_of
from gatehouse.standing.queries.question import sees_any
from gatehouse.standing.queries.scoping import OutOfScopeError
from gatehouse.standing.queries.stories import Story, units_of
from gatehouse.standing.queries.versions import changes_of_units, undoing_of, unit_names, versions_of
from gatehouse.standing.rules.unit_changes import PATHS
from gatehouse.standing.rules.unit_stories import Arrival, unit_story
from gatehouse.territory.models import Unit, UnitPoint
from gatehouse.territory.queries import UnknownUnitError
from gatehouse.territory.types import Line


@dataclass(frozen=True, slots=True)
class UnitStory:
    """A unit's story, under the names it bears last on the day asked for."""

    line: Line
    code: str
    name: str
    name_en: str
    story: Story


def story_of_unit(line: Line, code: str, scope: Scope, *, on: date, posting: int | None = None) -> UnitStory:
    """A unit's story, as known now or after a posting, with the campuses that the viewer sees counted.

    Raises UnknownUnitError, and OutOfScopeError for a unit that never held anything the viewer may see.
    """
    unit = Unit.objects.filter(line=line, code=code).values_list("pk", flat=True).first()
    if unit is None:
        raise UnknownUnitError(code)
    around = Q(unit=unit) | Q(parent=unit) | Q(successor=unit)
    others = set(UnitPoint.objects.filter(around).values_list("unit", flat=True))
    points = versions_of(UnitPoint, Q(unit__in=others), posting)
    if (unit,) not in points:
        raise UnknownUnitError(code)
    paths = sorted({item.values["path"] for item in points[unit,] if item.superseded_by is None})
    _check_visible(line, code, paths, scope)
    changes = changes_of_units(points, dict.fromkeys(others, line), undoing_of(points.values()))
    events = tuple(unit_story(unit, changes, list(_arrivals(line, paths, scope, posting))))
    told = {(event.posting, event.source_row) for event in events if event.posting is not None}
    spoken_of = {other for event in events for change in event.behind for other in units_of(change)}
    names = unit_names({unit, *(other for other in spoken_of if other is not None)}, posting)
    story = Story(
        day=on,
        events=events,
        origins=origins_of(sorted(told, key=lambda fact: (fact[0], fact[1] or 0))),
        units=names,
        guards={},
        campuses={},
        companies={},
    )
    return UnitStory(line, code, *names.on(unit, on), story)


def _arrivals(line: Line, paths: list[str], scope: Scope, posting: int | None) -> Iterator[Arrival]:
    """The comings and goings of campuses that the viewer sees before or after them, by the points that hold."""
    column, whole = PATHS[line], any(scope.covers(line, path) for path in paths)
    points = facts.live(CampusPlace, posting)
    there = Q(pk__in=())
    for path in paths:
        there |= Q(**{f"{column}__gte": branch(path).low, f"{column}__lt": branch(path).high})
    campuses = points.filter(there).values("campus")
    for day, by, *seen in (
        points.filter(campus__in=campuses)
        .annotate(police_before=_before("police_path"), education_before=_before("education_path"))
        .values_list("valid_from", "posting", "police_path", "education_path", "police_before", "education_before")
    ):
        now, before = (seen[0], seen[1]), (seen[2], seen[3]) if seen[2] else None
        place = list(PATHS).index(line)
        is_in = now[place].startswith(tuple(paths))
        was_in = before is not None and before[place].startswith(tuple(paths))
        visible = whole or scope.sees_campus(*now) or (before is not None and scope.sees_campus(*before))
        if is_in != was_in and visible:
            yield Arrival(day, by, came=is_in, was_known=before is not None)


def _before(column: str) -> Window:
    """A campus's path until the point's day."""
    return Window(Lag(column), partition_by=F("campus"), order_by=F("valid_from").asc())


def _check_visible(line: Line, code: str, paths: list[str], scope: Scope) -> None:
    """The unit was ever within the viewer's scope, or held campuses of theirs while they hold no role in its line."""
    if scope.everything or any(scope.covers(line, path) for path in paths):
        return
    own_line = any(line is own for own, _ in scope.branches)
    if own_line or not any(sees_any(line, branch(path), scope) for path in paths):
        raise OutOfScopeError(code)
