"""The dated changes of the register after the census, with the days on which the register learnt of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.ledger import FIRST_CHANGE
from gatehouse.demo.loudi_2020.types import Certificate, Change, ChangeKind, City, Guard
from gatehouse.guards.types import LeavingReason

_LONGEST_DELAY = 5
_SATURDAY = 5
_HOLIDAY = (date(2021, 1, 1), date(2021, 1, 3))
_KINDS = tuple(ChangeKind)


def changes(city: City) -> tuple[Change, ...]:
    """Every change from 2020-11-23 to 2020-12-31, in the order in which it was recorded.

    Recorded on a working day, at most five days after it took effect; a guard's later change never before an earlier.
    """
    rng = dice("recording")
    found = [change for guard in city.guards for change in _recorded(_of(guard), rng)]
    return tuple(
        sorted(
            found,
            key=lambda change: (
                change.recorded_on,
                change.on,
                change.campus,
                _KINDS.index(change.kind),
                change.guard,
            ),
        )
    )


def _of(guard: Guard) -> Iterator[Change]:
    """One guard's changes, each recorded on the day it took effect, in the order of those days."""

    def change(
        kind: ChangeKind,
        on: date,
        reason: LeavingReason = LeavingReason.NONE,
        certificate: Certificate | None = None,
    ) -> Change:
        return Change(on, on, kind, guard.resident_id, guard.campus, guard.source, guard.employer, reason, certificate)

    found: list[Change] = []
    if guard.census is None:
        found.append(change(ChangeKind.HIRE, guard.started_on, certificate=guard.certificate))
    if guard.converted_on:
        found.append(change(ChangeKind.CONVERT, guard.converted_on))
    if guard.earned:
        found.append(change(ChangeKind.CERTIFY, guard.earned.issued_on, certificate=guard.earned))
    if guard.left_on:
        kind = ChangeKind.FAIL if guard.reason is LeavingReason.FAILED_EXAM else ChangeKind.LEAVE
        found.append(change(kind, guard.left_on, guard.reason))
    return iter(sorted(found, key=lambda entry: entry.on))


def _recorded(found: Iterator[Change], rng: Random) -> Iterator[Change]:
    earliest = FIRST_CHANGE
    for change in found:
        latest = change.on + timedelta(_LONGEST_DELAY)
        days = [day for day in _days(max(change.on, earliest), latest) if _working(day)]
        # Most changes are known within a day or two: the earliest of two draws.
        earliest = min(rng.choice(days), rng.choice(days))
        yield replace(change, recorded_on=earliest)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(offset) for offset in range((last - first).days + 1)]


def _working(day: date) -> bool:
    first, last = _HOLIDAY
    return day.weekday() < _SATURDAY and not first <= day <= last
