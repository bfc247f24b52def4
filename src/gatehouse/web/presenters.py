"""The page shell's contents, and the words of the shared parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gatehouse.web.rules import frame_of, quick_days, tree_rows
from gatehouse.web.types import DayChoice, Frame, Progress, QuickDay, TreeNode, TreeRow

CURSORS = ("after", "before")
"""Where a keyset list stands; it means nothing once anything else about the address changes."""

MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation; ``icon`` is the value of an ``Icon``."""

    label: str
    url: str
    current: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A line of authority to look at the same campuses by."""

    value: str
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything the frame around a page shows.

    ``as_recorded`` is an aware instant, or None for "as known now". ``today`` is the demo's day in a demo.
    ``is_today`` tells that both ``as_of`` and ``as_recorded`` are today's. Without ``log_out_url`` nobody is signed in.
    """

    account_name: str
    account_role: str
    demo: bool
    today: date
    as_of: date
    is_today: bool
    as_recorded: datetime | None
    line: str
    lines: Sequence[LineChoice] = ()
    tree: Sequence[TreeNode] = ()
    nav: Sequence[NavItem] = ()
    home_url: str = "/"
    log_out_url: str = ""
    recalculating: int | None = None
    """The share in percent to which this day's figures stand at a new norm; None when they do wholly."""

    @property
    def frame(self) -> Frame:
        """Which time the page shows; the frame is tinted by it."""
        return frame_of(as_of=self.as_of, today=self.today, is_today=self.is_today)

    @property
    def tree_rows(self) -> list[TreeRow]:
        """The tree as it first shows."""
        return tree_rows(self.tree)

    @property
    def day_choices(self) -> list[DayChoice]:
        """The days offered beside the day picker."""
        return quick_days(self.today)

    @property
    def line_label(self) -> str:
        """The name of the line looked along."""
        return next((choice.label for choice in self.lines if choice.current), "")

    @property
    def recalculating_text(self) -> str:
        """What the date bar says while a new norm rolls."""
        return recalculating_text(self.recalculating)

    @property
    def basis(self) -> str:
        """What the page answers for, in one line; it stands on printed pages and saved pictures."""
        parts = [
            _("As of %(day)s") % {"day": long_day(self.as_of)},
            recorded_text(self.as_recorded),
            self.line_label,
            recalculating_text(self.recalculating),
            demo_text() if self.demo else "",
        ]
        return " · ".join(part for part in parts if part)


def demo_text() -> str:
    """What every page, table and picture of the demo says."""
    return _("Demo data, entirely fictitious")


def recalculating_text(percent: int | None) -> str:
    """That figures are still moving to a new norm, and how far it is; empty when they are not."""
    if percent is None:
        return ""
    return _("Recalculating by a new norm: %(percent)d %%") % {"percent": percent}


def recorded_text(instant: datetime | None) -> str:
    """By which state of the register a page answers."""
    if instant is None:
        return _("recorded now")
    return _("recorded by %(instant)s") % {"instant": instant_text(instant)}


def long_day(day: date) -> str:
    """A day as documents write it: 30 November 2020."""
    return date_format(day, pgettext("date format", "j F Y"))


def instant_text(instant: datetime) -> str:
    """An instant to the minute, in the time of the register."""
    return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}"


def distance_text(day: date, today: date) -> str:
    """How far a day lies from today: "15 days ago"."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def quick_day_text(kind: QuickDay) -> str:
    """The name of an often-asked day."""
    names = {
        QuickDay.TODAY: _("Today"),
        QuickDay.LAST_MONTH_END: _("End of last month"),
        QuickDay.LAST_YEAR_END: _("End of last year"),
        QuickDay.IN_30_DAYS: _("In 30 days"),
        QuickDay.THIS_YEAR_END: _("End of this year"),
    }
    return names[kind]


def time_left_text(progress: Progress) -> str:
    """How long a job still takes; empty while nobody can tell or when it is done."""
    seconds = progress.seconds_left
    if seconds is None or (progress.total and progress.done >= progress.total):
        return ""
    if seconds < MINUTE:
        return _("less than a minute left")
    if seconds < HOUR:
        minutes = -(-seconds // MINUTE)
        return ngettext("about %(minutes)d minute left", "about %(minutes)d minutes left", minutes) % {
            "minutes": minutes
        }
    hours = -(-seconds // HOUR)
    return ngettext("about %(hours)d hour left", "about %(hours)d hours left", hours) % {"hours": hours}


def query_text(value: object) -> str:
    """A value as an address carries it; an instant in the register's own time, to the minute."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%dT%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def changed_query(query: QueryDict, changes: dict[str, object]) -> QueryDict:
    """A copy of a query with some values set; None and "" remove. A list's cursor goes unless it is set itself."""
    changed = query.copy()
    for name in CURSORS:
        changed.pop(name, None)
    for name, value in changes.items():
        if value is None or value == "":
            changed.pop(name, None)
        else:
            changed[name] = query_text(value)
    return changed


def urls_with(request: HttpRequest, path: str = "", **changes: object) -> str:
    """The address of this page, or of ``path``, that keeps unit, dates, line and filters except for ``changes``."""
    query = changed_query(request.GET, changes).urlencode(safe="/:")
    return f"{path or request.path}{'?' if query else ''}{query}"
