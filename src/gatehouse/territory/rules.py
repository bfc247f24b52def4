"""Where units stand, worked out from who stands below whom. Plain decisions: no database, no clock."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import ClassVar, NamedTuple

from gatehouse.kernel.days import FAR
from gatehouse.kernel.path import child
from gatehouse.kernel.refusal import Refusal


class TreeError(Refusal, ValueError):
    """A unit that does not fit the tree: no such parent on that day, wrong level, level full, still holding others."""

    TEXTS: ClassVar = {
        "unknown-parent": "unit %(code)s: parent %(parent_code)s is not known in the %(line)s line on %(day)s",
        "wrong-level-founded": "unit %(code)s of level %(level)s cannot stand below %(parent_code)s of level %(above)s",
        "bad-code": "unit %(code)s: a code has 1 to 16 letters and digits, nothing else",
        "level-full": "unit %(code)s: its parent cannot hold more units",
        "other-line": "unit %(unit)s cannot stand below unit %(parent)s of the other line",
        "below-itself": "unit %(unit)s cannot stand below itself: unit %(parent)s is part of it",
        "wrong-level": "unit %(unit)s of level %(level)s cannot stand below unit %(parent)s of level %(above)s",
        "parent-gone": "unit %(unit)s: unit %(parent)s above it is not in force on %(day)s",
        "units-below": "unit %(unit)s cannot end on %(day)s: units %(units)s stand below it",
        "wrong-successor": "unit %(successor)s cannot take over from unit %(unit)s: another one of its level can",
    }


class UnitValues(NamedTuple):
    """What one point says of a unit, in the order of ``UnitPoint.VALUES``."""

    in_force: bool
    name: str
    name_en: str
    parent_id: int | None
    ordinal: int
    successor_id: int | None
    path: str


UnitHistory = Mapping[date, UnitValues]
"""valid_from → what holds of one unit from then on."""

Spans = list[tuple[date, UnitValues]]


class Replanting:
    """The points that all units of a line should have, given whose child each is and by which ordinal.

    A unit's path is its parent's of the day and its own ordinal; where a unit above changes its place, the units below
    follow by points of their own.
    """

    def __init__(self, histories: Mapping[int, UnitHistory]) -> None:
        """``histories`` holds every unit of the line; their paths are right but for the acts just written."""
        self._histories = histories
        self._done: dict[int, Spans] = {}

    def differing(self) -> Iterator[tuple[int, date, UnitValues]]:
        """Unit, day and values of every point to write. Raises TreeError where a unit's parent is not in force."""
        for unit, history in self._histories.items():
            for day, values in self._spans(unit):
                if history.get(day) != values:
                    yield unit, day, values

    def repeating(self) -> Iterator[tuple[int, date]]:
        """Unit and day of every point of the histories that would only repeat the one before it."""
        for unit, history in self._histories.items():
            for (_, before), (day, values) in pairwise(self._spans(unit)):
                if values == before and day in history:
                    yield unit, day

    def _spans(self, unit: int) -> Spans:
        if unit not in self._done:
            self._done[unit] = list(self._planted(unit))
        return self._done[unit]

    def _planted(self, unit: int) -> Iterator[tuple[date, UnitValues]]:
        history = self._histories[unit]
        path = ""
        for day, end in pairwise((*sorted(history), FAR)):
            values = history[day]
            if not values.in_force or values.parent_id is None:
                path = path or (child("", values.ordinal) if values.parent_id is None else values.path)
                yield day, values._replace(path=path)
                continue
            for since, above in self._parents(unit, values.parent_id, day, end):
                path = child(above, values.ordinal)
                yield since, values._replace(path=path)

    def _parents(self, unit: int, parent: int, start: date, end: date) -> Iterator[tuple[date, str]]:
        """The parent's paths from ``start`` to before ``end``."""
        spans = self._spans(parent) if parent in self._histories else []
        first = bisect_right([day for day, _ in spans], start) - 1
        if first < 0:
            raise TreeError("parent-gone", unit=unit, parent=parent, day=start)
        known = ""
        for day, values in spans[first:]:
            if day >= end:
                return
            since = max(day, start)
            if not values.in_force:
                raise TreeError("parent-gone", unit=unit, parent=parent, day=since)
            if values.path != known:
                known = values.path
                yield since, known


class Leg(NamedTuple):
    """From a day on, whoever belongs to a unit belongs to this one, at this path.

    Once it has ended with nobody to take over, the unit is None and the path its last one.
    """

    day: date
    unit_id: int | None
    path: str


def course(unit: int, histories: Mapping[int, UnitHistory]) -> list[Leg]:
    """How belonging to a unit goes on: along its paths and, where it has ended, with its successor."""
    legs: list[Leg] = []
    for day in sorted(histories.get(unit, {})):
        values = histories[unit][day]
        if values.in_force:
            leg = Leg(day, unit, values.path)
        elif values.successor_id is not None:
            after = course(values.successor_id, histories)
            standing = [leg for leg in after if leg.day <= day]
            legs += [Leg(day, *standing[-1][1:])] if standing else [Leg(day, None, "")]
            legs += [leg for leg in after if leg.day > day]
            break
        else:
            leg = Leg(day, None, values.path)
        if not legs or legs[-1][1:] != leg[1:]:
            legs.append(leg)
    return legs


def legs_within(legs: list[Leg], start: date, end: date) -> list[Leg]:
    """The part of a course from ``start`` to before ``end``; the first leg begins at ``start``."""
    before = [leg for leg in legs if leg.day <= start]
    first = Leg(start, *before[-1][1:]) if before else Leg(start, None, "")
    return [first, *(leg for leg in legs if start < leg.day < end)]
