"""Writing the campus register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gatehouse.campuses.models import Campus, CampusPlace, CampusProfile, HeadCount
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.foundation import bulk, facts
from gatehouse.foundation.posting import posting
from gatehouse.kernel.actor import Actor
from gatehouse.territory.types import UnitOn


@dataclass(frozen=True, slots=True)
class Profile:
    """What is said of a campus as a whole."""

    name: str
    kind: CampusKind
    ownership: Ownership
    census_label: CensusLabel
    urban_class: UrbanClass = UrbanClass.UNKNOWN
    school_code: str = ""
    credit_code: str = ""
    address: str = ""
    in_operation: bool = True


@dataclass(frozen=True, slots=True)
class CampusReport:
    """What is reported of one campus from a day on; ``campus_id`` is None for a campus not registered yet."""

    campus_id: int | None
    valid_from: date
    profile: Profile
    police_unit: UnitOn
    education_unit: UnitOn
    students: int
    staff: int
    boarders: int
    source_row_id: int | None = None


def record_campuses(reports: Sequence[CampusReport], *, by: Actor, at: datetime) -> list[int]:
    """Write reported campuses and return their keys in the order of the reports.

    A report of values that hold already is kept as their confirmation; one that repeats a report of its very day writes
    nothing.
    """
    with posting(by=by, at=at, act="campuses.record") as p:
        fresh = bulk.reserve_ids(Campus, sum(report.campus_id is None for report in reports))
        bulk.insert(Campus, ["id", "posting_id"], [(campus, p.id) for campus in fresh])
        if fresh:
            p.written["campuses.campus"] += len(fresh)
        unused = iter(fresh)
        keys = [next(unused) if report.campus_id is None else report.campus_id for report in reports]
        pairs = list(zip(keys, reports, strict=True))
        for model, values in (
            (CampusProfile, _profile_values),
            (CampusPlace, _place_values),
            (HeadCount, _head_count_values),
        ):
            points = [facts.Point((key,), item.valid_from, values(item), item.source_row_id) for key, item in pairs]
            outcome = facts.record(p, model, points, keep_confirmations=True)
            for (campus_id,), since in outcome.changed.items():
                p.touch(campus_id, since=since)
    return keys


def _profile_values(report: CampusReport) -> tuple[object, ...]:
    item = report.profile
    return (
        item.in_operation, item.name, item.school_code, item.credit_code,
        item.kind.value, item.ownership.value, item.census_label.value, item.urban_class.value, item.address,
    )  # fmt: skip


def _place_values(report: CampusReport) -> tuple[object, ...]:
    police, education = report.police_unit, report.education_unit
    return police.id, education.id, police.path, education.path


def _head_count_values(report: CampusReport) -> tuple[object, ...]:
    return report.students, report.staff, report.boarders
