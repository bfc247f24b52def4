"""A unit's story: its own acts, what other units' acts brought and took, and the campuses that came and went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from gatehouse.standing.rules.sayings import Fate
from gatehouse.standing.rules.stories import Event, Flow, event, in_order
from gatehouse.standing.rules.unit_changes import UnitChange
from gatehouse.standing.types import Happening


class Arrival(NamedTuple):
    """One campus's coming to a unit or going, by the posting that says so; ``was_known`` elsewhere before."""

    day: date
    posting: int
    came: bool
    was_known: bool


def unit_story(unit_id: int, changes: Sequence[UnitChange], arrivals: Sequence[Arrival]) -> list[Event]:
    """All that happened to a unit and is known to come, in order of days, then of postings."""
    told = in_order([item for change in changes for item in _told(unit_id, change)])
    flows = _flows(arrivals)
    found = []
    for item in told:
        flow = flows.pop((item.day, item.posting or 0), None) if item.fate is Fate.HOLDS else None
        found.append(replace(item, flow=flow) if flow else item)
    alone = [
        Event(day, Happening.CAMPUSES, posting=posting, flow=flow)
        for (day, posting), flow in flows.items()
    ]  # fmt: skip
    return _counted(in_order([*found, *alone]))


def _told(unit_id: int, change: UnitChange) -> Iterator[Event]:
    """What a change of this unit or of another one means to this one."""
    if change.unit_id == unit_id:
        for happening in change.happenings:
            yield event("unit", change.saying, happening, behind=(change,))
        return
    before, now = change.saying.before, change.values
    if before is None:
        return
    below = before["in_force"] and before["parent_id"] == unit_id
    if Happening.UNIT_MERGED in change.happenings and now["successor_id"] == unit_id:
        yield event("unit", change.saying, Happening.UNIT_TOOK_OVER, behind=(change,))
    elif Happening.UNIT_MOVED in change.happenings and (below or now["parent_id"] == unit_id):
        happening = Happening.UNIT_GAVE if below else Happening.UNIT_GAINED
        yield event("unit", change.saying, happening, behind=(change,))


def _flows(arrivals: Sequence[Arrival]) -> dict[tuple[date, int], Flow]:
    counts: defaultdict[tuple[date, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for item in arrivals:
        column = 2 if not item.came else 1 if item.was_known else 0
        counts[item.day, item.posting][column] += 1
    return {key: Flow(*numbers) for key, numbers in counts.items()}


def _counted(events: Sequence[Event]) -> list[Event]:
    """With how many campuses there are after each event that holds."""
    there, found = 0, []
    for item in events:
        flow = item.flow or Flow()
        there += flow.registered + flow.came - flow.went
        found.append(replace(item, flow=flow._replace(there=there)) if item.fate is Fate.HOLDS else item)
    return found
