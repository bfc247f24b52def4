"""Calendar buckets: which differences are in a running total."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.kernel.grain import MIN_DAY, MIN_MONTH, as_of, buckets_of, day_bucket, month_bucket, year_bucket


def counted(effective: date, day: date) -> int:
    """How many of a difference's three buckets are in the running total of a day."""
    ranges = as_of(day)
    return sum(bucket in ranges for bucket in buckets_of(effective))


def test_buckets_are_read_as_dates() -> None:
    assert buckets_of(date(2020, 11, 3)) == (2020, 202011, 20201103)


@pytest.mark.parametrize("year", [1900, 2020, 9999])
def test_grains_do_not_meet(year: int) -> None:
    day = date(year, 12, 31)
    assert year_bucket(day) < MIN_MONTH <= month_bucket(day) < MIN_DAY <= day_bucket(day)


@pytest.mark.parametrize(
    "effective",
    [date(1900, 1, 1), date(2019, 12, 31), date(2020, 1, 1), date(2020, 10, 31), date(2020, 11, 1), date(2020, 11, 15)],
)
def test_difference_up_to_the_day_counts_exactly_once(effective: date) -> None:
    assert counted(effective, date(2020, 11, 15)) == 1


@pytest.mark.parametrize("effective", [date(2020, 11, 16), date(2020, 12, 1), date(2021, 1, 1), date(9999, 12, 31)])
def test_difference_after_the_day_does_not_count(effective: date) -> None:
    assert counted(effective, date(2020, 11, 15)) == 0


@pytest.mark.parametrize(
    "day", [date(2020, 1, 1), date(2020, 1, 31), date(2020, 2, 29), date(2020, 12, 31), date(2021, 12, 1)]
)
def test_first_and_last_days_of_months_and_years_count_themselves(day: date) -> None:
    assert counted(day, day) == 1
