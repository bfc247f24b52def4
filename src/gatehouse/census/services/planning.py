"""From checked rows to reports for the register: rows are matched with campuses and guards, or refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl

from gatehouse.campuses.services import CampusReport, Profile
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.census.reading import CheckedBook, CheckedTable, ReadBook, ReadTable
from gatehouse.census.services.matching import AmbiguousError, Directory, Known, directory
from gatehouse.census.services.places import Ground, ground_of, place
from gatehouse.census.types import RowKind
from gatehouse.kernel.problem import Place, Problem
from gatehouse.territory.types import Line, UnitOn

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CampusRow:
    """A campus row that can be written: ``key`` stands for its campus among the rows of this workbook."""

    table: Table
    row: int
    key: int
    report: CampusReport
    told: frozenset[str]
    """The columns in which the row says something; a column of boarders left blank says none."""

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.table.read.sheet


@dataclass(frozen=True, slots=True)
class GuardRow:
    """A guard row that can be written, and the campus it serves at."""

    table: Table
    row: int
    campus: Known
    cells: Row

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.table.read.sheet


@dataclass(slots=True)
class Plan:
    """What a workbook would write, and the rows refused while matching it with the register."""

    ground: Ground
    campuses: list[CampusRow] = field(default_factory=list)
    guards: list[GuardRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plan(read: ReadBook, checked: CheckedBook, unit: UnitOn, *, reference_day: date) -> Plan:
    """Match a checked workbook with the register. Raises WrongUnitError for a unit that cannot report."""
    planner = Planner(ground_of(unit, on=reference_day), _directory(checked, unit), reference_day)
    tables = [Table(read.filename, *pair) for pair in zip(read.tables, checked.tables, strict=True)]
    for kind, take in ((RowKind.CAMPUS, planner.take_campus), (RowKind.GUARD, planner.take_guard)):
        for table in tables:
            if table.checked.kind == kind.value:
                for row in table.checked.frame.iter_rows(named=True):
                    take(table, row)
    return planner.found


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a workbook, as read and as checked."""

    file: str
    read: ReadTable
    checked: CheckedTable

    def told(self, row: Row) -> frozenset[str]:
        """The columns in which a row says something."""
        filled = {name for name, value in row.items() if value is not None}
        return frozenset(filled | {"boarders"} if self.read.column("boarders") else filled - {"boarders"})

    def place(self, row: int, fields: tuple[str, ...]) -> Place:
        """The cell of a row in the first of these columns that the table has."""
        column = next((item for name in fields for item in self.read.mapping if item.field == name), None)
        return Place(
            file=self.file,
            sheet=self.read.sheet,
            row=row,
            column=column.letter if column else "",
            heading=column.heading if column else "",
        )


def problem_at(table: Table, row: int, problem: Problem, fields: tuple[str, ...]) -> Problem:
    """A problem at the cell of a row in the first of these columns that the table has."""
    return replace(problem, place=table.place(row, fields))


def _directory(book: CheckedBook, unit: UnitOn) -> Directory:
    names: set[str] = set()
    codes: set[str] = set()
    for table in book.tables:
        column = "name" if table.kind == RowKind.CAMPUS.value else "campus_name"
        names.update(_texts(table.frame, column))
        codes.update(_texts(table.frame, "school_code"))
    return directory(names, codes, unit=unit)


def _texts(frame: pl.DataFrame, column: str) -> list[str]:
    return frame[column].drop_nulls().unique().to_list()


class Planner:
    """Takes rows one by one: each becomes a report for the register, or a problem at its cell."""

    def __init__(self, ground: Ground, known: Directory, reference_day: date) -> None:
        """Start with what the register knows."""
        self.found = Plan(ground)
        self._ground, self._known, self._day = ground, known, reference_day
        self._reported: set[int] = set()

    def take_campus(self, table: Table, row: Row) -> None:
        """Match and place a campus row."""
        name, code, kind = row["name"], row["school_code"] or "", row["kind"]
        placed = place(
            self._ground,
            town=row["town"] or "",
            station=row["police_station"] or "",
            district=row["school_district"] or "",
        )
        if placed.problem is not None:
            self._refuse(table, row, placed.problem, (placed.field,))
            return
        try:
            own = (placed.police if self._ground.unit.line is Line.POLICE else placed.education).path
            same = self._known.same_campus(name=name, school_code=code, kind=kind, path=own)
        except AmbiguousError:
            self._conflict(table, row, name, code, ("school_code", "name"))
            return
        if same is not None and not same.ours:
            foreign = Problem("campus-of-other-unit", value=code or name, params={"name": same.name, "code": code})
            self._refuse(table, row, foreign, ("school_code", "name") if code else ("name",))
            return
        if same is not None and same.key in self._reported:
            self._conflict(table, row, name, code, ("name",))
            return
        campus_id = same.campus_id if same else None
        key = same.key if same else -1 - len(self.found.campuses)
        report = CampusReport(
            campus_id=campus_id,
            valid_from=self._day,
            profile=_profile(row),
            police_unit=placed.police,
            education_unit=placed.education,
            students=row["students"],
            staff=row["staff"],
            boarders=row["boarders"] or 0,
        )
        self._reported.add(key)
        self.found.campuses.append(CampusRow(table, row["row"], key, report, table.told(row)))
        self._known.add(Known(campus_id, key, name, code, kind, ours=True, path=own))

    def take_guard(self, table: Table, row: Row) -> None:
        """Find the campus at which a guard row serves."""
        name, code = row["campus_name"] or "", row["school_code"] or ""
        try:
            campus = self._known.serving_at(name=name, school_code=code)
        except AmbiguousError:
            self._conflict(table, row, name, code, ("campus_name", "school_code"))
            return
        if campus is None:
            unknown = Problem("unknown-campus", value=name or code, params={"name": name, "code": code})
            self._refuse(table, row, unknown, ("campus_name", "school_code"))
            return
        self.found.guards.append(GuardRow(table, row["row"], campus, row))

    def _conflict(self, table: Table, row: Row, name: str, code: str, fields: tuple[str, ...]) -> None:
        """More than one campus answers to the row, or one campus to more than one row."""
        problem = Problem("code-name-conflict", value=name, params={"name": name, "code": code})
        self._refuse(table, row, problem, fields)

    def _refuse(self, table: Table, row: Row, problem: Problem, fields: tuple[str, ...]) -> None:
        self.found.problems.append(problem_at(table, row["row"], problem, fields))


def _profile(row: Row) -> Profile:
    return Profile(
        name=row["name"],
        kind=CampusKind(row["kind"]),
        ownership=Ownership(row["ownership"]),
        census_label=CensusLabel(row["census_label"]),
        urban_class=UrbanClass(row["urban_class"] or UrbanClass.UNKNOWN),
        school_code=row["school_code"] or "",
        credit_code=row["credit_code"] or "",
        address=row["address"] or "",
        opened_on=row["opened_on"],
    )
