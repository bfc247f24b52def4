"""Companies that dispatch guards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import UniqueConstraint

from gatehouse.companies.types import CompanyKind
from gatehouse.foundation.models import Posting


class Company(models.Model):
    """A security company or property manager, known by its name until its credit code is reported."""

    name = models.CharField(max_length=128)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.name) for kind in CompanyKind])
    credit_code = models.CharField(max_length=18, default="", blank=True)
    licence_number = models.CharField(max_length=64, default="", blank=True)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A name is known once of each kind."""

        verbose_name_plural = "companies"
        constraints: ClassVar = [UniqueConstraint(fields=["kind", "name"], name="company_once")]

    def __str__(self) -> str:
        """The company's name."""
        return self.name
