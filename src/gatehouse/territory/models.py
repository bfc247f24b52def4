"""Units of the two lines and their dated place in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import UniqueConstraint

from gatehouse.foundation.models import ChangePoint, one_live_point
from gatehouse.foundation.pinyin import initials
from gatehouse.territory.types import Level, Line, UnitKind


class Unit(models.Model):
    """An authority of one line: office, police station, school district. Its name and place are dated."""

    line = models.CharField(max_length=16, choices=[(line.value, line.name) for line in Line])
    code = models.CharField(max_length=16)
    """Division code (GB/T 2260 six digits, towns nine), or one of our own where a unit has none."""
    level = models.PositiveSmallIntegerField(choices=[(level.value, level.name) for level in Level])
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.name) for kind in UnitKind])
    division = models.CharField(max_length=12)
    """The division in which the unit works: a zone's or the city-run schools' is the county they lie in."""

    class Meta:
        """A code is known once in its line."""

        constraints: ClassVar = [UniqueConstraint(fields=["line", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        """Line and code."""
        return f"{self.line} {self.code}"


class UnitPoint(ChangePoint):
    """From a day on: a unit's names, its parent and its path. ``in_force`` is false from the day it is abolished."""

    SUBJECT = ("unit_id",)
    VALUES = ("in_force", "name", "name_en", "parent_id", "ordinal", "successor_id", "path")
    FOLLOWING = ("path",)
    DERIVED = ("initials",)

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="points")
    in_force = models.BooleanField(default=True)
    name = models.CharField(max_length=64)
    name_en = models.CharField(max_length=128)
    initials = models.CharField(max_length=32)
    """Pinyin initials for the search box."""
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveSmallIntegerField(db_default=0)
    """The unit's number below its parent, which it keeps as long as it stands there and no other ever gets."""
    path = models.CharField(max_length=30)
    """The parent's path of the day and the ordinal."""
    successor = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    """The unit that took over when this one was abolished, if one did."""

    class Meta:
        """One live point a unit and day; looked up by path."""

        constraints: ClassVar = [one_live_point("unit_point_live", "unit")]
        indexes: ClassVar = [models.Index(fields=["path"], name="unit_point_path")]

    def __str__(self) -> str:
        """Name and day."""
        return f"{self.name} {self.valid_from}"

    @classmethod
    def derive(cls, values: Sequence[Any]) -> tuple[Any, ...]:
        """Pinyin initials for the search box."""
        return (initials(values[cls.VALUES.index("name")], 32),)


class Division(models.Model):
    """A division of the country by its GB/T 2260 or statistical code: province, city, county, town."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=64)
    level = models.PositiveSmallIntegerField(choices=[(level.value, level.name) for level in Level])
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}"
