"""Invented security and property companies, and which of them serves which county."""

from __future__ import annotations

from random import Random

from gatehouse.demo.loudi_2020.numbers import credit_code
from gatehouse.demo.loudi_2020.types import Firm
from gatehouse.guards.types import HiringSource


def _firm(serial: int, name: str, source: HiringSource, county: str) -> Firm:
    return Firm(name, source, county, credit_code("91", 91_000_000 + serial))


_CITY_WIDE = _firm(1, "娄底市湘卫安保安服务有限公司", HiringSource.COMPANY, "431302")

FIRMS = (
    _CITY_WIDE,
    _firm(2, "娄星区金盾护苑保安服务有限公司", HiringSource.COMPANY, "431302"),
    _firm(3, "双峰县永丰卫保安服务有限公司", HiringSource.COMPANY, "431321"),
    _firm(4, "新化县梅山盾保安服务有限公司", HiringSource.COMPANY, "431322"),
    _firm(5, "冷水江市锑都卫保安服务有限公司", HiringSource.COMPANY, "431381"),
    _firm(6, "涟源市湄江盾保安服务有限公司", HiringSource.COMPANY, "431382"),
    _firm(11, "娄底市和顺家园物业管理有限公司", HiringSource.PROPERTY, "431302"),
    _firm(12, "双峰县永乐居物业管理有限公司", HiringSource.PROPERTY, "431321"),
    _firm(13, "新化县资水源物业管理有限公司", HiringSource.PROPERTY, "431322"),
    _firm(14, "冷水江市布溪里物业管理有限公司", HiringSource.PROPERTY, "431381"),
    _firm(15, "涟源市蓝田园物业管理有限公司", HiringSource.PROPERTY, "431382"),
)


def choose_firm(source: HiringSource, county: str, rng: Random) -> Firm | None:
    """A company of the county, or now and then the city-wide one; None for guards whom the campus employs."""
    if source is HiringSource.SELF:
        return None
    local = [firm for firm in FIRMS if firm.source is source and firm.county == county and firm is not _CITY_WIDE]
    if source is HiringSource.COMPANY:
        return rng.choice([*local, *local, _CITY_WIDE])
    return rng.choice(local)
