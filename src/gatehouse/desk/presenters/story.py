"""A campus's story as rows of a page: what is known ahead, and what happened, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gatehouse.desk.presenters.timeline import AHEAD
from gatehouse.standing.presenters import StoryLine, story_lines
from gatehouse.standing.queries import Story
from gatehouse.standing.rules.sayings import Fate
from gatehouse.web.presenters import urls_with
from gatehouse.web.types import Tone

SHOWN = 20
"""So many past events stand open; older ones are folded away."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One event: ``marks`` are short states beside it, ``told`` how it was learnt and where it comes from."""

    day: str
    url: str
    text: str
    marks: list[tuple[str, Tone]]
    told: Sequence[str]
    is_ahead: bool
    is_gone: bool


def story_of(request: HttpRequest, story: Story, *, today: date) -> dict[str, Any]:
    """The story's events, the latest first; those far ahead and those long past stand apart."""
    lines = story_lines(story)[::-1]
    horizon = max(story.day, today) + AHEAD
    far = [line for line in lines if line.event.day > horizon]
    near = [line for line in lines if line.is_ahead and line.event.day <= horizon]
    past = [line for line in lines if not line.is_ahead]
    return {
        "story_far": [_row(request, line, today) for line in far],
        "story": [_row(request, line, today) for line in (*near, *past[:SHOWN])],
        "story_old": [_row(request, line, today) for line in past[SHOWN:]],
    }


def _row(request: HttpRequest, line: StoryLine, today: date) -> StoryRow:
    return StoryRow(
        day=line.event.day.isoformat(),
        url=urls_with(request, as_of=line.event.day),
        text=line.text,
        marks=_marks(line, today),
        told=[text for text in (*line.notes, line.recorded, line.place) if text],
        is_ahead=line.is_ahead,
        is_gone=line.is_gone,
    )


def _marks(line: StoryLine, today: date) -> list[tuple[str, Tone]]:
    marks = []
    if line.is_ahead:
        marks.append((_("to come") if line.event.day > today else _("later"), Tone.PLAIN))
    if line.event.fate is Fate.UNDONE:
        marks.append((_("undone"), Tone.PLAIN))
    if line.event.fate is Fate.WITHDRAWN:
        marks.append((_("withdrawn"), Tone.PLAIN))
    if line.event.corrects and not line.is_gone:
        marks.append((_("corrected"), Tone.ACCENT))
    return marks
