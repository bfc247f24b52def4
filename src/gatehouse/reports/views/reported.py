"""Frozen statements: a unit's, one beside what is known now, freezing for sign-off, signing."""

from __future__ import annotations

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gatehouse.accounts.types import Permission
from gatehouse.desk.forms import Asked, asked
from gatehouse.foundation import clock
from gatehouse.reports import forms
from gatehouse.reports.presenters import statements as presenters
from gatehouse.standing import queries as standing
from gatehouse.standing import services
from gatehouse.standing.types import SignerRole, StatementPurpose
from gatehouse.territory import queries as territory
from gatehouse.territory.types import UnitOn

PAGE_ROWS = 25


def _unit(page: Asked) -> UnitOn:
    """The unit asked for, which must lie within the viewer's scope as a whole: 404 otherwise."""
    try:
        return standing.whole_unit(page.line, page.unit_code, page.viewer.scope, on=page.as_of)
    except (territory.UnknownUnitError, standing.OutOfScopeError) as error:
        raise Http404 from error


def _kept(page: Asked, statement_id: int) -> standing.KeptStatement:
    try:
        return standing.statement(statement_id, page.viewer.scope, today=page.today)
    except standing.UnknownStatementError as error:
        raise Http404 from error


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """A unit's statements, the latest day first."""
    page = asked(request)
    unit = _unit(page)
    found = standing.statements_of(unit, page.viewer.scope, after=forms.statement_cursor(request), limit=PAGE_ROWS + 1)
    shown = found[:PAGE_ROWS]
    more = f"{shown[-1].frozen.heading.as_of.isoformat()}.{shown[-1].id}" if len(found) > PAGE_ROWS else ""
    context = presenters.statements_page(
        request, page, unit, shown, more, may_sign=page.viewer.may_at(Permission.SIGN, unit)
    )
    return render(request, "reports/statements.html", context)


@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze what a unit reports of a day, to be signed."""
    page = asked(request)
    unit = _unit(page)
    if not page.viewer.may_at(Permission.SIGN, unit):
        raise PermissionDenied
    try:
        key = services.freeze(
            unit=unit, as_of=page.as_of, purpose=StatementPurpose.SIGN_OFF, by=page.viewer.actor, at=clock.now()
        )
    except services.NotYetError as error:
        raise BadRequest(str(error)) from error
    return redirect(_address(key, page))


@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """One statement: what was reported beside what is known now; a POST puts the viewer's signature to it."""
    page = asked(request)
    found = _kept(page, statement_id)
    may_sign = _may_sign(page, found)
    roles = presenters.open_roles(found.signers)
    form = forms.SignForm(roles, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_sign:
            raise PermissionDenied
        if form.is_valid() and _signed(form, page, statement_id):
            return redirect(_address(statement_id, page))
    context = presenters.statement_page(
        request, page, found, standing.restated(found, page.viewer.scope), services.prove_statement(statement_id)
    )
    context["form"] = form if may_sign and roles else None
    return render(request, "reports/statement.html", context, status=422 if form.is_bound else 200)


def _address(statement_id: int, page: Asked) -> str:
    """A statement's page, answering for the day it is opened with."""
    return f"{reverse('reports:statement', args=[statement_id])}?line={page.line.value}&as_of={page.as_of.isoformat()}"


def _may_sign(page: Asked, found: standing.KeptStatement) -> bool:
    """Whether the viewer may sign for the unit as it stands today, and has not signed yet."""
    try:
        unit = territory.unit_by_id(found.frozen.heading.unit_id, on=page.today)
    except territory.UnknownUnitError:
        return False
    signed = {signer.account_id for signer in found.signers}
    return page.viewer.may_at(Permission.SIGN, unit) and page.viewer.actor.account_id not in signed


def _signed(form: forms.SignForm, page: Asked, statement_id: int) -> bool:
    """Sign; False when somebody was faster, which the form then says."""
    role, name = SignerRole(form.cleaned_data["role"]), form.cleaned_data["name"]
    try:
        services.sign(statement_id=statement_id, role=role, name=name, by=page.viewer.actor, at=clock.now())
    except (services.SignedAlreadyError, services.SamePersonError):
        form.add_error(None, presenters.signed_already_text())
        return False
    return True
