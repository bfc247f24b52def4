"""Every address needs a log-in unless it says it is public; the viewer is attached to the request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse

from gatehouse.accounts import queries
from gatehouse.accounts.models import Account
from gatehouse.foundation import clock

PUBLIC_NAMES = frozenset({"accounts:log-in", "set_language", "web:health"})
"""The addresses that answer without a log-in."""


def viewer_of(request: HttpRequest) -> queries.Viewer:
    """The logged-in person behind a request; the middleware lets nobody else through to a page that asks."""
    found: queries.Viewer = request.viewer  # type: ignore[attr-defined]
    return found


class LoginRequiredMiddleware:
    """Sends strangers to the log-in page (API calls get 401) before any view is called."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Attach ``request.viewer`` or turn the request away."""
        if isinstance(request.user, Account):
            request.viewer = queries.viewer(request.user, on=clock.today())  # type: ignore[attr-defined]
            return None
        match = request.resolver_match
        if match is not None and match.view_name in PUBLIC_NAMES:
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"error": "log-in required"}, status=401)
        return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
