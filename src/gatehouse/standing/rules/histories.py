"""A campus's facts with everything ever said of them: what was known when, and which posting made a value so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from gatehouse.kernel.identifiers import Sex
from gatehouse.norms.types import HeadCounts
from gatehouse.standing.rules.dated import PlaceFact, PostFact, ProfileFact

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, looked at with what the register knew after a posting; None: with what it knows now."""

    day: date
    posting: int | None

    def knows(self, posting: int, superseded_by: int | None) -> bool:
        """Whether a point of this posting had been written and not been superseded."""
        if self.posting is None:
            return superseded_by is None
        return posting <= self.posting and (superseded_by is None or superseded_by > self.posting)

    def is_before(self, other: Moment) -> bool:
        """Whether the day is earlier, or the same day was looked at with less known."""
        if self.day != other.day:
            return self.day < other.day
        return self.posting is not None and (other.posting is None or self.posting < other.posting)


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """One change point: what was said of a subject from a day on, by which posting, from which row of a workbook."""

    day: date
    value: T
    posting: int
    superseded_by: int | None
    source_row: int | None


History = Sequence[Said[T]]


@dataclass(frozen=True, slots=True)
class GuardHistory:
    """Everything ever said of a guard's service at one campus, and of the guard's certificate."""

    birth_date: date
    sex: Sex
    posts: History[PostFact]
    certified: History[bool]


@dataclass(frozen=True, slots=True)
class CampusHistory:
    """Everything ever said of a campus that bears on its standing."""

    profiles: History[ProfileFact]
    places: History[PlaceFact]
    counts: History[HeadCounts]
    guards: Mapping[int, GuardHistory]


@dataclass(frozen=True, slots=True)
class Turn:
    """How a value came to differ: what held before and after, the day and the posting that made the difference."""

    before: Said[Any] | None
    after: Said[Any] | None
    day: date
    posting: int
    corrected: bool
    """Whether what held before is not what the register says of those days any more."""


def in_force(history: History[T], moment: Moment) -> Said[T] | None:
    """The point that holds at a moment; None before the first."""
    known = _known(history, moment)
    return known[-1] if known else None


def value_at(history: History[T], moment: Moment) -> T | None:
    """The value that holds at a moment; None before the first."""
    found = in_force(history, moment)
    return found.value if found else None


def turn(history: History[T], earlier: Moment, later: Moment, same: Callable[[T, T], bool]) -> Turn | None:
    """Which point made the value at ``later`` differ from that at ``earlier``; None where nothing was ever said.

    A value that was repeated since is the work of the point that brought it. Where that one was known and in force
    before, the difference was made by withdrawing what hid it.
    """
    before, after = in_force(history, earlier), _brought(history, later, same)
    corrected = before is not None and not later.knows(before.posting, before.superseded_by)
    if after is not None and not (after.day <= earlier.day and earlier.knows(after.posting, after.superseded_by)):
        return Turn(before, after, after.day, after.posting, corrected)
    if before is None:
        return None
    hidden = _brought(history, earlier, same) or before
    return Turn(before, after, hidden.day, before.superseded_by or before.posting, corrected)


def _known(history: History[T], moment: Moment) -> list[Said[T]]:
    """What is known and not to come at a moment, by day."""
    found = [item for item in history if item.day <= moment.day and moment.knows(item.posting, item.superseded_by)]
    return sorted(found, key=lambda item: item.day)


def _brought(history: History[T], moment: Moment, same: Callable[[T, T], bool]) -> Said[T] | None:
    """The first of the points in a row that say what holds at a moment."""
    known = _known(history, moment)
    if not known:
        return None
    first = known[-1]
    for item in reversed(known):
        if not same(item.value, known[-1].value):
            break
        first = item
    return first
