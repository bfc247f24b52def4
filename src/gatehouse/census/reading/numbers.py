"""Head counts and ages as people write them: full-width digits, "35人", thousands separators, "567.0"."""

from __future__ import annotations

import polars as pl

from gatehouse.census.reading.codes import CellCode
from gatehouse.census.reading.texts import fault, raw, tidy

MAX_COUNT = 60_000
"""No campus has more people: the largest school of the country stays well below."""

_MEASURE = r"(?:人|名|个|位|岁|周岁)$"
_WHOLE = r"^[0-9]+(?:\.0*)?$"
_GROUPED = r"^[0-9]{1,3}(?:,[0-9]{3})+(?:\.0*)?$"
_DECIMAL = r"^[0-9][0-9,]*\.[0-9]+$"
_NEGATIVE = r"^[-−–][0-9]"
_APPROXIMATE = r"约|左右|上下|近|多|余|以上|以下|以内|不到|不足|超过|[~±><≥≤]|[0-9][-至到—][0-9]"
_UNKNOWN = r"^(?:不详|未知|不清楚|不明|不知道|待定|待统计|未统计|待核实|保密|NP|N/A|NA|#N/A|\?+|不祥)$"


def with_number(frame: pl.DataFrame, field: str, *, most: int = MAX_COUNT) -> pl.DataFrame:
    """Add a field's value (Int64) and fault, read from its raw text; a fault has no value."""
    text = tidy(pl.col(raw(field))).str.replace(_MEASURE, "")
    digits = pl.when(pl.col("text").str.contains(_GROUPED)).then(pl.col("text").str.replace_all(",", ""))
    parts = frame.select(text.alias("text")).with_columns(digits.otherwise("text").alias("digits"))
    parts = parts.with_columns(pl.col("digits").str.contains(_WHOLE).alias("whole")).with_columns(
        pl.when("whole").then(pl.col("digits").str.replace(r"\..*$", "")).cast(pl.Int64, strict=False).alias("number")
    )
    too_large = pl.col("number").is_null() | (pl.col("number") > most)
    wrong = (
        pl.when(pl.col("text").is_null() | (pl.col("whole") & ~too_large))
        .then(None)
        .when("whole")
        .then(pl.lit(CellCode.NUMBER_TOO_LARGE.value))
        .when(pl.col("text").str.contains(_NEGATIVE))
        .then(pl.lit(CellCode.NUMBER_NEGATIVE.value))
        .when(pl.col("text").str.contains(_APPROXIMATE))
        .then(pl.lit(CellCode.NUMBER_APPROXIMATE.value))
        .when(pl.col("text").str.contains(_UNKNOWN))
        .then(pl.lit(CellCode.NUMBER_UNKNOWN.value))
        .when(pl.col("text").str.contains(_DECIMAL))
        .then(pl.lit(CellCode.NUMBER_DECIMAL.value))
        .otherwise(pl.lit(CellCode.NUMBER_UNREADABLE.value))
    )
    return frame.with_columns(parts.select(pl.when(~too_large).then("number").alias(field), wrong.alias(fault(field))))
