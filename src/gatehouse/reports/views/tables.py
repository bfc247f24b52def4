"""The summary table as a page and as files, and the list of campuses behind each of its numbers."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gatehouse.accounts.types import Permission
from gatehouse.desk.forms import Asked, asked
from gatehouse.reports import forms, presenters, queries
from gatehouse.reports.types import SummaryTable
from gatehouse.standing.queries import OutOfScopeError
from gatehouse.territory.queries import UnknownUnitError

PAGE_ROWS = 50

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


def _question(page: Asked) -> queries.TableQuestion:
    return queries.TableQuestion(page.line, page.unit_code, page.as_of, page.as_recorded)


def _table(page: Asked) -> SummaryTable:
    """The table asked for; 404 when there is no such unit, or nothing of it to see."""
    try:
        return queries.summary_table(_question(page), page.viewer.scope)
    except (UnknownUnitError, OutOfScopeError) as error:
        raise Http404 from error


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The summary table of a unit on a day."""
    page = asked(request)
    found = _table(page)
    trend = queries.coverage_trend(_question(page), page.viewer.scope)
    context = presenters.table_page(request, page, found, trend)
    return render(request, "reports/table.html", context)


@require_safe
def export(request: HttpRequest, shape: str) -> HttpResponse:
    """The summary table as a file."""
    page = asked(request)
    if not page.viewer.may(Permission.EXPORT):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    found = _table(page)
    content = presenters.as_file(found, shape)
    response = HttpResponse(content, content_type=MEDIA_TYPES[shape])
    name = f"gatehouse-{found.line.value}-{found.unit.code}-{found.as_of.isoformat()}.{shape}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def campuses(request: HttpRequest) -> HttpResponse:
    """The campuses behind a number, in tree order."""
    page = asked(request)
    narrowing, after = forms.narrowing(request), forms.cursor(request)
    try:
        found = queries.campus_list(_question(page), page.viewer.scope, narrowing, after=after, limit=PAGE_ROWS)
    except (UnknownUnitError, OutOfScopeError) as error:
        raise Http404 from error
    return render(request, "reports/campuses.html", presenters.campuses_page(request, page, found))
