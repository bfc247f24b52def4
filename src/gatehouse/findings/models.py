"""Findings of campuses and of guards at campuses, as intervals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from gatehouse.findings.types import FindingKind
from gatehouse.foundation.models import Posting
from gatehouse.norms.types import Severity
from gatehouse.territory.types import Line


class Finding(models.Model):
    """What is wrong during a period, at the campus's places of those days; see ``findings.types.Interval``.

    The finding's identity is (kind, campus, guard, since): ``since`` is the first day of the unbroken run of days,
    which a changed amount or a moved campus cuts into several rows. Whatever is done about a finding points at that
    identity, never at a row: a row that no longer holds is superseded and kept, and answers "as recorded then".

    Like standing's, the rows come from the settler alone: the self-check compares them, the database does not.
    """

    kind = models.CharField(max_length=24, choices=[(kind.value, kind.name) for kind in FindingKind])
    campus = models.ForeignKey("campuses.Campus", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    guard = models.ForeignKey(
        "guards.Guard", null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    valid_from = models.DateField()
    valid_to = models.DateField()
    since = models.DateField()
    police_path = models.CharField(max_length=30)
    education_path = models.CharField(max_length=30)
    severity = models.CharField(max_length=8, choices=[(item.value, item.name) for item in Severity])
    amount = models.PositiveIntegerField()
    epoch = models.CharField(max_length=32, blank=True)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    superseded_by = models.ForeignKey(
        Posting, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        """One live row a subject and first day; read by either path, what holds apart from what held."""

        constraints: ClassVar = [
            UniqueConstraint(
                fields=["campus", "kind", "valid_from"],
                condition=Q(superseded_by__isnull=True, guard__isnull=True),
                name="finding_live_campus",
            ),
            UniqueConstraint(
                fields=["guard", "campus", "kind", "valid_from"],
                condition=Q(superseded_by__isnull=True, guard__isnull=False),
                name="finding_live_guard",
            ),
            CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from"), valid_from__gte=F("since")), name="finding_holds_a_day"
            ),
        ]
        indexes: ClassVar = [
            *(
                models.Index(
                    fields=[f"{line.value}_path", "campus"],
                    condition=Q(superseded_by__isnull=holds),
                    name=f"finding_{name}_{line.value}",
                )
                for line in Line
                for holds, name in ((True, "live"), (False, "past"))
            ),
            models.Index(fields=["superseded_by"], condition=Q(superseded_by__isnull=False), name="finding_superseded"),
        ]

    def __str__(self) -> str:
        """Kind, campus and first day; a guard's key stays out of logs."""
        return f"{self.kind} at campus {self.campus_id} from {self.valid_from}"
