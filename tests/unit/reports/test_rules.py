"""Which days a trend shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gatehouse.kernel.days import FAR
from gatehouse.reports.rules import half_months_around


def is_half_month_end(day: date) -> bool:
    return day.day == 15 or (day + timedelta(days=1)).day == 1


def half_month_ends(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if is_half_month_end(day)]


@pytest.mark.parametrize(
    "day",
    [
        date(2021, 1, 1),
        date(2021, 1, 14),
        date(2021, 1, 15),
        date(2021, 1, 16),
        date(2021, 1, 28),
        date(2021, 1, 30),
        date(2021, 1, 31),
        date(2021, 2, 28),
        date(2020, 2, 28),
        date(2020, 2, 29),
        date(2020, 12, 31),
        date(2021, 4, 30),
    ],
)
@pytest.mark.parametrize("points", [3, 14])
def test_trend_leaves_out_no_half_month_end(day: date, points: int) -> None:
    found = half_months_around(day, points)
    assert [other for other in found if other != day] == [
        other for other in half_month_ends(found[0], found[-1]) if other != day
    ]


@pytest.mark.parametrize("day", [date(2021, 1, 20), date(2021, 1, 31), date(2021, 2, 15)])
def test_two_thirds_of_a_trend_lie_before_its_day(day: date) -> None:
    found = half_months_around(day, 14)
    assert len([other for other in found if other < day]) == 9
    assert len([other for other in found if other > day]) == 5


def test_days_around_the_end_of_january() -> None:
    assert half_months_around(date(2021, 1, 31), 6) == [
        date(2020, 11, 30),
        date(2020, 12, 15),
        date(2020, 12, 31),
        date(2021, 1, 15),
        date(2021, 2, 15),
        date(2021, 2, 28),
    ]


@pytest.mark.parametrize("day", [date(9999, 12, 30), date(9999, 12, 10), date(9999, 11, 1)])
def test_trend_ends_before_the_end_of_days(day: date) -> None:
    found = half_months_around(day, 14)
    assert max(found) < FAR
    assert found == sorted(found)


def test_trend_begins_with_the_first_of_days() -> None:
    assert min(half_months_around(date(1900, 3, 1), 14)) == date(1900, 1, 15)
    assert half_months_around(date(1, 1, 3), 3) == []
