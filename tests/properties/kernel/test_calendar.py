"""Calendar buckets add up like days do; birthdays and ages agree."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gatehouse.kernel.days import FAR, Period, age_on, birthday, periods_between
from gatehouse.kernel.grain import as_of, buckets_of
from tests.kit.effort import examples

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
NEAR = st.dates(date(2019, 12, 1), date(2021, 2, 28))
DIFFERENCES = st.lists(st.tuples(DAYS | NEAR, st.integers(-5, 5)), max_size=30)


@examples(300)
@given(DIFFERENCES, DAYS | NEAR)
def test_buckets_of_differences_give_the_running_sum(differences: list[tuple[date, int]], day: date) -> None:
    buckets: Counter[int] = Counter()
    for effective, amount in differences:
        for bucket in buckets_of(effective):
            buckets[bucket] += amount
    ranges = as_of(day)
    found = sum(amount for bucket, amount in buckets.items() if bucket in ranges)
    assert found == sum(amount for effective, amount in differences if effective <= day)


@examples(200)
@given(DAYS, DAYS)
def test_difference_counts_once_or_not_at_all(effective: date, day: date) -> None:
    ranges = as_of(day)
    assert sum(bucket in ranges for bucket in buckets_of(effective)) == (effective <= day)


@examples(200)
@given(st.lists(DAYS, max_size=10), DAYS)
def test_every_day_after_the_first_change_lies_in_one_period(changes: list[date], day: date) -> None:
    periods = list(periods_between(changes))
    assert sum(day in period for period in periods) == bool(changes and min(changes) <= day)
    assert [period.start for period in periods] == sorted(set(changes))
    assert all(left.end == right.start for left, right in pairwise(periods))
    assert not periods or periods[-1] == Period(max(changes), FAR)


@examples(300)
@given(st.dates(date(1900, 1, 1), date(2010, 12, 31)), st.integers(0, 100))
def test_age_rises_by_one_on_each_birthday(born: date, age: int) -> None:
    day = birthday(born, age)
    assert age_on(born, day) == age
    assert age_on(born, day - timedelta(days=1)) == age - 1
