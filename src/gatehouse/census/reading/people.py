"""Resident ID numbers of a whole column: the twin of ``kernel.identifiers.resident_id``, which is its oracle."""

from __future__ import annotations

from datetime import date

import polars as pl

from gatehouse.census.reading.codes import CellCode
from gatehouse.census.reading.texts import fault, raw, tidy
from gatehouse.kernel.days import FIRST
from gatehouse.kernel.identifiers import Sex

ID_BIRTH = "id.birth_date"
ID_SEX = "id.sex"

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FORM = r"^[0-9]{17}[0-9X]$"
_OLD_FORM = r"^[0-9]{15}$"
_EXPONENT = r"^[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}$"
_ROUNDED = r"^[0-9]{15}000$"


def resident_ids(frame: pl.DataFrame, *, lossy: frozenset[int] = frozenset()) -> pl.DataFrame:
    """Add ``id_number`` (null when wrong), its fault, and the birth date and sex that it tells.

    Source: GB 11643-1999. ``lossy`` are the rows (column ``row``) whose number stood in a numeric cell and so lost
    its last digits: they are refused even where the rest happens to fit its check digit.
    """
    number = tidy(pl.col(raw("id_number")))
    body = pl.col("number").str.slice(0, 17).cast(pl.Int64, strict=False)
    digits = [body // 10 ** (16 - place) % 10 for place in range(17)]
    weighted = pl.sum_horizontal(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    expected = (weighted % 11).replace_strict(list(range(11)), list(_CHECKS), return_dtype=pl.String, default=None)
    well_formed = pl.col("number").str.contains(_FORM)
    born = pl.col("number").str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    frame = frame.with_columns(number.alias("number")).with_columns(
        pl.when(well_formed & (born >= FIRST)).then(born).alias(ID_BIRTH),
        (well_formed & (expected == pl.col("number").str.slice(17))).alias("checked"),
        pl.when(well_formed).then(_sex(body % 10)).alias(ID_SEX),
    )
    wrong = (
        pl.when(pl.col("number").is_null())
        .then(None)
        .when(pl.col("row").is_in(sorted(lossy)) | pl.col("number").str.contains(_EXPONENT))
        .then(pl.lit(CellCode.ID_DIGITS_LOST.value))
        .when(pl.col("number").str.contains(_OLD_FORM))
        .then(pl.lit(CellCode.ID_OLD.value))
        .when(~well_formed)
        .then(pl.lit(CellCode.ID_LENGTH.value))
        .when(~pl.col("checked") & pl.col("number").str.contains(_ROUNDED))
        .then(pl.lit(CellCode.ID_DIGITS_LOST.value))
        .when(pl.col(ID_BIRTH).is_null())
        .then(pl.lit(CellCode.ID_BIRTH_DATE.value))
        .when(~pl.col("checked"))
        .then(pl.lit(CellCode.ID_CHECK_DIGIT.value))
    )
    right = pl.col(fault("id_number")).is_null()
    return (
        frame.with_columns(wrong.alias(fault("id_number")))
        .with_columns(
            pl.when(right).then(pl.col("number")).alias("id_number"),
            pl.when(right).then(pl.col(ID_BIRTH)).alias(ID_BIRTH),
            pl.when(right).then(pl.col(ID_SEX)).alias(ID_SEX),
        )
        .drop("number", "checked")
    )


def age_on(born: pl.Expr, day: date) -> pl.Expr:
    """Full years on a day; who was born on 29 February has the birthday on 1 March in common years."""
    month, day_of_month = (part.cast(pl.Int32) for part in (born.dt.month(), born.dt.day()))  # they come as 8 bits
    before_birthday = month * 100 + day_of_month > day.month * 100 + day.day
    return day.year - born.dt.year() - before_birthday.cast(pl.Int32)


def _sex(order: pl.Expr) -> pl.Expr:
    """Odd order numbers are men's."""
    return pl.when(order % 2 == 1).then(pl.lit(Sex.MALE.value)).otherwise(pl.lit(Sex.FEMALE.value))
