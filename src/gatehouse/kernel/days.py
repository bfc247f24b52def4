"""Days and half-open periods of days.

A period holds every day from ``start`` up to, not including, ``end``; ``end`` is ``FAR`` where no end is known.
"As of day D" means the end of day D in Asia/Shanghai, so a fact valid from D counts on D.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

FAR = date(9999, 12, 31)
"""The day that stands for "no known end"; it compares and stores like any other day on every database."""

FIRST = date(1900, 1, 1)
"""No fact of the register is older than this day."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``start`` to before ``end``. Raises ValueError when it holds no day."""

    start: date
    end: date = FAR

    def __post_init__(self) -> None:
        """Refuse an empty or inverted period."""
        if self.start >= self.end:
            message = f"a period must hold at least one day: {self.start} … {self.end}"
            raise ValueError(message)

    def __contains__(self, day: date) -> bool:
        """Whether ``day`` lies inside."""
        return self.start <= day < self.end


def periods_between(changes: Iterable[date]) -> Iterator[Period]:
    """The periods between sorted distinct change days; the last one has no known end."""
    days = sorted(set(changes))
    for start, end in pairwise([*days, FAR]):
        if start < end:
            yield Period(start, end)


def birthday(born: date, age: int) -> date:
    """The day on which a person born on ``born`` becomes ``age``.

    Someone born on 29 February comes of age on 1 March in a common year.
    """
    year = born.year + age
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age_on(born: date, day: date) -> int:
    """Full years (周岁) of a person born on ``born``, on ``day``; negative before birth."""
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1


def day_after(day: date) -> date:
    """The next day; ``FAR`` stays ``FAR``."""
    return day if day >= FAR else day + timedelta(days=1)
