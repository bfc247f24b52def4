"""Founding units, and keeping the divisions of the country."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files

from django.db.models import Max

from gatehouse.foundation import facts
from gatehouse.foundation.posting import journalled, posting
from gatehouse.kernel import path as paths
from gatehouse.kernel.actor import Actor
from gatehouse.territory.models import Division, Unit, UnitPoint
from gatehouse.territory.rules import TreeError, UnitValues
from gatehouse.territory.types import Level, Line, UnitKind

LONGEST_CODE = 16


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to found: its parent is named by code and must exist, or stand earlier in the same list."""

    line: Line
    code: str
    level: Level
    name: str
    name_en: str
    parent_code: str | None = None
    kind: UnitKind = UnitKind.OFFICE
    division: str = ""


def found_units(units: Sequence[NewUnit], *, valid_from: date, by: Actor, at: datetime) -> int:
    """Found units that do not exist yet and return how many. Raises TreeError and founds none."""
    with posting(by=by, at=at, act="territory.found") as p:
        points = list(UnitPoint.objects.filter(superseded_by=None).select_related("unit").order_by("valid_from"))
        known = {(point.unit.line, point.unit.code) for point in points}
        there = {(point.unit.line, point.unit.code): point for point in points if point.valid_from <= valid_from}
        taken = last_ordinals()
        founded = 0
        for new in units:
            if (new.line.value, new.code) in known:
                continue
            above_point = there.get((new.line.value, new.parent_code)) if new.parent_code else None
            _check_fit(new, above_point, valid_from)
            above_path = above_point.path if above_point else ""
            place = (new.line.value, above_point.unit_id if above_point else None)
            taken[place] = taken.get(place, 0) + 1
            unit = Unit.objects.create(
                line=new.line, code=new.code, level=new.level, kind=new.kind, division=new.division or new.code
            )
            parent_id = above_point.unit_id if above_point else None
            path = child_path(new.code, above_path, taken[place], parent=parent_id)
            values = UnitValues(
                in_force=True, name=new.name, name_en=new.name_en, parent_id=parent_id, ordinal=taken[place],
                successor_id=None, path=path,
            )  # fmt: skip
            founding = facts.Point((unit.pk,), valid_from, values)
            facts.record(p, UnitPoint, [founding])
            known.add((new.line.value, new.code))
            there[new.line.value, new.code] = UnitPoint(unit=unit, path=path)
            founded += 1
        return founded


def _check_fit(new: NewUnit, above: UnitPoint | None, day: date) -> None:
    """A unit stands exactly one level below its parent, which is in force that day; only the nation has none."""
    if not (new.code.isascii() and new.code.isalnum() and len(new.code) <= LONGEST_CODE):
        raise TreeError("bad-code", code=new.code)
    if (above is None) != (new.level == Level.NATION) or (above is not None and not above.in_force):
        parent_code = new.parent_code or "–"
        raise TreeError("unknown-parent", code=new.code, parent_code=parent_code, line=new.line, day=day)
    if above is not None and above.unit.level != new.level - 1:
        raise TreeError(
            "wrong-level-founded", code=new.code, level=new.level, parent_code=above.unit.code, parent=above.unit_id,
            above=Level(above.unit.level), day=day,
        )  # fmt: skip


def last_ordinals() -> dict[tuple[str, int | None], int]:
    """By line and parent: the highest ordinal that a child of it ever had. None is given twice, lest paths repeat."""
    points = UnitPoint.objects.values("unit__line", "parent").annotate(last=Max("ordinal"))
    return {(line, parent): last for line, parent, last in points.values_list("unit__line", "parent", "last")}


def child_path(code: str, above: str, ordinal: int, *, parent: int | None) -> str:
    """The path of a unit's next child. Raises TreeError when the level is full."""
    try:
        return paths.child(above, ordinal)
    except paths.PathError as error:
        raise TreeError("level-full", code=code, parent=parent) from error


def load_divisions(rows: Iterable[tuple[str, str, Level, str | None]], *, by: Actor, at: datetime) -> int:
    """Keep divisions given as (code, name, level, parent code), parents first; returns how many are new."""
    known = set(Division.objects.values_list("code", flat=True))
    fresh = [
        Division(code=code, name=name, level=level, parent_id=above)
        for code, name, level, above in rows
        if code not in known
    ]
    with journalled(by=by, at=at, act="territory.divisions", details={"divisions": len(fresh)}):
        Division.objects.bulk_create(fresh)
    return len(fresh)


def shipped_divisions(city: str) -> list[tuple[str, str, Level, str | None]]:
    """The divisions of a city that ship with the product: (code, name, level, parent code), parents first."""
    levels = {"province": Level.PROVINCE, "city": Level.CITY, "county": Level.COUNTY, "town": Level.STATION}
    text = (files("gatehouse.territory") / "data" / f"divisions-{city}.csv").read_text(encoding="utf-8")
    return [
        (row["code"], row["name"], levels[row["level"]], row["parent_code"] or None)
        for row in csv.DictReader(text.splitlines())
    ]
