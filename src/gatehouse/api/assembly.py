"""The API of version 1."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from gatehouse import __version__
from gatehouse.desk.api import router as desk
from gatehouse.reports.api import router as reports

api = NinjaAPI(title="Gatehouse", version=__version__, urls_namespace="api", docs_url=None)
api.add_router("", desk)
api.add_router("", reports)


@api.exception_handler(BadRequest)
def bad_request(request: HttpRequest, error: BadRequest) -> HttpResponse:
    """A day, instant or line that is none."""
    return api.create_response(request, {"detail": str(error)}, status=400)
