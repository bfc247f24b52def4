"""Doing jobs: claim one, do one step, move its cursor in the step's own transaction.

A step does what needs no lock first, then opens ``claim.unit()``: one transaction that holds the writers' lock, in
which it writes and calls ``claim.move(…)``. Work and cursor are written together or not at all, so a worker killed at
any moment leaves nothing half done and nothing to be done twice. Whoever lost the lease meanwhile is refused there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from gatehouse.foundation import clock, journal
from gatehouse.foundation.jobs.reading import open_jobs
from gatehouse.foundation.jobs.registry import KINDS
from gatehouse.foundation.models import Job
from gatehouse.foundation.posting import lock_writers
from gatehouse.foundation.types import JobState
from gatehouse.kernel.actor import Actor

LEASE = timedelta(seconds=30)
"""How long a job stays its holder's without a sign of life; another worker may then go on with it."""
ATTEMPTS = 5
"""Attempts without any progress, failed or cut off, after which a job is given up."""
PAUSE = timedelta(seconds=10)
"""How long a job waits after its first failure; twice as long after each further one."""
ERROR_LENGTH = 500

logger = logging.getLogger(__name__)


class LostLeaseError(RuntimeError):
    """Somebody else went on with the job; nothing of this step is written."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is after a step."""

    done: int
    total: int
    finished: bool


@dataclass(slots=True)
class Claim:
    """A job in the hands of a worker: what is asked and where to go on."""

    job_id: int
    kind: str
    arguments: dict[str, Any]
    cursor: dict[str, Any]
    done: int
    total: int
    by: Actor
    holder: str
    _inside: bool = field(default=False, repr=False)
    _moved: bool = field(default=False, repr=False)

    @contextmanager
    def unit(self) -> Iterator[None]:
        """The transaction of one step: alone among the writers, and the job still ours. Raises LostLeaseError."""
        with transaction.atomic():
            lock_writers()
            if not self._mine().exists():
                raise LostLeaseError(self.job_id)
            self._inside, self._moved = True, False
            try:
                yield
            finally:
                self._inside = False
            if not self._moved:
                message = f"a step of {self.kind} did not say how far it is"
                raise RuntimeError(message)

    def move(self, *, cursor: dict[str, Any], done: int, total: int | None = None, finished: bool = False) -> Progress:
        """Say inside ``unit()`` how far the job is; ``finished`` closes it. Raises RuntimeError outside."""
        if not self._inside:
            message = "move a job's cursor in the transaction of its work: inside unit()"
            raise RuntimeError(message)
        now = timezone.now()
        self.cursor, self.done, self.total = cursor, done, self.total if total is None else total
        self._mine().update(
            cursor=cursor, done=done, total=self.total, attempts=0, error="", moved_at=now, lease_until=now + LEASE
        )
        if finished:
            _close(self.job_id, self.kind, JobState.DONE, by=self.by, details={"done": done})
        self._moved = True
        return Progress(done, self.total, finished)

    def beat(self) -> None:
        """Stay the holder during long work outside ``unit()``. Raises LostLeaseError."""
        if not self._mine().update(lease_until=timezone.now() + LEASE):
            raise LostLeaseError(self.job_id)

    def _mine(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job_id, holder=self.holder, state=JobState.RUNNING)


def run_due(now: datetime, holder: str) -> int:
    """Do one step of each job that is due, the one that waits longest first; returns how many steps were tried.

    ``holder`` names this worker; a worker that takes a dead one's place may take its name, too, and with it the leases.
    A step that fails is tried again later, up to a limit; a job given up counts as no step. Raises DatabaseError when
    the database cannot be reached.
    """
    due = list(_due(now, holder).order_by(F("moved_at").asc(nulls_first=True), "pk").values_list("pk", flat=True))
    tried = 0
    for job_id in due:
        claim = _claim(job_id, now, holder)
        if claim is not None:
            _do_step(claim)
            tried += 1
    return tried


def release(holder: str) -> None:
    """Give a worker's jobs back at once, because it stops."""
    open_jobs().filter(holder=holder).update(holder="", lease_until=None, attempts=0)


def _due(now: datetime, holder: str) -> QuerySet[Job]:
    free = Q(lease_until=None) | Q(lease_until__lt=now) | Q(holder=holder)
    return open_jobs().filter(Q(due_at=None) | Q(due_at__lte=now), free, kind__in=list(KINDS))


def _claim(job_id: int, now: datetime, holder: str) -> Claim | None:
    """Take a job; None when somebody was faster, or when it is given up now."""
    with transaction.atomic():
        lock_writers()
        job = _due(now, holder).filter(pk=job_id).first()
        if job is None:
            return None
        by = Actor(job.by_account, job.by_label)
        if job.attempts >= ATTEMPTS:
            _close(job.pk, job.kind, JobState.FAILED, by=by, details={"attempts": job.attempts})
            return None
        if job.moved_at is None and job.attempts == 0:
            journal.append(by=by, at=clock.now(), act="job.start", details={"job": job.pk, "kind": job.kind})
        Job.objects.filter(pk=job.pk).update(
            state=JobState.RUNNING, holder=holder, lease_until=timezone.now() + LEASE, attempts=job.attempts + 1
        )
    return Claim(int(job.pk), job.kind, job.arguments, job.cursor, job.done, job.total, by, holder)


def _do_step(claim: Claim) -> None:
    try:
        KINDS[claim.kind].step(claim)
    except LostLeaseError:
        logger.warning("job %d (%s) is somebody else's now", claim.job_id, claim.kind)
    except Exception as error:
        logger.exception("job %d (%s) failed", claim.job_id, claim.kind)
        _put_back(claim, error)


def _put_back(claim: Claim, error: Exception) -> None:
    """Let a job that failed wait for its next attempt, or give it up."""
    with transaction.atomic():
        lock_writers()
        job = Job.objects.filter(pk=claim.job_id, holder=claim.holder, state=JobState.RUNNING).first()
        if job is None:
            return
        text = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
        pause = PAUSE * 2 ** (job.attempts - 1)
        Job.objects.filter(pk=job.pk).update(
            state=JobState.QUEUED, holder="", lease_until=None, due_at=timezone.now() + pause, error=text
        )
        if job.attempts >= ATTEMPTS:
            details = {"attempts": job.attempts, "error": type(error).__name__}
            _close(job.pk, job.kind, JobState.FAILED, by=claim.by, details=details)


def _close(job_id: int, kind: str, state: JobState, *, by: Actor, details: dict[str, Any]) -> None:
    """End a job, with its entry in the journal; the caller holds the writers' lock."""
    at = clock.now()
    Job.objects.filter(pk=job_id).update(state=state, finished_at=at, holder="", lease_until=None)
    journal.append(by=by, at=at, act=f"job.{state.value.lower()}", details={"job": job_id, "kind": kind, **details})
