"""Reorganising units together with the campuses that belong to them. Past days keep their places and totals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from gatehouse.campuses.services.placing import follow_units
from gatehouse.foundation.posting import OpenPosting, posting
from gatehouse.kernel.actor import Actor
from gatehouse.territory import queries as territory
from gatehouse.territory import services as units
from gatehouse.territory.types import Line


def move_unit(unit_id: int, *, under: int, on: date, by: Actor, at: datetime) -> None:
    """Put a unit below another parent from a day on; what is below it and its campuses go with it.

    Raises UnknownUnitError, TreeError, NoPlaceError.
    """
    with posting(by=by, at=at, act="territory.move") as p:
        follow_units(p, units.replant(p, unit_id, under=under, on=on))


def merge_units(unit_id: int, *, into: int, on: date, by: Actor, at: datetime) -> None:
    """Merge a unit into another of its line and level from a day on: units and campuses below it go over.

    Raises UnknownUnitError, TreeError, NoPlaceError.
    """
    with posting(by=by, at=at, act="territory.merge") as p:
        moved = {unit_id}
        for child in territory.children(territory.unit_by_id(unit_id, on=on), on=on):
            moved |= units.replant(p, child.id, under=into, on=on)
        units.end(p, unit_id, on=on, successor=into)
        follow_units(p, moved)


def abolish_unit(unit_id: int, *, on: date, by: Actor, at: datetime) -> None:
    """Abolish a unit from a day on, with nobody to take over.

    Raises UnknownUnitError, TreeError while units stand below it, NoPlaceError while campuses in operation belong to
    it.
    """
    with posting(by=by, at=at, act="territory.abolish") as p:
        units.end(p, unit_id, on=on, successor=None)
        follow_units(p, [unit_id])


def replant_again(p: OpenPosting, unit_ids: Iterable[int]) -> None:
    """Let units and campuses stand where they belong after what was said of these units was undone.

    Raises TreeError, NoPlaceError.
    """
    moved = {unit for line in Line for unit in units.repath(p, line)}
    follow_units(p, moved | set(unit_ids))
