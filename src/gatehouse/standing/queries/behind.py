"""The campuses behind a number of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from gatehouse.accounts.types import Scope
from gatehouse.campuses.models import CampusProfile
from gatehouse.campuses.queries import PATH_COLUMN
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import on_day
from gatehouse.standing.models import StandingRow
from gatehouse.standing.queries.question import SUM_NAMES, SUMS, Question, rows_behind
from gatehouse.standing.queries.rows import STRETCH, stretch_of
from gatehouse.standing.types import AMOUNTS, Amounts, Stratum, Stretch
from gatehouse.territory.types import Line


@dataclass(frozen=True, slots=True)
class CampusStanding:
    """One campus with what it amounts to on a day."""

    campus_id: int
    name: str
    school_code: str
    path: str
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which campuses of a question's branch: of some strata, and with a measure that must or must not be there."""

    strata: frozenset[Stratum] | None = None
    measure: str = ""
    """One of ``MEASURES``: an amount that must not be zero, or ``unmet`` / ``uncertified``."""


MEASURES = frozenset({*AMOUNTS, "unmet", "uncertified"})


def campuses_behind(
    question: Question,
    scope: Scope,
    narrowing: Narrowing,
    *,
    after: tuple[str, int] | None = None,
    limit: int | None = None,
) -> list[CampusStanding]:
    """The campuses behind a number, in the order of the tree; ``after`` is the last (path, campus) of the page before.

    The sum of any amount over all of them is the number in the table.
    """
    column = PATH_COLUMN[question.line]
    rows = _narrowed(rows_behind(question, scope), narrowing)
    if after is not None:
        rows = rows.filter(Q(**{f"{column}__gt": after[0]}) | Q(**{column: after[0]}, campus__gt=after[1]))
    ordered = rows.order_by(column, "campus").values_list("campus", *STRETCH)
    found = [(row[0], stretch_of(row[1:])) for row in (ordered if limit is None else ordered[:limit])]
    names = names_of([campus_id for campus_id, _ in found], question.day)
    police = question.line is Line.POLICE
    return [
        CampusStanding(key, *names.get(key, ("", "")), item.police_path if police else item.education_path, item)
        for key, item in found
    ]


def sum_behind(question: Question, scope: Scope, narrowing: Narrowing) -> Amounts:
    """The amounts of all campuses behind a number, together."""
    sums = _narrowed(rows_behind(question, scope), narrowing).aggregate(**SUMS)
    return Amounts(*(int(sums[name] or 0) for name in SUM_NAMES))


def _narrowed(rows: QuerySet[StandingRow], narrowing: Narrowing) -> QuerySet[StandingRow]:
    if narrowing.strata is not None:
        rows = rows.filter(stratum__in=[item.value for item in narrowing.strata])
    if narrowing.measure == "unmet":
        return rows.filter(campuses_met=0)
    if narrowing.measure == "uncertified":
        return rows.filter(full_time__gt=F("certified"))
    if narrowing.measure:
        return rows.exclude(**{narrowing.measure: 0})
    return rows


def names_of(campus_ids: Sequence[int], day: date) -> dict[int, tuple[str, str]]:
    """By campus: (name, school code) on a day."""
    return {
        key: (name, code)
        for some in chunks(campus_ids)
        for key, name, code in on_day(CampusProfile, day)
        .filter(campus__in=some)
        .values_list("campus", "name", "school_code")
    }
