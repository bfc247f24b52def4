"""Sending workbooks in: choose, look at what would change, publish; error workbooks out."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gatehouse.accounts.middleware import viewer_of
from gatehouse.accounts.queries import Viewer
from gatehouse.accounts.types import Permission
from gatehouse.census import presenters, queries, services
from gatehouse.census.forms import WorkbookForm
from gatehouse.census.models import WorkbookImport
from gatehouse.census.reading import WorkbookRefused
from gatehouse.census.types import ImportState
from gatehouse.files import queries as files
from gatehouse.foundation import clock
from gatehouse.kernel.refusal import Refusal
from gatehouse.standing import services as standing
from gatehouse.standing.presenters import refusal
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Level, UnitOn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _importer(request: HttpRequest) -> Viewer:
    """The viewer, who must be allowed to import. Raises PermissionDenied."""
    viewer = viewer_of(request)
    if not viewer.may(Permission.IMPORT):
        raise PermissionDenied
    return viewer


def _reporting_units(viewer: Viewer) -> list[UnitOn]:
    """The city and county units of the viewer's own line for which they may report."""
    today = clock.today()
    units = [
        unit
        for _, own in viewer.posts
        for unit in territory.units_below(own.line, own.branch, on=today)
        if Level.CITY <= unit.level <= Level.COUNTY and viewer.may_at(Permission.IMPORT, unit)
    ]
    return sorted({unit.id: unit for unit in units}.values(), key=lambda unit: (-unit.level, unit.line, unit.path))


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The imports of the viewer's branch, and the form to send in a workbook."""
    viewer = _importer(request)
    form = WorkbookForm(_reporting_units(viewer), *_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            staged = _stage(form, viewer)
        except WorkbookRefused as refused:
            form.add_error("file", presenters.refusal_text(refused.problem))
        except services.WrongUnitError:
            form.add_error("unit", presenters.wrong_unit_text())
        except Refusal as error:
            form.add_error("file", presenters.told_text(refusal(error)))
        else:
            return redirect("census:import", staged.pk)
    rows = queries.imports(viewer.scope, on=clock.today())[:50]
    status = 422 if form.is_bound else 200
    return render(request, "census/imports.html", presenters.imports_page(form, rows), status=status)


def _sent(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """What a POST brought."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _stage(form: WorkbookForm, viewer: Viewer) -> WorkbookImport:
    campaign, file, at = form.cleaned_data["campaign"], form.cleaned_data["file"], clock.now()
    opened = services.open_workbook(
        file.read(), file_name=file.name, reference_day=campaign.reference_day, today=at.date()
    )
    return services.stage(
        opened, campaign=campaign, unit=form.reporting_unit, by=viewer.actor, at=at, say=presenters.say
    )


def _found(request: HttpRequest, import_id: int) -> WorkbookImport:
    viewer = _importer(request)
    try:
        return queries.import_of(import_id, viewer.scope, on=clock.today())
    except queries.UnknownImportError as error:
        raise Http404 from error


@require_safe
def show(request: HttpRequest, import_id: int) -> HttpResponse:
    """What a workbook would change or has changed, and what is wrong in it."""
    return render(request, "census/import.html", presenters.import_page(_found(request, import_id)))


@require_POST
def publish(request: HttpRequest, import_id: int) -> HttpResponse:
    """Write a staged workbook's good rows into the register."""
    viewer, staged = _importer(request), _found(request, import_id)
    if staged.state == ImportState.STAGED:
        at = clock.now()
        unit = territory.unit_by_id(staged.unit_id, on=staged.campaign.reference_day)
        try:
            services.publish(staged, unit, by=viewer.actor, at=at, say=presenters.say)
        except Refusal as error:
            page = presenters.import_page(staged, refused=refusal(error))
            return render(request, "census/import.html", page, status=409)
    return redirect("census:import", import_id)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    """What undoing an import would do, for a person to confirm; or undo it."""
    viewer, found = _importer(request), _found(request, import_id)
    if found.posting_id is None or queries.undone([found]):
        return redirect("census:import", import_id)
    asked = request.method != "POST"
    try:
        done = standing.undo(found.posting_id, by=viewer.actor, at=clock.now(), dry_run=asked)
    except Refusal as error:
        page = presenters.undo_page(found, refused=refusal(error))
        return render(request, "census/undo.html", page, status=409)
    if asked:
        return render(request, "census/undo.html", presenters.undo_page(found, would=done))
    return redirect("census:import", import_id)


@require_safe
def errors(request: HttpRequest, import_id: int) -> HttpResponse:
    """The error workbook of an import."""
    found = _found(request, import_id)
    if not found.error_digest:
        raise Http404
    response = HttpResponse(files.content(found.error_digest), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="import-{found.pk}-errors.xlsx"'
    return response
