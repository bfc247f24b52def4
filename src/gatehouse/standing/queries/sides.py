"""One side of a comparison: a unit at the end of a day, as known now, as known after a posting, or as reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from gatehouse.accounts.types import Scope
from gatehouse.campuses.queries import PATH_COLUMN
from gatehouse.foundation.facts import as_known
from gatehouse.kernel.path import WIDTH
from gatehouse.standing.queries.rows import last_posting
from gatehouse.standing.queries.statements import KeptStatement
from gatehouse.standing.queries.unit_sums import unit_sums
from gatehouse.standing.rules.dated import PlaceFact
from gatehouse.standing.rules.histories import Moment
from gatehouse.standing.types import UnitSums
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Line, UnitOn


@dataclass(frozen=True, slots=True)
class Side:
    """A unit looked at: at the end of which day, with what was known when. ``unit`` is None where there is none."""

    line: Line
    unit: UnitOn | None
    moment: Moment
    as_recorded: datetime | None = None
    statement: KeptStatement | None = None

    def sums(self, scope: Scope) -> UnitSums:
        """Its table; what was reported stands as it was frozen."""
        if self.statement is not None:
            return self.statement.frozen.sums
        if self.unit is None:
            return UnitSums((), {})
        return unit_sums(self.unit, scope, on=self.moment.day, posting=self.moment.posting)

    def holds(self) -> Q:
        """The standing rows that count on this side."""
        if self.unit is None:
            return Q(pk__in=())
        moment = self.moment
        found = Q(valid_from__lte=moment.day, valid_to__gt=moment.day) & self.within()
        return found & as_known(moment.posting)

    def within(self) -> Q:
        """The standing rows of the unit's branch."""
        if self.unit is None:
            return Q(pk__in=())
        column, branch = PATH_COLUMN[self.line], self.unit.branch
        return Q(**{f"{column}__gte": branch.low, f"{column}__lt": branch.high})

    def homes(self) -> dict[str, int]:
        """Path → key of each child unit, and of the unit itself for the campuses that are its own."""
        if self.unit is None:
            return {}
        children = territory.children(self.unit, on=self.moment.day, posting=self.moment.posting)
        return {self.unit.path: self.unit.id} | {child.path: child.id for child in children}


def side(line: Line, code: str, day: date, as_recorded: datetime | None = None, *, posting: int | None = None) -> Side:
    """A unit by its code at the end of a day, as recorded now, at an instant, or as known after a posting."""
    moment = Moment(day, last_posting(as_recorded) if as_recorded else posting)
    try:
        unit: UnitOn | None = territory.unit(line, code, on=day, posting=moment.posting)
    except territory.UnknownUnitError:
        unit = None
    return Side(line, unit, moment, as_recorded)


def side_reported(statement: KeptStatement) -> Side:
    """What a statement reported."""
    heading = statement.frozen.heading
    moment = Moment(heading.as_of, heading.posting or 0)
    return Side(heading.line, _unit(heading.unit_id, moment), moment, statement=statement)


def side_restated(statement: KeptStatement) -> Side:
    """What the register says today of the day that a statement reported."""
    heading = statement.frozen.heading
    moment = Moment(heading.as_of, None)
    return Side(heading.line, _unit(heading.unit_id, moment), moment)


def _unit(unit_id: int, moment: Moment) -> UnitOn | None:
    try:
        return territory.unit_by_id(unit_id, on=moment.day, posting=moment.posting)
    except territory.UnknownUnitError:
        return None


def child_of(place: PlaceFact, line: Line, homes: dict[str, int], depth: int) -> int | None:
    """The child unit in which a place lies, among the homes of a side whose unit stands at ``depth``."""
    path = place.police_path if line is Line.POLICE else place.education_path
    return homes.get(path[: (depth + 1) * WIDTH])
