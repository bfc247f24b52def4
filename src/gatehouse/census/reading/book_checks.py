"""What rows say against each other, across all tables of a workbook."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from gatehouse.census.reading.codes import RowCode
from gatehouse.census.reading.findings import Examined, Teller, masked
from gatehouse.census.reading.texts import raw
from gatehouse.census.types import RowKind
from gatehouse.guards.types import Engagement
from gatehouse.kernel.problem import Problem, Severity

_TABLE = "table"
_CAMPUS_KEYS = (("name", "school_code", "placed"),)
_GUARD_KEYS = (("id_number", "campus_name"), ("id_number", "school_code"))


def duplicates(parts: Sequence[Examined], *, filename: str) -> list[list[Problem]]:
    """For each table, an ERROR for every row that repeats an earlier row without error.

    A campus repeats another of the same name and school code; without a code, of the same name in the same town or
    precinct, as many a town has its 中心幼儿园. A guard repeats the same ID number at the same campus, told by name or
    by code.
    """
    told: list[list[Problem]] = [[] for _ in parts]
    for kind, keys, code, field in (
        (RowKind.CAMPUS, _CAMPUS_KEYS, RowCode.DUPLICATE_CAMPUS, "name"),
        (RowKind.GUARD, _GUARD_KEYS, RowCode.DUPLICATE_GUARD, "id_number"),
    ):
        for table, row, first_table, first_row, text in _repeated(parts, kind, keys, field):
            part = parts[table]
            place = Teller(part.table, filename).place(row, field)
            params = {"row": first_row, "sheet": parts[first_table].table.sheet}
            told[table].append(Problem(code.value, place, masked(field, text), params=params))
    return told


def _repeated(
    parts: Sequence[Examined], kind: RowKind, keys: Sequence[tuple[str, ...]], field: str
) -> list[tuple[int, int, int, int, str]]:
    """Table and row of every repeating row, table and row of the first one, and the repeating row's raw text."""
    names = sorted({name for key in keys for name in key})
    frames = [
        part.frame.filter("ok")
        .with_columns(_placed(kind))
        .select(pl.lit(number).alias(_TABLE), "row", pl.col(raw(field)).alias("text"), *names)
        for number, part in enumerate(parts)
        if part.table.kind is kind
    ]
    if not frames:
        return []
    rows = pl.concat(frames)
    found: dict[tuple[int, int], tuple[int, int, int, int, str]] = {}
    for key in keys:
        # A campus may lack its code, and then has its town; a guard row counts only under a key it has in full.
        known = rows if kind is RowKind.CAMPUS else rows.filter(pl.all_horizontal(pl.col(key).is_not_null()))
        first = [pl.col(name).first().over(key).alias(f"first_{name}") for name in (_TABLE, "row")]
        later = (pl.col("first_row") != pl.col("row")) | (pl.col(f"first_{_TABLE}") != pl.col(_TABLE))
        again = known.with_columns(first).filter(later)
        for table, row, first_table, first_row, text in again.select(
            _TABLE, "row", f"first_{_TABLE}", "first_row", "text"
        ).iter_rows():
            found.setdefault((table, row), (table, row, first_table, first_row, text))
    return sorted(found.values())


def _placed(kind: RowKind) -> pl.Expr:
    """A campus without code is told apart by its town, or its police station; for guards the column is not used."""
    if kind is RowKind.GUARD:
        return pl.lit(None, dtype=pl.String).alias("placed")
    return pl.when(pl.col("school_code").is_null()).then(pl.coalesce("town", "police_station")).alias("placed")


def full_time_conflicts(parts: Sequence[Examined], *, filename: str) -> list[list[Problem]]:
    """For each campus table, a WARNING where the reported number of full-time guards differs from the roster.

    Only if the workbook has a roster, and is no excerpt. The roster's rows count even where they hold an error, but
    for repetitions: they are being mended, and the number reported is compared with what the sender meant.
    """
    told: list[list[Problem]] = [[] for _ in parts]
    rosters = [_full_time(part) for part in parts if part.table.kind is RowKind.GUARD]
    if not rosters or any(part.table.excerpt for part in parts):
        return told
    roster = pl.concat(rosters)
    by_code = roster.drop_nulls("school_code").group_by("school_code").len("by_code")
    by_name = roster.drop_nulls("campus_name").group_by("campus_name").len("by_name")
    no_code = roster.filter(pl.col("school_code").is_null()).drop_nulls("campus_name")
    by_name_only = no_code.group_by("campus_name").len("by_name_only")
    for number, part in enumerate(parts):
        if part.table.kind is not RowKind.CAMPUS or part.table.column("reported_full_time") is None:
            continue
        rows = (
            part.frame.join(by_code, on="school_code", how="left")
            .join(by_name, left_on="name", right_on="campus_name", how="left")
            .join(by_name_only, left_on="name", right_on="campus_name", how="left")
            .with_columns(_counted().alias("counted"))
            .filter(pl.col("reported_full_time") != pl.col("counted"))
        )
        teller = Teller(part.table, filename)
        for row, text, counted in rows.select("row", raw("reported_full_time"), "counted").iter_rows():
            place = teller.place(row, "reported_full_time")
            problem = Problem(
                RowCode.FULL_TIME_CONFLICT.value, place, text, Severity.WARNING, params={"counted": counted}
            )
            told[number].append(problem)
    return told


def _full_time(part: Examined) -> pl.DataFrame:
    """The campus of every full-time guard of a roster, repeated rows left out."""
    repeated = [problem.place.row for problem in part.problems if problem.code == RowCode.DUPLICATE_GUARD.value]
    return part.frame.filter(
        (pl.col("engagement") == Engagement.FULL_TIME.value) & ~pl.col("row").is_in(repeated)
    ).select("campus_name", "school_code")


def _counted() -> pl.Expr:
    """A campus's guards: those told under its code and those told by its name alone; without a code, by name."""
    with_code = pl.col("by_code").fill_null(0) + pl.col("by_name_only").fill_null(0)
    return pl.when(pl.col("school_code").is_null()).then(pl.col("by_name").fill_null(0)).otherwise(with_code)
