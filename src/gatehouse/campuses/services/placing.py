"""Where campuses stand: what is said of their units, and the points by which they follow when a unit changes its place.

Said is a campus's unit in each line; its paths are those of the units on the day. Whenever either changes, the
campus's whole place is worked out anew and what differs is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from gatehouse.campuses.models import CampusPlace, CampusProfile
from gatehouse.campuses.types import NoPlaceError
from gatehouse.foundation import facts
from gatehouse.foundation.countering import sayings_of
from gatehouse.foundation.posting import OpenPosting
from gatehouse.kernel.days import FAR
from gatehouse.territory.queries import courses
from gatehouse.territory.rules import Leg, legs_within


class PlaceValues(NamedTuple):
    """What one point says of a campus's place, in the order of ``CampusPlace.VALUES``."""

    police_unit_id: int
    education_unit_id: int
    police_path: str
    education_path: str
    followed: bool


@dataclass(frozen=True, slots=True)
class Placing:
    """Says "on this day the campus belongs to these units"."""

    campus_id: int
    day: date
    police_unit_id: int
    education_unit_id: int
    source_row_id: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Says "from this day on the campus belongs to another unit", in one line or both; None leaves as it is."""

    campus_id: int
    day: date
    police_unit_id: int | None = None
    education_unit_id: int | None = None


def place_campuses(p: OpenPosting, placings: Sequence[Placing]) -> None:
    """Write where campuses are reported to belong. Raises NoPlaceError, ContradictionError."""
    register = Places(placing.campus_id for placing in placings)
    for placing in placings:
        register.say(placing)
    register.write(p)


def move_campuses(p: OpenPosting, moves: Sequence[Move]) -> None:
    """Write acts by which campuses come to belong to other units. Raises NoPlaceError, NothingSaidError."""
    register = Places(move.campus_id for move in moves)
    for move in moves:
        register.move(move)
    register.write(p)


def follow_units(p: OpenPosting, unit_ids: Iterable[int]) -> None:
    """Let every campus that was ever said to belong to one of these units stand where the units stand now."""
    wanted = set(unit_ids)
    campuses = set(CampusPlace.objects.filter(police_unit__in=wanted).values_list("campus", flat=True))
    campuses |= set(CampusPlace.objects.filter(education_unit__in=wanted).values_list("campus", flat=True))
    Places(campuses).write(p)


def place_again(p: OpenPosting, said: Mapping[tuple[int], Mapping[date, facts.Point]]) -> None:
    """Let campuses stand where they belong when all that counts is told again. Raises NoPlaceError."""
    register = Places(campus for (campus,) in said)
    for (campus,), points in said.items():
        register.retell(campus, points.values())
    register.write(p)


def misplaced(campus_ids: Sequence[int]) -> tuple[int, date, int | None] | None:
    """The first campus, day and point that is not where the campus belongs; None when all are. For the self-check."""
    wanted, live = Places(campus_ids).wanted(), facts.live_points(CampusPlace, campus_ids)
    for campus in sorted(campus_ids):
        found = {day: values for day, (_, values) in live[campus,].items()}
        differing = [day for day in {*wanted[campus], *found} if wanted[campus].get(day) != found.get(day)]
        if differing:
            day = min(differing)
            return campus, day, live[campus,][day][0] if day in found else None
    return None


class Places:
    """The places of some campuses, as said and as they follow."""

    def __init__(self, campus_ids: Iterable[int]) -> None:
        """Load them."""
        self._campuses = sorted(set(campus_ids))
        self._known = facts.InForce(CampusPlace, self._campuses)
        self._said: defaultdict[int, dict[date, PlaceValues]] = defaultdict(dict)
        self._rows: dict[tuple[int, date], int | None] = {}
        self._told: dict[tuple[int, date], int | None] = {}
        self._homeless: list[tuple[int, int, date, date]] = []
        for (campus,), sayings in sayings_of(CampusPlace, self._campuses).items():
            self.retell(campus, facts.retold(CampusPlace, sayings).values())

    def say(self, placing: Placing) -> None:
        """Take a report."""
        key = (placing.campus_id, placing.day)
        values = PlaceValues(placing.police_unit_id, placing.education_unit_id, "", "", followed=False)
        known = self._said[placing.campus_id].get(placing.day)
        if key in self._told and known is not None and known[:2] != values[:2]:
            raise facts.ContradictionError("two-values", CampusPlace, (placing.campus_id,), placing.day)
        if key not in self._told and known is not None and known[:2] == values[:2]:
            return
        self._told[key] = None
        if known is None or known[:2] != values[:2]:
            self._said[placing.campus_id][placing.day] = values
            self._rows[key] = placing.source_row_id

    def move(self, move: Move) -> None:
        """Take an act: it runs through what was said later in ignorance of it."""
        history = {day: (0, tuple(values)) for day, values in self._said[move.campus_id].items()}
        columns = {"police_unit_id": move.police_unit_id, "education_unit_id": move.education_unit_id}
        act = facts.Act((move.campus_id,), move.day, {key: unit for key, unit in columns.items() if unit is not None})
        for day, values in facts.altered(CampusPlace, history, act):
            self._said[move.campus_id][day] = PlaceValues(*values)
            if day == move.day:
                self._told[move.campus_id, day] = facts.columns_said(CampusPlace, act.columns)

    def retell(self, campus: int, points: Iterable[facts.Point]) -> None:
        """Take what should hold, in place of what was said so far."""
        self._said[campus] = {point.valid_from: PlaceValues(*point.values) for point in points}
        self._rows.update({(campus, point.valid_from): point.source_row_id for point in points})

    def wanted(self) -> dict[int, dict[date, PlaceValues]]:
        """By campus: the points that should hold, by day."""
        units = {unit for said in self._said.values() for values in said.values() for unit in values[:2]}
        legs = courses(units)
        return {campus: dict(self._followed(campus, legs)) for campus in self._campuses}

    def write(self, p: OpenPosting) -> None:
        """Write what differs from the register, and touch whose place changes. Raises NoPlaceError."""
        wanted, live = self.wanted(), self._known.points
        self._refuse_homeless()
        points = [
            facts.Point(
                (campus,), day, values, self._rows.get((campus, day)), self._told.get((campus, day), facts.NOTHING_SAID)
            )
            for campus, places in wanted.items()
            for day, values in places.items()
            if (known := live[campus,].get(day)) is None or known[1] != values
        ]
        gone = [((key,), day) for key in self._campuses for day in live[key,].keys() - wanted[key].keys()]
        withdrawn = facts.withdraw(p, CampusPlace, gone, known=self._known)
        changed = facts.record(p, CampusPlace, points, known=self._known, keep_confirmations=True).changed
        for campus, day in [*((subject[0], day) for subject, day in changed.items()), *withdrawn]:
            p.touch(campus, since=day)

    def _followed(self, campus: int, legs: dict[int, list[Leg]]) -> Iterator[tuple[date, PlaceValues]]:
        """The campus's whole place: what is said, and where its units went meanwhile; it stays where they ended."""
        for day, until in pairwise((*sorted(self._said[campus]), FAR)):
            last = self._said[campus][day]._replace(police_path="", education_path="", followed=False)
            police = legs_within(legs[last.police_unit_id], day, until)
            education = legs_within(legs[last.education_unit_id], day, until)
            for since in sorted({leg.day for leg in (*police, *education)}):
                at_police, at_education = legs_within(police, since, until)[0], legs_within(education, since, until)[0]
                for leg, unit in ((at_police, last.police_unit_id), (at_education, last.education_unit_id)):
                    if leg.unit_id is None:
                        self._homeless.append((campus, unit, since, until))
                found = PlaceValues(
                    at_police.unit_id or last.police_unit_id,
                    at_education.unit_id or last.education_unit_id,
                    at_police.path or last.police_path,
                    at_education.path or last.education_path,
                    followed=since != day,
                )
                if since == day or found[:4] != last[:4]:
                    yield since, found
                last = found

    def _refuse_homeless(self) -> None:
        """No campus is in operation while a unit to which it belongs is not."""
        profiles = facts.InForce(CampusProfile, {campus for campus, *_ in self._homeless})
        wrong = {campus: (unit, day) for campus, unit, day, until in reversed(self._homeless)
                 if _operates(profiles, campus, day, until)}  # fmt: skip
        if wrong:
            campuses = sorted(wrong)
            raise NoPlaceError(campuses, *wrong[campuses[0]])


def _operates(profiles: facts.InForce, campus: int, day: date, until: date) -> bool:
    """Whether a campus is in operation on any day of a span."""
    column = CampusProfile.VALUES.index("in_operation")
    days = [day, *(point for point in profiles.points.get((campus,), {}) if day < point < until)]
    return any(values[column] for on in days if (values := profiles.on((campus,), on)))
