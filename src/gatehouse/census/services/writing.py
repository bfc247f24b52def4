"""Writing a planned workbook into the register, inside one posting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gatehouse.campuses import services as campuses
from gatehouse.census.services.completing import completed
from gatehouse.census.services.guard_reports import GuardReports, Served
from gatehouse.census.services.planning import GuardRow, Plan
from gatehouse.census.types import Counts
from gatehouse.companies.services import ensure_companies
from gatehouse.companies.types import CompanyKind
from gatehouse.foundation.posting import OpenPosting
from gatehouse.guards import services as guards
from gatehouse.guards.types import HiringSource
from gatehouse.kernel.identifiers import resident_id

SourceRows = Mapping[tuple[str, int], int]
"""(sheet, row) → key of the source row."""


EMPLOYERS = {HiringSource.COMPANY: CompanyKind.SECURITY, HiringSource.PROPERTY: CompanyKind.PROPERTY}


def write(p: OpenPosting, plan: Plan, rows: SourceRows, *, reference_day: date) -> dict[str, Counts]:
    """Write campuses, then guards; returns counts by row kind."""
    campus_counts, keys = _write_campuses(p, plan, rows, reference_day)
    guard_counts = _write_guards(p, plan.guards, keys, rows, reference_day)
    return {"campus": campus_counts, "guard": guard_counts}


def _write_campuses(p: OpenPosting, plan: Plan, rows: SourceRows, reference_day: date) -> tuple[Counts, dict[int, int]]:
    """Counts, and the campus key behind every row key of the plan."""
    found = completed(plan.campuses, plan.ground, day=reference_day)
    reports = [
        replace(report, source_row_id=rows.get((item.sheet, item.row)))
        for item, report in zip(plan.campuses, found, strict=True)
    ]
    before = set(p.touched)
    keys = campuses.record_campuses(reports, by=p.by, at=p.at)
    counts = Counts()
    for report, key in zip(reports, keys, strict=True):
        if report.campus_id is None:
            counts.created += 1
        elif key in p.touched and key not in before:
            counts.updated += 1
        else:
            counts.unchanged += 1
    return counts, {item.key: key for item, key in zip(plan.campuses, keys, strict=True)}


def _write_guards(
    p: OpenPosting, planned: Sequence[GuardRow], keys: Mapping[int, int], rows: SourceRows, reference_day: date
) -> Counts:
    people = [guards.Person(resident_id(item.cells["id_number"]), item.cells["phone"] or "") for item in planned]
    known = set(guards.keys_by_index(person.index for person in people).values())
    ids = guards.register_guards(people, by=p.by, at=p.at)
    wanted = [_employer(item) for item in planned]
    companies = ensure_companies((employer for employer in wanted if employer is not None), by=p.by, at=p.at)
    served = [
        Served(
            item, guard_id,
            item.campus.campus_id if item.campus.campus_id is not None else keys[item.campus.key],
            companies[employer] if employer else None,
            rows.get((item.sheet, item.row)),
        )
        for item, guard_id, employer in zip(planned, ids, wanted, strict=True)
    ]  # fmt: skip
    reports = GuardReports(known, reference_day)
    for one in served:
        reports.add(one)
    return reports.write(p, served)


def _employer(item: GuardRow) -> tuple[CompanyKind, str] | None:
    """The company that employs the guard, when the row names one."""
    kind = EMPLOYERS.get(HiringSource(item.cells["source"]))
    name = item.cells["employer"] or ""
    return (kind, name) if kind and name else None
