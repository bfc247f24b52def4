"""Why a file is refused as a whole, and the limits beyond which it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gatehouse.kernel.problem import Place, Problem

READABLE = ".xlsx"
"""The formats that are read, as people write them."""

_MEBIBYTE = 1024 * 1024


class WorkbookFault(StrEnum):
    """Why a file is no workbook that can be read."""

    EMPTY_FILE = "file-empty"
    TOO_BIG = "file-too-big"
    OLD_FORMAT = "file-is-old-workbook"
    ENCRYPTED = "file-encrypted"
    TEXT = "file-is-text"
    WEB_PAGE = "file-is-web-page"
    ARCHIVE = "file-is-archive"
    OTHER_FORMAT = "file-other-format"
    TRUNCATED = "file-truncated"
    DAMAGED = "file-damaged"
    BOMB = "file-bomb"
    NO_SHEETS = "workbook-no-sheets"
    NO_CELLS = "workbook-no-cells"
    TOO_LARGE = "workbook-too-large"
    SHEET_TOO_LONG = "sheet-too-long"
    SHEET_TOO_WIDE = "sheet-too-wide"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a workbook is read. Bytes unless said; ``cells`` and ``text`` count over all sheets."""

    file: int = 50 * _MEBIBYTE
    unpacked: int = 512 * _MEBIBYTE
    ratio: int = 200
    """How many times its packed size a part may unpack to. Real sheets stay below 40."""
    ratio_from: int = 8 * _MEBIBYTE
    """Smaller parts may have any ratio."""
    rows: int = 200_000
    columns: int = 512
    cells: int = 6_000_000
    """Cells of the rectangles from A1 to the last used row and column."""
    text: int = 256 * _MEBIBYTE
    """Characters of all cells together: one long shared text may stand in very many cells."""


DEFAULT_LIMITS = Limits()


class WorkbookRefused(Exception):  # noqa: N818 - a refusal with a reason for the sender, not a fault of ours
    """A file that is not read at all; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem.code)
        self.problem = problem


def refusal(fault: WorkbookFault, filename: str, *, sheet: str = "", **params: Any) -> WorkbookRefused:  # noqa: ANN401 - figures and names for the sentence
    """The exception for a fault of a file or of one of its sheets."""
    place = Place(file=filename, sheet=sheet)
    return WorkbookRefused(Problem(fault.value, place, params={"formats": READABLE, **params}))
