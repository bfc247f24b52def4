"""Month ends: what every unit of county level and above reports of a month's last day, frozen when the month is over.

A month-end statement knows what was recorded by the end of that day, whenever it is frozen: one that is made up after
the machine stood still says the same as one frozen in time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.clock import SHANGHAI
from gatehouse.kernel.actor import SYSTEM, Actor
from gatehouse.standing.models import StandingRow, Statement
from gatehouse.standing.queries.rows import last_posting
from gatehouse.standing.services.statements import Occasion, Reported, keep, report
from gatehouse.standing.types import StatementPurpose
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Level, Line, UnitOn

ONE_DAY = timedelta(days=1)
UNITS_AT_ONCE = 25
LEVELS = (Level.NATION, Level.PROVINCE, Level.CITY, Level.COUNTY)


def is_month_end(day: date) -> bool:
    """Whether a day is its month's last."""
    return (day + ONE_DAY).day == 1


def due_month_ends(today: date) -> list[date]:
    """The month ends before ``today`` since the register first knew of a campus, the earliest first."""
    day, found = _first_day(), []
    while day is not None and day < today:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        if following <= today:
            found.append(following - ONE_DAY)
        day = following
    return found


def _first_day() -> date | None:
    """The day on which the first campus was recorded; before it there is nothing to report."""
    rows = StandingRow.objects.order_by("pk").values_list("posting__recorded_at", flat=True)
    first = rows.first()
    return first.astimezone(SHANGHAI).date() if first else None


def is_due(day: date) -> bool:
    """Whether a day is a month's last that has something to report."""
    first = _first_day()
    return is_month_end(day) and first is not None and first <= day


def known_by(day: date) -> int | None:
    """The last posting recorded by the end of a day; None when nothing was."""
    end = datetime.combine(day + ONE_DAY, time.min, SHANGHAI) - timedelta(microseconds=1)
    return last_posting(end) or None


def units_to_freeze(as_of: date, posting: int) -> list[UnitOn]:
    """The units of county level and above in both lines on a day, in tree order, as known after a posting."""
    return [
        unit
        for line in Line
        for root in territory.roots(line, on=as_of, posting=posting)
        for level in LEVELS
        for unit in territory.units_below(line, root.branch, on=as_of, level=level, posting=posting)
    ]


def read_month_end(units: Sequence[UnitOn], as_of: date, posting: int) -> list[Reported]:
    """What these units have to report of a month end: those without a statement of it that have campuses."""
    done = set(
        Statement.objects.filter(
            unit__in=[unit.id for unit in units], as_of=as_of, purpose=StatementPurpose.MONTH_END
        ).values_list("unit", flat=True)
    )
    found = [report(unit, on=as_of, posting=posting) for unit in units if unit.id not in done]
    return [item for item in found if any(amounts.campuses for amounts in item.sums.total.values())]


def freeze_month_end(as_of: date, *, by: Actor = SYSTEM, at: datetime) -> int:
    """Freeze every missing statement of a month end, some units at a time; returns how many are new.

    Raises ValueError for a day that is no month's last.
    """
    if not is_month_end(as_of):
        message = f"{as_of} is not the last day of a month"
        raise ValueError(message)
    posting = known_by(as_of)
    if posting is None:
        return 0
    occasion, frozen = Occasion(as_of, StatementPurpose.MONTH_END), 0
    for some in chunks(units_to_freeze(as_of, posting), UNITS_AT_ONCE):
        frozen += len(keep(read_month_end(some, as_of, posting), occasion, by=by, at=at))
    return frozen


def freeze_month_ends(now: datetime, *, by: Actor = SYSTEM) -> Iterator[tuple[date, int]]:
    """Freeze what is missing of every month that is over: each month end, and how many statements are new."""
    for as_of in due_month_ends(now.astimezone(SHANGHAI).date()):
        yield as_of, freeze_month_end(as_of, by=by, at=now)
