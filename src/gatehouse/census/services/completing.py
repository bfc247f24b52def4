"""What a campus row leaves unsaid stays as the register knows it: a blank cell is no report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gatehouse.campuses import queries as campuses
from gatehouse.campuses.services import CampusReport, Profile
from gatehouse.campuses.types import UrbanClass
from gatehouse.census.services.places import Ground
from gatehouse.census.services.planning import CampusRow
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Line, UnitOn

PLACING = frozenset({"town", "police_station", "school_district"})
"""The columns that tell where a campus belongs."""


def completed(rows: Sequence[CampusRow], ground: Ground, *, day: date) -> list[CampusReport]:
    """The rows' reports; those of campuses already known, completed by what the register says on the day."""
    known = campuses.known_of({item.report.campus_id for item in rows if item.report.campus_id is not None})
    completer = Completer(ground, known, day)
    return [item.report if item.report.campus_id is None else completer.report(item) for item in rows]


@dataclass(slots=True)
class Completer:
    """Completes the reports of campuses already known."""

    ground: Ground
    known: campuses.Known
    day: date
    _units: dict[int, UnitOn | None] = field(default_factory=dict)

    def report(self, item: CampusRow) -> CampusReport:
        """One row's report, completed."""
        report, told, subject = item.report, item.told, (item.report.campus_id,)
        profile = self.known.profiles.on(subject, self.day)
        if profile is not None:
            report = replace(report, profile=_profile(report.profile, profile, told))
        place = self.known.places.on(subject, self.day)
        if place is not None:
            police, education = self._units_of(report, place, told)
            report = replace(report, police_unit=police, education_unit=education)
        counts = self.known.head_counts.on(subject, self.day)
        if counts is not None and "boarders" not in told:
            report = replace(report, boarders=min(counts[2], report.students))
        return report

    def _units_of(self, report: CampusReport, place: tuple[Any, ...], told: frozenset[str]) -> tuple[UnitOn, UnitOn]:
        """Where the campus belongs.

        In the reporter's own line what the row tells counts. The other line's unit was told by others: it changes only
        with a column of its own, with a move between places of the counterpart office, or for a reporter that has no
        lower units, such as the city-run schools, and so tells nothing but the other line's.
        """
        new = {Line.POLICE: report.police_unit, Line.EDUCATION: report.education_unit}
        old = {
            Line.POLICE: self._unit(place[0]) or new[Line.POLICE],
            Line.EDUCATION: self._unit(place[1]) or new[Line.EDUCATION],
        }
        own = self.ground.unit.line
        other = Line.EDUCATION if own is Line.POLICE else Line.POLICE
        home = self.ground.education_home if other is Line.EDUCATION else self.ground.police_home
        column = "school_district" if other is Line.EDUCATION else "police_station"
        if not told & PLACING:
            return old[Line.POLICE], old[Line.EDUCATION]
        lower = self.ground.districts if own is Line.EDUCATION else self.ground.stations
        moved = new[own].id != old[own].id and old[other].path in home.branch
        if not (column in told or moved or not lower):
            new[other] = old[other]
        return new[Line.POLICE], new[Line.EDUCATION]

    def _unit(self, key: int) -> UnitOn | None:
        """A unit; None for one that is no more, to which only a closed campus can still belong."""
        if key not in self._units:
            try:
                self._units[key] = territory.unit_by_id(key, on=self.day)
            except territory.UnknownUnitError:
                self._units[key] = None
        return self._units[key]


def _profile(reported: Profile, known: tuple[Any, ...], told: frozenset[str]) -> Profile:
    """The reported profile, with the known codes, urban class, address and opening where the row has none."""
    _, _, school_code, credit_code, _, _, _, urban_class, address, opened_on = known
    return replace(
        reported,
        school_code=reported.school_code if "school_code" in told else school_code,
        credit_code=reported.credit_code if "credit_code" in told else credit_code,
        urban_class=reported.urban_class if "urban_class" in told else UrbanClass(urban_class),
        address=reported.address if "address" in told else address,
        opened_on=reported.opened_on if "opened_on" in told else opened_on,
    )
