"""Words of the territory: the two lines of authority and the levels of their trees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from gatehouse.kernel.path import Branch, branch


class Line(StrEnum):
    """A line of authority; each has its own dated tree of units over the same campuses."""

    POLICE = "police"
    EDUCATION = "education"


class Level(IntEnum):
    """How deep a unit stands in its line's tree; equals the number of path levels."""

    NATION = 1
    PROVINCE = 2
    CITY = 3
    COUNTY = 4
    STATION = 5
    """The lowest level: police station (派出所), or school district (学区)."""


class UnitKind(StrEnum):
    """What a unit is among those of its level."""

    OFFICE = "OFFICE"
    """An ordinary authority of its level: ministry, provincial, city or county office, station, school district."""
    ZONE = "ZONE"
    """A development zone (经开区) with its own county-level office but no division code."""
    CITY_RUN = "CITY_RUN"
    """The schools that a city bureau runs itself (市直), at county level."""


@dataclass(frozen=True, slots=True)
class UnitOn:
    """A unit as it stands on a day."""

    id: int
    line: Line
    code: str
    level: Level
    kind: UnitKind
    division: str
    name: str
    name_en: str
    initials: str
    path: str

    @property
    def branch(self) -> Branch:
        """Everything at or below this unit."""
        return branch(self.path)
