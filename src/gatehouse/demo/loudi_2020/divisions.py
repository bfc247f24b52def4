"""The city's towns from the public division codes, with the police station and school district named after each."""

from __future__ import annotations

import csv
from importlib.resources import files

from gatehouse.demo.loudi_2020.types import Town

CITY = "431300"
STREET = "街道"
FOREST_FARM = "林场/其他"
ZONE_TOWN = "431302007"
"""大埠桥街道: every campus of the development zone stands here, and no other."""


def stem(name: str) -> str:
    """A town's name without its suffix: 杉山镇 → 杉山, 冷水江街道 → 冷水江, 大熊山国有林场 → 大熊山."""
    for suffix in (STREET, "国有林场", "镇", "乡"):
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name


def read_towns() -> tuple[Town, ...]:
    """Every town of the city, in the order of the codes; read from the territory's data file."""
    source = files("gatehouse.territory") / "data" / f"divisions-{CITY}.csv"
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines) if row["level"] == "town"]
    return tuple(
        Town(
            code=row["code"],
            name=row["name"],
            county=row["parent_code"],
            kind=row["town_kind"],
            stem=stem(row["name"]),
            station=f"{stem(row['name'])}派出所",
            district=f"{stem(row['name'])}学区",
        )
        for row in sorted(rows, key=lambda row: row["code"])
    )
