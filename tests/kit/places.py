"""A small province: one city with everything a city has, and another city beside it.

    000000 nation
      990000 province
        990100 the city
          990102 East county      990102001, 990102002
          990122 West county      990122001
          990123 South county     990123001
          990100KF zone           990100901
          990100SZ city-run schools, with no unit below them
        990200 the other city
          990202 Far county       990202001

Both lines have the same shape; names and codes are invented (no division of the country begins with 99).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from gatehouse.foundation.clock import SHANGHAI
from gatehouse.kernel.actor import SYSTEM
from gatehouse.territory import queries, services
from gatehouse.territory.services import NewUnit
from gatehouse.territory.types import Level, Line, UnitKind, UnitOn

NATION, PROVINCE, CITY, OTHER_CITY = "000000", "990000", "990100", "990200"
EAST, WEST, SOUTH, FAR_COUNTY = "990102", "990122", "990123", "990202"
ZONE, CITY_RUN = "990100KF", "990100SZ"
EAST_1, EAST_2, WEST_1, SOUTH_1 = "990102001", "990102002", "990122001", "990123001"
ZONE_1, FAR_1 = "990100901", "990202001"

UNITS_FROM = date(2000, 1, 1)
FOUNDED_AT = datetime(2018, 1, 2, 9, 0, tzinfo=SHANGHAI)

_OFFICES = (
    # code, level, stem, stem in English, parent, kind, division
    (NATION, Level.NATION, "全国", "National", None, UnitKind.OFFICE, ""),
    (PROVINCE, Level.PROVINCE, "某省", "Some Province", NATION, UnitKind.OFFICE, ""),
    (CITY, Level.CITY, "某市", "Some City", PROVINCE, UnitKind.OFFICE, ""),
    (OTHER_CITY, Level.CITY, "邻市", "Other City", PROVINCE, UnitKind.OFFICE, ""),
    (EAST, Level.COUNTY, "东县", "East", CITY, UnitKind.OFFICE, ""),
    (WEST, Level.COUNTY, "西县", "West", CITY, UnitKind.OFFICE, ""),
    (SOUTH, Level.COUNTY, "南县", "South", CITY, UnitKind.OFFICE, ""),
    (ZONE, Level.COUNTY, "经开区", "Zone", CITY, UnitKind.ZONE, EAST),
    (CITY_RUN, Level.COUNTY, "市直", "City-run", CITY, UnitKind.CITY_RUN, EAST),
    (FAR_COUNTY, Level.COUNTY, "远县", "Far", OTHER_CITY, UnitKind.OFFICE, ""),
    (EAST_1, Level.STATION, "东关", "East Gate", EAST, UnitKind.OFFICE, ""),
    (EAST_2, Level.STATION, "东湖", "East Lake", EAST, UnitKind.OFFICE, ""),
    (WEST_1, Level.STATION, "西关", "West Gate", WEST, UnitKind.OFFICE, ""),
    (SOUTH_1, Level.STATION, "南关", "South Gate", SOUTH, UnitKind.OFFICE, ""),
    (ZONE_1, Level.STATION, "科园", "Science Park", ZONE, UnitKind.OFFICE, ""),
    (FAR_1, Level.STATION, "远关", "Far Gate", FAR_COUNTY, UnitKind.OFFICE, ""),
)

_ENDINGS = {Line.POLICE: ("公安机关", "Police"), Line.EDUCATION: ("教育部门", "Education")}

CODES = tuple(row[0] for row in _OFFICES)
"""Every unit's code; both lines have the same."""


def offices() -> list[NewUnit]:
    """The units of both lines, parents first."""
    return [
        NewUnit(line, code, level, f"{name}{ending}", f"{name_en} {ending_en}", parent, kind, division)
        for line, (ending, ending_en) in _ENDINGS.items()
        for code, level, name, name_en, parent, kind, division in _OFFICES
    ]


@dataclass(frozen=True)
class Places:
    """The province as founded; units are looked up once."""

    _known: dict[tuple[Line, str], UnitOn] = field(default_factory=dict)

    def police(self, code: str) -> UnitOn:
        """A unit of the police line."""
        return self.unit(Line.POLICE, code)

    def education(self, code: str) -> UnitOn:
        """A unit of the education line."""
        return self.unit(Line.EDUCATION, code)

    def unit(self, line: Line, code: str) -> UnitOn:
        """A unit of a line as founded."""
        if (line, code) not in self._known:
            self._known[line, code] = queries.unit(line, code, on=UNITS_FROM)
        return self._known[line, code]


def found_province() -> Places:
    """Found the province in the database at hand."""
    services.found_units(offices(), valid_from=UNITS_FROM, by=SYSTEM, at=FOUNDED_AT)
    return Places()
