"""Month ends in the background: ordered when a month is over, some units a step, made up when nobody was there."""

from __future__ import annotations

from datetime import date

from gatehouse.foundation import clock
from gatehouse.foundation.jobs import Claim, Progress, enqueue
from gatehouse.kernel.actor import SYSTEM
from gatehouse.standing.services import month_ends
from gatehouse.standing.services.statements import Occasion, keep
from gatehouse.standing.types import StatementPurpose

MONTH_END = "standing.month_end"


def order_month_end(day: date) -> None:
    """The duty of a day that has ended: when it was its month's last, order the statements of the month."""
    if month_ends.is_due(day):
        enqueue(MONTH_END, arguments={"as_of": day.isoformat()}, by=SYSTEM, at=clock.now())


def freeze_some(claim: Claim) -> Progress:
    """Freeze the next units' statements of a month end; those that are there already stay."""
    as_of = date.fromisoformat(claim.arguments["as_of"])
    posting = month_ends.known_by(as_of) or 0
    units, start = month_ends.units_to_freeze(as_of, posting), claim.cursor.get("units", 0)
    some = units[start : start + month_ends.UNITS_AT_ONCE]
    reports = month_ends.read_month_end(some, as_of, posting)
    with claim.unit():
        keep(reports, Occasion(as_of, StatementPurpose.MONTH_END), by=claim.by, at=clock.now())
        reached = start + len(some)
        return claim.move(
            cursor={"units": reached}, done=reached, total=len(units), finished=reached >= len(units)
        )  # fmt: skip
