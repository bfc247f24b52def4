"""A campus's explained standing and the findings of a unit over the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from gatehouse.campuses.queries import UnknownCampusError
from gatehouse.desk import forms
from gatehouse.desk.forms import asked
from gatehouse.findings import presenters as findings_presenters
from gatehouse.findings.queries import UnitQuestion, list_findings, unlawful_then
from gatehouse.standing import presenters
from gatehouse.standing.queries import OutOfScopeError, campus_file, campus_story, last_posting
from gatehouse.territory.queries import UnknownUnitError

router = Router(tags=["campuses"])


@router.get("/campuses/{int:campus_id}/standing", summary="A campus's standing with its reasons")
def standing(request: HttpRequest, campus_id: int, as_of: str = "", as_recorded: str = "") -> dict[str, Any]:
    """Numbers with reasons, the norm's lines with their legal basis, the timeline past and future, and the story.

    The story tells every fact of the campus as an event. 404 for a campus outside the caller's branch on that day.
    """
    del as_of, as_recorded  # read by the same reader as the pages' addresses
    page = asked(request)
    posting = last_posting(page.as_recorded)
    try:
        file = campus_file(campus_id, page.viewer.scope, on=page.as_of, posting=posting)
        story = campus_story(campus_id, page.viewer.scope, on=page.as_of, today=page.today, posting=posting)
    except UnknownCampusError as error:
        raise Http404 from error
    return presenters.as_json(presenters.explained(file)) | {"story": presenters.story_as_json(story)}


PAGE_ROWS = 200


@router.get("/findings", summary="What is wrong at a unit's campuses", tags=["findings"])
def findings(
    request: HttpRequest,
    *,
    unit: str = "",
    line: str = "",
    as_of: str = "",
    as_recorded: str = "",
    kind: str = "",
    ahead: str = "",
    after: str = "",
) -> dict[str, Any]:
    """Findings at the end of a day, or those that begin within ``ahead`` days after it, with counts by kind and unit.

    200 a page in the order of the tree; ``after`` is the ``next_after`` of the page before. 404 for a unit that holds
    nothing the caller may see.
    """
    del unit, line, as_of, as_recorded, kind, ahead, after  # read by the same readers as the pages' addresses
    page = asked(request)
    question = UnitQuestion(
        page.line, page.unit_code, page.as_of, page.as_recorded, forms.finding_kind(request), forms.days_ahead(request)
    )
    cursor = forms.finding_cursor(request)
    try:
        found = list_findings(question, page.viewer.scope, today=page.today, after=cursor, limit=PAGE_ROWS)
    except (UnknownUnitError, OutOfScopeError) as error:
        raise Http404 from error
    return findings_presenters.page_as_json(found)


@router.get("/findings/unlawful", summary="What a posting shows to have been unlawful then", tags=["findings"])
def unlawful(request: HttpRequest, posting: str = "") -> dict[str, Any]:
    """What a posting, such as a certificate's revocation from an earlier day, shows of the days before it.

    Only what stood in the caller's branch on those days. 404 when there is no such posting.
    """
    del posting
    page, number = asked(request), forms.posting_number(request)
    told = unlawful_then(number, page.viewer.scope, today=page.today)
    if told is None:
        raise Http404
    return findings_presenters.unlawful_as_json(number, told)
