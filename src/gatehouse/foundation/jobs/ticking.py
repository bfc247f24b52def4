"""Duties of each closed day: done once, in order, and made up when nobody was there."""

from __future__ import annotations

import logging
from datetime import date, timedelta

from django.db import transaction

from gatehouse.foundation.clock import SHANGHAI
from gatehouse.foundation.jobs.registry import DUTIES, Recurring
from gatehouse.foundation.models import Posting, Tick
from gatehouse.foundation.posting import lock_writers
from gatehouse.kernel.days import FIRST

ONE_DAY = timedelta(days=1)
DAYS_AT_ONCE = 100
"""Days of one duty made up in one call, so that whoever calls can stop in between."""
ERROR_LENGTH = 500

logger = logging.getLogger(__name__)


def run_ticks(today: date) -> int:
    """Do every duty for the days before ``today`` that it was not done for yet; returns how many were done.

    When many were missed, the next calls go on. A duty that fails is written down with its error and tried again at the
    next call; the others go on.
    """
    marks = dict(Tick.objects.values_list("name", "day"))
    done = 0
    for name, recurring in DUTIES.items():
        mark = marks.get(name) or _first_mark(name, recurring, today)
        last = min(today, mark + ONE_DAY * (DAYS_AT_ONCE + 1))
        while mark + ONE_DAY < last and _do_day(name, recurring, mark + ONE_DAY):
            mark += ONE_DAY
            done += 1
    return done


def _first_mark(name: str, recurring: Recurring, today: date) -> date:
    """Where a new duty begins: with today, or with the register's first day of recording."""
    day = today - ONE_DAY
    first = Posting.objects.order_by("pk").values_list("recorded_at", flat=True).first()
    if recurring.from_first_day and first is not None:
        day = min(day, max(FIRST, first.astimezone(SHANGHAI).date() - ONE_DAY))
    return Tick.objects.get_or_create(name=name, defaults={"day": day})[0].day


def _do_day(name: str, recurring: Recurring, day: date) -> bool:
    """Do a duty for one day, with its mark in the same transaction; False when it failed."""
    try:
        with transaction.atomic():
            lock_writers()
            # somebody else may have been faster
            if Tick.objects.filter(name=name, day=day - ONE_DAY).update(day=day, error=""):
                recurring.duty(day)
    except Exception as error:
        logger.exception("duty %s failed for %s", name, day)
        Tick.objects.filter(name=name).update(error=f"{type(error).__name__}: {error}"[:ERROR_LENGTH])
        return False
    return True
