"""Standing of campuses as a timeline, and totals of units as differences by calendar grain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from gatehouse.foundation.models import Posting
from gatehouse.standing.types import Stratum
from gatehouse.territory.types import Line


class AmountColumns(models.Model):
    """The additive amounts, one column each; see ``standing.types.Amounts``."""

    campuses = models.BigIntegerField(default=0)
    students = models.BigIntegerField(default=0)
    staff = models.BigIntegerField(default=0)
    boarders = models.BigIntegerField(default=0)
    required = models.BigIntegerField(default=0)
    full_time = models.BigIntegerField(default=0)
    part_time = models.BigIntegerField(default=0)
    certified = models.BigIntegerField(default=0)
    gap = models.BigIntegerField(default=0)
    surplus = models.BigIntegerField(default=0)
    campuses_met = models.BigIntegerField(default=0)
    campuses_met_certified = models.BigIntegerField(default=0)
    unjudged = models.BigIntegerField(default=0)
    male = models.BigIntegerField(default=0)
    female = models.BigIntegerField(default=0)
    age_under_35 = models.BigIntegerField(default=0)
    age_35_44 = models.BigIntegerField(default=0)
    age_45_54 = models.BigIntegerField(default=0)
    age_55_59 = models.BigIntegerField(default=0)
    age_60_over = models.BigIntegerField(default=0)
    source_self = models.BigIntegerField(default=0)
    source_property = models.BigIntegerField(default=0)
    source_company = models.BigIntegerField(default=0)
    source_unknown = models.BigIntegerField(default=0)

    class Meta:
        """Shared columns only."""

        abstract = True


class StandingRow(AmountColumns):
    """What one campus amounts to during a period, judged by one rule set, at its places of those days.

    A row that no longer holds is superseded and kept: it answers "as recorded at an instant".
    """

    campus = models.ForeignKey("campuses.Campus", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    police_path = models.CharField(max_length=30)
    education_path = models.CharField(max_length=30)
    stratum = models.PositiveSmallIntegerField(choices=[(item.value, item.name) for item in Stratum])
    epoch = models.CharField(max_length=32, blank=True)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One live row a campus and first day; read by either path."""

        constraints: ClassVar = [
            UniqueConstraint(
                fields=["campus", "valid_from"], condition=Q(superseded_by__isnull=True), name="standing_live"
            ),
            CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="standing_holds_a_day"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["police_path", "campus"], name="standing_police"),
            models.Index(fields=["education_path", "campus"], name="standing_education"),
        ]

    def __str__(self) -> str:
        """Campus and first day."""
        return f"campus {self.campus_id} from {self.valid_from}"


class UnitTotal(AmountColumns):
    """The difference that a calendar bucket brings to a unit's running totals, for one stratum.

    ``bucket`` is ``yyyy``, ``yyyymm`` or ``yyyymmdd``: see ``kernel.grain``. Kept for provinces, cities and counties.
    """

    line = models.CharField(max_length=16, choices=[(line.value, line.name) for line in Line])
    path = models.CharField(max_length=30)
    depth = models.PositiveSmallIntegerField()
    stratum = models.PositiveSmallIntegerField(choices=[(item.value, item.name) for item in Stratum])
    bucket = models.PositiveIntegerField()

    class Meta:
        """One row a line, place, stratum and bucket."""

        constraints: ClassVar = [
            UniqueConstraint(fields=["line", "depth", "path", "bucket", "stratum"], name="unit_total_once"),
        ]

    def __str__(self) -> str:
        """Line, place and bucket."""
        return f"{self.line} {self.path} {self.bucket}"
