"""Writing a prepared workbook into the register, inside one posting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gatehouse.campuses import services as campuses
from gatehouse.census.services.guard_reports import GuardReports, Served
from gatehouse.census.services.planning import GuardRow
from gatehouse.census.services.preparing import Prepared
from gatehouse.census.types import Counts
from gatehouse.companies.services import ensure_companies
from gatehouse.companies.types import CompanyKind
from gatehouse.foundation.posting import OpenPosting
from gatehouse.guards import services as guards
from gatehouse.guards.types import HiringSource

EMPLOYERS = {HiringSource.COMPANY: CompanyKind.SECURITY, HiringSource.PROPERTY: CompanyKind.PROPERTY}


def write(p: OpenPosting, prepared: Prepared, *, reference_day: date) -> dict[str, Counts]:
    """Write campuses, then guards; returns counts by row kind."""
    campus_counts, keys = _write_campuses(p, prepared)
    return {"campus": campus_counts, "guard": _write_guards(p, prepared, keys, reference_day)}


def _write_campuses(p: OpenPosting, prepared: Prepared) -> tuple[Counts, dict[int, int]]:
    """Counts, and the campus key behind every row key of the plan."""
    before = set(p.touched)
    keys = campuses.record_campuses(prepared.reports, by=p.by, at=p.at)
    counts = Counts()
    for report, key in zip(prepared.reports, keys, strict=True):
        if report.campus_id is None:
            counts.created += 1
        elif key in p.touched and key not in before:
            counts.updated += 1
        else:
            counts.unchanged += 1
    return counts, {item.key: key for item, key in zip(prepared.plan.campuses, keys, strict=True)}


def _write_guards(p: OpenPosting, prepared: Prepared, keys: Mapping[int, int], reference_day: date) -> Counts:
    planned = prepared.plan.guards
    ids = guards.register_guards(prepared.people, by=p.by, at=p.at, known=prepared.keys, sealed=prepared.sealed)
    wanted = [_employer(item) for item in planned]
    companies = ensure_companies((employer for employer in wanted if employer is not None), by=p.by, at=p.at)
    served = [
        Served(
            item, guard_id,
            item.campus.campus_id if item.campus.campus_id is not None else keys[item.campus.key],
            companies[employer] if employer else None,
            prepared.rows.get((item.sheet, item.row)),
        )
        for item, guard_id, employer in zip(planned, ids, wanted, strict=True)
    ]  # fmt: skip
    reports = GuardReports(prepared.known, reference_day)
    for one in served:
        reports.add(one)
    return reports.write(p, served)


def _employer(item: GuardRow) -> tuple[CompanyKind, str] | None:
    """The company that employs the guard, when the row names one."""
    kind = EMPLOYERS.get(HiringSource(item.cells["source"]))
    name = item.cells["employer"] or ""
    return (kind, name) if kind and name else None
