"""From checked rows to reports for the register: rows are matched with campuses and guards, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from gatehouse.campuses.services import CampusReport, Profile
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.census.reading import CheckedBook, CheckedTable
from gatehouse.census.services.matching import AmbiguousError, Directory, Known, directory
from gatehouse.census.services.places import Ground, ground_of, place
from gatehouse.census.types import RowKind
from gatehouse.kernel.problem import Place, Problem
from gatehouse.territory.types import UnitOn

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CampusRow:
    """A campus row that can be written: ``key`` stands for its campus among the rows of this workbook."""

    sheet: str
    row: int
    key: int
    report: CampusReport


@dataclass(frozen=True, slots=True)
class GuardRow:
    """A guard row that can be written, and the campus it serves at."""

    sheet: str
    row: int
    campus: Known
    cells: Row


@dataclass(slots=True)
class Plan:
    """What a workbook would write, and the rows refused while matching it with the register."""

    campuses: list[CampusRow] = field(default_factory=list)
    guards: list[GuardRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """What campus rows are matched with."""

    ground: Ground
    known: Directory
    reference_day: date


def plan(book: CheckedBook, unit: UnitOn, *, reference_day: date) -> Plan:
    """Match a checked workbook with the register. Raises WrongUnitError for a unit that cannot report."""
    found = Plan()
    context = Context(ground_of(unit, on=reference_day), _directory(book, unit), reference_day)
    for table in _tables(book, RowKind.CAMPUS):
        for row in table.frame.iter_rows(named=True):
            _plan_campus(found, table, row, context)
    for table in _tables(book, RowKind.GUARD):
        for row in table.frame.iter_rows(named=True):
            _plan_guard(found, table, row, context.known)
    return found


def _tables(book: CheckedBook, kind: RowKind) -> Iterator[CheckedTable]:
    return (table for table in book.tables if table.kind == kind.value)


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


def _refuse(found: Plan, table: CheckedTable, row: Row, problem: Problem, fields: tuple[str, ...]) -> None:
    """Put a problem at the first of these columns that the table has."""
    column = next((item for name in fields for item in table.mapping if item.field == name), None)
    at = Place(
        file=table.filename, sheet=table.sheet, row=row["row"],
        column=column.letter if column else "", heading=column.heading if column else "",
    )  # fmt: skip
    found.problems.append(Problem(problem.code, at, problem.value, problem.severity, problem.params))


def _plan_campus(found: Plan, table: CheckedTable, row: Row, context: Context) -> None:
    ground, known = context.ground, context.known
    name, code, kind = row["name"], row["school_code"] or "", row["kind"]
    placed = place(
        ground, town=row["town"] or "", station=row["police_station"] or "", district=row["school_district"] or ""
    )
    if placed.problem is not None:
        _refuse(found, table, row, placed.problem, (placed.field,))
        return
    try:
        same = known.same_campus(name=name, school_code=code, kind=kind)
    except AmbiguousError:
        conflict = Problem("code-name-conflict", value=name, params={"name": name, "code": code})
        _refuse(found, table, row, conflict, ("school_code", "name"))
        return
    if same is not None and not same.ours:
        foreign = Problem("campus-of-other-unit", value=code or name, params={"name": same.name, "code": code})
        _refuse(found, table, row, foreign, ("school_code", "name") if code else ("name",))
        return
    campus_id = same.campus_id if same else None
    key = same.key if same else -1 - len(found.campuses)
    report = CampusReport(
        campus_id=campus_id,
        valid_from=context.reference_day,
        profile=_profile(row),
        police_unit=placed.police,
        education_unit=placed.education,
        students=row["students"],
        staff=row["staff"],
        boarders=row["boarders"] or 0,
    )
    found.campuses.append(CampusRow(table.sheet, row["row"], key, report))
    known.add(Known(campus_id, key, name, code, kind, ours=True))


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
    )


def _plan_guard(found: Plan, table: CheckedTable, row: Row, known: Directory) -> None:
    name, code = row["campus_name"] or "", row["school_code"] or ""
    try:
        campus = known.serving_at(name=name, school_code=code)
    except AmbiguousError:
        conflict = Problem("code-name-conflict", value=name, params={"name": name, "code": code})
        _refuse(found, table, row, conflict, ("campus_name", "school_code"))
        return
    if campus is None:
        unknown = Problem("unknown-campus", value=name or code, params={"name": name, "code": code})
        _refuse(found, table, row, unknown, ("campus_name", "school_code"))
        return
    found.guards.append(GuardRow(table.sheet, row["row"], campus, row))
