"""What a page's address asks: line, unit, day, recording instant – within what the viewer may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from gatehouse.accounts.middleware import viewer_of
from gatehouse.accounts.queries import Viewer
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
