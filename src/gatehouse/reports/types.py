"""The summary table (全市校园专职保安员配备情况汇总表): its rows, its columns and what must add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, reduce

from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.standing.types import NOTHING, Amounts, Stratum
from gatehouse.territory.types import Line, UnitOn


class RowKind(StrEnum):
    """What a row of the table stands for."""

    UNIT = "unit"
    DIRECT = "direct"  # campuses that belong to the table's own unit and to none below it
    CAMPUS = "campus"
    TOTAL = "total"


@dataclass(frozen=True)
class TableRow:
    """One row: amounts by stratum, from which every column follows."""

    kind: RowKind
    code: str
    name: str
    name_en: str
    division: str
    strata: Mapping[Stratum, Amounts]
    campus_id: int | None = None

    @cached_property
    def amounts(self) -> Amounts:
        """All strata together."""
        return added(self.strata.values())

    def where(self, test: Callable[[Stratum], bool]) -> Amounts:
        """The strata that pass a test, together."""
        return added(amounts for stratum, amounts in self.strata.items() if test(stratum))

    def campuses_labelled(self, label: CensusLabel) -> int:
        """The number of campuses with a census label."""
        return self.where(lambda stratum: stratum.label is label).campuses

    @property
    def by_ownership(self) -> dict[str, Amounts]:
        """Schools and kindergartens by who founded them; inclusive private ones count as private."""
        found = dict.fromkeys((group.value for group in OwnershipGroup), NOTHING)
        for stratum, amounts in self.strata.items():
            group = OwnershipGroup.of(stratum)
            found[group] = found[group].plus(amounts)
        return found


class OwnershipGroup(StrEnum):
    """The four groups in which the census compares ownership."""

    PUBLIC_SCHOOLS = "public_schools"
    PRIVATE_SCHOOLS = "private_schools"
    PUBLIC_KINDERGARTENS = "public_kindergartens"
    PRIVATE_KINDERGARTENS = "private_kindergartens"

    @classmethod
    def of(cls, stratum: Stratum) -> OwnershipGroup:
        """The group of a stratum."""
        founder = "PUBLIC" if stratum.ownership is Ownership.PUBLIC else "PRIVATE"
        what = "SCHOOLS" if stratum.label is CensusLabel.SCHOOL else "KINDERGARTENS"
        return cls[f"{founder}_{what}"]


@dataclass(frozen=True)
class SummaryTable:
    """The table of a unit at the end of a day, by its child units – or by campus at the lowest level."""

    unit: UnitOn
    line: Line
    as_of: date
    as_recorded: datetime | None
    rows: tuple[TableRow, ...]
    total: TableRow
    partial: bool
    """Whether only the campuses within the viewer's scope are counted, not the whole unit."""
    demo: bool
    recalculating: int | None = None
    """How far, in percent, the campuses are on their way to a new norm that judges this day; None when none is."""

    @cached_property
    def faults(self) -> tuple[CrossFoot, ...]:
        """Every sum that does not add up; empty when the table is right."""
        return tuple(cross_foot(self))


@dataclass(frozen=True, slots=True)
class CrossFoot:
    """A sum that does not add up: in which row, which columns, and the two numbers."""

    row: str
    columns: tuple[str, ...]
    parts: int
    whole: int


PARTS_OF_FULL_TIME = (
    ("male", "female"),
    ("age_under_35", "age_35_44", "age_45_54", "age_55_59", "age_60_over"),
    ("source_self", "source_property", "source_company", "source_unknown"),
)
"""The columns into which the full-time guards of a row are divided, three ways."""


def cross_foot(table: SummaryTable) -> list[CrossFoot]:
    """Check the table the way an auditor would: down every column, and across the parts of every row."""
    faults: list[CrossFoot] = []
    down = added(row.amounts for row in table.rows)
    for name, parts, whole in zip(Amounts._fields, down, table.total.amounts, strict=True):
        if parts != whole:
            faults.append(CrossFoot(table.total.name, (name,), parts, whole))
    for row in (*table.rows, table.total):
        amounts = row.amounts._asdict()
        for names in PARTS_OF_FULL_TIME:
            parts = sum(amounts[name] for name in names)
            if parts != row.amounts.full_time:
                faults.append(CrossFoot(row.name, names, parts, row.amounts.full_time))
        labelled = sum(row.campuses_labelled(label) for label in CensusLabel)
        if labelled != row.amounts.campuses:
            faults.append(CrossFoot(row.name, ("campuses",), labelled, row.amounts.campuses))
        # guards of a campus that cannot be judged are neither required nor surplus: then the sum may exceed
        found = row.amounts.full_time + row.amounts.gap - row.amounts.surplus
        if found < row.amounts.required or (found > row.amounts.required and not row.amounts.unjudged):
            faults.append(CrossFoot(row.name, ("gap", "surplus"), found, row.amounts.required))
    return faults


def added(amounts: Iterable[Amounts]) -> Amounts:
    """The sum of any number of amounts."""
    return reduce(Amounts.plus, amounts, NOTHING)
