"""What is wrong, where, and how to mend it – as data, so that every door can say it in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "ERROR"
    """The row cannot enter the register."""
    WARNING = "WARNING"
    """The row enters; somebody should look."""
    NOTE = "NOTE"
    """For information."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a workbook: sheet name, row number as Excel shows it (1-based), column letter and heading."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one cell, row, sheet or file.

    ``code`` names the kind (kebab-case); the sentence and its remedy are looked up by it, filled with ``params``.
    ``value`` is what stood there, already masked if it is a person's number.
    """

    code: str
    place: Place = Place()
    value: str = ""
    severity: Severity = Severity.ERROR
    params: dict[str, Any] = field(default_factory=dict)
