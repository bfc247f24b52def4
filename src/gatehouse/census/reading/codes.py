"""The kinds of problems that reading and checking find. A sentence and a remedy for each: the presenters."""

from __future__ import annotations

from enum import StrEnum


class ReadingCode(StrEnum):
    """What is wrong with a workbook's tables."""

    NO_TABLE = "no-table"
    SHEET_WITHOUT_TABLE = "sheet-without-table"
    SHEET_HIDDEN = "sheet-hidden"
    MISSING_COLUMNS = "missing-columns"
    NO_ROWS = "table-without-rows"
    NO_CERTIFICATE_COLUMN = "no-certificate-column"


class CellCode(StrEnum):
    """What is wrong with a cell by itself."""

    REQUIRED_EMPTY = "required-empty"
    WORD_UNKNOWN = "word-unknown"
    TEXT_TOO_LONG = "text-too-long"
    NUMBER_UNREADABLE = "number-unreadable"
    NUMBER_APPROXIMATE = "number-approximate"
    NUMBER_UNKNOWN = "number-unknown"
    NUMBER_NEGATIVE = "number-negative"
    NUMBER_DECIMAL = "number-decimal"
    NUMBER_TOO_LARGE = "number-too-large"
    DATE_UNREADABLE = "date-unreadable"
    DATE_IMPOSSIBLE = "date-impossible"
    DATE_TOO_EARLY = "date-too-early"
    DATE_IN_FUTURE = "date-in-future"
    DATE_MONTH_UNSURE = "date-month-unsure"
    SCHOOL_CODE_FORM = "school-code-form"
    CREDIT_CODE_INVALID = "credit-code-invalid"
    ID_LENGTH = "id-length"
    ID_OLD = "id-old-15-digits"
    ID_DIGITS_LOST = "id-digits-lost"
    ID_BIRTH_DATE = "id-birth-date"
    ID_CHECK_DIGIT = "id-check-digit"
    CERTIFICATE_DIGITS_LOST = "certificate-digits-lost"


class RowCode(StrEnum):
    """What does not agree inside a row, or between rows."""

    CAMPUS_UNNAMED = "campus-unnamed"
    SEX_CONFLICT = "sex-conflict"
    BIRTH_DATE_CONFLICT = "birth-date-conflict"
    AGE_CONFLICT = "age-conflict"
    AGE_IMPOSSIBLE = "age-impossible"
    AGE_MINOR = "age-minor"
    CERTIFIED_BLANK = "certified-blank"
    CERTIFIED_CONFLICT = "certified-conflict"
    CERTIFICATE_NUMBER_MISSING = "certificate-number-missing"
    PERSONS_CONFLICT = "persons-conflict"
    BOARDERS_EXCEED_STUDENTS = "boarders-exceed-students"
    LABEL_MISSING = "label-missing"
    LABEL_CONFLICT = "label-conflict"
    LABEL_NOT_FOR_SCHOOL = "label-not-for-school"
    DUPLICATE_CAMPUS = "duplicate-campus"
    DUPLICATE_GUARD = "duplicate-guard"
    FULL_TIME_CONFLICT = "full-time-conflict"
