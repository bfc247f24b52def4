"""The summary table, comparisons and statements over the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router

from gatehouse.desk.forms import Asked, asked
from gatehouse.reports import forms, presenters, queries
from gatehouse.reports.presenters import comparing, comparing_data
from gatehouse.reports.schemas import ChangesAsked, ComparisonAsked
from gatehouse.standing import queries as standing
from gatehouse.standing.queries import OutOfScopeError
from gatehouse.standing.services import prove_statement
from gatehouse.territory.queries import UnknownUnitError

router = Router(tags=["table"])

CHANGES_A_PAGE = 100
STATEMENTS_A_PAGE = 100


@router.get("/table", summary="Summary table of a unit by its child units")
def table(
    request: HttpRequest,
    unit: str = "",
    line: str = "",
    as_of: str = "",
    as_recorded: str = "",
) -> dict[str, Any]:
    """The table at the end of a day (``as_of``, past or future), as recorded now or at an instant.

    What is left out is the caller's own unit and line, and today. 404 for a unit that holds nothing the caller may see.
    """
    del unit, line, as_of, as_recorded  # read by the same reader as the pages' addresses
    page = asked(request)
    question = queries.TableQuestion(page.line, page.unit_code, page.as_of, page.as_recorded)
    try:
        return presenters.as_json(queries.summary_table(question, page.viewer.scope))
    except (UnknownUnitError, OutOfScopeError) as error:
        raise Http404 from error


def _sides(request: HttpRequest, page: Asked) -> tuple[standing.Side, standing.Side]:
    try:
        return standing.sides_of(page.line, page.unit_code, page.viewer.scope, *forms.times(request, page))
    except (UnknownUnitError, OutOfScopeError) as error:
        raise Http404 from error


@router.get("/compare", summary="A unit at two times: before, after and the difference of every amount")
def compare(
    request: HttpRequest,
    asked_for: Query[ComparisonAsked],
) -> dict[str, Any]:
    """Two days, two recordings of one day, or both; what is left out is the month's end before, and today.

    Each day as recorded now unless an instant or the last posting known is told. 404 as for the table.
    """
    del asked_for  # read by the same reader as the pages' addresses
    page = asked(request)
    before, after = _sides(request, page)
    found = standing.compare(before, after, page.viewer.scope)
    return comparing_data.comparison_json(comparing.unit_of(before, after), found)


@router.get("/compare/campuses", summary="The campuses behind a difference, with the postings that made it")
def changes(
    request: HttpRequest,
    asked_for: Query[ChangesAsked],
) -> dict[str, Any]:
    """Campus by campus in the order of the tree; the contributions of all pages add up to the difference.

    ``next`` is the ``after`` of the following page, empty at the end.
    """
    del asked_for
    page = asked(request)
    before, later = _sides(request, page)
    found = standing.changed_campuses(
        before, later, page.viewer.scope, cursor=forms.cursor(request), limit=CHANGES_A_PAGE + 1
    )
    shown = found[:CHANGES_A_PAGE]
    named = standing.named(shown, before, later)
    more = f"{shown[-1].path}-{shown[-1].campus_id}" if len(found) > CHANGES_A_PAGE else ""
    return {"campuses": comparing_data.changes_json(named), "next": more}


@router.get("/statements", summary="A unit's frozen statements, the latest day first")
def statements(request: HttpRequest, unit: str = "", line: str = "", after: str = "") -> dict[str, Any]:
    """Up to a hundred at once; ``next`` is the ``after`` of the following page. 404 unless all the unit is in scope."""
    del unit, line, after
    page = asked(request)
    try:
        owner = standing.whole_unit(page.line, page.unit_code, page.viewer.scope, on=page.as_of)
    except (UnknownUnitError, OutOfScopeError) as error:
        raise Http404 from error
    cursor = forms.statement_cursor(request)
    found = standing.statements_of(owner, page.viewer.scope, after=cursor, limit=STATEMENTS_A_PAGE + 1)
    shown = found[:STATEMENTS_A_PAGE]
    more = f"{shown[-1].frozen.heading.as_of.isoformat()}.{shown[-1].id}" if len(found) > STATEMENTS_A_PAGE else ""
    return {"statements": [comparing_data.statement_json(item) for item in shown], "next": more}


@router.get("/statements/{int:statement_id}", summary="One statement: as reported and as restated")
def statement(request: HttpRequest, statement_id: int) -> dict[str, Any]:
    """Every row with what was reported, what is known of the same day now, and the difference.

    ``holds`` tells whether the digest is right. 404 outside the caller's scope.
    """
    page = asked(request)
    try:
        found = standing.statement(statement_id, page.viewer.scope, today=page.today)
    except standing.UnknownStatementError as error:
        raise Http404 from error
    fault = prove_statement(statement_id)
    restated = standing.restated(found, page.viewer.scope)
    return {**comparing_data.reported_json(found, restated), "holds": fault is None}
