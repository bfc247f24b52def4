"""The errors of each first submission, and the rows that its mended workbook repeats.

A spoilt campus row takes the rows of its guards with it: they are right, but their campus is not found. A foreign row
and a duplicate simply vanish from the mended workbook; every other refused row comes back as it should have been.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from gatehouse.demo.loudi_2020.books.rows import Fault, FaultKind, Row, SheetKind, Value, campus_row, rows_of
from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.types import City

_MOST_GUARDS_TAKEN = 2
"""A spoilt campus row has at least one guard and at most so many, so that few rows follow it."""


def _wrong_check_digit(value: Value) -> Value:
    number = str(value)
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def _always(text: Value) -> Callable[[Value], Value]:
    return lambda _: text


_SPOILT_CAMPUS = {
    "students": Fault(FaultKind.HEAD_COUNT_TEXT, "students", _always("不详")),
    "blank": Fault(FaultKind.MISSING_CELL, "students", _always(None)),
    "negative": Fault(FaultKind.NEGATIVE_COUNT, "staff", lambda value: -int(str(value))),
    "ownership": Fault(FaultKind.UNKNOWN_OWNERSHIP, "ownership", _always("集体联办")),
}
_WRONG_ID = Fault(FaultKind.ID_CHECK_DIGIT, "id_number", _wrong_check_digit)
_NO_ID = Fault(FaultKind.MISSING_CELL, "id_number", _always(None))
_NO_NAME = Fault(FaultKind.MISSING_CELL, "name", _always(None))
_NO_SUCH_DAY = Fault(FaultKind.IMPOSSIBLE_DATE, "started_on", _always("2019-13-45"))
_FUTURE_DAY = Fault(FaultKind.IMPOSSIBLE_DATE, "started_on", _always(date(2031, 3, 1)))
_DUPLICATE = Fault(FaultKind.DUPLICATE_ROW, "id_number")
_FOREIGN = Fault(FaultKind.FOREIGN_TOWN, "town")
_FOLLOWS = Fault(FaultKind.CAMPUS_NOT_FOUND, "campus_name")


@dataclass(frozen=True, slots=True)
class Slips:
    """What one reporter gets wrong."""

    campuses: tuple[str, ...] = ()
    """Which of the kinds of spoilt campus rows, by their short names above."""
    guards: tuple[Fault, ...] = ()
    duplicates: int = 0
    foreign_from: str = ""
    """The county from which one campus slipped into the sheet."""


SLIPS = {
    "431302": Slips(
        campuses=("ownership", "negative"),
        guards=(_WRONG_ID, _WRONG_ID, _WRONG_ID, _NO_ID, _NO_NAME, _NO_SUCH_DAY, _FUTURE_DAY),
        duplicates=1,
        foreign_from="431382",
    ),
    "431321": Slips(
        campuses=("students", "blank"),
        guards=(_WRONG_ID, _WRONG_ID, _WRONG_ID, _NO_NAME, _NO_SUCH_DAY, _FUTURE_DAY),
        duplicates=2,
        foreign_from="431302",
    ),
    "431322": Slips(
        campuses=("students", "ownership"),
        guards=(*(_WRONG_ID,) * 4, _NO_ID, _NO_ID, _NO_NAME, _NO_SUCH_DAY, _NO_SUCH_DAY, _FUTURE_DAY),
        duplicates=2,
        foreign_from="431381",
    ),
    "431381": Slips(
        campuses=("students",),
        guards=(_WRONG_ID, _WRONG_ID, _NO_ID, _NO_SUCH_DAY),
        duplicates=1,
        foreign_from="431322",
    ),
    "431382": Slips(
        campuses=("negative", "blank"),
        guards=(_WRONG_ID, _WRONG_ID, _WRONG_ID, _NO_ID, _NO_NAME, _NO_SUCH_DAY, _FUTURE_DAY),
        duplicates=2,
        foreign_from="431321",
    ),
    "431300SZ": Slips(guards=(_WRONG_ID,)),
    "431300JK": Slips(campuses=("ownership",), guards=(_FUTURE_DAY,)),
}


def first_rows(city: City, reporter: str) -> list[Row]:
    """The rows of the first submission, errors included."""
    rng = dice(f"faults/{reporter}")
    slips = SLIPS[reporter]
    rows = rows_of(city, reporter)
    spoilt = _spoil_campuses(rows, slips, rng)
    spoilt |= _spoil_guards([row for row in rows if row.campus not in {r.campus for r in spoilt.values()}], slips, rng)
    return [*_with_faults(rows, spoilt), *_foreign_rows(city, slips, rng)]


def mended_rows(first: Sequence[Row]) -> list[Row]:
    """The refused rows of a first submission as they should have been, without duplicates and foreign rows."""
    vanish = {FaultKind.DUPLICATE_ROW, FaultKind.FOREIGN_TOWN}
    return [replace(row, fault=None) for row in first if row.fault and row.fault.kind not in vanish]


def _identity(row: Row) -> str:
    """What tells a row from every other of its reporter: a guard's resident ID, a campus's key."""
    return str(row.values["id_number"]) if row.kind is SheetKind.GUARD else row.campus


def _spoil_campuses(rows: Sequence[Row], slips: Slips, rng: Random) -> dict[str, Row]:
    """Choose the campus rows to spoil; a school code shared with another campus would still find its guards."""
    guards = Counter(row.campus for row in rows if row.kind is SheetKind.GUARD)
    codes = Counter(row.values["school_code"] for row in rows if row.kind is SheetKind.CAMPUS)
    fit = [
        row
        for row in rows
        if row.kind is SheetKind.CAMPUS
        and 1 <= guards[row.campus] <= _MOST_GUARDS_TAKEN
        and codes[row.values["school_code"]] == 1
    ]
    chosen = rng.sample(fit, len(slips.campuses))
    return {
        _identity(row): replace(row, fault=_SPOILT_CAMPUS[name])
        for row, name in zip(chosen, slips.campuses, strict=True)
    }


def _spoil_guards(rows: Sequence[Row], slips: Slips, rng: Random) -> dict[str, Row]:
    faults = [*slips.guards, *(_DUPLICATE,) * slips.duplicates]
    chosen = rng.sample([row for row in rows if row.kind is SheetKind.GUARD], len(faults))
    return {_identity(row): replace(row, fault=fault) for row, fault in zip(chosen, faults, strict=True)}


def _with_faults(rows: Sequence[Row], spoilt: dict[str, Row]) -> Iterator[Row]:
    """Put the spoilt rows in place; a duplicate follows the right row at the end of its campus's roster."""
    lost = {row.campus for row in spoilt.values() if row.kind is SheetKind.CAMPUS}
    again: list[Row] = []
    for row in rows:
        if again and again[0].campus != row.campus:
            yield from again
            again = []
        found = spoilt.get(_identity(row), row)
        if found.fault is _DUPLICATE:
            again.append(found)
            yield row
        elif row.kind is SheetKind.GUARD and row.campus in lost:
            yield replace(row, fault=_FOLLOWS)
        else:
            yield found
    yield from again


def _foreign_rows(city: City, slips: Slips, rng: Random) -> Iterator[Row]:
    if slips.foreign_from:
        codes = Counter(campus.school_code for campus in city.campuses)
        strangers = [
            campus
            for campus in city.campuses
            if campus.reporter == slips.foreign_from and codes[campus.school_code] == 1
        ]
        yield replace(campus_row(rng.choice(strangers), []), fault=_FOREIGN)
