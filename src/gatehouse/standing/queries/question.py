"""What a table asks, and the standing rows that answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from gatehouse.accounts.types import Scope
from gatehouse.campuses.queries import PATH_COLUMN, within
from gatehouse.kernel.path import Branch
from gatehouse.standing.models import StandingRow
from gatehouse.standing.queries.rows import parted, standing_on
from gatehouse.standing.types import AMOUNTS
from gatehouse.territory.types import Line

SUMS: dict[str, Any] = {f"sum_{name}": Sum(name) for name in AMOUNTS}
SUM_NAMES = tuple(SUMS)


@dataclass(frozen=True, slots=True)
class Question:
    """What a table asks: sums of a branch of a line by its places at ``depth``, at the end of a day."""

    line: Line
    branch: Branch
    depth: int
    day: date
    posting: int | None = None


def rows_behind(
    question: Question, scope: Scope, *, since: date | None = None, until: date | None = None
) -> QuerySet[StandingRow]:
    """The rows of a branch that hold on the question's day, or on any day between two; the scope only where it cuts."""
    rows = standing_on(since or question.day, until=until, posting=question.posting)
    return _in_branch(rows, question, scope)


def parts_behind(question: Question, scope: Scope) -> list[QuerySet[StandingRow]]:
    """What ``rows_behind`` gives for the question's day, in parts that are read by an index each."""
    rows = StandingRow.objects.filter(valid_from__lte=question.day, valid_to__gt=question.day)
    return parted(_in_branch(rows, question, scope), posting=question.posting)


def _in_branch(rows: QuerySet[StandingRow], question: Question, scope: Scope) -> QuerySet[StandingRow]:
    column = PATH_COLUMN[question.line]
    if not scope.covers(question.line, question.branch.low):
        rows = rows.filter(within(scope))
    return rows.filter(**{f"{column}__gte": question.branch.low, f"{column}__lt": question.branch.high})


def sees_any(line: Line, branch: Branch, scope: Scope) -> bool:
    """Whether any campus stands, stood or will stand within both a branch of a line and a scope."""
    column = PATH_COLUMN[line]
    rows = StandingRow.objects.filter(within(scope), superseded_by=None)
    return rows.filter(**{f"{column}__gte": branch.low, f"{column}__lt": branch.high}).exists()
