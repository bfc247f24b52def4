"""The filters of the list behind a number."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from gatehouse.campuses.queries import LONGEST_NUMBER
from gatehouse.standing.queries import MEASURES, Narrowing
from gatehouse.standing.types import Stratum


def narrowing(request: HttpRequest) -> Narrowing:
    """``stratum`` (may repeat) and ``measure``. Raises BadRequest for words that are neither."""
    measure = request.GET.get("measure", "")
    if measure and measure not in MEASURES:
        message = f"no measure is called {measure!r}"
        raise BadRequest(message)
    try:
        strata = frozenset(Stratum(int(text)) for text in request.GET.getlist("stratum"))
    except ValueError:
        message = "a stratum is a number of the list of strata"
        raise BadRequest(message) from None
    return Narrowing(strata or None, measure)


def cursor(request: HttpRequest) -> tuple[str, int] | None:
    """Behind which campus the page begins: ``after`` is "path-campus". Raises BadRequest."""
    text = request.GET.get("after", "")
    if not text:
        return None
    path, _, campus = text.partition("-")
    digits = path.isascii() and path.isdigit() and campus.isascii() and campus.isdigit()
    if not digits or len(campus) > LONGEST_NUMBER:
        message = "this is no place in the list"
        raise BadRequest(message)
    return path, int(campus)
