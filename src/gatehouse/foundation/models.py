"""Tables under every room: postings, their journal, sources of facts, and the change point all dated facts are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, UniqueConstraint

from gatehouse.foundation.types import OPEN_STATES, JobState


class Source(models.Model):
    """Where facts came from: one workbook as it was sent in, identified by its content."""

    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    mapping = models.JSONField(default=dict)
    """sheet → field → [column letter, heading]: how the import understood the columns."""

    def __str__(self) -> str:
        """The file's name."""
        return self.file_name


class SourceRow(models.Model):
    """One row of a source. Holds no cell values: those are in the facts, and sealed where they must be."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="rows")
    sheet = models.CharField(max_length=64)
    row = models.PositiveIntegerField()

    class Meta:
        """A row is known once per source."""

        constraints: ClassVar = [UniqueConstraint(fields=["source", "sheet", "row"], name="source_row_once")]

    def __str__(self) -> str:
        """Sheet and row as a person would say them."""
        return f"{self.sheet}!{self.row}"


class Posting(models.Model):
    """One writing of facts: who, when it was recorded, what kind of act, from which source.

    Ids rise in the order of recording; ``recorded_at`` never falls.
    """

    recorded_at = models.DateTimeField(db_index=True)
    act = models.CharField(max_length=64)
    by_account = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=64)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    counters = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="countered_by")
    """The posting that this one undoes, if it does."""

    def __str__(self) -> str:
        """Number and act."""
        return f"{self.pk} {self.act}"


class JournalEntry(models.Model):
    """One line of the hash-chained journal: every posting and every sensitive look-up. No personal plaintext."""

    at = models.DateTimeField(db_index=True)
    by_account = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=64)
    act = models.CharField(max_length=64)
    posting = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    details = models.JSONField(default=dict)
    algorithm = models.CharField(max_length=16, default="sha256")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """Entries stand in the order of their ids."""

        verbose_name_plural = "journal entries"

    def __str__(self) -> str:
        """Number and act."""
        return f"{self.pk} {self.act}"


class Setting(models.Model):
    """A named value of this installation, such as the demo's name and its day."""

    name = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()

    def __str__(self) -> str:
        """The name."""
        return self.name


class Job(models.Model):
    """One piece of background work: what is asked, how far it is, and who holds it.

    The cursor moves in the same transaction as the work it stands for. ``created_at`` and ``finished_at`` are recording
    instants; ``due_at``, ``moved_at`` and ``lease_until`` are the machine's own time, also in a demo.
    """

    kind = models.CharField(max_length=64)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=[(state.value, state.name) for state in JobState])
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    cursor = models.JSONField(default=dict)
    holder = models.CharField(max_length=128, blank=True)
    lease_until = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    """Not before this moment, after an attempt that failed."""
    moved_at = models.DateTimeField(null=True)
    """When it last came further; the job that waits longest is next."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """Attempts since it last came further."""
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    by_account = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=64)

    class Meta:
        """Workers look for open jobs only."""

        indexes: ClassVar = [
            models.Index(
                fields=["kind"], condition=Q(state__in=[state.value for state in OPEN_STATES]), name="job_open"
            )
        ]

    def __str__(self) -> str:
        """Number, kind and state."""
        return f"{self.pk} {self.kind} {self.state}"


class Tick(models.Model):
    """How far a recurring duty is: the last day for which it was done."""

    name = models.CharField(max_length=64, primary_key=True)
    day = models.DateField()
    error = models.CharField(max_length=500, blank=True)
    """Why the day after could not be done yet."""

    def __str__(self) -> str:
        """Name and day."""
        return f"{self.name} {self.day}"


class ChangePoint(models.Model):
    """A dated fact: from ``valid_from`` on, the subject has these values, until its next live point.

    Nothing is overwritten: a correction of the same day supersedes the old point and keeps it, which is how the
    register answers "as we knew it then". ``SUBJECT`` and ``VALUES`` name the columns of a concrete fact.
    """

    SUBJECT: ClassVar[tuple[str, ...]] = ()
    VALUES: ClassVar[tuple[str, ...]] = ()
    DERIVED: ClassVar[tuple[str, ...]] = ()
    """Columns worked out from the values by ``derive``, kept for search."""
    FOLLOWING: ClassVar[tuple[str, ...]] = ()
    """Those of ``VALUES`` that follow from other subjects, such as a path from the units above; nobody says them."""

    valid_from = models.DateField()
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    source_row = models.ForeignKey(SourceRow, null=True, on_delete=models.PROTECT, related_name="+")
    said = models.PositiveSmallIntegerField(null=True)
    """Which columns its posting said of this day, as bits in the order of ``VALUES``: None for all of them, a report;
    some for an act; 0 for a point that only follows from what was said otherwise."""

    class Meta:
        """Concrete facts add ``one_live_point``."""

        abstract = True

    @classmethod
    def derive(cls, values: Sequence[Any]) -> tuple[Any, ...]:  # noqa: ARG003 - those with DERIVED columns read them
        """The ``DERIVED`` columns of ``values``, which are in the order of ``VALUES``."""
        return ()


def one_live_point(name: str, *subject: str) -> UniqueConstraint:
    """The constraint that makes overlapping facts impossible: one live point a subject and day."""
    return UniqueConstraint(fields=[*subject, "valid_from"], condition=Q(superseded_by__isnull=True), name=name)
