"""What acts and sayings amount to. Plain decisions on one subject's history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gatehouse.foundation.facts.points import (
    NOT_WRITTEN,
    NOTHING_SAID,
    Act,
    HangingActError,
    History,
    NothingSaidError,
    Point,
    Saying,
)
from gatehouse.foundation.facts.reading import in_force
from gatehouse.foundation.models import ChangePoint


def altered(model: type[ChangePoint], history: History, act: Act) -> list[tuple[date, tuple[Any, ...]]]:
    """The points that an act writes anew in a subject's history, in order of days. Raises NothingSaidError."""
    known = in_force(history, act.day)
    if known is None:
        raise NothingSaidError("nothing-said", model, act.subject, act.day)
    old = dict(zip(model.VALUES, known[1], strict=True))
    running = {name: value for name, value in act.columns.items() if old[name] != value}
    found: list[tuple[date, tuple[Any, ...]]] = []
    if running:
        found.append((act.day, tuple((old | running).values())))
    for day in sorted(later for later in history if later > act.day):
        values = dict(zip(model.VALUES, history[day][1], strict=True))
        running = {name: value for name, value in running.items() if values[name] == old[name]}
        if not running:
            break
        found.append((day, tuple((values | running).values())))
    return found


def retold(model: type[ChangePoint], sayings: Iterable[Saying]) -> dict[date, Point]:
    """What one subject's sayings amount to, told again in the order of recording: the points that should hold.

    They are marked as following from what was said otherwise. Raises HangingActError.
    """
    history: History = {}
    rows: dict[date, int | None] = {}
    subject: tuple[Any, ...] = ()
    for saying in sayings:
        point = saying.point
        subject, day = point.subject, point.valid_from
        if point.said is None:
            history[day], rows[day] = (NOT_WRITTEN, point.values), point.source_row_id
            continue
        bits = {name: value for place, (name, value) in enumerate(zip(model.VALUES, point.values, strict=True))
                if point.said >> place & 1}  # fmt: skip
        try:
            found = altered(model, history, Act(subject, day, bits))
        except NothingSaidError as error:
            raise HangingActError(model, subject, day, saying.posting) from error
        for touched, values in found:
            history[touched] = (NOT_WRITTEN, values)
        rows[day] = None
    return {day: Point(subject, day, values, rows.get(day), NOTHING_SAID) for day, (_, values) in history.items()}
