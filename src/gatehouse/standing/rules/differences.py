"""What replacing stretches of campuses by others adds to the running totals of their units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gatehouse.kernel.days import FAR
from gatehouse.kernel.grain import buckets_of
from gatehouse.kernel.path import WIDTH
from gatehouse.standing.types import NOTHING, Amounts, Stratum, Stretch
from gatehouse.territory.types import Level, Line


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


TOTAL_LEVELS = (Level.PROVINCE, Level.CITY)
"""Levels whose totals are kept, the lowest last; counties and what is below are few campuses and read from standing."""

TotalKey = tuple[str, int, str, int, int]
"""line, depth, path, stratum, bucket: the key of a kept total."""


def total_differences(changes: Iterable[Change]) -> dict[TotalKey, Amounts]:
    """Differences by line, unit, stratum and calendar bucket; those that cancel are dropped.

    Added up at the lowest kept level first, because most of a posting's changes meet there. A campus that belongs to
    a unit above a kept level stands under that unit's path at the levels below, too: its table then shows it apart.
    """
    lowest: defaultdict[tuple[str, str, int, date], Amounts] = defaultdict(lambda: NOTHING)
    for change in changes:
        for line, path in ((Line.POLICE, change.police_path), (Line.EDUCATION, change.education_path)):
            key = (line.value, path[: TOTAL_LEVELS[-1] * WIDTH], change.stratum.value, change.day)
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
