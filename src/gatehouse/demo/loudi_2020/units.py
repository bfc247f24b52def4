"""The units of the demo city in both lines, from its divisions."""

from __future__ import annotations

from pypinyin import lazy_pinyin

from gatehouse.demo.loudi_2020.divisions import CITY, ZONE_TOWN, read_towns
from gatehouse.demo.loudi_2020.grid import CITY_RUN, ZONE
from gatehouse.demo.loudi_2020.types import Town
from gatehouse.territory.services import NewUnit
from gatehouse.territory.types import Level, Line, UnitKind

NATION, PROVINCE = "000000", "430000"
COUNTIES = {"431302": "娄星区", "431321": "双峰县", "431322": "新化县", "431381": "冷水江市", "431382": "涟源市"}


def pinyin(stem: str) -> str:
    """A place name in Latin letters."""
    return "".join(lazy_pinyin(stem)).capitalize()


def units() -> list[NewUnit]:
    """Both lines' units from the nation down, parents first."""
    towns = read_towns()
    return [*_police(towns), *_education(towns)]


ZONE_AND_CITY_RUN_LIE_IN = "431302"


def _police(towns: tuple[Town, ...]) -> list[NewUnit]:
    line = Line.POLICE
    found = [
        NewUnit(line, NATION, Level.NATION, "公安部", "Ministry of Public Security"),
        NewUnit(line, PROVINCE, Level.PROVINCE, "湖南省公安厅", "Hunan Public Security Department", NATION),
        NewUnit(line, CITY, Level.CITY, "娄底市公安局", "Loudi Public Security Bureau", PROVINCE),
    ]
    for code, county in COUNTIES.items():
        label = "娄底市公安局娄星分局" if code == ZONE_AND_CITY_RUN_LIE_IN else f"{county}公安局"
        found.append(NewUnit(line, code, Level.COUNTY, label, f"{pinyin(county[:-1])} Public Security Bureau", CITY))
        if code == ZONE_AND_CITY_RUN_LIE_IN:
            found.append(
                _beside(line, ZONE, "娄底市公安局经开区分局", "Loudi Zone Public Security Bureau", UnitKind.ZONE)
            )
    return found + [_lowest(line, town, town.station, f"{pinyin(town.stem)} Police Station") for town in towns]


def _education(towns: tuple[Town, ...]) -> list[NewUnit]:
    line = Line.EDUCATION
    found = [
        NewUnit(line, NATION, Level.NATION, "教育部", "Ministry of Education"),
        NewUnit(line, PROVINCE, Level.PROVINCE, "湖南省教育厅", "Hunan Education Department", NATION),
        NewUnit(line, CITY, Level.CITY, "娄底市教育局", "Loudi Education Bureau", PROVINCE),
    ]
    for code, county in COUNTIES.items():
        found.append(
            NewUnit(line, code, Level.COUNTY, f"{county}教育局", f"{pinyin(county[:-1])} Education Bureau", CITY)
        )
        if code == ZONE_AND_CITY_RUN_LIE_IN:
            found += [
                _beside(line, CITY_RUN, "娄底市直学校", "Loudi City-run Schools", UnitKind.CITY_RUN),
                _beside(line, ZONE, "娄底经开区教育办", "Loudi Zone Education Office", UnitKind.ZONE),
            ]
    return found + [_lowest(line, town, town.district, f"{pinyin(town.stem)} School District") for town in towns]


def _beside(line: Line, code: str, name: str, name_en: str, kind: UnitKind) -> NewUnit:
    """A county-level unit without a division of its own."""
    return NewUnit(line, code, Level.COUNTY, name, name_en, CITY, kind, ZONE_AND_CITY_RUN_LIE_IN)


def _lowest(line: Line, town: Town, name: str, name_en: str) -> NewUnit:
    """A town's station or district, below its county or the zone."""
    return NewUnit(line, town.code, Level.STATION, name, name_en, ZONE if town.code == ZONE_TOWN else town.county)
