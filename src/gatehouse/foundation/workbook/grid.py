"""A workbook as grids of typed cells, and what a cell shows.

Rows and columns are counted from 0 inside the code and shown as Excel shows them: rows from 1, columns as letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Cell = str | int | float | bool | date | datetime | time | timedelta
"""What a cell holds. An empty cell is the empty text; calamine gives every plain number as a float."""

EXACT = 10**15
"""Excel keeps 15 significant digits: a whole number from here on has lost its last digits in a numeric cell."""

_ALPHABET = 26


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, all four bounds included, counted from 0. The first cell holds the value."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its rows from A1 down, each equally wide, without empty rows at the end."""

    name: str
    visible: bool
    rows: list[list[Cell]]
    merged: tuple[Merge, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns of the grid."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that was read: the file's name and its worksheets in order, empty and hidden ones included."""

    filename: str
    sheets: tuple[Sheet, ...]


def column_letter(column: int) -> str:
    """The letters of a column counted from 0: A, B … Z, AA …."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column counted from 0 of its letters."""
    number = 0
    for letter in letters:
        number = number * _ALPHABET + ord(letter) - ord("A") + 1
    return number - 1


def has_lost_digits(cell: Cell) -> bool:
    """Whether a numeric cell holds more digits than Excel keeps."""
    return isinstance(cell, float) and abs(cell) >= EXACT


def displayed(cell: Cell) -> str:
    """The text of a cell: whole numbers as plain digits, days as ISO dates, white space around it removed."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def displayed_column(cells: Iterable[Cell]) -> list[str | None]:
    """The texts of a column, None for empty cells."""
    return [(cell.strip() if type(cell) is str else displayed(cell)) or None for cell in cells]


def _number(value: float) -> str:
    """Plain digits, never an exponent; the shortest decimal that stands for the same number."""
    if value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    text = f"{Decimal(repr(value)):f}"
    return text.removesuffix(".0")
