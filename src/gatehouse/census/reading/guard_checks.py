"""What must hold in a row of a guard table."""

from __future__ import annotations

from datetime import date

import polars as pl

from gatehouse.census.reading import words
from gatehouse.census.reading.campus_checks import COUNT_CODES, school_code
from gatehouse.census.reading.codes import CellCode, RowCode
from gatehouse.census.reading.dates import DATE_CODES, month_only, with_day
from gatehouse.census.reading.fields import GUARD_FIELDS
from gatehouse.census.reading.findings import (
    Examined,
    Rule,
    Teller,
    examined,
    faults,
    lossy,
    lost_digits,
    month_unsure,
    prepared,
    required,
    too_long,
    unknown_word,
)
from gatehouse.census.reading.numbers import with_number
from gatehouse.census.reading.people import ID_BIRTH, ID_SEX, age_on, resident_ids
from gatehouse.census.reading.tables import ReadTable
from gatehouse.census.reading.texts import fault, meant, raw, tidy, told, wording
from gatehouse.guards.types import Schooling
from gatehouse.kernel.days import birthday
from gatehouse.kernel.problem import Severity

GUARD_COLUMNS: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "campus_name": pl.String(),
    "school_code": pl.String(),
    "name": pl.String(),
    "id_number": pl.String(),
    "sex": pl.String(),
    "birth_date": pl.Date(),
    "schooling": pl.String(),
    "engagement": pl.String(),
    "source": pl.String(),
    "employer": pl.String(),
    "certified": pl.Boolean(),
    "certificate_number": pl.String(),
    "certificate_issued_on": pl.Date(),
    "started_on": pl.Date(),
    "phone": pl.String(),
}
"""The columns of a checked guard frame."""

LONGEST = {"name": 64, "employer": 128, "certificate_number": 25}
"""Characters that the register keeps."""

YOUNGEST = 16
"""Below this nobody may be employed at all (Labour Law, article 15): the age is a slip of the pen."""
ADULT = 18
"""The age a guard must have (Regulation on Security Services, article 16): younger ones are recorded, and a finding."""
OLDEST = 90
MOST_AGE = 150

_REQUIRED = tuple(item.name for item in GUARD_FIELDS if item.required and item.name != "name")
_ID_CODES = (
    CellCode.ID_LENGTH,
    CellCode.ID_OLD,
    CellCode.ID_DIGITS_LOST,
    CellCode.ID_BIRTH_DATE,
    CellCode.ID_CHECK_DIGIT,
)
_DATES = ("birth_date", "certificate_issued_on", "started_on")
_DIGIT = r"[0-9]"
_SEPARATORS = r"[ -]"
_VOCABULARIES = {
    "sex": words.SEX,
    "schooling": words.SCHOOLING,
    "engagement": words.ENGAGEMENT,
    "source": words.SOURCE,
    "certified": words.YES_OR_NO,
}
_LOSSY = ("certificate_number", "certificate_issued_on", "started_on")
_HELD = "held"
"""Column: the certificate number's cell only says that there is one, or that there is none."""


def examine_guards(table: ReadTable, *, filename: str, reference_day: date, today: date) -> Examined:
    """Type and check every row of a guard table.

    Ages are those on ``reference_day``; no certificate may be dated after ``today``, nobody may start more than a
    year after it.
    """
    frame = _typed(prepared(table), table, reference_day)
    rules = [
        *_own_rules(),
        *_identity_rules(),
        *_certificate_rules(today, asked=table.column("certified") is not None),
        *_start_rules(today),
    ]
    return examined(table, frame, Teller(table, filename).problems(frame, rules))


def _typed(frame: pl.DataFrame, table: ReadTable, reference_day: date) -> pl.DataFrame:
    """Every field as its type beside the raw texts; what the ID number tells goes before what was written."""
    number = tidy(meant(pl.col(raw("certificate_number"))))
    frame = resident_ids(frame, lossy=table.lossy.get("id_number", frozenset())).with_columns(
        *(wording(pl.col(raw(name))).alias(name) for name in ("campus_name", "name", "employer")),
        *school_code(),
        meant(pl.col(raw("phone"))).str.replace_all(_SEPARATORS, "").alias("phone"),
        pl.when(number.str.contains(_DIGIT)).then(number).alias("certificate_number"),
        pl.when(~number.str.contains(_DIGIT)).then(number).alias(told("certificate_number")),
        *lost_digits(table, _LOSSY),
    )
    frame = with_number(frame, "age", most=MOST_AGE)
    for name in _DATES:
        frame = with_day(frame, name)
    for name, vocabulary in _VOCABULARIES.items():
        frame = words.classified(frame, name, vocabulary)
    frame = words.looked_up(frame, told("certificate_number"), _HELD, words.YES_OR_NO.value)
    return _certificates(frame).with_columns(
        pl.col("schooling").fill_null(Schooling.UNKNOWN.value),
        pl.col("sex").alias(told("sex")),
        pl.col(ID_SEX).alias("sex"),
        pl.col("birth_date").alias(told("birth_date")),
        pl.col(ID_BIRTH).alias("birth_date"),
        age_on(pl.col(ID_BIRTH), reference_day).alias("id.age"),
    )


def _certificates(frame: pl.DataFrame) -> pl.DataFrame:
    """Whether each guard is certified: the answer given, else whether a certificate is told.

    Number and date count only for those who are; a number that lost its digits is not taken over.
    """
    shown = pl.col("certificate_number").is_not_null() | (pl.col(_HELD) == words.YES)
    answer = pl.col("certified")
    certified = pl.when(answer.is_not_null()).then(answer == words.YES).otherwise(shown.fill_null(value=False))
    return frame.with_columns(
        answer.alias(told("certified")),
        shown.fill_null(value=False).alias("shown"),
        pl.col("certificate_number").is_not_null().alias("numbered"),
        certified.alias("certified"),
        pl.when(certified & ~pl.col(lossy("certificate_number")))
        .then(pl.col("certificate_number"))
        .alias("certificate_number"),
        pl.when(certified).then(pl.col("certificate_issued_on")).alias("certificate_issued_on"),
        pl.when(certified).then(pl.col(fault("certificate_issued_on"))).alias(fault("certificate_issued_on")),
    )


def _own_rules() -> list[Rule]:
    """What each cell must hold by itself."""
    return [
        Rule(
            RowCode.CAMPUS_UNNAMED.value,
            "campus_name",
            pl.col("campus_name").is_null() & pl.col(raw("school_code")).is_null(),
        ),
        *required("name", *_REQUIRED),
        *too_long(LONGEST),
        *faults("school_code", [CellCode.SCHOOL_CODE_FORM]),
        *unknown_word("engagement", words.ENGAGEMENT),
        *unknown_word("source", words.SOURCE),
        *unknown_word("certified", words.YES_OR_NO),
        *unknown_word("sex", words.SEX, Severity.WARNING),
        *unknown_word("schooling", words.SCHOOLING, Severity.WARNING),
        *faults("age", COUNT_CODES, Severity.WARNING, most=MOST_AGE),
        *faults("birth_date", DATE_CODES, Severity.WARNING),
        *(rule for name in ("certificate_issued_on", "started_on") for rule in faults(name, DATE_CODES)),
    ]


def _identity_rules() -> list[Rule]:
    """The ID number, and what was written beside it: on conflict the number is believed."""
    born, written = pl.col(ID_BIRTH), pl.col(told("birth_date"))
    age = pl.col("id.age")
    other_month = (born.dt.year() != written.dt.year()) | (born.dt.month() != written.dt.month())
    other_birth = pl.when(pl.col(month_only("birth_date"))).then(other_month).otherwise(born != written)
    return [
        *faults("id_number", _ID_CODES),
        Rule(
            RowCode.SEX_CONFLICT.value,
            "sex",
            pl.col(told("sex")) != pl.col(ID_SEX),
            Severity.WARNING,
            params={"sex": pl.col(ID_SEX)},
        ),
        Rule(
            RowCode.BIRTH_DATE_CONFLICT.value,
            "birth_date",
            other_birth,
            Severity.WARNING,
            params={"birth_date": born.dt.to_string("iso:strict")},
        ),
        Rule(
            RowCode.AGE_CONFLICT.value,
            "age",
            (pl.col("age") - age).abs() > 1,
            Severity.WARNING,
            params={"age": age},
        ),
        Rule(RowCode.AGE_IMPOSSIBLE.value, "id_number", (age < YOUNGEST) | (age > OLDEST), params={"age": age}),
        Rule(
            RowCode.AGE_MINOR.value,
            "id_number",
            (age >= YOUNGEST) & (age < ADULT),
            Severity.WARNING,
            params={"age": age},
        ),
    ]


def _certificate_rules(today: date, *, asked: bool) -> list[Rule]:
    """The certificate: answer, number and date agree; ``asked`` when the table has a column for the answer."""
    shown, numbered = pl.col("shown"), pl.col("numbered")
    blank = pl.col(raw("certified")).is_null() & ~shown
    return [
        Rule(RowCode.CERTIFIED_BLANK.value, "certified", blank & asked, Severity.WARNING),
        Rule(
            RowCode.CERTIFIED_CONFLICT.value,
            "certified",
            (pl.col(told("certified")) == words.NO) & shown,
            Severity.WARNING,
        ),
        Rule(
            RowCode.CERTIFICATE_NUMBER_MISSING.value,
            "certificate_number",
            pl.col("certified") & ~numbered,
            Severity.WARNING,
        ),
        Rule(
            CellCode.CERTIFICATE_DIGITS_LOST.value,
            "certificate_number",
            pl.col(lossy("certificate_number")) & numbered,
            Severity.WARNING,
        ),
        Rule(
            CellCode.WORD_UNKNOWN.value,
            "certificate_number",
            pl.col(told("certificate_number")).is_not_null() & pl.col(_HELD).is_null(),
            Severity.WARNING,
            constants={"field": "certificate_number", "accepted": ["有", "无"]},
        ),
        Rule(
            CellCode.DATE_IN_FUTURE.value,
            "certificate_issued_on",
            pl.col("certificate_issued_on") > today,
            constants={"field": "certificate_issued_on", "latest": today.isoformat()},
        ),
        month_unsure("certificate_issued_on", pl.col("certified")),
    ]


def _start_rules(today: date) -> list[Rule]:
    """The day of starting: at most a year ahead, as somebody may be hired for the next school year."""
    latest = birthday(today, 1)
    return [
        Rule(
            CellCode.DATE_IN_FUTURE.value,
            "started_on",
            pl.col("started_on") > latest,
            constants={"field": "started_on", "latest": latest.isoformat()},
        ),
        month_unsure("started_on"),
    ]
