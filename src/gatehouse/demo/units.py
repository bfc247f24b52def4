"""The units of the demo city in both lines, from its divisions."""

from __future__ import annotations

from pypinyin import lazy_pinyin

from gatehouse.territory.services import NewUnit
from gatehouse.territory.types import Level, Line, UnitKind

NATION, PROVINCE, CITY = "000000", "430000", "431300"
ZONE, CITY_RUN = "431300JK", "431300SZ"
ZONE_TOWNS = frozenset({"431302007"})
"""The towns of the development zone: their station and district stand below the zone, not the county."""

Division = tuple[str, str, Level, str | None]


def stem(name: str) -> str:
    """A place name without its kind, as stations are named."""
    for suffix in ("国有林场", "街道", "镇", "乡", "区", "县", "市"):
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            return name[: -len(suffix)]
    return name


def pinyin(name: str) -> str:
    """A place name's stem in Latin letters."""
    return "".join(lazy_pinyin(stem(name))).capitalize()


def units_of(divisions: list[Division]) -> list[NewUnit]:
    """Both lines' units from the nation down, parents first."""
    counties = [item for item in divisions if item[2] == Level.COUNTY]
    towns = [item for item in divisions if item[2] == Level.STATION]
    return [*_police(counties, towns), *_education(counties, towns)]


ZONE_AND_CITY_RUN_LIE_IN = "431302"


def _police(counties: list[Division], towns: list[Division]) -> list[NewUnit]:
    line = Line.POLICE
    found = [
        NewUnit(line, NATION, Level.NATION, "公安部", "Ministry of Public Security"),
        NewUnit(line, PROVINCE, Level.PROVINCE, "湖南省公安厅", "Hunan Public Security Department", NATION),
        NewUnit(line, CITY, Level.CITY, "娄底市公安局", "Loudi Public Security Bureau", PROVINCE),
    ]
    for code, county, _level, _parent in counties:
        label = "娄底市公安局娄星分局" if code == ZONE_AND_CITY_RUN_LIE_IN else f"{county}公安局"
        found.append(NewUnit(line, code, Level.COUNTY, label, f"{pinyin(county)} Public Security Bureau", CITY))
        if code == ZONE_AND_CITY_RUN_LIE_IN:
            found.append(
                _beside(line, ZONE, "娄底市公安局经开区分局", "Loudi Zone Public Security Bureau", UnitKind.ZONE)
            )
    return found + [
        _lowest(line, town, f"{stem(town[1])}派出所", f"{pinyin(town[1])} Police Station") for town in towns
    ]


def _education(counties: list[Division], towns: list[Division]) -> list[NewUnit]:
    line = Line.EDUCATION
    found = [
        NewUnit(line, NATION, Level.NATION, "教育部", "Ministry of Education"),
        NewUnit(line, PROVINCE, Level.PROVINCE, "湖南省教育厅", "Hunan Education Department", NATION),
        NewUnit(line, CITY, Level.CITY, "娄底市教育局", "Loudi Education Bureau", PROVINCE),
    ]
    for code, name, _level, _parent in counties:
        found.append(NewUnit(line, code, Level.COUNTY, f"{name}教育局", f"{pinyin(name)} Education Bureau", CITY))
        if code == ZONE_AND_CITY_RUN_LIE_IN:
            found += [
                _beside(line, CITY_RUN, "娄底市直学校", "Loudi City-run Schools", UnitKind.CITY_RUN),
                _beside(line, ZONE, "娄底经开区教育办", "Loudi Zone Education Office", UnitKind.ZONE),
            ]
    return found + [_lowest(line, town, f"{stem(town[1])}学区", f"{pinyin(town[1])} School District") for town in towns]


def _beside(line: Line, code: str, name: str, name_en: str, kind: UnitKind) -> NewUnit:
    """A county-level unit without a division of its own."""
    return NewUnit(line, code, Level.COUNTY, name, name_en, CITY, kind, ZONE_AND_CITY_RUN_LIE_IN)


def _lowest(line: Line, town: Division, name: str, name_en: str) -> NewUnit:
    """A town's station or district, below its county or the zone."""
    return NewUnit(line, town[0], Level.STATION, name, name_en, ZONE if town[0] in ZONE_TOWNS else town[3])
