"""Decisions of the reports: which days a trend shows."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from gatehouse.kernel.days import FAR, FIRST

MIDDLE = 15


def half_months_around(day: date, points: int) -> list[date]:
    """``points`` days around a day, each the 15th or the last of a month: two thirds before it, one third after.

    Fewer where the register's days begin or end.
    """
    before, after = points * 2 // 3, points - points * 2 // 3
    earlier = [day]
    while len(earlier) <= before and earlier[-1] > FIRST:
        earlier.append(_previous(earlier[-1]))
    later = [day]
    while len(later) <= after and later[-1] < FAR:
        later.append(_next(later[-1]))
    return sorted(other for other in (*earlier[1:], *later[1:]) if FIRST <= other < FAR)


def _previous(day: date) -> date:
    """The last half-month end before a day."""
    return day.replace(day=MIDDLE) if day.day > MIDDLE else day.replace(day=1) - timedelta(days=1)


def _next(day: date) -> date:
    """The first half-month end after a day."""
    if day.day < MIDDLE:
        return day.replace(day=MIDDLE)
    end = day.replace(day=monthrange(day.year, day.month)[1])
    return end if end > day else end + timedelta(days=MIDDLE)


def percent_points(part: int, whole: int) -> float:
    """A share in per cent for a chart: only a complete share is 100, only an empty one 0, as everywhere on a page."""
    exact = 100 * part / whole
    return round(exact, 1) if part in (0, whole) else min(max(round(exact, 1), 0.1), 99.9)
