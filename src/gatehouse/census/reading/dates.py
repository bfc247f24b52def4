"""Days as people write them: Excel dates, 2019.3, 2019年3月5日, 20190301, 2019/3/5, Excel's serial numbers."""

from __future__ import annotations

from datetime import date

import polars as pl

from gatehouse.census.reading.codes import CellCode
from gatehouse.census.reading.texts import fault, meant, raw
from gatehouse.kernel.days import FIRST

DATE_CODES = (CellCode.DATE_UNREADABLE, CellCode.DATE_IMPOSSIBLE, CellCode.DATE_TOO_EARLY)
"""What may be wrong with a text that should be a day."""

_TIME = r" ?[0-9]{1,2}:[0-9]{2}.*$"
_STROKES = r"[年月./\\_−–—-]"
_PARTS = (
    r"^(?P<year>[0-9]{4})"
    r"(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?|(?P<month2>[0-9]{2})(?P<day2>[0-9]{2})?)$"
)
_FIRST_PACKED_YEAR = 1930
"""Six digits below 193001 are more likely a year of two digits with month and day than a month."""
_SERIAL = r"^[1-7][0-9]{4}$"
_SERIAL_EPOCH = date(1899, 12, 30)


def month_only(field: str) -> str:
    """The column that tells whether a field's text names a month, not a day."""
    return f"month_only.{field}"


def with_day(frame: pl.DataFrame, field: str) -> pl.DataFrame:
    """Add a field's value (Date; the first of the month if only that is told), its fault and ``month_only``."""
    text = meant(pl.col(raw(field))).str.replace(_TIME, "").str.replace_all(" ", "")
    plain = text.str.replace_all(_STROKES, "-").str.replace(r"[日号]$", "").str.strip_chars_end("-")
    # Each stage is computed once: as one expression, polars would repeat the earlier ones for every use.
    parts = frame.select(plain.alias("plain")).with_columns(pl.col("plain").str.extract_groups(_PARTS).alias("parts"))
    parts = parts.unnest("parts").with_columns(
        pl.col("year").cast(pl.Int32),
        pl.coalesce("month", "month2").alias("month"),
        pl.coalesce("day", "day2").alias("day"),
        pl.col("plain").str.contains(_SERIAL).alias("serial"),
    )
    packed_month = pl.col("month2").is_not_null() & pl.col("day").is_null()
    readable = pl.col("month").is_not_null() & ~(packed_month & (pl.col("year") < _FIRST_PACKED_YEAR))
    parts = parts.with_columns(readable.alias("readable")).with_columns(
        pl.when("serial").then(_from_serial()).when("readable").then(_from_parts()).alias("value")
    )
    wrong = (
        pl.when(pl.col("plain").is_null() | pl.col("serial"))
        .then(None)
        .when(~pl.col("readable"))
        .then(pl.lit(CellCode.DATE_UNREADABLE.value))
        .when(pl.col("year") < FIRST.year)
        .then(pl.lit(CellCode.DATE_TOO_EARLY.value))
        .when(pl.col("value").is_null())
        .then(pl.lit(CellCode.DATE_IMPOSSIBLE.value))
    )
    return frame.with_columns(
        parts.select(
            pl.when(pl.col("value") >= FIRST).then("value").alias(field),
            wrong.alias(fault(field)),
            (pl.col("readable") & pl.col("day").is_null()).alias(month_only(field)),
        )
    )


def _from_parts() -> pl.Expr:
    """The day of year, month and day; null where the calendar has none."""
    day = pl.col("day").fill_null("01").str.zfill(2)
    return pl.format("{}-{}-{}", "year", pl.col("month").str.zfill(2), day).str.to_date("%Y-%m-%d", strict=False)


def _from_serial() -> pl.Expr:
    """The day of Excel's serial number."""
    return pl.lit(_SERIAL_EPOCH) + pl.duration(days=pl.col("plain").cast(pl.Int64, strict=False))


def first_day(text: str) -> date | None:
    """The day that a single text tells, None if it tells none."""
    found = with_day(pl.DataFrame({raw("day"): [text]}, schema={raw("day"): pl.String}), "day")["day"][0]
    return found if isinstance(found, date) else None
