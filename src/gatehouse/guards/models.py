"""Guards: people, their engagements at campuses and their certificates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models

from gatehouse.foundation.models import ChangePoint, Posting, one_live_point
from gatehouse.foundation.pinyin import initials
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason, Schooling
from gatehouse.kernel.identifiers import Sex


class Guard(models.Model):
    """A person who guards. Number and phone are sealed under the person's own key; ``id_index`` finds the number."""

    sex = models.CharField(max_length=8, choices=[(sex.value, sex.name) for sex in Sex])
    birth_date = models.DateField()
    key_wrapped = models.BinaryField()
    id_sealed = models.BinaryField()
    id_masked = models.CharField(max_length=18)
    id_index = models.CharField(max_length=64, unique=True)
    phone_sealed = models.BinaryField(default=b"")
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        """The register's number; a name is personal data and stays out of logs."""
        return f"guard {self.pk}"


class GuardProfile(ChangePoint):
    """From a day on: a guard's name and schooling."""

    SUBJECT = ("guard_id",)
    VALUES = ("name", "schooling")
    DERIVED = ("initials",)

    guard = models.ForeignKey(Guard, on_delete=models.PROTECT, related_name="profiles")
    name = models.CharField(max_length=64)
    initials = models.CharField(max_length=32)
    schooling = models.CharField(max_length=8, choices=[(item.value, item.name) for item in Schooling])

    class Meta:
        """One live point a guard and day."""

        constraints: ClassVar = [one_live_point("guard_profile_live", "guard")]

    def __str__(self) -> str:
        """Guard and day."""
        return f"profile of guard {self.guard_id} {self.valid_from}"

    @classmethod
    def derive(cls, values: Sequence[Any]) -> tuple[Any, ...]:
        """Pinyin initials for the search box."""
        return (initials(values[cls.VALUES.index("name")], 32),)


class GuardPost(ChangePoint):
    """From a day on: how a guard serves at a campus, and who employs them. Reported facts are kept even if unlawful."""

    SUBJECT = ("guard_id", "campus_id")
    VALUES = ("engagement", "source", "company_id", "reason")

    guard = models.ForeignKey(Guard, on_delete=models.PROTECT, related_name="posts")
    campus = models.ForeignKey("campuses.Campus", on_delete=models.PROTECT, related_name="+")
    engagement = models.CharField(max_length=12, choices=[(item.value, item.name) for item in Engagement])
    source = models.CharField(max_length=12, choices=[(item.value, item.name) for item in HiringSource])
    company = models.ForeignKey("companies.Company", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=[(item.value, item.name) for item in LeavingReason])

    class Meta:
        """One live point a guard, campus and day."""

        constraints: ClassVar = [one_live_point("guard_post_live", "guard", "campus")]

    def __str__(self) -> str:
        """Guard, campus and day."""
        return f"guard {self.guard_id} at campus {self.campus_id} {self.valid_from}"


class GuardCertificate(ChangePoint):
    """From a day on: the state of a guard's certificate (保安员证). The number may be unknown though one is held."""

    SUBJECT = ("guard_id",)
    VALUES = ("state", "number")

    guard = models.ForeignKey(Guard, on_delete=models.PROTECT, related_name="certificates")
    state = models.CharField(max_length=12, choices=[(item.value, item.name) for item in CertificateState])
    number = models.CharField(max_length=25, blank=True)

    class Meta:
        """One live point a guard and day; found by number."""

        constraints: ClassVar = [one_live_point("guard_certificate_live", "guard")]
        indexes: ClassVar = [models.Index(fields=["number"], name="guard_certificate_number")]

    def __str__(self) -> str:
        """Guard and day."""
        return f"certificate of guard {self.guard_id} {self.valid_from}"
