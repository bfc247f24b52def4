"""The self-check's first parts: both trees are trees on every day, and every campus stands where its units do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import TypeVar

from gatehouse.campuses.models import Campus, CampusPlace, CampusProfile
from gatehouse.campuses.services import misplaced
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import on_day
from gatehouse.kernel import path as paths
from gatehouse.kernel.days import FAR
from gatehouse.standing.rules import Dated
from gatehouse.standing.services.proof import Fault
from gatehouse.territory.models import UnitPoint
from gatehouse.territory.types import Line

T = TypeVar("T")

CAMPUSES_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class UnitFact:
    """What one point says of a unit, and the posting that wrote it."""

    line: str
    level: int
    in_force: bool
    parent: int | None
    path: str
    posting: int


Units = dict[int, Dated[UnitFact]]


def _units() -> Units:
    points: defaultdict[int, list[tuple[date, UnitFact]]] = defaultdict(list)
    rows = UnitPoint.objects.filter(superseded_by=None)
    for unit, day, line, level, in_force, parent, path, posting in rows.values_list(
        "unit", "valid_from", "unit__line", "unit__level", "in_force", "parent", "path", "posting"
    ):
        points[unit].append((day, UnitFact(line, level, in_force, parent, path, posting)))
    return {unit: Dated.of(found) for unit, found in points.items()}


def _spans(history: Dated[T]) -> Iterator[tuple[date, date, T]]:
    """Each value with the days from which and before which it holds."""
    for (start, end), value in zip(pairwise((*history.days, FAR)), history.values, strict=True):
        yield start, end, value


def _days_of_change(history: Dated[T], start: date, end: date) -> list[date]:
    """The first day of a span, and the days within it on which something else changes."""
    return [start, *(day for day in history.days if start < day < end)]


def prove_trees() -> tuple[int, Fault | None]:
    """Every unit stands directly below its parent on every day, one level deeper, and no two share a path."""
    units = _units()
    holders: dict[tuple[str, str], int] = {}
    spans = [(item.path, start, unit, end, item) for unit in units for start, end, item in _spans(units[unit])]
    for compared, (path, start, unit, end, item) in enumerate(sorted(spans, key=lambda span: span[:3]), start=1):
        wrong = _wrong_with_unit(item, start, end, units)
        holder = holders.setdefault((item.line, path), unit)
        if wrong is None and holder != unit:
            wrong = f"path {path} belongs to unit {holder} too"
        if wrong:
            return compared, Fault(f"unit {unit}", wrong, item.posting)
    return len(spans), None


def _wrong_with_unit(item: UnitFact, start: date, end: date, units: Units) -> str | None:
    """What is wrong with a unit's place during a span; one that is abolished stands nowhere."""
    try:
        depth = paths.depth(item.path)
    except paths.PathError as error:
        return str(error)
    if depth != item.level:
        return f"path {item.path} is not that of level {item.level}"
    return _wrong_with_parent(item, start, end, units) if item.in_force else None


def _wrong_with_parent(item: UnitFact, start: date, end: date, units: Units) -> str | None:
    if item.parent is None:
        return f"path {item.path} has no unit above it" if paths.parent(item.path) else None
    parents: Dated[UnitFact] = units.get(item.parent, Dated())
    for day in _days_of_change(parents, start, end):
        above = parents.on(day)
        if above is None or not above.in_force or above.line != item.line:
            return f"unit {item.parent} above it is not in force in the {item.line} line on {day}"
        if paths.parent(item.path) != above.path:
            return f"path {item.path} is not below {above.path} on {day}"
    return None


def prove_places() -> tuple[int, Fault | None]:
    """Every campus's paths are those of its units on every day, and no campus is in operation in a unit that is not."""
    units = _units()
    compared = 0
    rows = CampusPlace.objects.filter(superseded_by=None).order_by("campus", "valid_from")
    for campus, points in groupby(rows.iterator(chunk_size=5000), key=lambda row: row.campus_id):
        for start, end, place in _spans(Dated.of([(point.valid_from, point) for point in points])):
            compared += 1
            for line, unit, path in (
                (Line.POLICE, place.police_unit_id, place.police_path),
                (Line.EDUCATION, place.education_unit_id, place.education_path),
            ):
                wrong = _wrong_with_place(campus, (line, unit, path), start, end, units)
                if wrong:
                    return compared, Fault(f"campus {campus}", wrong, place.posting_id)
    for some in chunks(Campus.objects.order_by("pk").values_list("pk", flat=True), CAMPUSES_AT_ONCE):
        wrong_place = misplaced(some)
        if wrong_place:
            campus, day, key = wrong_place
            written = CampusPlace.objects.values_list("posting", flat=True).get(pk=key) if key else None
            return compared, Fault(
                f"campus {campus}", f"the place from {day} is not where it is said to belong", written
            )
    return compared, None


def _wrong_with_place(campus: int, place: tuple[Line, int, str], start: date, end: date, units: Units) -> str | None:
    """What is wrong with a campus's place in one line during a span."""
    line, unit, path = place
    history: Dated[UnitFact] = units.get(unit, Dated())
    for day in _days_of_change(history, start, end):
        known = history.on(day)
        if known is None or known.path != path or known.line != line:
            return f"path {path} is not that of unit {unit} in the {line.value} line on {day}"
        if not known.in_force and on_day(CampusProfile, day).filter(campus=campus, in_operation=True).exists():
            return f"unit {unit} is not in force on {day}, the campus is"
    return None
