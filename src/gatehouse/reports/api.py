"""The summary table over the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from gatehouse.desk.forms import asked
from gatehouse.reports import presenters, queries
from gatehouse.standing.queries import OutOfScopeError
from gatehouse.territory.queries import UnknownUnitError

router = Router(tags=["table"])


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
