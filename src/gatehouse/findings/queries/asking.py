"""What a list of findings asks: of which branch, which day or the days after it, which kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from gatehouse.accounts.types import Scope
from gatehouse.campuses.queries import PATH_COLUMN, within
from gatehouse.findings.models import Finding
from gatehouse.findings.queries.rows import parts_known_after
from gatehouse.findings.types import FindingKind
from gatehouse.kernel.days import FAR
from gatehouse.kernel.path import Branch
from gatehouse.standing.queries import last_posting, visible_unit
from gatehouse.territory.types import Line, UnitOn


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """Findings of a unit of a line, at the end of a day, as recorded now or at an instant.

    With ``ahead`` above 0 those that begin within so many days after it, if nobody acts.
    """

    line: Line
    unit_code: str
    as_of: date
    as_recorded: datetime | None = None
    kind: FindingKind | None = None
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class FindingQuestion:
    """The same with the unit's branch and the posting looked up."""

    line: Line
    branch: Branch
    depth: int
    day: date
    posting: int | None = None
    kind: FindingKind | None = None
    ahead: int = 0


def asked_of(question: UnitQuestion, scope: Scope) -> tuple[UnitOn, FindingQuestion]:
    """The unit and the question of its branch. Raises UnknownUnitError and OutOfScopeError."""
    unit = visible_unit(question.line, question.unit_code, scope, on=question.as_of)
    return unit, FindingQuestion(
        question.line, unit.branch, unit.level + 1, question.as_of, last_posting(question.as_recorded),
        question.kind, question.ahead,
    )  # fmt: skip


def parts_of(question: FindingQuestion, scope: Scope) -> list[QuerySet[Finding]]:
    """The rows that answer a question, of every kind, in parts read by an index each; the scope only where it cuts."""
    column = PATH_COLUMN[question.line]
    inside = Q(**{f"{column}__gte": question.branch.low, f"{column}__lt": question.branch.high})
    if not scope.covers(question.line, question.branch.low):
        inside &= within(scope)
    return [part.filter(inside, _in_time(question)) for part in parts_known_after(question.posting)]


def _in_time(question: FindingQuestion) -> Q:
    if not question.ahead:
        return Q(valid_from__lte=question.day, valid_to__gt=question.day)
    last = question.day + min(timedelta(days=question.ahead), FAR - question.day)
    return Q(since=F("valid_from"), valid_from__gt=question.day, valid_from__lte=last)
