"""Campuses and their dated facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q

from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, Succession, UrbanClass
from gatehouse.foundation.models import ChangePoint, Posting, one_live_point
from gatehouse.foundation.pinyin import initials


class Campus(models.Model):
    """One campus: the ground with its gates. All that can change about it is in its dated facts."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """The plural is campuses."""

        verbose_name_plural = "campuses"

    def __str__(self) -> str:
        """The register's number."""
        return f"campus {self.pk}"


class CampusProfile(ChangePoint):
    """From a day on: name, codes, kind, ownership, labels. ``in_operation`` is false from the day it closes."""

    SUBJECT = ("campus_id",)
    VALUES = (
        "in_operation", "name", "school_code", "credit_code",
        "kind", "ownership", "census_label", "urban_class", "address", "opened_on",
    )  # fmt: skip
    DERIVED = ("initials",)

    campus = models.ForeignKey(Campus, on_delete=models.PROTECT, related_name="profiles")
    in_operation = models.BooleanField(default=True)
    name = models.CharField(max_length=128)
    initials = models.CharField(max_length=64)
    school_code = models.CharField(max_length=10, blank=True)
    """School identification code (学校标识码); teaching points and attached kindergartens may share a parent's."""
    credit_code = models.CharField(max_length=18, blank=True)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.name) for kind in CampusKind])
    ownership = models.CharField(max_length=16, choices=[(kind.value, kind.name) for kind in Ownership])
    census_label = models.CharField(max_length=24, choices=[(label.value, label.name) for label in CensusLabel])
    urban_class = models.CharField(max_length=8, choices=[(kind.value, kind.name) for kind in UrbanClass])
    address = models.CharField(max_length=255, blank=True)
    opened_on = models.DateField(null=True)
    """The day on which the campus was opened, where it is known: nothing can be said of it before."""

    class Meta:
        """Found by code and by name."""

        constraints: ClassVar = [
            one_live_point("campus_profile_live", "campus"),
            CheckConstraint(condition=Q(census_label="SCHOOL") ^ Q(kind="KINDERGARTEN"), name="census_label_fits_kind"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["school_code"], name="campus_profile_code"),
            models.Index(fields=["name"], name="campus_profile_name"),
        ]

    def __str__(self) -> str:
        """Name and day."""
        return f"{self.name} {self.valid_from}"

    @classmethod
    def derive(cls, values: Sequence[Any]) -> tuple[Any, ...]:
        """Pinyin initials for the search box."""
        return (initials(values[cls.VALUES.index("name")], 64),)


class CampusPlace(ChangePoint):
    """From a day on: the unit of each line that a campus belongs to, with the unit's path on that day."""

    SUBJECT = ("campus_id",)
    VALUES = ("police_unit_id", "education_unit_id", "police_path", "education_path", "followed")
    FOLLOWING = ("police_path", "education_path", "followed")

    campus = models.ForeignKey(Campus, on_delete=models.PROTECT, related_name="places")
    police_unit = models.ForeignKey("territory.Unit", on_delete=models.PROTECT, related_name="+")
    education_unit = models.ForeignKey("territory.Unit", on_delete=models.PROTECT, related_name="+")
    police_path = models.CharField(max_length=30)
    education_path = models.CharField(max_length=30)
    followed = models.BooleanField(db_default=False)
    """Whether nothing was said of the campus on that day: it followed a unit that changed its place."""

    class Meta:
        """Scopes are ranges of either path."""

        constraints: ClassVar = [one_live_point("campus_place_live", "campus")]
        indexes: ClassVar = [
            models.Index(fields=["police_path", "campus"], name="campus_place_police"),
            models.Index(fields=["education_path", "campus"], name="campus_place_education"),
        ]

    def __str__(self) -> str:
        """Campus and day."""
        return f"place of campus {self.campus_id} {self.valid_from}"


class CampusSuccession(ChangePoint):
    """From a day on: one campus came out of another, by a merger or a split."""

    SUBJECT = ("predecessor_id", "successor_id")
    VALUES = ("kind",)

    predecessor = models.ForeignKey(Campus, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Campus, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.name) for kind in Succession])

    class Meta:
        """One live point a pair and day; found from either side."""

        constraints: ClassVar = [one_live_point("campus_succession_live", "predecessor", "successor")]
        indexes: ClassVar = [models.Index(fields=["successor"], name="campus_succession_heir")]

    def __str__(self) -> str:
        """Both campuses and the day."""
        return f"campus {self.successor_id} out of {self.predecessor_id} {self.valid_from}"


class HeadCount(ChangePoint):
    """From a day on: numbers of students, staff and boarders. Pupils are counted, never listed."""

    SUBJECT = ("campus_id",)
    VALUES = ("students", "staff", "boarders")

    campus = models.ForeignKey(Campus, on_delete=models.PROTECT, related_name="head_counts")
    students = models.PositiveIntegerField()
    staff = models.PositiveIntegerField()
    boarders = models.PositiveIntegerField()

    class Meta:
        """Boarders are students."""

        constraints: ClassVar = [
            one_live_point("head_count_live", "campus"),
            CheckConstraint(condition=Q(boarders__lte=models.F("students")), name="boarders_are_students"),
        ]

    def __str__(self) -> str:
        """Campus and day."""
        return f"head count of campus {self.campus_id} {self.valid_from}"
