"""Summary tables made by hand, for what needs no register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from gatehouse.reports.types import RowKind, SummaryTable, TableRow, added
from gatehouse.standing.types import Amounts, Stratum
from gatehouse.territory.types import Level, Line, UnitKind, UnitOn

SOUND = Amounts(
    campuses=4,
    students=1000,
    staff=80,
    boarders=120,
    required=9,
    full_time=8,
    part_time=2,
    certified=5,
    gap=3,
    surplus=2,
    campuses_met=2,
    campuses_met_certified=1,
    male=7,
    female=1,
    age_under_35=1,
    age_35_44=2,
    age_45_54=3,
    age_55_59=1,
    age_60_over=1,
    source_self=4,
    source_property=1,
    source_company=3,
)
"""Amounts that add up in every way."""


def unit(name: str = "某市", level: Level = Level.CITY, code: str = "990100", path: str = "001001001") -> UnitOn:
    """A unit of the police line."""
    return UnitOn(1, Line.POLICE, code, level, UnitKind.OFFICE, code, name, "Some City", "ms", path)


def row(
    name: str = "东县",
    strata: Mapping[Stratum, Amounts] | None = None,
    *,
    kind: RowKind = RowKind.UNIT,
    code: str = "990102",
    division: str = "990102",
) -> TableRow:
    """A row of sound amounts unless told."""
    return TableRow(kind, code, name, f"{name} in English", division, strata or {Stratum.SCHOOL_PUBLIC: SOUND})


def table(rows: Iterable[TableRow], total: TableRow | None = None, *, of: UnitOn | None = None) -> SummaryTable:
    """A table of these rows; its total is their sum unless told."""
    kept = tuple(rows)
    head = of or unit()
    if total is None:
        strata = {stratum for item in kept for stratum in item.strata}
        sums = {stratum: added(item.strata[stratum] for item in kept if stratum in item.strata) for stratum in strata}
        total = TableRow(RowKind.TOTAL, head.code, head.name, head.name_en, head.division, sums)
    return SummaryTable(head, Line.POLICE, date(2020, 11, 1), None, kept, total, partial=False, demo=False)


def recorded_at(known: SummaryTable, instant: datetime) -> SummaryTable:
    """The same table as recorded at an instant."""
    return SummaryTable(
        known.unit, known.line, known.as_of, instant, known.rows, known.total, partial=known.partial, demo=known.demo
    )
