"""Campaigns and the workbooks sent in for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q

from gatehouse.census.types import CampaignState, ImportState
from gatehouse.foundation.models import Posting, Source


class Campaign(models.Model):
    """A census campaign: everything reported for it holds as of its reference day.

    Closing it freezes what was reported; a workbook that comes later still tells the register facts.
    """

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=128)
    reference_day = models.DateField()
    starts_on = models.DateField()
    deadline = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by_account = models.BigIntegerField(null=True)
    closed_by_label = models.CharField(max_length=64, blank=True)

    class Meta:
        """A campaign lasts at least a day; who closed it stands beside when."""

        constraints: ClassVar = [
            CheckConstraint(condition=Q(deadline__gte=F("starts_on")), name="campaign_lasts"),
            CheckConstraint(
                condition=Q(closed_at=None, closed_by_label="") | (Q(closed_at__isnull=False) & ~Q(closed_by_label="")),
                name="campaign_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code

    @property
    def state(self) -> CampaignState:
        """Whether it is open or closed."""
        return CampaignState.OPEN if self.closed_at is None else CampaignState.CLOSED


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
