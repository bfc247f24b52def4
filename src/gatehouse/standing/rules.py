"""From a campus's dated facts to its standing, known into the future. Plain decisions: no database, no clock."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.guards.types import Engagement, HiringSource
from gatehouse.kernel.days import FAR, age_on, birthday, periods_between
from gatehouse.kernel.grain import buckets_of
from gatehouse.kernel.identifiers import Sex
from gatehouse.kernel.path import WIDTH
from gatehouse.norms.rules import judge
from gatehouse.norms.types import HeadCounts, RuleSet
from gatehouse.standing.types import AGE_BANDS, NOTHING, Amounts, Stratum, Stretch
from gatehouse.territory.types import Level, Line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value that changes on known days: ``days`` sorted, ``values[i]`` in force from ``days[i]`` on."""

    days: tuple[date, ...] = ()
    values: tuple[T, ...] = ()

    @classmethod
    def of(cls, points: Sequence[tuple[date, T]]) -> Dated[T]:
        """From (day, value) pairs in any order."""
        ordered = sorted(points, key=lambda point: point[0])
        return cls(tuple(day for day, _ in ordered), tuple(value for _, value in ordered))

    def on(self, day: date) -> T | None:
        """The value in force on a day; None before the first."""
        index = bisect_right(self.days, day)
        return self.values[index - 1] if index else None


@dataclass(frozen=True, slots=True)
class ProfileFact:
    """What of a campus's profile bears on its standing."""

    in_operation: bool
    label: CensusLabel
    ownership: Ownership


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """The paths of a campus in both lines."""

    police_path: str
    education_path: str


@dataclass(frozen=True, slots=True)
class PostFact:
    """How a guard serves at the campus."""

    engagement: Engagement
    source: HiringSource


@dataclass(frozen=True, slots=True)
class GuardFacts:
    """One guard's part in a campus's standing."""

    birth_date: date
    sex: Sex
    posts: Dated[PostFact]
    certified: Dated[bool]


@dataclass(frozen=True, slots=True)
class CampusFacts:
    """All dated facts that bear on one campus's standing."""

    profiles: Dated[ProfileFact]
    places: Dated[PlaceFact]
    head_counts: Dated[HeadCounts]
    guards: tuple[GuardFacts, ...] = ()


Epochs = Dated[RuleSet | None]
"""The rule set that judges a campus, by day."""


def timeline(facts: CampusFacts, epochs: Epochs) -> list[Stretch]:
    """A campus's standing from its first day on: stretches in order, none where the campus is not in operation.

    A stretch ends where a fact, the judging norm or a guard's age band changes; equal neighbours are one stretch.
    Birthdays lie in the future, so the last stretch begins with the last of them and has no known end.
    """
    stretches: list[Stretch] = []
    for period in periods_between(_change_days(facts, epochs)):
        profile, place = facts.profiles.on(period.start), facts.places.on(period.start)
        if profile is None or place is None or not profile.in_operation:
            continue
        rule_set, counts = epochs.on(period.start), facts.head_counts.on(period.start)
        found = Stretch(
            valid_from=period.start,
            valid_to=period.end,
            police_path=place.police_path,
            education_path=place.education_path,
            stratum=Stratum.of(profile.label, profile.ownership),
            epoch=rule_set.epoch if rule_set else "",
            amounts=_amounts(facts.guards, counts, rule_set, period.start),
        )
        if stretches and stretches[-1].valid_to == found.valid_from and stretches[-1].same_as(found):
            stretches[-1] = replace(stretches[-1], valid_to=found.valid_to)
        else:
            stretches.append(found)
    return stretches


def _change_days(facts: CampusFacts, epochs: Epochs) -> set[date]:
    """Every day on which something may change, from the campus's first day on."""
    first = max((dated.days[0] for dated in (facts.profiles, facts.places) if dated.days), default=None)
    if first is None or not facts.profiles.days or not facts.places.days:
        return set()
    days = {first, *facts.profiles.days, *facts.places.days, *facts.head_counts.days, *epochs.days}
    for guard in facts.guards:
        days.update(guard.posts.days, guard.certified.days)
        days.update(birthday(guard.birth_date, age) for age in AGE_BANDS)
    return {day for day in days if day >= first}


def _amounts(guards: Sequence[GuardFacts], counts: HeadCounts | None, rule_set: RuleSet | None, day: date) -> Amounts:
    """What the campus amounts to on a day."""
    team = _team(guards, day)
    required = required_guards(rule_set, counts) if rule_set and counts else None
    needed = required or 0
    return team._replace(
        campuses=1,
        students=counts.students if counts else 0,
        staff=counts.staff if counts else 0,
        boarders=counts.boarders if counts else 0,
        required=needed,
        gap=max(needed - team.full_time, 0),
        surplus=max(team.full_time - needed, 0) if required is not None else 0,
        campuses_met=int(required is not None and team.full_time >= needed),
        campuses_met_certified=int(required is not None and team.certified >= needed),
        unjudged=int(required is None),
    )


@lru_cache(maxsize=65536)
def required_guards(rule_set: RuleSet, counts: HeadCounts) -> int:
    """How many full-time guards a rule set requires for these head counts."""
    return judge(rule_set, counts).required


def _team(guards: Sequence[GuardFacts], day: date) -> Amounts:
    """The counts of a campus's guards on a day."""
    team = dict.fromkeys(Amounts._fields, 0)
    for guard in guards:
        post = guard.posts.on(day)
        if post is None or post.engagement is Engagement.ENDED:
            continue
        if post.engagement is Engagement.PART_TIME:
            team["part_time"] += 1
            continue
        team["full_time"] += 1
        team["certified"] += bool(guard.certified.on(day))
        team["male" if guard.sex is Sex.MALE else "female"] += 1
        team[f"source_{post.source.value.lower()}"] += 1
        team[age_band(age_on(guard.birth_date, day))] += 1
    return Amounts(**team)


def age_band(age: int) -> str:
    """The name of the amount that counts guards of this age."""
    return ("age_under_35", "age_35_44", "age_45_54", "age_55_59", "age_60_over")[bisect_right(AGE_BANDS, age)]


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in one campus's amounts that takes effect on a day, at both its places."""

    day: date
    police_path: str
    education_path: str
    stratum: Stratum
    amounts: Amounts


def differences(old: Iterable[Stretch], new: Iterable[Stretch]) -> list[Change]:
    """What replacing one campus's old stretches by new ones adds to running totals, day by day."""
    changes: list[Change] = []
    for stretches, sign in ((old, -1), (new, 1)):
        for item in stretches:
            gain = item.amounts if sign > 0 else NOTHING.minus(item.amounts)
            changes.append(Change(item.valid_from, item.police_path, item.education_path, item.stratum, gain))
            if item.valid_to < FAR:
                loss = NOTHING.minus(gain)
                changes.append(Change(item.valid_to, item.police_path, item.education_path, item.stratum, loss))
    return changes


TOTAL_LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY)
"""Levels whose totals are kept; stations and districts are few campuses and read standing directly."""

TotalKey = tuple[str, int, str, int, int]
"""line, depth, path, stratum, bucket: the key of a kept total."""


def total_differences(changes: Iterable[Change]) -> dict[TotalKey, Amounts]:
    """Differences by line, unit, stratum and calendar bucket; those that cancel are dropped.

    Added up at the lowest kept level first, because most of a posting's changes meet there. A campus that belongs to
    a unit above the county stands under that unit's path at the levels below, too: its table then shows it apart.
    """
    lowest: defaultdict[tuple[str, str, int, date], Amounts] = defaultdict(lambda: NOTHING)
    for change in changes:
        for line, path in ((Line.POLICE, change.police_path), (Line.EDUCATION, change.education_path)):
            key = (line.value, path[: Level.COUNTY * WIDTH], change.stratum.value, change.day)
            lowest[key] = lowest[key].plus(change.amounts)
    found: defaultdict[TotalKey, Amounts] = defaultdict(lambda: NOTHING)
    for (line_value, path, stratum, day), amounts in lowest.items():
        if amounts == NOTHING:
            continue
        for level in TOTAL_LEVELS:
            for bucket in buckets_of(day):
                total = (line_value, level.value, path[: level * WIDTH], stratum, bucket)
                found[total] = found[total].plus(amounts)
    return {key: amounts for key, amounts in found.items() if amounts != NOTHING}
