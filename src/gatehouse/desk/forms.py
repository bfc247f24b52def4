"""What a page's address asks: line, unit, day, recording instant – within what the viewer may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from gatehouse.accounts.middleware import viewer_of
from gatehouse.accounts.queries import Viewer
from gatehouse.campuses.queries import LONGEST_NUMBER
from gatehouse.findings.types import FindingKind
from gatehouse.foundation import clock
from gatehouse.foundation.instants import InstantError, instant
from gatehouse.kernel.days import FAR, FIRST
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Line, UnitOn


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page answers for. ``unit_code`` may name a unit the viewer cannot see: the queries decide."""

    viewer: Viewer
    today: date
    line: Line
    unit_code: str
    as_of: date
    as_recorded: datetime | None

    @property
    def is_today(self) -> bool:
        """Whether the page shows the register as it is now."""
        return self.as_of == self.today and self.as_recorded is None


def asked(request: HttpRequest) -> Asked:
    """Read a page's address. Raises BadRequest for a day, instant or line that is none."""
    viewer, today = viewer_of(request), clock.today()
    home = viewer.home
    line = _line(request.GET.get("line", ""), home)
    as_of = _day(request.GET.get("as_of", ""), today)
    code = request.GET.get("unit", "") or (_home_code(line, home, as_of) if home else "")
    if "\0" in code:
        message = "no unit has a code like this"  # and PostgreSQL would refuse to look for it
        raise BadRequest(message)
    return Asked(viewer, today, line, code, as_of, _instant(request.GET.get("as_recorded", "")))


def _line(text: str, home: UnitOn | None) -> Line:
    if not text:
        return home.line if home else Line.POLICE
    try:
        return Line(text)
    except ValueError:
        message = f"no line is called {text!r}"
        raise BadRequest(message) from None


def _day(text: str, today: date) -> date:
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no day"
        raise BadRequest(message) from None
    if not FIRST <= day < FAR:
        message = f"{text!r} is beyond the register's days"
        raise BadRequest(message)
    return day


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return instant(text)
    except InstantError as error:
        raise BadRequest(str(error)) from error


def _home_code(line: Line, home: UnitOn, day: date) -> str:
    """The viewer's own unit, or in the other line the unit that works where theirs does."""
    if line is home.line:
        return home.code
    for code in (home.code, home.division):
        try:
            return territory.unit(line, code, on=day).code
        except territory.UnknownUnitError:
            continue
    return home.code


def finding_kind(request: HttpRequest) -> FindingKind | None:
    """Which findings: ``kind``, all when not told. Raises BadRequest for a word that is none."""
    text = request.GET.get("kind", "")
    try:
        return FindingKind(text) if text else None
    except ValueError:
        message = f"no finding is called {text!r}"
        raise BadRequest(message) from None


MOST_DAYS_AHEAD = 3660
"""Ten years: as far as anybody plans."""


def days_ahead(request: HttpRequest) -> int:
    """Within how many days findings begin: ``ahead``, 0 for those of the day itself. Raises BadRequest."""
    found = _number(request.GET.get("ahead", "") or "0", "a number of days")
    if found > MOST_DAYS_AHEAD:
        message = f"{found} days are more than {MOST_DAYS_AHEAD}"
        raise BadRequest(message)
    return found


def finding_cursor(request: HttpRequest) -> tuple[str, int, int] | None:
    """Behind which finding the page begins: ``after`` is "path-campus-finding". Raises BadRequest."""
    text = request.GET.get("after", "")
    if not text:
        return None
    path, _, rest = text.partition("-")
    campus, _, key = rest.partition("-")
    _number(path[:LONGEST_NUMBER], "a place in the list")
    return path, _number(campus, "a place in the list"), _number(key, "a place in the list")


def posting_number(request: HttpRequest) -> int:
    """Which posting: ``posting``. Raises BadRequest."""
    return _number(request.GET.get("posting", ""), "the number of a posting")


def _number(text: str, what: str) -> int:
    """A whole number that every database can hold."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        message = f"{text!r} is not {what}"
        raise BadRequest(message)
    return int(text)
