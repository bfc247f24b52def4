"""Two days or two recordings side by side, and the campuses behind what differs."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gatehouse.desk.forms import Asked, asked
from gatehouse.reports import forms
from gatehouse.reports.presenters import comparing
from gatehouse.standing import queries as standing
from gatehouse.territory.queries import UnknownUnitError

PAGE_ROWS = 25
LARGE = 3000
"""From more campuses on, a page does not go through them to add the causes up."""


def _sides(request: HttpRequest, page: Asked) -> tuple[standing.Side, standing.Side]:
    """The unit asked for at the two times of the address; 404 when there is nothing of it to see."""
    try:
        return standing.sides_of(page.line, page.unit_code, page.viewer.scope, *forms.times(request, page))
    except (UnknownUnitError, standing.OutOfScopeError) as error:
        raise Http404 from error


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The tables of a unit at two times, and what caused the difference."""
    page = asked(request)
    before, after = _sides(request, page)
    found = standing.compare(before, after, page.viewer.scope)
    causes = None
    if max(sum(item.campuses for item in total.values()) for total in (found.total_before, found.total_after)) <= LARGE:
        causes = standing.causes_of(standing.changed_campuses(before, after, page.viewer.scope))
    return render(request, "reports/compare.html", comparing.compare_page(request, page, found, causes))


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """The campuses behind a difference, each with the facts and postings that made it."""
    page = asked(request)
    before, after = _sides(request, page)
    cursor = forms.cursor(request)
    found = standing.changed_campuses(before, after, page.viewer.scope, cursor=cursor, limit=PAGE_ROWS + 1)
    shown = found[:PAGE_ROWS]
    named = standing.named(shown, before, after)
    more = f"{shown[-1].path}-{shown[-1].campus_id}" if len(found) > PAGE_ROWS else ""
    return render(request, "reports/changes.html", comparing.changes_page(request, page, (before, after), named, more))
