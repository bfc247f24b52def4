"""Rules over whole columns, and the problems of the rows to which they apply."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from gatehouse.census.reading.codes import CellCode
from gatehouse.census.reading.fields import BY_NAME, FIELDS
from gatehouse.census.reading.tables import ReadTable
from gatehouse.census.reading.texts import fault, raw
from gatehouse.census.reading.words import Vocabulary
from gatehouse.kernel.identifiers import masked_id, tidy
from gatehouse.kernel.problem import Place, Problem, Severity

_PERSONAL = re.compile(r"(?:[0-9][ -]?){10,}[0-9Xx]")
_PHONE_SHOWN = 3
_PUBLIC = frozenset({"school_code", "credit_code", "certificate_number"})
"""Columns whose long numbers name no person's identity."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A problem for every row where ``when`` is true (null counts as false).

    It is told at ``field``'s cell with its raw text. ``params`` are expressions whose values fill the sentence;
    ``constants`` fill it for every row alike.
    """

    code: str
    field: str
    when: pl.Expr
    severity: Severity = Severity.ERROR
    params: Mapping[str, pl.Expr] = dataclasses.field(default_factory=dict)
    constants: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examined:
    """All rows of a table with typed columns, raw texts, and ``ok``: whether no ERROR speaks against the row."""

    table: ReadTable
    frame: pl.DataFrame
    problems: list[Problem]


class Teller:
    """Makes the problems of one table."""

    def __init__(self, table: ReadTable, filename: str) -> None:
        """Remember where each canonical column stands."""
        self._file, self._sheet = filename, table.sheet
        self._columns = {column.field: (column.letter, column.heading) for column in table.mapping}
        self._headings = {name: item.heading for name, item in BY_NAME[table.kind].items()}

    def place(self, row: int, name: str) -> Place:
        """The cell of a field in a row; without a column letter where the table has no such column."""
        letter, heading = self._columns.get(name, ("", self._headings[name]))
        return Place(self._file, self._sheet, row, letter, heading)

    def problems(self, frame: pl.DataFrame, rules: Sequence[Rule]) -> list[Problem]:
        """The problems of all rows, in the order of the rows."""
        marks = frame.select(rule.when.fill_null(value=False).alias(str(number)) for number, rule in enumerate(rules))
        found: list[tuple[int, Problem]] = []
        for rule, mark in zip(rules, marks.get_columns(), strict=True):
            if mark.any():
                found += self._told(frame.filter(mark), rule)
        return [problem for _, problem in sorted(found, key=lambda pair: pair[0])]

    def _told(self, rows: pl.DataFrame, rule: Rule) -> Iterable[tuple[int, Problem]]:
        """One rule's problems with their row numbers."""
        names = list(rule.params)
        shown = rows.select(pl.col("row"), pl.col(raw(rule.field)), *rule.params.values()).iter_rows()
        for row, text, *values in shown:
            params = {**rule.constants, **dict(zip(names, values, strict=True))}
            value = masked(rule.field, text or "")
            yield row, Problem(rule.code, self.place(row, rule.field), value, rule.severity, params)


def masked(name: str, text: str) -> str:
    """A cell's text as it may be shown: resident IDs and telephone numbers covered, whatever column they stand in."""
    if name == "id_number":
        return masked_id(tidy(text))
    if name in _PUBLIC:
        return text
    return _PERSONAL.sub(lambda found: _covered(found[0]), text)


def _covered(number: str) -> str:
    """A long number with its middle covered."""
    plain = tidy(number)
    if len(plain) > 11:  # noqa: PLR2004 - longer than a mobile number
        return masked_id(plain)
    return f"{plain[:_PHONE_SHOWN]}****{plain[-4:]}"


def prepared(table: ReadTable) -> pl.DataFrame:
    """The table's texts under their raw names, with an empty column for every field that it lacks."""
    present = set(table.frame.columns)
    return table.frame.select(
        "row",
        *(
            (pl.col(item.name) if item.name in present else pl.lit(None, dtype=pl.String)).alias(raw(item.name))
            for item in FIELDS[table.kind]
        ),
    )


def required(text: str, *names: str) -> list[Rule]:
    """An error for every empty cell of these fields; in the first, a stroke or "无" is as good as empty."""
    empty = {text: pl.col(text).is_null(), **{name: pl.col(raw(name)).is_null() for name in names}}
    return [Rule(CellCode.REQUIRED_EMPTY.value, name, when, constants={"field": name}) for name, when in empty.items()]


def faults(name: str, codes: Iterable[CellCode], severity: Severity = Severity.ERROR, **constants: Any) -> list[Rule]:  # noqa: ANN401 - figures for the sentence
    """A rule for each code that a field's reader may have found."""
    return [
        Rule(code.value, name, pl.col(fault(name)) == code.value, severity, constants={"field": name, **constants})
        for code in codes
    ]


def unknown_word(name: str, words: Vocabulary, severity: Severity = Severity.ERROR) -> list[Rule]:
    """A rule for a word that is not understood; the sender is told the words that are."""
    return faults(name, [CellCode.WORD_UNKNOWN], severity, accepted=list(words.accepted))


def lossy(name: str) -> str:
    """The column that tells whether a field's numeric cell has lost digits."""
    return f"lossy.{name}"


def lost_digits(table: ReadTable, names: Iterable[str]) -> list[pl.Expr]:
    """The columns of ``lossy`` of these fields."""
    return [pl.col("row").is_in(sorted(table.lossy.get(name, ()))).alias(lossy(name)) for name in names]


def month_unsure(name: str, where: pl.Expr | None = None) -> Rule:
    """A warning for a month that may have lost its zero: 2019.1 for 2019.10."""
    when = pl.col(lossy(name)) if where is None else pl.col(lossy(name)) & where
    return Rule(CellCode.DATE_MONTH_UNSURE.value, name, when, Severity.WARNING, constants={"field": name})


def too_long(limits: Mapping[str, int]) -> list[Rule]:
    """An error for every text longer than the register keeps: cutting it would make another name of it."""
    return [
        Rule(CellCode.TEXT_TOO_LONG.value, name, pl.col(name).str.len_chars() > most, constants={"most": most})
        for name, most in limits.items()
    ]


def row_has_error(problems: Iterable[Problem]) -> frozenset[int]:
    """The rows against which an ERROR speaks."""
    return frozenset(
        problem.place.row
        for problem in problems
        if problem.severity is Severity.ERROR and problem.place.row is not None
    )


def examined(table: ReadTable, frame: pl.DataFrame, problems: list[Problem]) -> Examined:
    """Mark the rows without error."""
    bad = sorted(row_has_error(problems))
    return Examined(table, frame.with_columns((~pl.col("row").is_in(bad)).alias("ok")), problems)
