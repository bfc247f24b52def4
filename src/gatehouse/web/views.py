"""Pages that belong to no other room: errors, and the sign of life."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, why it may have, and what to do."""

    status: HTTPStatus
    title: str
    why: str
    remedy: str


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's form
    """400: the request cannot be understood."""
    return _page(
        request,
        Fault(
            HTTPStatus.BAD_REQUEST,
            _("This request cannot be understood"),
            _("The address or the form that was sent is incomplete or was changed on its way."),
            _("Go back, load the page again and repeat the step."),
        ),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's form
    """403: the person may not do this."""
    return _page(
        request,
        Fault(
            HTTPStatus.FORBIDDEN,
            _("You may not do this"),
            _("Your role does not include this step."),
            _("If your work needs it, ask the security administrator of your unit to extend your role."),
        ),
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's form
    """403 for a form whose token is missing or old; the name goes into the setting ``CSRF_FAILURE_VIEW``."""
    return _page(
        request,
        Fault(
            HTTPStatus.FORBIDDEN,
            _("This form has expired"),
            _("It stood open for too long, or you have signed in or out in another window since. Nothing was saved."),
            _("Go back, load the page again and send the form once more."),
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's form
    """404: nothing there, or nothing this person may see; the page does not tell which."""
    return _page(
        request,
        Fault(
            HTTPStatus.NOT_FOUND,
            _("There is no such page"),
            _("The address is wrong, the record is gone, or it lies outside the units you are responsible for."),
            _("Check the address, or start again from the home page."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of the system. Takes nothing from the database or the session, as they may be what failed."""
    return _page(
        request,
        Fault(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            _("The system has failed here"),
            _("This is a fault of the system, not of what you entered. What was saved before is kept."),
            _("Try again in a few minutes. If it fails again, tell the system administrator what you did and when."),
        ),
    )


def _page(request: HttpRequest, fault: Fault) -> HttpResponse:
    # Rendered without context processors: an error page must not depend on who is asking or on anything stored.
    context = {"fault": fault, "csrf_token": get_token(request), "path": request.get_full_path()}
    return HttpResponse(render_to_string("web/error.html", context), status=fault.status)


@never_cache
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """200 when the server answers and reaches its database, 503 when it does not reach it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return JsonResponse({"status": "ok"})
