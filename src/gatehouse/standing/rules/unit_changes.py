"""What a point of a unit changed, and which unit's change a campus followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gatehouse.kernel.path import ancestors
from gatehouse.standing.rules.sayings import Fate, Saying, Values
from gatehouse.standing.types import Happening
from gatehouse.territory.types import Line

PATHS = {Line.POLICE: "police_path", Line.EDUCATION: "education_path"}
UNITS = {Line.POLICE: "police_unit_id", Line.EDUCATION: "education_unit_id"}

MOVING = {Happening.UNIT_MOVED, Happening.UNIT_MERGED, Happening.UNIT_ABOLISHED, Happening.UNIT_FOUNDED}
"""By what a unit's own place changes, and with it that of all below."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One point of a unit's history, and what it changed."""

    line: Line
    unit_id: int
    saying: Saying
    happenings: tuple[Happening, ...]

    @property
    def values(self) -> Values:
        """What is said of the unit."""
        return self.saying.version.values


def unit_change(line: Line, unit_id: int, saying: Saying) -> UnitChange:
    """What a point of a unit changed."""
    return UnitChange(line, unit_id, saying, tuple(_happenings(saying.before, saying.version.values)))


def _happenings(before: Values | None, now: Values) -> Iterable[Happening]:
    if before is None or (now["in_force"] and not before["in_force"]):
        return [Happening.UNIT_FOUNDED]
    if before["in_force"] and not now["in_force"]:
        return [Happening.UNIT_MERGED if now["successor_id"] else Happening.UNIT_ABOLISHED]
    found = []
    if (now["name"], now["name_en"]) != (before["name"], before["name_en"]):
        found.append(Happening.UNIT_RENAMED)
    if now["parent_id"] != before["parent_id"]:
        found.append(Happening.UNIT_MOVED)
    elif now["path"] != before["path"]:
        found.append(Happening.UNIT_WENT_ALONG)
    return found or [Happening.REPORTED_AGAIN]


def behind(place: Saying, changes: Sequence[UnitChange]) -> tuple[UnitChange, ...]:
    """The units' changes that a campus's place followed, one a line at most: of those above it, the highest."""
    found = []
    before, now = place.before, place.version.values
    for line in Line if before else ():
        path = PATHS[line]
        if before is None or before[path] == now[path]:
            continue
        above = ancestors(before[path])
        causes = [
            change
            for change in changes
            if change.line is line
            and change.saying.version.day == place.version.day
            and MOVING.intersection(change.happenings)
            and change.saying.before is not None
            and change.saying.before["path"] in above
        ]
        if causes:
            found.append(min(causes, key=lambda change: _nearness(change, place)))
    return tuple(found)


def _nearness(change: UnitChange, place: Saying) -> tuple[bool, bool, int]:
    """The change told by the same posting first, then one that holds, then the highest in the tree."""
    other = change.saying.version.posting != place.version.posting
    path = change.saying.before["path"] if change.saying.before else ""
    return other, change.saying.fate is not Fate.HOLDS, len(path)
