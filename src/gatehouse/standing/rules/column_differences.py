"""What replacing stretches of many campuses adds to totals: the twins, as columns, of ``differences``."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from gatehouse.kernel.days import FAR
from gatehouse.kernel.path import WIDTH
from gatehouse.standing.rules.columns import STRETCHES, VALUES
from gatehouse.standing.rules.differences import TOTAL_LEVELS
from gatehouse.standing.types import AMOUNTS
from gatehouse.territory.types import Line

KEPT = {**STRETCHES, "key": pl.Int64}
"""The columns of live rows: a stretch and the key of its row."""

TOTAL_KEYS = ("line", "depth", "path", "stratum", "bucket")

_PATHS = ("police_path", "education_path")
_SUMS = tuple(pl.col(name).sum() for name in AMOUNTS)


def compared(kept: pl.DataFrame, found: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Of the stretches kept (columns as in ``KEPT``) those that hold no more, and of those found the new ones."""
    if kept.is_empty():
        return kept, found
    here = ("campus", "valid_from")
    same = kept.join(found, on=here, suffix="_found").filter(
        pl.all_horizontal(pl.col(name) == pl.col(f"{name}_found") for name in ("valid_to", *VALUES))
    )
    return kept.join(same, on="key", how="anti"), found.join(same, on=here, how="anti")


def by_day(gone: pl.DataFrame, come: pl.DataFrame) -> pl.DataFrame:
    """What replacing stretches adds to the lowest totals that are kept, from each day on.

    Columns: both paths down to that level, ``stratum``, ``day`` and the amounts; differences of nothing are left out.
    """
    keys = [*(pl.col(path).str.head(TOTAL_LEVELS[-1] * WIDTH) for path in _PATHS), "stratum"]
    ended = pl.col("valid_to") < pl.lit(FAR)
    parts = [
        rows.select(*keys, pl.col(day).alias("day"), *(pl.col(name) * sign for name in AMOUNTS))
        for rows, day, sign in (
            (gone, "valid_from", -1),
            (gone.filter(ended), "valid_to", 1),
            (come, "valid_from", 1),
            (come.filter(ended), "valid_to", -1),
        )
    ]
    return _added_up(pl.concat(parts), [*_PATHS, "stratum", "day"])


def by_bucket(days: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The differences of every total, from those that ``by_day`` gives; a line and level at a time.

    Columns: ``TOTAL_KEYS`` and the amounts, in the order of the keys.
    """
    for line, column in zip(Line, _PATHS, strict=True):
        for level in TOTAL_LEVELS:
            path = pl.col(column).str.head(level * WIDTH).alias("path")
            single = _added_up(days.select(path, "stratum", "day", *AMOUNTS), ["path", "stratum", "day"])
            day = pl.col("day").dt
            year, month = day.year(), day.year() * 100 + day.month()
            grains = [
                _added_up(single.with_columns(bucket=bucket), ["path", "stratum", "bucket"])
                for bucket in (year, month, month * 100 + day.day())
            ]
            yield (
                pl.concat(grains)
                .sort("path", "bucket", "stratum")
                .select(pl.lit(line.value).alias("line"), pl.lit(level.value).alias("depth"), *TOTAL_KEYS[2:], *AMOUNTS)
            )


def _added_up(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Summed up by keys, without sums of nothing."""
    return rows.group_by(keys).agg(_SUMS).filter(pl.any_horizontal(pl.col(name) != 0 for name in AMOUNTS))
