"""A campus's standing over time: from when to when, how it stood, and what changed on that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gatehouse.kernel.days import FAR
from gatehouse.standing.types import AGE_BANDS, Amounts, Stretch
from gatehouse.web.presenters import urls_with
from gatehouse.web.types import Frame

AHEAD = timedelta(days=366)
"""What comes within a year is for today's planning; birthdays decades ahead are not."""

BANDS = ("age_under_35", "age_35_44", "age_45_54", "age_55_59", "age_60_over")


@dataclass(frozen=True, slots=True)
class StretchRow:
    """One stretch of days; ``until`` is its last day, empty while no end is known."""

    since: str
    until: str
    url: str
    amounts: Amounts
    changes: str
    frame: Frame
    is_shown: bool
    """Whether the page's own day lies in it."""


def timeline_of(
    request: HttpRequest, timeline: Sequence[Stretch], *, day: date, today: date
) -> dict[str, list[StretchRow]]:
    """The stretches, the latest first; those that begin far ahead stand apart as ``timeline_ahead``."""
    rows = _rows(request, timeline, day=day, today=today)
    ahead = [row for row in rows if row.since > (max(day, today) + AHEAD).isoformat()]
    return {"timeline": rows[len(ahead) :], "timeline_ahead": ahead}


def _rows(request: HttpRequest, timeline: Sequence[Stretch], *, day: date, today: date) -> list[StretchRow]:
    told = [_("first standing known"), *(_changes(earlier, later) for earlier, later in pairwise(timeline))]
    rows = [
        StretchRow(
            since=stretch.valid_from.isoformat(),
            until="" if stretch.valid_to == FAR else (stretch.valid_to - timedelta(days=1)).isoformat(),
            url=urls_with(request, as_of=stretch.valid_from),
            amounts=stretch.amounts,
            changes=changes,
            frame=_frame(stretch, today),
            is_shown=stretch.valid_from <= day < stretch.valid_to,
        )
        for stretch, changes in zip(timeline, told[: len(timeline)], strict=True)
    ]
    return rows[::-1]


def _frame(stretch: Stretch, today: date) -> Frame:
    if stretch.valid_from > today:
        return Frame.FUTURE
    return Frame.TODAY if today < stretch.valid_to else Frame.PAST


def _changes(earlier: Stretch, later: Stretch) -> str:
    """What differs between two neighbouring stretches, the weightiest first."""
    before, after = earlier.amounts, later.amounts
    parts = [
        *_gap_between(earlier, later),
        *_numbers(before, after),
        *(_birthdays(before, after) if before.full_time == after.full_time else []),
    ]
    return pgettext("between changes", "; ").join(parts) or _("only how the guards are hired or grouped")


def _gap_between(earlier: Stretch, later: Stretch) -> list[str]:
    found = []
    if earlier.valid_to != later.valid_from:
        found.append(_("in operation again"))
    if (earlier.police_path, earlier.education_path) != (later.police_path, later.education_path):
        found.append(_("belongs to another unit"))
    if earlier.stratum is not later.stratum:
        found.append(_("kind or ownership changed"))
    if earlier.epoch != later.epoch:
        found.append(_("another norm is in force"))
    return found


def _numbers(before: Amounts, after: Amounts) -> list[str]:
    names = {
        "students": _("students"),
        "staff": _("staff"),
        "boarders": _("boarders"),
        "required": _("required"),
        "full_time": _("full-time"),
        "part_time": _("part-time"),
        "certified": _("certified"),
    }
    old, new = before._asdict(), after._asdict()
    return [
        _("%(what)s %(change)s") % {"what": what, "change": _signed(new[key] - old[key])}
        for key, what in names.items()
        if new[key] != old[key]
    ]


def _signed(number: int) -> str:
    return f"+{number:,}" if number > 0 else f"−{-number:,}"


def _birthdays(before: Amounts, after: Amounts) -> list[str]:
    """The guards who reach an age that the census tells apart."""
    old, new = before._asdict(), after._asdict()
    found = []
    for position, age in enumerate(AGE_BANDS, start=1):
        reached = sum(new[band] for band in BANDS[position:]) - sum(old[band] for band in BANDS[position:])
        if reached > 0:
            found.append(
                ngettext("%(count)d guard turns %(age)d", "%(count)d guards turn %(age)d", reached)
                % {"count": reached, "age": age}
            )
    return found
