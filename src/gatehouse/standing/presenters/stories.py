"""A story line by line: what happened, how and when it was learnt, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gatehouse.accounts.presenters import Doers
from gatehouse.foundation.clock import SHANGHAI
from gatehouse.standing.presenters.acts import act_name
from gatehouse.standing.presenters.event_sentences import sentence
from gatehouse.standing.presenters.fact_texts import corrected_text
from gatehouse.standing.presenters.unit_sentences import flow_text
from gatehouse.standing.queries import Origin, Story
from gatehouse.standing.rules.sayings import Fate, Values
from gatehouse.standing.rules.stories import Event
from gatehouse.standing.types import Happening
from gatehouse.web.presenters import instant_text


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One event ready to show.

    ``notes`` tell how it was learnt and what became of it, ``recorded`` by which posting, ``place`` the row of the
    workbook. ``is_ahead`` marks what comes after the story's day, ``is_gone`` what was undone or withdrawn.
    """

    event: Event
    text: str
    notes: tuple[str, ...]
    recorded: str
    place: str
    late: int
    is_ahead: bool
    is_gone: bool


def story_lines(story: Story) -> list[StoryLine]:
    """The story's events in words."""
    doers = Doers(origin.by_account for origin in story.origins.values())
    return [_line(story, event, doers) for event in story.events]


def _line(story: Story, event: Event, doers: Doers) -> StoryLine:
    origin = story.origin(event)
    late = _late(event, origin)
    return StoryLine(
        event=event,
        text=sentence(story, event),
        notes=tuple(_notes(story, event, late)),
        recorded=_recorded(origin, doers) if origin else "",
        place=_place(origin) if origin else "",
        late=late,
        is_ahead=event.day > story.day,
        is_gone=event.fate is not Fate.HOLDS,
    )


def _late(event: Event, origin: Origin | None) -> int:
    """How many days after its day the event was recorded; 0 when it was known by then, and for a unit's founding."""
    if origin is None or event.happening is Happening.UNIT_FOUNDED:
        return 0
    return max(0, (origin.recorded_at.astimezone(SHANGHAI).date() - event.day).days)


def _notes(story: Story, event: Event, late: int) -> list[str]:
    notes = []
    if event.flow:
        notes.append(flow_text(event.flow))
    if late:
        notes.append(ngettext("learnt %(days)d day late", "learnt %(days)d days late", late) % {"days": late})
    corrected = corrected_text(story, event)
    if corrected:
        notes.append(_("puts right: %(what)s") % {"what": corrected})
    if event.again:
        notes.append(_("holds again since another posting was undone"))
    if event.fate is Fate.UNDONE:
        notes.append(_("undone by posting no. %(number)d") % {"number": event.ended_by})
    if event.fate is Fate.WITHDRAWN:
        notes.append(_("withdrawn by posting no. %(number)d") % {"number": event.ended_by})
    return notes


def _recorded(origin: Origin, doers: Doers) -> str:
    return _("posting no. %(number)d (%(act)s), recorded %(instant)s by %(who)s") % {
        "number": origin.posting,
        "act": act_name(origin.act),
        "instant": instant_text(origin.recorded_at),
        "who": doers.name(origin.by_account, origin.by_label),
    }


def _place(origin: Origin) -> str:
    if origin.row is None:
        return ""
    return _("%(file)s, sheet “%(sheet)s”, row %(row)d") % {
        "file": origin.file, "sheet": origin.sheet, "row": origin.row,
    }  # fmt: skip


def story_as_text(story: Story) -> str:
    """For a terminal: one line an event, what was and then what is known ahead."""
    lines = story_lines(story)
    past, ahead = [line for line in lines if not line.is_ahead], [line for line in lines if line.is_ahead]
    parts = [_("Story up to %(day)s") % {"day": story.day}, *(_as_text(line) for line in past)]
    if ahead:
        parts += ["", _("Known ahead of this day"), *(_as_text(line) for line in ahead)]
    return "\n".join(parts)


def _as_text(line: StoryLine) -> str:
    told = [*line.notes, *_hints(line), line.recorded, line.place]
    details = pgettext("between events", "; ").join(item for item in told if item)
    day = line.event.day.isoformat()
    return f"{day}  {line.text} [{details}]" if details else f"{day}  {line.text}"


def _hints(line: StoryLine) -> list[str]:
    """Where to read on: what a late revocation shows to have been unlawful."""
    if line.event.happening is Happening.CERTIFICATE_LOST and line.late and not line.is_gone:
        return [_("unlawful then: gatehouse findings --posting %(number)d") % {"number": line.event.posting}]
    return []


def story_as_json(story: Story) -> list[dict[str, Any]]:
    """For scripts: each event with codes, its sentence in the reader's language, and where it comes from."""
    return [_as_json(story, line) for line in story_lines(story)]


def _as_json(story: Story, line: StoryLine) -> dict[str, Any]:
    event, origin = line.event, story.origin(line.event)
    is_shown = event.guard is None or event.guard in story.guards  # what was said of others' people stays with them
    return {
        "day": event.day.isoformat(),
        "happening": event.happening.value,
        "text": line.text,
        "notes": list(line.notes),
        "ahead": line.is_ahead,
        "days_late": line.late,
        "fate": event.fate.value,
        "ended_by": event.ended_by,
        "corrects": [_plain(values) for values in event.corrects] if is_shown else [],
        "posting": event.posting,
        "act": origin.act if origin else None,
        "recorded_at": origin.recorded_at.isoformat() if origin else None,
        "by": origin.by_label if origin else None,
        "file": (origin.file or None) if origin else None,
        "sheet": (origin.sheet or None) if origin else None,
        "row": origin.row if origin else None,
        "fact": list(event.fact) if event.fact else None,
        "campuses": event.flow._asdict() if event.flow else None,
    }


def _plain(values: Values) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
