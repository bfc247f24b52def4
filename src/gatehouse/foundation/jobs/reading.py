"""Reading how jobs and daily duties stand."""

from __future__ import annotations

from django.db.models import QuerySet

from gatehouse.foundation.models import Job, Tick
from gatehouse.foundation.types import OPEN_STATES, JobState


def jobs() -> QuerySet[Job]:
    """Every job, the newest first."""
    return Job.objects.order_by("-pk")


def open_jobs() -> QuerySet[Job]:
    """Jobs with work left that a worker will do."""
    return Job.objects.filter(state__in=OPEN_STATES)


def unfinished(kind: str) -> list[Job]:
    """Jobs of a kind whose work is not done, in the order in which they were ordered; also those given up."""
    return list(Job.objects.filter(kind=kind, state__in=[*OPEN_STATES, JobState.FAILED]).order_by("pk"))


def ticks() -> QuerySet[Tick]:
    """How far each daily duty is, by name."""
    return Tick.objects.order_by("name")
