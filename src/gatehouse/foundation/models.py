"""Tables under every room: postings, their journal, sources of facts, and the change point all dated facts are."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q, UniqueConstraint


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


class ChangePoint(models.Model):
    """A dated fact: from ``valid_from`` on, the subject has these values, until its next live point.

    Nothing is overwritten: a correction of the same day supersedes the old point and keeps it, which is how the
    register answers "as we knew it then". ``SUBJECT`` and ``VALUES`` name the columns of a concrete fact.
    """

    SUBJECT: ClassVar[tuple[str, ...]] = ()
    VALUES: ClassVar[tuple[str, ...]] = ()
    DERIVED: ClassVar[tuple[str, ...]] = ()
    """Columns worked out from the values, kept for search; a difference in them alone is no change."""

    valid_from = models.DateField()
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    source_row = models.ForeignKey(SourceRow, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Concrete facts add ``one_live_point``."""

        abstract = True


def one_live_point(name: str, *subject: str) -> UniqueConstraint:
    """The constraint that makes overlapping facts impossible: one live point a subject and day."""
    return UniqueConstraint(fields=[*subject, "valid_from"], condition=Q(superseded_by__isnull=True), name=name)
