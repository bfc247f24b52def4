"""Decisions of the reports: which days a trend shows."""

from __future__ import annotations

from datetime import date, timedelta

MIDDLE = 15


def half_months_around(day: date, points: int) -> list[date]:
    """About ``points`` days around a day, each the 15th or the last of a month: two thirds before it, one after."""
    before, after = points * 2 // 3, points - points * 2 // 3
    earlier = [day]
    while len(earlier) <= before:
        earlier.append(_previous(earlier[-1]))
    later = [day]
    while len(later) <= after:
        later.append(_next(later[-1]))
    return sorted({*earlier[1:], *later[1:]})


def _previous(day: date) -> date:
    """The last half-month end before a day."""
    return day.replace(day=MIDDLE) if day.day > MIDDLE else day.replace(day=1) - timedelta(days=1)


def _next(day: date) -> date:
    """The first half-month end after a day."""
    if day.day < MIDDLE:
        return day.replace(day=MIDDLE)
    following = (day + timedelta(days=1)).replace(day=28) + timedelta(days=4)
    end = following - timedelta(days=following.day)
    return end if end > day else end + timedelta(days=MIDDLE)
