"""A comparison as a viewer may ask for it, its causes added up, and the campuses behind it by name and source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from gatehouse.accounts.types import Scope
from gatehouse.campuses.models import CampusProfile
from gatehouse.kernel.path import branch, depth
from gatehouse.standing.queries.behind import names_of
from gatehouse.standing.queries.changes import ChangedCampus
from gatehouse.standing.queries.histories import Origin, origins_of
from gatehouse.standing.queries.scoping import OutOfScopeError, visible_unit
from gatehouse.standing.queries.sides import Side, side
from gatehouse.standing.rules.attribution import Contribution
from gatehouse.standing.rules.dated import PlaceFact
from gatehouse.standing.types import NOTHING, Amounts, Cause, Learnt
from gatehouse.territory import queries as territory
from gatehouse.territory.queries import UnknownUnitError
from gatehouse.territory.types import Level, Line


@dataclass(frozen=True, slots=True)
class When:
    """The end of a day, as recorded now, at an instant, or as known after a posting."""

    day: date
    as_recorded: datetime | None = None
    posting: int | None = None


def sides_of(line: Line, code: str, scope: Scope, before: When, after: When) -> tuple[Side, Side]:
    """A unit at two times.

    Raises UnknownUnitError when neither side knows it, and OutOfScopeError when the viewer may see it on neither day.
    """
    _check_visible(line, code, scope, (after.day, before.day))
    found = _side(line, code, before), _side(line, code, after)
    if found[0].unit is None and found[1].unit is None:
        raise UnknownUnitError(code)
    return found


def _side(line: Line, code: str, when: When) -> Side:
    return side(line, code, when.day, when.as_recorded, posting=when.posting)


def _check_visible(line: Line, code: str, scope: Scope, days: Sequence[date]) -> None:
    failed: LookupError | None = None
    for day in days:
        try:
            visible_unit(line, code, scope, on=day)
        except (UnknownUnitError, OutOfScopeError) as error:
            failed = failed or error
        else:
            return
    if failed:
        raise failed


@dataclass(frozen=True, slots=True)
class CauseSum:
    """What one cause contributed, learnt in one way: changed facts, campuses concerned, amounts."""

    cause: Cause
    learnt: Learnt
    facts: int
    campuses: int
    amounts: Amounts


def causes_of(changes: Iterable[ChangedCampus]) -> list[CauseSum]:
    """The contributions of many campuses by cause, in the causes' order; together they are the whole difference."""
    amounts: dict[tuple[Cause, Learnt], Amounts] = {}
    facts: dict[tuple[Cause, Learnt], int] = {}
    campuses: dict[tuple[Cause, Learnt], set[int]] = {}
    for change in changes:
        for item in change.contributions:
            key = item.cause, item.learnt
            amounts[key] = amounts.get(key, NOTHING).plus(item.amounts)
            facts[key] = facts.get(key, 0) + 1
            campuses.setdefault(key, set()).add(change.campus_id)
    causes, ways = list(Cause), list(Learnt)
    order = sorted(amounts, key=lambda key: (causes.index(key[0]), ways.index(key[1])))
    return [CauseSum(*key, facts[key], len(campuses[key]), amounts[key]) for key in order]


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A changed campus with its name and code on the later day, and each contribution with its origin."""

    campus: ChangedCampus
    name: str
    school_code: str
    told: tuple[tuple[Contribution, Origin | None], ...]


def named(changes: Sequence[ChangedCampus], before: Side, after: Side) -> list[NamedChange]:
    """The campuses with what a reader needs to find the facts: names, postings, rows of workbooks, units of places."""
    names = _names([change.campus_id for change in changes], max(before.moment.day, after.moment.day))
    told = [item for change in changes for item in change.contributions]
    facts = {(item.posting, item.source_row) for item in told if item.posting is not None}
    origins = origins_of(sorted(facts, key=lambda fact: (fact[0], fact[1] or 0)))
    earlier, later = (after, before) if after.moment.is_before(before.moment) else (before, after)
    return [
        NamedChange(
            change,
            *names.get(change.campus_id, ("", "")),
            told=tuple(
                (
                    replace(item, before=_at_home(item.before, earlier), after=_at_home(item.after, later)),
                    origins.get((item.posting, item.source_row)) if item.posting is not None else None,
                )
                for item in change.contributions
            ),
        )
        for change in changes
    ]


def _names(campus_ids: Sequence[int], day: date) -> dict[int, tuple[str, str]]:
    """By campus: (name, school code) on a day; of one that is not on record then, what was ever said last."""
    found = names_of(campus_ids, day)
    left = [key for key in campus_ids if key not in found]
    rows = CampusProfile.objects.filter(campus__in=left).order_by("pk") if left else CampusProfile.objects.none()
    return {key: (name, code) for key, name, code in rows.values_list("campus", "name", "school_code")} | found


def _at_home(value: object, side: Side) -> object:
    """A place as the unit that it means in the line compared; other values as they are."""
    if not isinstance(value, PlaceFact):
        return value
    path = value.police_path if side.line is Line.POLICE else value.education_path
    level = Level(depth(path))
    found = territory.units_below(side.line, branch(path), on=side.moment.day, level=level, posting=side.moment.posting)
    return found[0] if found else None
