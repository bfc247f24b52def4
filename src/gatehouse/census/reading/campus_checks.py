"""What must hold in a row of a campus table."""

from __future__ import annotations

from datetime import date

import polars as pl

from gatehouse.campuses.types import CampusKind, CensusLabel, UrbanClass
from gatehouse.census.reading import words
from gatehouse.census.reading.codes import CellCode, RowCode
from gatehouse.census.reading.dates import DATE_CODES, with_day
from gatehouse.census.reading.fields import CAMPUS_FIELDS
from gatehouse.census.reading.findings import (
    Examined,
    Rule,
    Teller,
    examined,
    faults,
    lost_digits,
    month_unsure,
    prepared,
    required,
    too_long,
    unknown_word,
)
from gatehouse.census.reading.numbers import MAX_COUNT, with_number
from gatehouse.census.reading.tables import ReadTable
from gatehouse.census.reading.texts import fault, meant, raw, tidy, told, wording
from gatehouse.kernel.identifiers import is_credit_code
from gatehouse.kernel.problem import Severity

CAMPUS_COLUMNS: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    **dict.fromkeys(
        (
            "name",
            "school_code",
            "credit_code",
            "kind",
            "ownership",
            "census_label",
            "urban_class",
            "town",
            "police_station",
            "school_district",
            "address",
        ),
        pl.String(),
    ),
    "students": pl.Int64(),
    "staff": pl.Int64(),
    "boarders": pl.Int64(),
    "opened_on": pl.Date(),
}
"""The columns of a checked campus frame."""

LONGEST = {"name": 128, "address": 255}
"""Characters that the register keeps."""

COUNT_CODES = (
    CellCode.NUMBER_UNREADABLE,
    CellCode.NUMBER_APPROXIMATE,
    CellCode.NUMBER_UNKNOWN,
    CellCode.NUMBER_NEGATIVE,
    CellCode.NUMBER_DECIMAL,
    CellCode.NUMBER_TOO_LARGE,
)

_REQUIRED = tuple(item.name for item in CAMPUS_FIELDS if item.required and item.name != "name")
_TEXTS = ("name", "town", "police_station", "school_district", "address")
_COUNTS = ("students", "staff", "boarders", "persons", "reported_full_time")
_NONE_OF_THEM = r"^[\s/\\—–-]*$|^\s*(?:无|没有)\s*$"
_SCHOOL_CODE = r"^[0-9]{10}$"
_KIND_LABEL = "kind_label"
_VOCABULARIES = {
    "kind": words.KIND,
    "ownership": words.OWNERSHIP,
    "census_label": words.LABEL,
    "urban_class": words.URBAN_CLASS,
}


def examine_campuses(table: ReadTable, *, filename: str, reference_day: date, today: date) -> Examined:
    """Type and check every row of a campus table; no campus may be opened after ``reference_day``."""
    del today  # what is reported holds on the reference day
    frame = _typed(prepared(table), table)
    return examined(table, frame, Teller(table, filename).problems(frame, _rules(table, reference_day)))


def school_code() -> list[pl.Expr]:
    """The ten-digit code and its fault, from the raw text."""
    code = tidy(meant(pl.col(raw("school_code"))))
    right = code.str.contains(_SCHOOL_CODE)
    return [
        pl.when(right).then(code).alias("school_code"),
        pl.when(~right).then(pl.lit(CellCode.SCHOOL_CODE_FORM.value)).alias(fault("school_code")),
    ]


def _typed(frame: pl.DataFrame, table: ReadTable) -> pl.DataFrame:
    """Every field as its type beside the raw texts."""
    boarders = pl.col(raw("boarders"))
    frame = frame.with_columns(
        pl.when(boarders.is_null() | boarders.str.contains(_NONE_OF_THEM))
        .then(pl.lit("0"))
        .otherwise(boarders)
        .alias(raw("boarders")),
        pl.when(meant(pl.col(raw("census_label"))).is_not_null())
        .then(pl.col(raw("census_label")))
        .alias(raw("census_label")),
    ).with_columns(
        *(wording(pl.col(raw(name))).alias(name) for name in _TEXTS),
        *school_code(),
        tidy(meant(pl.col(raw("credit_code")))).alias(told("credit_code")),
        *lost_digits(table, ["opened_on"]),
    )
    frame = with_day(frame, "opened_on")
    for name in _COUNTS:
        frame = with_number(frame, name)
    frame = words.looked_up(
        frame, told("credit_code"), "credit_code", lambda text: text if is_credit_code(text) else None
    )
    for name, vocabulary in _VOCABULARIES.items():
        frame = words.classified(frame, name, vocabulary)
    frame = words.looked_up(frame, raw("kind"), _KIND_LABEL, words.LABEL_IN_KIND.value)
    return frame.with_columns(
        pl.col("urban_class").fill_null(UrbanClass.UNKNOWN.value),
        pl.col("census_label").alias(told("census_label")),
        pl.when(pl.col("kind") != CampusKind.KINDERGARTEN.value)
        .then(pl.lit(CensusLabel.SCHOOL.value))
        .otherwise(pl.coalesce("census_label", _KIND_LABEL))
        .alias("census_label"),
    )


def _rules(table: ReadTable, reference_day: date) -> list[Rule]:
    """Every rule of a campus row."""
    return [*_cell_rules(), *_label_rules(table), *_count_rules(), *_opening_rules(reference_day)]


def _opening_rules(reference_day: date) -> list[Rule]:
    """The day of opening: not after the day of which the row reports. One that is no day says nothing.

    Many a school was founded before the register's first day, and many a founding is known by its year alone.
    """
    return [
        *faults("opened_on", DATE_CODES, Severity.WARNING),
        Rule(
            CellCode.DATE_IN_FUTURE.value,
            "opened_on",
            pl.col("opened_on") > reference_day,
            constants={"field": "opened_on", "latest": reference_day.isoformat()},
        ),
        month_unsure("opened_on"),
    ]


def _cell_rules() -> list[Rule]:
    """What each cell must hold by itself."""
    return [
        *required("name", *_REQUIRED),
        *too_long(LONGEST),
        *unknown_word("kind", words.KIND),
        *unknown_word("ownership", words.OWNERSHIP),
        *unknown_word("census_label", words.LABEL, Severity.WARNING),
        *unknown_word("urban_class", words.URBAN_CLASS, Severity.WARNING),
        *faults("school_code", [CellCode.SCHOOL_CODE_FORM]),
        *(rule for name in ("students", "staff", "boarders") for rule in faults(name, COUNT_CODES, most=MAX_COUNT)),
        *(
            rule
            for name in ("persons", "reported_full_time")
            for rule in faults(name, COUNT_CODES, Severity.WARNING, most=MAX_COUNT)
        ),
        Rule(
            CellCode.CREDIT_CODE_INVALID.value,
            "credit_code",
            pl.col(told("credit_code")).is_not_null() & pl.col("credit_code").is_null(),
            Severity.WARNING,
        ),
    ]


def _label_rules(table: ReadTable) -> list[Rule]:
    """The census label: a kindergarten has one of its own, told by its column or by the kind; a school has none."""
    kindergarten = pl.col("kind") == CampusKind.KINDERGARTEN.value
    label = pl.col(told("census_label"))
    of_kindergarten = label.is_in([CensusLabel.CITY_KINDERGARTEN.value, CensusLabel.TOWN_KINDERGARTEN.value])
    against_kind = (of_kindergarten & (label != pl.col(_KIND_LABEL))) | (label == CensusLabel.SCHOOL.value)
    kind = {"kind": pl.col(raw("kind"))}
    return [
        Rule(
            RowCode.LABEL_MISSING.value,
            "census_label" if table.column("census_label") else "kind",
            kindergarten & pl.col("census_label").is_null(),
            constants={"accepted": list(words.LABEL.accepted[:2])},
        ),
        Rule(RowCode.LABEL_CONFLICT.value, "census_label", kindergarten & against_kind, params=kind),
        Rule(
            RowCode.LABEL_NOT_FOR_SCHOOL.value,
            "census_label",
            ~kindergarten & of_kindergarten,
            Severity.WARNING,
            params=kind,
        ),
    ]


def _count_rules() -> list[Rule]:
    """Numbers that must fit each other."""
    students, staff = pl.col("students"), pl.col("staff")
    return [
        Rule(
            RowCode.PERSONS_CONFLICT.value,
            "persons",
            pl.col("persons") != students + staff,
            Severity.WARNING,
            params={"sum": (students + staff).alias("sum"), "students": students, "staff": staff},
        ),
        Rule(
            RowCode.BOARDERS_EXCEED_STUDENTS.value,
            "boarders",
            pl.col("boarders") > students,
            params={"students": students},
        ),
    ]
