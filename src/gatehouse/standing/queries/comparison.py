"""Two days or two recordings of a unit side by side: every amount of every child unit, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gatehouse.accounts.types import Scope
from gatehouse.standing.queries.sides import Side, side_reported, side_restated
from gatehouse.standing.queries.statements import KeptStatement
from gatehouse.standing.rules.snapshot import less
from gatehouse.standing.types import Amounts, PlaceSums, Stratum, UnitSums

Strata = Mapping[Stratum, Amounts]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A child unit on both sides, under its later name; ``former_name`` where it had another, empty where not."""

    place: PlaceSums
    former_name: str
    former_name_en: str
    before: Strata
    after: Strata

    @property
    def difference(self) -> dict[Stratum, Amounts]:
        """After minus before, without strata in which nothing differs."""
        return less(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A unit on two sides: its child units of either, in the order of the later side, and the total."""

    before: Side
    after: Side
    rows: tuple[ComparedRow, ...]
    total_before: Strata
    total_after: Strata

    @property
    def difference(self) -> dict[Stratum, Amounts]:
        """After minus before of the whole unit, without strata in which nothing differs."""
        return less(self.total_after, self.total_before)


def compare(before: Side, after: Side, scope: Scope) -> Comparison:
    """Both sides' tables, child unit by child unit; a unit that stands on one side only is nothing on the other."""
    earlier, later = before.sums(scope), after.sums(scope)
    return Comparison(before, after, tuple(_rows(earlier, later)), earlier.total, later.total)


def restated(statement: KeptStatement, scope: Scope) -> Comparison:
    """What was reported beside what the register says of the same day now."""
    return compare(side_reported(statement), side_restated(statement), scope)


def _rows(earlier: UnitSums, later: UnitSums) -> list[ComparedRow]:
    was = {(row.unit_id, row.direct): row for row in earlier.rows}
    found = [_row(was.pop((row.unit_id, row.direct), None), row) for row in later.rows]
    return [*found, *(_row(row, None) for row in was.values())]


def _row(before: PlaceSums | None, after: PlaceSums | None) -> ComparedRow:
    place = after or before
    assert place is not None  # noqa: S101 - one of the two is there
    renamed = before is not None and after is not None and before.name != after.name
    return ComparedRow(
        place,
        before.name if before and renamed else "",
        before.name_en if before and renamed else "",
        before.strata if before else {},
        after.strata if after else {},
    )
