"""The campus file (一校一档)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gatehouse.campuses.queries import UnknownCampusError
from gatehouse.desk import presenters
from gatehouse.desk.forms import asked
from gatehouse.guards.queries import guards_on_post
from gatehouse.standing.queries import campus_file


@require_safe
def campus(request: HttpRequest, campus_id: int) -> HttpResponse:
    """Everything known of a campus on a day, each number with its reason, each fact with its source."""
    page = asked(request)
    try:
        file = campus_file(campus_id, page.viewer.scope, on=page.as_of)
    except UnknownCampusError as error:
        raise Http404 from error
    guards = guards_on_post(campus_id, page.viewer.scope, on=page.as_of, today=page.today)
    return render(request, "desk/campus.html", presenters.campus_page(request, page, file, guards))
