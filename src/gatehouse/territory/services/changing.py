"""Changing units: renaming, another parent, the end.

The acts that change where campuses belong write only their own half here, inside an open posting; the whole act, with
the campuses that follow, is ``campuses.services``.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from gatehouse.foundation import facts
from gatehouse.foundation.posting import OpenPosting, posting
from gatehouse.kernel.actor import Actor
from gatehouse.territory.models import UnitPoint
from gatehouse.territory.queries import children, unit_by_id
from gatehouse.territory.rules import Replanting, TreeError, UnitValues
from gatehouse.territory.services.founding import child_path, last_ordinals
from gatehouse.territory.types import Level, Line


def rename_unit(unit_id: int, *, name: str, name_en: str, on: date, by: Actor, at: datetime) -> bool:
    """Give a unit other names from a day on; returns whether that is new. Raises UnknownUnitError."""
    with posting(by=by, at=at, act="territory.rename") as p:
        unit_by_id(unit_id, on=on)
        act = facts.Act((unit_id,), on, {"name": name, "name_en": name_en})
        return bool(facts.alter(p, UnitPoint, [act]).changed)


def replant(p: OpenPosting, unit_id: int, *, under: int, on: date) -> set[int]:
    """Put a unit below another parent from a day on, and all below it with it; returns every unit whose path changes.

    Past days keep their paths, and no path is ever given to two units. Raises UnknownUnitError, TreeError.
    """
    unit, parent = unit_by_id(unit_id, on=on), unit_by_id(under, on=on)
    if parent.line is not unit.line:
        raise TreeError("other-line", unit=unit_id, parent=under, day=on)
    if parent.path.startswith(unit.path):
        raise TreeError("below-itself", unit=unit_id, parent=under, day=on)
    if unit.level == Level.NATION or parent.level != unit.level - 1:
        raise TreeError("wrong-level", unit=unit_id, parent=under, level=unit.level, above=parent.level, day=on)
    ordinal = last_ordinals().get((unit.line.value, under), 0) + 1
    child_path(unit.code, parent.path, ordinal, parent=under)  # a full level is refused
    if current_parent(unit_id, on) == under:
        return set()
    facts.alter(p, UnitPoint, [facts.Act((unit_id,), on, {"parent_id": under, "ordinal": ordinal})])
    return {unit_id} | repath(p, unit.line)


def current_parent(unit_id: int, on: date) -> int | None:
    """The unit directly above on a day."""
    return facts.on_day(UnitPoint, on).values_list("parent", flat=True).get(unit=unit_id)


def end(p: OpenPosting, unit_id: int, *, on: date, successor: int | None) -> None:
    """Abolish a unit from a day on, in favour of another one of its line and level or of none.

    Raises UnknownUnitError, and TreeError while other units stand below it or for a successor that cannot take over.
    """
    unit = unit_by_id(unit_id, on=on)
    if successor is not None:
        heir = unit_by_id(successor, on=on)
        if heir.id == unit.id or (heir.line, heir.level) != (unit.line, unit.level):
            raise TreeError("wrong-successor", unit=unit_id, successor=successor, day=on)
    below = [child.id for child in children(unit, on=on)]
    if below:
        raise TreeError("units-below", unit=unit_id, units=below, day=on)
    facts.alter(p, UnitPoint, [facts.Act((unit_id,), on, {"in_force": False, "successor_id": successor})])
    repath(p, unit.line)


def repath(p: OpenPosting, line: Line) -> set[int]:
    """Let every unit of a line stand where its parent stands; returns the units whose points were written.

    Points by which a unit followed a parent, and which say nothing any more, are withdrawn.
    """
    histories: defaultdict[int, dict[date, UnitValues]] = defaultdict(dict)
    following: set[tuple[int, date]] = set()
    rows = facts.live(UnitPoint).filter(unit__line=line)
    for unit, day, said, *values in rows.values_list("unit", "valid_from", "said", *UnitPoint.VALUES):
        histories[unit][day] = UnitValues(*values)
        if said == facts.NOTHING_SAID:
            following.add((unit, day))
    replanting = Replanting(histories)
    idle = following.intersection(replanting.repeating())
    points = [
        facts.Point((unit,), day, values, said=facts.NOTHING_SAID)
        for unit, day, values in replanting.differing()
        if (unit, day) not in idle
    ]
    facts.withdraw(p, UnitPoint, [((unit,), day) for unit, day in sorted(idle)])
    facts.record(p, UnitPoint, points)
    return {unit for unit, _ in idle} | {unit for point in points for unit in point.subject}
