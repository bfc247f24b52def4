"""The calendar grains in which totals are kept: whole years, whole months, single days.

A difference that takes effect on a day is added to that day's year, month and day bucket. The running sum up to the
end of day D is then: every year before D's, every month of D's year before D's, every day of D's month up to D; at the
end of a month the whole month, at the end of a year the whole year. At most a few hundred buckets answer for any day of
a century, past or future.

A bucket is a plain integer: ``yyyy``, ``yyyymm`` or ``yyyymmdd``; the three ranges do not meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatehouse.kernel.days import day_after

MIN_MONTH = 10_000
MIN_DAY = 1_000_000


def year_bucket(day: date) -> int:
    """``yyyy``."""
    return day.year


def month_bucket(day: date) -> int:
    """``yyyymm``."""
    return day.year * 100 + day.month


def day_bucket(day: date) -> int:
    """``yyyymmdd``."""
    return (day.year * 100 + day.month) * 100 + day.day


def buckets_of(day: date) -> tuple[int, int, int]:
    """The year, month and day bucket into which a difference on ``day`` is added."""
    return year_bucket(day), month_bucket(day), day_bucket(day)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The bucket ranges whose sum is the running total at the end of a day; every range is half-open."""

    years: tuple[int, int]
    months: tuple[int, int]
    days: tuple[int, int]

    def __contains__(self, bucket: int) -> bool:
        """Whether a bucket counts."""
        return any(low <= bucket < high for low, high in (self.years, self.months, self.days))


def as_of(day: date) -> AsOf:
    """The buckets to add up for the running total at the end of ``day``."""
    following = day_after(day)
    return AsOf(
        years=(0, year_bucket(following)),
        months=(following.year * 100 + 1, month_bucket(following)),
        days=(month_bucket(following) * 100 + 1, day_bucket(following)),
    )
