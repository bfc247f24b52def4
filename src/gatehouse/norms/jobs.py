"""The job that brings the campuses to a published norm, some hundred a step, while others read and write."""

from __future__ import annotations

from datetime import date

from gatehouse.campuses import queries as campuses
from gatehouse.foundation import clock
from gatehouse.foundation.jobs import Claim, Progress
from gatehouse.norms import services

CAMPUSES_A_STEP = 500


def roll(claim: Claim) -> Progress:
    """Settle the next campuses by number. One that was written to meanwhile stands at the newest norm already."""
    reached, last = claim.cursor.get("campus", 0), claim.arguments["last"]
    some = campuses.numbers_after(reached, last=last, limit=CAMPUSES_A_STEP)
    since = date.fromisoformat(claim.arguments["since"])
    with claim.unit():
        services.roll(some, since=since, by=claim.by, at=clock.now())
        finished = len(some) < CAMPUSES_A_STEP
        cursor = {"campus": last if finished else some[-1]}
        return claim.move(cursor=cursor, done=claim.done + len(some), finished=finished)
