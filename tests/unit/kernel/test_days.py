"""Days, periods, birthdays and ages."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.kernel.days import FAR, Period, age_on, birthday, day_after, periods_between

MAY, JUNE, JULY = date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)


def test_period_holds_its_first_day_and_not_its_end() -> None:
    period = Period(MAY, JULY)
    assert MAY in period
    assert JUNE in period
    assert date(2020, 6, 30) in period
    assert JULY not in period
    assert date(2020, 4, 30) not in period


def test_period_without_known_end_holds_every_later_day() -> None:
    assert date(9999, 12, 30) in Period(MAY)


@pytest.mark.parametrize("end", [MAY, date(2020, 4, 30)])
def test_period_without_a_day_is_refused(end: date) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Period(MAY, end)


def test_periods_lie_between_distinct_changes_in_order() -> None:
    assert list(periods_between([JULY, MAY, JUNE, MAY])) == [Period(MAY, JUNE), Period(JUNE, JULY), Period(JULY, FAR)]


def test_no_change_makes_no_period() -> None:
    assert list(periods_between([])) == []


def test_change_at_the_end_of_days_makes_no_period_of_its_own() -> None:
    assert list(periods_between([MAY, FAR])) == [Period(MAY, FAR)]


@pytest.mark.parametrize(
    ("born", "age", "expected"),
    [
        (date(1960, 11, 1), 60, date(2020, 11, 1)),
        (date(1960, 2, 29), 60, date(2020, 2, 29)),
        (date(1960, 2, 29), 55, date(2015, 3, 1)),
        (date(1960, 2, 29), 0, date(1960, 2, 29)),
    ],
)
def test_birthday(born: date, age: int, expected: date) -> None:
    assert birthday(born, age) == expected


@pytest.mark.parametrize(
    ("born", "day", "expected"),
    [
        (date(1960, 11, 1), date(2020, 10, 31), 59),
        (date(1960, 11, 1), date(2020, 11, 1), 60),
        (date(1960, 2, 29), date(2015, 2, 28), 54),
        (date(1960, 2, 29), date(2015, 3, 1), 55),
        (date(1960, 2, 29), date(2020, 2, 28), 59),
        (date(1960, 2, 29), date(2020, 2, 29), 60),
        (date(2020, 5, 2), date(2020, 5, 1), -1),
        (date(2020, 5, 2), date(2020, 5, 2), 0),
    ],
)
def test_age_changes_on_the_birthday(born: date, day: date, expected: int) -> None:
    assert age_on(born, day) == expected


def test_day_after() -> None:
    assert day_after(date(2020, 12, 31)) == date(2021, 1, 1)
    assert day_after(FAR) == FAR
