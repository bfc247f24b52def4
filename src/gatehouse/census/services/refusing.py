"""Rows that the register could not hold, told at their cells before anything is written; all other rows go on.

What may stand against a row: its campus was not open yet, or is known from before the day of opening told, or would
belong to a unit that ends without a successor; its guard started at the campus before there was one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gatehouse.campuses import queries as campuses
from gatehouse.campuses.services import CampusReport
from gatehouse.census.services.planning import CampusRow, GuardRow, Plan, problem_at
from gatehouse.guards import queries as guards
from gatehouse.kernel.problem import Problem
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Line, UnitOn


def refuse_impossible(found: Plan, reports: Sequence[CampusReport], *, day: date) -> list[CampusReport]:
    """Take the rows that cannot be written out of a plan, each with its problem; returns the reports of those left."""
    examiner = Examiner(found, reports, day)
    pairs = [
        (row, report, examiner.of_campus(row, report)) for row, report in zip(found.campuses, reports, strict=True)
    ]
    good = [(row, report) for row, report, problem in pairs if problem is None]
    found.problems += [problem for _row, _report, problem in pairs if problem]
    found.campuses[:] = [row for row, _report in good]
    examiner.learn(good)
    checked = [(row, examiner.of_guard(row)) for row in found.guards]
    found.problems += [problem for _row, problem in checked if problem]
    found.guards[:] = [row for row, problem in checked if problem is None]
    return [report for _row, report in good]


@dataclass(frozen=True, slots=True)
class Ending:
    """A unit that ends without a successor, and the day."""

    unit: UnitOn
    day: date


class Examiner:
    """Knows what the register says that may stand against rows; loaded once for all of them."""

    def __init__(self, found: Plan, reports: Sequence[CampusReport], day: date) -> None:
        """Load it."""
        self._day = day
        known = {report.campus_id for report in reports} | {row.campus.campus_id for row in found.guards}
        self._opened = campuses.openings(key for key in known if key is not None)
        told = [
            report.campus_id
            for row, report in zip(found.campuses, reports, strict=True)
            if report.campus_id is not None and "opened_on" in row.told
        ]
        self._since = _earliest(told)
        units = {unit.id: unit for report in reports for unit in (report.police_unit, report.education_unit)}
        self._endings = {
            key: Ending(units[key], leg.day)
            for key, legs in territory.courses(units).items()
            for leg in legs
            if leg.unit_id is None and leg.day > day
        }
        ending = {report.campus_id for report in reports if self._ending(report)} - {None}
        self._known = campuses.known_of({key for key in ending if key is not None})
        self._by_key: dict[int, date | None] | None = None

    def of_campus(self, row: CampusRow, report: CampusReport) -> Problem | None:
        """What stands against a campus row."""
        params = {"name": report.profile.name, "code": report.profile.school_code}
        registered, opened = self._opened.get(report.campus_id or 0), report.profile.opened_on
        if registered is not None and registered > self._day:
            told = params | {"opened": registered.isoformat(), "day": self._day.isoformat()}
            problem = Problem("campus-not-open-yet", value=report.profile.name, params=told)
            return problem_at(row.table, row.row, problem, ("opened_on", "name"))
        since = self._since.get(report.campus_id) if report.campus_id is not None else None
        if opened is not None and since is not None and since < opened:
            told = params | {"since": since.isoformat()}
            problem = Problem("opened-after-known", value=opened.isoformat(), params=told)
            return problem_at(row.table, row.row, problem, ("opened_on",))
        ending = self._ending(report)
        if ending is None or self._is_gone_from(ending, report.campus_id):
            return None
        told = params | {"unit": ending.unit.name, "since": ending.day.isoformat()}
        own = ("police_station", "town") if ending.unit.line is Line.POLICE else ("school_district", "town")
        problem = Problem("unit-ends", value=ending.unit.name, params=told)
        return problem_at(row.table, row.row, problem, (*own, "name"))

    def learn(self, good: Sequence[tuple[CampusRow, CampusReport]]) -> None:
        """From now on the campuses of these rows are known as the rows have them, and of new ones no others."""
        self._by_key = {row.key: report.profile.opened_on for row, report in good}

    def of_guard(self, row: GuardRow) -> Problem | None:
        """What stands against a guard row."""
        campus, reported = row.campus, self._by_key or {}
        params = {"name": campus.name, "code": campus.school_code}
        if campus.campus_id is None and campus.key not in reported:
            problem = Problem("unknown-campus", value=campus.name or campus.school_code, params=params)
            return problem_at(row.table, row.row, problem, ("campus_name", "school_code"))
        opened = reported.get(campus.key) or self._opened.get(campus.campus_id or 0)
        started = row.cells["started_on"] or self._day
        if opened is None or opened <= min(started, self._day):
            return None
        told = params | {"opened": opened.isoformat(), "started": started.isoformat()}
        problem = Problem("started-before-opening", value=started.isoformat(), params=told)
        return problem_at(row.table, row.row, problem, ("started_on", "campus_name", "school_code"))

    def _ending(self, report: CampusReport) -> Ending | None:
        """The first of a report's units to end without a successor."""
        found = [self._endings.get(unit.id) for unit in (report.police_unit, report.education_unit)]
        return min((ending for ending in found if ending), key=lambda ending: ending.day, default=None)

    def _is_gone_from(self, ending: Ending, campus_id: int | None) -> bool:
        """Whether a campus is known to move or close after the day reported and before its unit ends."""
        if campus_id is None:
            return False
        places, profiles = (
            [values for since, (_, values) in sorted(known.points.get((campus_id,), {}).items())
             if self._day < since <= ending.day]
            for known in (self._known.places, self._known.profiles)
        )  # fmt: skip
        return bool(places and ending.unit.id not in places[-1][:2]) or bool(profiles and not profiles[-1][0])


def _earliest(campus_ids: Sequence[int]) -> dict[int, date]:
    """Campus → the first day for which anything is said of it or of a guard serving there."""
    found = campuses.first_days(campus_ids)
    for campus_id, day in guards.first_posts(campus_ids).items():
        found[campus_id] = min(day, found.get(campus_id, day))
    return found
