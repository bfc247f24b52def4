"""Ordering jobs, calling them off, and ordering again what was given up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from gatehouse.foundation import journal
from gatehouse.foundation.jobs.registry import KINDS
from gatehouse.foundation.models import Job
from gatehouse.foundation.posting import lock_writers
from gatehouse.foundation.types import OPEN_STATES, JobState
from gatehouse.kernel.actor import Actor


class UnknownJobError(LookupError):
    """There is no job with this number."""


class JobStateError(ValueError):
    """The job stands in a state, or is of a kind, in which this cannot be done."""


def enqueue(kind: str, *, arguments: dict[str, Any], by: Actor, at: datetime, total: int = 0) -> int:
    """Order a job and return its number; inside a posting it is ordered only if the posting is written.

    ``total`` is how many pieces there are, if that is known. Raises KeyError for a kind nobody registered.
    """
    KINDS[kind]
    job = Job.objects.create(
        kind=kind, arguments=arguments, state=JobState.QUEUED, total=total, created_at=at,
        by_account=by.account_id, by_label=by.label,
    )  # fmt: skip
    return int(job.pk)


def cancel(job_id: int, *, by: Actor, at: datetime) -> None:
    """Call an open job off; what it has done stays. Raises UnknownJobError, JobStateError."""
    with transaction.atomic():
        job = _locked(job_id)
        if job.state not in OPEN_STATES or not KINDS[job.kind].may_cancel:
            raise JobStateError(job.state)
        Job.objects.filter(pk=job_id).update(state=JobState.CANCELLED, finished_at=at, holder="", lease_until=None)
        journal.append(by=by, at=at, act="job.cancel", details={"job": job_id, "kind": job.kind})


def order_again(job_id: int, *, by: Actor, at: datetime) -> None:
    """Let a job that was given up go on where it stopped. Raises UnknownJobError, JobStateError."""
    with transaction.atomic():
        job = _locked(job_id)
        if job.state != JobState.FAILED:
            raise JobStateError(job.state)
        Job.objects.filter(pk=job_id).update(
            state=JobState.QUEUED, attempts=0, due_at=None, finished_at=None, holder="", lease_until=None
        )
        journal.append(by=by, at=at, act="job.again", details={"job": job_id, "kind": job.kind})


def _locked(job_id: int) -> Job:
    """The job as it is while nobody else writes."""
    lock_writers()
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        raise UnknownJobError(job_id)
    return job
