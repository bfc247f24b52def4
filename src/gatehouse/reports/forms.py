"""What addresses and forms of this room say: filters of lists, two times to compare, a signature."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import cast

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy

from gatehouse.campuses.queries import LONGEST_NUMBER
from gatehouse.desk.forms import Asked
from gatehouse.foundation.instants import InstantError, instant
from gatehouse.kernel.days import FAR, FIRST
from gatehouse.standing.queries import MEASURES, Narrowing, When
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


TIMES = ("from", "from_recorded", "from_posting", "to", "to_recorded", "to_posting")
"""What an address of a comparison says beside unit, line and the page's own day."""


def times(request: HttpRequest, page: Asked) -> tuple[When, When]:
    """The two times compared: ``from`` with ``from_recorded`` or ``from_posting``, and ``to`` likewise.

    What is left out is the end of the month before the later day, and the page's own day and recording. Raises
    BadRequest.
    """
    known = _number(request, "to_posting")
    recorded = _instant(request, "to_recorded") or (page.as_recorded if known is None else None)
    later = When(_day(request, "to") or page.as_of, recorded, known)
    month_before = max(later.day.replace(day=1) - timedelta(days=1), FIRST)
    earlier = _instant(request, "from_recorded")
    return When(_day(request, "from") or month_before, earlier, _number(request, "from_posting")), later


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        message = f"{text!r} is no posting's number"
        raise BadRequest(message)
    return int(text)


def _day(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no day"
        raise BadRequest(message) from None
    if not FIRST <= day < FAR:
        message = f"{text!r} is beyond the register's days"
        raise BadRequest(message)
    return day


def _instant(request: HttpRequest, name: str) -> datetime | None:
    text = request.GET.get(name, "")
    try:
        return instant(text) if text else None
    except InstantError as error:
        raise BadRequest(str(error)) from error


def statement_cursor(request: HttpRequest) -> tuple[date, int] | None:
    """Behind which statement the page begins: ``after`` is "day.key". Raises BadRequest."""
    text = request.GET.get("after", "")
    if not text:
        return None
    day, _, key = text.partition(".")
    try:
        found = date.fromisoformat(day)
    except ValueError:
        found = None
    if found is None or not (key.isascii() and key.isdigit() and len(key) <= LONGEST_NUMBER):
        message = "this is no place in the list"
        raise BadRequest(message)
    return found, int(key)


class SignForm(forms.Form):
    """As what somebody signs a statement, and under which name."""

    role = forms.ChoiceField(label=gettext_lazy("Signs as"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=64)

    def __init__(self, roles: list[tuple[str, str]], data: QueryDict | None = None) -> None:
        """Offer the roles that nobody has signed in yet."""
        super().__init__(data)
        cast("forms.ChoiceField", self.fields["role"]).choices = roles
