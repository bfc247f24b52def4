"""A campus's explained standing over the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from gatehouse.campuses.queries import UnknownCampusError
from gatehouse.desk.forms import asked
from gatehouse.standing import presenters
from gatehouse.standing.queries import campus_file

router = Router(tags=["campuses"])


@router.get("/campuses/{int:campus_id}/standing", summary="A campus's standing with its reasons")
def standing(request: HttpRequest, campus_id: int, as_of: str = "") -> dict[str, Any]:
    """Numbers with reasons, the norm's lines with their legal basis, and the timeline past and future.

    404 for a campus outside the caller's branch on that day.
    """
    del as_of  # read by the same reader as the pages' addresses
    page = asked(request)
    try:
        file = campus_file(campus_id, page.viewer.scope, on=page.as_of)
    except UnknownCampusError as error:
        raise Http404 from error
    return presenters.as_json(presenters.explained(file))
