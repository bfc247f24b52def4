"""The two trees of an invented nation: alike down to the county, different below."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from gatehouse.territory.types import Level, Line, UnitKind
from tools.nation.scale import FOUNDED, Scale, numbered, parent_of

DISTRICTS_EACH = 2
"""Police stations to one school district."""


@dataclass(frozen=True, slots=True)
class Places:
    """Units and their points as rows of the tables, and of each line the lowest units in the order of the tree."""

    units: pl.DataFrame
    points: pl.DataFrame
    lowest: dict[Line, pl.DataFrame]
    """``unit`` and ``path``; the stations and the school districts."""
    cities: pl.DataFrame
    """``unit`` and ``path`` of the education line's cities, which run some schools themselves."""


def places(scale: Scale) -> Places:
    """Both trees of a scale."""
    found: list[pl.DataFrame] = []
    lowest: dict[Line, pl.DataFrame] = {}
    cities = pl.DataFrame()
    first = 1
    for line in Line:
        stations = scale.stations if line is Line.POLICE else scale.stations // DISTRICTS_EACH
        above = pl.DataFrame({"path": [""], "unit": [None]}, schema={"path": pl.String, "unit": pl.Int64})
        counts = (1, scale.provinces, scale.cities, scale.counties, stations)
        for level, count in zip(Level, counts, strict=True):
            tier = _tier(line, level, count, above, first)
            first += count
            found.append(tier)
            above = tier.select("path", "unit")
            if (line, level) == (Line.EDUCATION, Level.CITY):
                cities = above
        lowest[line] = above
    return _as_rows(pl.concat(found), lowest, cities)


def _tier(line: Line, level: Level, count: int, above: pl.DataFrame, first: int) -> pl.DataFrame:
    """The units of one level below those above, with the paths that their order among siblings gives."""
    parents = above.with_row_index("above", offset=1).select(
        pl.col("above").cast(pl.Int64), pl.col("path").alias("upper"), pl.col("unit").alias("parent")
    )
    return (
        numbered(count, "number").with_columns(above=parent_of(pl.col("number"), count, above.height))
        .join(parents, on="above", maintain_order="left")
        .with_columns(ordinal=pl.int_range(1, pl.len() + 1).over("above"), unit=pl.col("number") + first - 1)
        .select(
            "unit", "number", "parent", "ordinal",
            path=pl.col("upper") + pl.col("ordinal").cast(pl.String).str.zfill(3),
            line=pl.lit(line.value), level=pl.lit(level.value, pl.Int64),
        )
    )  # fmt: skip


def _as_rows(tiers: pl.DataFrame, lowest: dict[Line, pl.DataFrame], cities: pl.DataFrame) -> Places:
    names = {Level.NATION: "国", Level.PROVINCE: "省", Level.CITY: "市", Level.COUNTY: "县", Level.STATION: "所"}
    kind = pl.col("level").replace_strict({level.value: name for level, name in names.items()}, return_dtype=pl.String)
    name = pl.concat_str(pl.lit("演示第"), pl.col("number").cast(pl.String), kind)
    units = tiers.select(
        id="unit", line="line", code=pl.col("path").str.slice(3).str.pad_end(12, "0").str.head(16),
        level="level", kind=pl.lit(UnitKind.OFFICE.value),
        division=pl.col("path").str.slice(3, 9).str.pad_end(9, "0"),
    )  # fmt: skip
    points = tiers.select(
        unit_id="unit", valid_from=pl.lit(FOUNDED), in_force=pl.lit(value=True), name=name,
        name_en=pl.concat_str(pl.lit("Invented unit "), pl.col("path")), initials=pl.lit("ys"),
        parent_id="parent", path="path", posting=pl.lit(1, pl.Int64),
    )  # fmt: skip
    return Places(units, points, lowest, cities)
