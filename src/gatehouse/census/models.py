"""Campaigns and the workbooks sent in for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q

from gatehouse.census.types import ImportState
from gatehouse.foundation.models import Posting, Source


class Campaign(models.Model):
    """A census campaign: everything reported for it holds as of its reference day."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=128)
    reference_day = models.DateField()
    starts_on = models.DateField()
    deadline = models.DateField()

    class Meta:
        """A campaign lasts at least a day."""

        constraints: ClassVar = [
            CheckConstraint(condition=Q(deadline__gte=F("starts_on")), name="campaign_lasts"),
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code


class WorkbookImport(models.Model):
    """One workbook sent in for a campaign and unit: what was understood, what was wrong, what came of it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="imports")
    unit = models.ForeignKey("territory.Unit", on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(state.value, state.name) for state in ImportState])
    sent_at = models.DateTimeField()
    by_account = models.BigIntegerField(null=True)
    tally = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    """Problems as data, values of personal numbers masked; said in the reader's language when shown."""
    error_digest = models.CharField(max_length=64, blank=True)
    """The error workbook among the kept files; empty when no row was refused."""
    posting = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Newest first in lists, by key."""

        indexes: ClassVar = [models.Index(fields=["unit", "-sent_at"], name="import_by_unit")]

    def __str__(self) -> str:
        """The key and state."""
        return f"import {self.pk} {self.state}"
