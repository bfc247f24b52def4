"""A unit by its child units under the names of a day, as known now or after a posting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from gatehouse.accounts.types import Scope
from gatehouse.standing.queries.question import Question
from gatehouse.standing.queries.totals import Sums, sums
from gatehouse.standing.types import NOTHING, Amounts, PlaceSums, Stratum, UnitSums
from gatehouse.territory import queries as territory
from gatehouse.territory.types import UnitOn


def unit_sums(unit: UnitOn, scope: Scope, *, on: date, posting: int | None = None) -> UnitSums:
    """The table of a unit at the end of a day: each child unit, and the campuses that are its own."""
    found = sums(Question(unit.line, unit.branch, unit.level + 1, on, posting), scope)
    children = territory.children(unit, on=on, posting=posting)
    return UnitSums(tuple(_rows(unit, children, found)), added(found.values()))


def _rows(unit: UnitOn, children: Iterable[UnitOn], found: Sums) -> Iterable[PlaceSums]:
    for child in children:
        yield _row(child, found.get(child.path, {}), direct=False)
    if unit.path in found:
        yield _row(unit, found[unit.path], direct=True)


def _row(unit: UnitOn, strata: Mapping[Stratum, Amounts], *, direct: bool) -> PlaceSums:
    return PlaceSums(unit.id, unit.code, unit.name, unit.name_en, unit.division, direct, dict(sorted(strata.items())))


def added(parts: Iterable[Mapping[Stratum, Amounts]]) -> dict[Stratum, Amounts]:
    """Several amounts by stratum, together."""
    found: dict[Stratum, Amounts] = {}
    for part in parts:
        for stratum, amounts in part.items():
            found[stratum] = found.get(stratum, NOTHING).plus(amounts)
    return dict(sorted(found.items()))
