"""What must hold after a writer was killed: everything acknowledged is there, whole, and at most one thing more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.utils import timezone

from gatehouse.campuses import queries as campuses
from gatehouse.census.models import WorkbookImport
from gatehouse.census.types import ImportState
from gatehouse.foundation import jobs
from gatehouse.foundation.clock import SHANGHAI
from gatehouse.foundation.models import Job, JournalEntry, Posting
from gatehouse.foundation.types import JobState
from gatehouse.norms import queries as norms
from gatehouse.standing.services import self_check
from tests.kit.crashing.writer import HOLDER
from tests.kit.register import CLERK


class LostError(AssertionError):
    """Something acknowledged is gone, or something half is kept."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The last posting and journal entry known to be there, and how many acts told so."""

    posting: int
    entry: int
    digest: str
    acts: int = 0


def standing() -> Seen:
    """What stands in the register now."""
    posting = Posting.objects.order_by("-pk").values_list("pk", flat=True)[0]
    entry, digest = JournalEntry.objects.order_by("-pk").values_list("pk", "digest")[0]
    return Seen(posting, entry, digest)


def acknowledged(path: Path, before: Seen) -> Seen:
    """What a writer acknowledged; a line cut off by the kill is none. Raises LostError for a writer that failed."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if "! Traceback" in text:
        raise LostError(text)
    lines = text.split("\n")[:-1]
    if not lines:
        return before
    posting, entry, digest, _act = lines[-1].split(" ")
    return Seen(int(posting), int(entry), digest, len(lines))


def prove(told: Seen, before: Seen) -> Seen:
    """Compare the register with what was acknowledged; returns what stands now. Raises LostError."""
    now = standing()
    more = Posting.objects.filter(pk__gt=told.posting).count()
    if now.posting < told.posting or more > 1:
        _lost(f"posting {told.posting} was acknowledged last, the register ends with {now.posting} ({more} more)")
    if not JournalEntry.objects.filter(pk=told.entry, digest=told.digest).exists():
        _lost(f"journal entry {told.entry} was acknowledged and is not there")
    prove_whole(before.posting)
    return now


def prove_whole(since: int) -> None:
    """Nothing half is kept, and everything derived is right. Raises LostError."""
    _postings_are_whole(since)
    _imports_are_whole()
    _jobs_stand_where_their_work_does()
    faults = [proof for proof in self_check() if proof.fault]
    if faults:
        _lost(f"the self-check fails: {faults}")


def finish_jobs() -> int:
    """Let another worker do what is left; returns how many jobs there ever were. Raises LostError when some stay."""
    for job in Job.objects.filter(state=JobState.FAILED):
        jobs.order_again(job.pk, by=CLERK, at=timezone.now().astimezone(SHANGHAI))
    while jobs.run_due(timezone.now(), HOLDER):
        continue
    left = [str(job) for job in Job.objects.exclude(state=JobState.DONE)]
    if left or norms.rolling() is not None:
        _lost(f"jobs do not go on: {left}")
    return Job.objects.count()


def _postings_are_whole(since: int) -> None:
    """Every posting's facts are as many as its journal entry says."""
    for entry in JournalEntry.objects.filter(posting__gt=since).order_by("pk"):
        for label, written in entry.details["written"].items():
            found = apps.get_model(label)._default_manager.filter(posting=entry.posting_id).count()
            if found != written:
                _lost(f"posting {entry.posting_id} wrote {written} {label}, {found} are there")


def _imports_are_whole() -> None:
    """A published import has its posting, and a posting from a workbook its import."""
    for item in WorkbookImport.objects.exclude(state=ImportState.STAGED):
        if (item.state == ImportState.PUBLISHED) != (item.posting_id is not None):
            _lost(f"import {item.pk} is {item.state} with posting {item.posting_id}")
    published = WorkbookImport.objects.filter(state=ImportState.PUBLISHED).values("posting")
    orphan = Posting.objects.filter(act="census.import").exclude(pk__in=published).first()
    if orphan is not None:
        _lost(f"posting {orphan.pk} is written, and its import does not know")


def _jobs_stand_where_their_work_does() -> None:
    for job in Job.objects.filter(kind=norms.ROLL):
        reached = campuses.count_up_to(job.cursor.get("campus", 0))
        if job.done != reached:
            _lost(f"job {job.pk} says {job.done} campuses, its cursor says {reached}")


def _lost(what: str) -> None:
    raise LostError(what)
