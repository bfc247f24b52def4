"""How large an invented nation is, and the arithmetic by which everything about it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True, slots=True)
class Scale:
    """How many of each; children are spread evenly over their parents."""

    name: str
    provinces: int
    cities: int
    counties: int
    stations: int
    campuses: int
    guards: int


SCALES = {
    scale.name: scale
    for scale in (
        Scale("nation", 31, 340, 2_900, 40_000, 530_000, 1_500_000),
        Scale("province", 1, 14, 122, 1_900, 25_000, 60_000),
        Scale("small", 1, 4, 40, 550, 7_000, 20_000),
    )
}

FOUNDED = date(2010, 1, 1)
"""Since when the units exist."""
BEGIN, END = date(2018, 1, 1), date(2020, 12, 31)
"""The years of history."""
DAYS = (END - BEGIN).days

_GOLDEN, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def drawn(number: str, salt: int, below: int) -> pl.Expr:
    """A whole number from 0 to ``below`` − 1 for each value of a column: splitmix64, so equal on every machine."""
    mixed = (pl.col(number).cast(pl.UInt64) + salt * 0x10000001) * pl.lit(_GOLDEN, pl.UInt64)
    mixed = (mixed ^ (mixed // 2**30)) * pl.lit(_FIRST, pl.UInt64)
    mixed = (mixed ^ (mixed // 2**27)) * pl.lit(_SECOND, pl.UInt64)
    return ((mixed ^ (mixed // 2**31)) % below).cast(pl.Int64)


def day_after(day: pl.Expr | date, days: pl.Expr | int) -> pl.Expr:
    """So many days after a day."""
    start = day if isinstance(day, pl.Expr) else pl.lit(day)
    return start + pl.duration(days=days)


def numbered(count: int, name: str = "id") -> pl.DataFrame:
    """The numbers from 1 on."""
    return pl.DataFrame({name: pl.int_range(1, count + 1, dtype=pl.Int64, eager=True)})


def parent_of(number: pl.Expr, children: int, parents: int) -> pl.Expr:
    """The parent, counted from 1, of a child counted from 1, when children are spread evenly."""
    return (number - 1) * parents // children + 1
