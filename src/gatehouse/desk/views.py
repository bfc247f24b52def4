"""The campus file (一校一档), and the findings of a unit."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gatehouse.campuses.queries import UnknownCampusError
from gatehouse.desk import forms, presenters
from gatehouse.desk.forms import asked
from gatehouse.findings.queries import UnitQuestion, findings_of_campus, list_findings
from gatehouse.guards.queries import guards_on_post
from gatehouse.standing.queries import OutOfScopeError, campus_file, campus_story, last_posting
from gatehouse.territory.queries import UnknownUnitError

PAGE_ROWS = 50


@require_safe
def campus(request: HttpRequest, campus_id: int) -> HttpResponse:
    """Everything known of a campus on a day, now or by an instant: numbers with reasons, facts with sources, its story.

    404 for a campus outside the viewer's branch on that day, or not known yet.
    """
    page = asked(request)
    scope, day, today = page.viewer.scope, page.as_of, page.today
    posting = last_posting(page.as_recorded)
    try:
        file = campus_file(campus_id, scope, on=day, posting=posting)
    except UnknownCampusError as error:
        raise Http404 from error
    guards = guards_on_post(campus_id, scope, on=day, today=today, posting=posting)
    wrong = findings_of_campus(campus_id, scope, on=day, today=today, posting=posting)
    story = campus_story(campus_id, scope, on=day, today=today, posting=posting)
    shown = presenters.campus_page(request, page, file, guards, wrong)
    return render(request, "desk/campus.html", shown | presenters.story_of(request, story, today=today))


@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """What is wrong at a unit's campuses on a day, or begins within some days after it."""
    page = asked(request)
    kind, ahead, after = forms.finding_kind(request), forms.days_ahead(request), forms.finding_cursor(request)
    question = UnitQuestion(page.line, page.unit_code, page.as_of, page.as_recorded, kind, ahead)
    try:
        found = list_findings(question, page.viewer.scope, today=page.today, after=after, limit=PAGE_ROWS)
    except (UnknownUnitError, OutOfScopeError) as error:
        raise Http404 from error
    return render(request, "desk/findings.html", presenters.findings_page(request, page, found))
