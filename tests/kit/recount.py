"""A plain register in memory, from which everything is counted anew: slow, short, and knowing nothing of the product's.

Kept apart on purpose: it shares only names with the code under test – no timeline, no totals, no norm interpreter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.guards.types import CertificateState, Engagement, HiringSource
from gatehouse.kernel.identifiers import Sex
from gatehouse.standing.types import Amounts, Stratum
from gatehouse.territory.types import Line

T = TypeVar("T")
Points = defaultdict[Any, dict[date, T]]

NORM_FROM = date(2015, 1, 1)
BANDS = ((0, "under_35"), (35, "35_44"), (45, "45_54"), (55, "55_59"), (60, "60_over"))


def points() -> Points[Any]:
    """Points by subject and day."""
    return defaultdict(dict)


def in_force(known: Mapping[date, T], day: date) -> T | None:
    """What holds at the end of a day: what was said for the latest day not after it."""
    days = [other for other in known if other <= day]
    return known[max(days)] if days else None


def required(students: int, staff: int, boarders: int) -> int:
    """The national rule of 2015, in words: complete steps only, the larger of the day and the boarding rule."""
    persons = students + staff
    by_persons = 1 if persons < 100 else 2
    if persons > 1000:
        by_persons = 2 + max(students - 1000, 0) // 500
    by_boarders = 0 if boarders == 0 else 2 + max(boarders - 300, 0) // 300
    return max(by_persons, by_boarders)


def full_years(born: date, day: date) -> int:
    """Age in full years; who was born on 29 February turns on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass
class Recount:
    """What was told so far."""

    profiles: Points[tuple[bool, CensusLabel, Ownership]] = field(default_factory=points)
    places: Points[tuple[str, str]] = field(default_factory=points)
    counts: Points[tuple[int, int, int]] = field(default_factory=points)
    posts: Points[tuple[Engagement, HiringSource]] = field(default_factory=points)
    """Subjects are (guard, campus)."""
    certificates: Points[CertificateState] = field(default_factory=points)
    people: dict[int, tuple[date, Sex]] = field(default_factory=dict)

    @staticmethod
    def tell(kind: Points[T], subject: object, day: date, values: T, *, kept: bool = False) -> None:
        """From a day on the subject has these values; saying what holds anyway says nothing, unless it is ``kept``."""
        if kept or in_force(kind[subject], day) != values:
            kind[subject][day] = values

    def amounts(self, campus: int, day: date) -> Amounts | None:
        """What a campus amounts to on a day; None when it is not in operation."""
        profile = in_force(self.profiles[campus], day)
        if profile is None or not profile[0] or in_force(self.places[campus], day) is None:
            return None
        team = [guard for guard, place in self.posts if place == campus]
        serving = {guard: post for guard in team if (post := in_force(self.posts[guard, campus], day))}
        full = {guard: post for guard, post in serving.items() if post[0] is Engagement.FULL_TIME}
        certified = sum(in_force(self.certificates[guard], day) is CertificateState.HELD for guard in full)
        counts = in_force(self.counts[campus], day)
        judged = counts is not None and day >= NORM_FROM
        needed = required(*counts) if counts and judged else 0
        students, staff, boarders = counts or (0, 0, 0)
        return Amounts(
            campuses=1,
            students=students,
            staff=staff,
            boarders=boarders,
            required=needed,
            full_time=len(full),
            part_time=sum(post[0] is Engagement.PART_TIME for post in serving.values()),
            certified=certified,
            gap=needed - len(full) if needed > len(full) else 0,
            surplus=len(full) - needed if judged and len(full) > needed else 0,
            campuses_met=int(judged and len(full) >= needed),
            campuses_met_certified=int(judged and certified >= needed),
            unjudged=int(not judged),
            **self._divided(full, day),
        )

    def _divided(self, full: dict[int, tuple[Engagement, HiringSource]], day: date) -> dict[str, int]:
        sexes = [self.people[guard][1] for guard in full]
        ages = [full_years(self.people[guard][0], day) for guard in full]
        bands = [max((low, name) for low, name in BANDS if low <= age)[1] for age in ages]
        sources = [source for _, source in full.values()]
        return {
            "male": sexes.count(Sex.MALE),
            "female": sexes.count(Sex.FEMALE),
            **{f"age_{name}": bands.count(name) for _, name in BANDS},
            **{f"source_{source.value.lower()}": sources.count(source) for source in HiringSource},
        }

    def sums(
        self, line: Line, prefix: str, depth: int, day: date, sees: Callable[[str, str], bool] = lambda *_: True
    ) -> dict[str, dict[Stratum, Amounts]]:
        """Amounts below a place by its places at a depth and by stratum, of the campuses that somebody ``sees``."""
        found: defaultdict[str, dict[Stratum, Amounts]] = defaultdict(dict)
        for campus in self.profiles:
            amounts, place = self.amounts(campus, day), in_force(self.places[campus], day)
            profile = in_force(self.profiles[campus], day)
            if amounts is None or place is None or profile is None or not sees(*place):
                continue
            path = place[0] if line is Line.POLICE else place[1]
            if path.startswith(prefix):
                stratum, key = Stratum.of(profile[1], profile[2]), path[: 3 * depth]
                found[key][stratum] = found[key].get(stratum, Amounts()).plus(amounts)
        return dict(found)
