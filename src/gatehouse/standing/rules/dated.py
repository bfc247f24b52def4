"""The plain facts of one campus that its standing is judged from, each by the day from which it holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.guards.types import Engagement, HiringSource
from gatehouse.kernel.identifiers import Sex
from gatehouse.norms.types import HeadCounts, RuleSet

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
