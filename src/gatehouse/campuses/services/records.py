"""Writing what is reported of campuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gatehouse.campuses.models import Campus, CampusPlace, CampusProfile, HeadCount
from gatehouse.campuses.queries import openings
from gatehouse.campuses.services.placing import Placing, place_campuses
from gatehouse.campuses.types import (
    BeforeOpeningError,
    CampusError,
    CampusKind,
    CensusLabel,
    Ownership,
    UrbanClass,
)
from gatehouse.foundation import bulk, facts
from gatehouse.foundation.models import ChangePoint
from gatehouse.foundation.posting import OpenPosting, posting
from gatehouse.kernel.actor import Actor
from gatehouse.territory.types import UnitOn

Values = tuple[object, ...]


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
    opened_on: date | None = None


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
        models: tuple[tuple[type[CampusProfile | HeadCount], Callable[[CampusReport], Values]], ...] = (
            (CampusProfile, _profile_values),
            (HeadCount, _head_count_values),
        )
        for model, values in models:
            points = [facts.Point((key,), item.valid_from, values(item), item.source_row_id) for key, item in pairs]
            touch(p, facts.record(p, model, points, keep_confirmations=True))
        place_campuses(
            p,
            [
                Placing(key, item.valid_from, item.police_unit.id, item.education_unit.id, item.source_row_id)
                for key, item in pairs
            ],
        )
        refuse_before_opening(keys)
    return keys


def refuse_before_opening(campus_ids: Sequence[int]) -> None:
    """Raise BeforeOpeningError when something is said of a campus for a day before it was opened."""
    opened = openings(campus_ids)
    models: tuple[type[ChangePoint], ...] = (CampusProfile, CampusPlace, HeadCount)
    for model in models if opened else ():
        for (campus_id,), history in facts.live_points(model, opened).items():
            if min(history) < opened[campus_id]:
                raise BeforeOpeningError(campus_id, min(history), opened[campus_id])


def touch(p: OpenPosting, outcome: facts.Outcome) -> None:
    """Have the standing of every campus settled of which something changed."""
    for (campus_id,), since in outcome.changed.items():
        p.touch(campus_id, since=since)


def record_head_count(
    campus_id: int, *, on: date, students: int, staff: int, boarders: int, by: Actor, at: datetime
) -> None:
    """Write a head count reported for a day, or correct the one of that very day.

    Raises CampusError for more boarders than students, BeforeOpeningError.
    """
    if boarders > students:
        raise CampusError("boarders-over-students", campus=campus_id, boarders=boarders, students=students, day=on)
    with posting(by=by, at=at, act="campuses.count") as p:
        point = facts.Point((campus_id,), on, (students, staff, boarders))
        touch(p, facts.record(p, HeadCount, [point], keep_confirmations=True))
        refuse_before_opening([campus_id])


def _profile_values(report: CampusReport) -> tuple[object, ...]:
    item = report.profile
    return (
        item.in_operation, item.name, item.school_code, item.credit_code,
        item.kind.value, item.ownership.value, item.census_label.value, item.urban_class.value, item.address,
        item.opened_on,
    )  # fmt: skip


def _head_count_values(report: CampusReport) -> tuple[object, ...]:
    return report.students, report.staff, report.boarders
