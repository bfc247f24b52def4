"""Standing of campuses as a timeline, and totals of units as differences by calendar grain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from gatehouse.foundation.models import Posting
from gatehouse.standing.types import SignerRole, StatementPurpose, Stratum
from gatehouse.territory.types import Line


class AmountColumns(models.Model):
    """The additive amounts, one column each; see ``standing.types.Amounts``. A nation's fit four bytes."""

    campuses = models.IntegerField(default=0)
    students = models.IntegerField(default=0)
    staff = models.IntegerField(default=0)
    boarders = models.IntegerField(default=0)
    required = models.IntegerField(default=0)
    full_time = models.IntegerField(default=0)
    part_time = models.IntegerField(default=0)
    certified = models.IntegerField(default=0)
    gap = models.IntegerField(default=0)
    surplus = models.IntegerField(default=0)
    campuses_met = models.IntegerField(default=0)
    campuses_met_certified = models.IntegerField(default=0)
    unjudged = models.IntegerField(default=0)
    male = models.IntegerField(default=0)
    female = models.IntegerField(default=0)
    age_under_35 = models.IntegerField(default=0)
    age_35_44 = models.IntegerField(default=0)
    age_45_54 = models.IntegerField(default=0)
    age_55_59 = models.IntegerField(default=0)
    age_60_over = models.IntegerField(default=0)
    source_self = models.IntegerField(default=0)
    source_property = models.IntegerField(default=0)
    source_company = models.IntegerField(default=0)
    source_unknown = models.IntegerField(default=0)

    class Meta:
        """Shared columns only."""

        abstract = True


class StandingRow(AmountColumns):
    """What one campus amounts to during a period, judged by one rule set, at its places of those days.

    A row that no longer holds is superseded and kept: it answers "as recorded at an instant". The database does not
    check the keys: rows come from the settler alone, by the million, and the self-check compares them with the facts.
    """

    campus = models.ForeignKey("campuses.Campus", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    valid_from = models.DateField()
    valid_to = models.DateField()
    police_path = models.CharField(max_length=30)
    education_path = models.CharField(max_length=30)
    stratum = models.PositiveSmallIntegerField(choices=[(item.value, item.name) for item in Stratum])
    epoch = models.CharField(max_length=32, blank=True)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    superseded_by = models.ForeignKey(
        Posting, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        """One live row a campus and first day; read by either path, with the days in the index.

        What holds and what held are indexed apart, so that what holds is read as quickly however much was corrected.
        """

        constraints: ClassVar = [
            UniqueConstraint(
                fields=["campus", "valid_from"], condition=Q(superseded_by__isnull=True), name="standing_live"
            ),
            CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="standing_holds_a_day"),
        ]
        indexes: ClassVar = [
            *(
                models.Index(
                    fields=[f"{line.value}_path", "campus", "valid_from", "valid_to"],
                    condition=Q(superseded_by__isnull=holds),
                    name=f"standing_{name}_{line.value}",
                )
                for line in Line
                for holds, name in ((True, "live"), (False, "past"))
            ),
            models.Index(
                fields=["superseded_by"], condition=Q(superseded_by__isnull=False), name="standing_superseded"
            ),
        ]

    def __str__(self) -> str:
        """Campus and first day."""
        return f"campus {self.campus_id} from {self.valid_from}"


class UnitTotal(AmountColumns):
    """The difference that a calendar bucket brings to a unit's running totals, for one stratum.

    ``bucket`` is ``yyyy``, ``yyyymm`` or ``yyyymmdd``: see ``kernel.grain``. Kept for provinces and cities.
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


class Statement(models.Model):
    """What a unit reported of a day, frozen: its child units' numbers under the names of that day.

    ``content`` is the whole of it in canonical JSON, ``digest`` its SHA-256; a statement names the digest of the one
    before it of the same unit, so that none can be changed, left out or put between. Columns repeat what lists need.
    """

    unit = models.ForeignKey("territory.Unit", on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=16, choices=[(line.value, line.name) for line in Line])
    path = models.CharField(max_length=30)
    """The unit's place in its tree on the day reported."""
    as_of = models.DateField()
    purpose = models.CharField(max_length=16, choices=[(item.value, item.name) for item in StatementPurpose])
    occasion = models.CharField(max_length=32, blank=True)
    """The campaign that was closed; empty for the other purposes."""
    posting = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")
    """The last posting it knows; none where nothing was recorded yet."""
    frozen_at = models.DateTimeField()
    by_account = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=64)
    content = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """One chain a unit; month ends and campaign closes are frozen once."""

        constraints: ClassVar = [
            UniqueConstraint(fields=["unit", "previous"], name="statement_chain"),
            UniqueConstraint(
                fields=["unit", "as_of", "purpose", "occasion"],
                condition=~Q(purpose=StatementPurpose.SIGN_OFF.value),
                name="statement_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "-as_of", "-id"], name="statement_by_unit"),
            models.Index(fields=["as_of", "purpose"], name="statement_by_day"),
        ]

    def __str__(self) -> str:
        """Key, unit and day."""
        return f"statement {self.pk} of unit {self.unit_id} for {self.as_of}"


class StatementSignature(models.Model):
    """A signature put to a statement after it was frozen; its digest covers the statement's."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=12, choices=[(role.value, role.name) for role in SignerRole])
    name = models.CharField(max_length=64)
    account = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        """Each role signs once."""

        constraints: ClassVar = [UniqueConstraint(fields=["statement", "role"], name="statement_signed_once")]

    def __str__(self) -> str:
        """Role and statement."""
        return f"{self.role} of statement {self.statement_id}"
