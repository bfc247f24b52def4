"""Reading every point ever written of some subjects, with the names by which a story calls units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from gatehouse.foundation.models import ChangePoint, Posting
from gatehouse.kernel.days import day_after
from gatehouse.standing.rules.sayings import Version, in_force, known_after, sayings
from gatehouse.standing.rules.unit_changes import UnitChange, unit_change
from gatehouse.territory.models import UnitPoint
from gatehouse.territory.types import Line

Versions = dict[tuple[Any, ...], list[Version]]


def versions_of(model: type[ChangePoint], which: Q, posting: int | None) -> Versions:
    """By subject: every point, holding or not, as known now or after a posting. The caller has checked the scope."""
    points = model._default_manager.filter(which)  # noqa: SLF001 - Django's documented API
    width = len(model.SUBJECT)
    columns = (*model.SUBJECT, "pk", "valid_from", "posting", "superseded_by", "source_row", *model.VALUES)
    found: defaultdict[tuple[Any, ...], list[Version]] = defaultdict(list)
    for row in points.values_list(*columns):
        key, day, by, superseded_by, source_row, *values = row[width:]
        said = dict(zip(model.VALUES, values, strict=True))
        found[row[:width]].append(Version(key, day, said, by, superseded_by, source_row))
    told = {subject: known_after(versions, posting) for subject, versions in found.items()}
    return {subject: versions for subject, versions in told.items() if versions}


def undoing_of(versions: Iterable[Sequence[Version]]) -> dict[int, int]:
    """Posting → the posting it undoes, of those that wrote or superseded these points."""
    postings = {number for each in versions for item in each for number in (item.posting, item.superseded_by)}
    known = Posting.objects.filter(pk__in={number for number in postings if number}, counters__isnull=False)
    return {number: undone for number, undone in known.values_list("pk", "counters") if undone is not None}


@dataclass(frozen=True, slots=True)
class UnitNames:
    """What units were called, by key: Chinese and English name by the day from which they hold."""

    known: dict[int, list[Version]]

    def on(self, unit_id: int, day: date) -> tuple[str, str]:
        """Chinese and English name of a unit on a day, or its first ones before it was founded."""
        versions = self.known.get(unit_id, [])
        values = in_force(versions, until=day_after(day)) or (versions[0].values if versions else None)
        return (values["name"], values["name_en"]) if values else ("", "")


def unit_names(unit_ids: Iterable[int], posting: int | None) -> UnitNames:
    """The names of these units."""
    found = versions_of(UnitPoint, Q(unit__in=set(unit_ids)), posting)
    return UnitNames({unit: versions for (unit,), versions in found.items()})


def changes_of_units(found: Versions, lines: dict[int, Line], undoing: dict[int, int]) -> list[UnitChange]:
    """What each point of some units changed."""
    return [
        unit_change(lines[unit], unit, saying)
        for (unit,), versions in found.items()
        for saying in sayings(versions, undoing)
    ]
