"""How large the grids of a workbook will be, before they are built.

The reader lays a sheet out as a full rectangle up to its last used cell, and copies a shared text into every cell that
shows it: a file of a few kilobytes can ask for terabytes. So every part is first glanced at with patterns that run at
the speed of inflating (half a second for 100,000 rows × 17 columns). Only a file whose rough bounds exceed a limit, or
that is written unlike any office program writes, is measured exactly with an XML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat
from zipfile import ZipInfo

from gatehouse.foundation.workbook.grid import column_number
from gatehouse.foundation.workbook.parts import Container
from gatehouse.foundation.workbook.refusal import WorkbookFault

_CELL = b'<c r="'
_ODD_CELL = re.compile(rb'<c(?! r="[A-Z]{1,3}[1-9][0-9]{0,6}")[\s/>]')
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_FAR_ROW = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{4,})"')
_FAR_COLUMN = re.compile(rb'<c r="([A-Z]{2,3})[0-9]')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_STRINGS = "sharedstrings.xml"
_NEAR_ROWS = 999
_NEAR_COLUMNS = 26


@dataclass(slots=True)
class Extent:
    """The used rectangle of a sheet from A1, and the characters its cells show; bounds, or exact figures."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    """Cells written in the file, used or only formatted."""
    text: int = 0
    odd: bool = False


def check_size(container: Container) -> None:
    """Raise WorkbookRefused for a workbook that unpacks to too much, or has too many rows, columns, cells or text."""
    sheets: dict[str, tuple[ZipInfo, Extent]] = {}
    longest = 0
    for part in container.parts:
        if part.filename.lower().endswith(_STRINGS):
            longest = max(longest, _longest_text(container.pieces(part)))
        elif (extent := _glance(container.pieces(part))) is not None:
            sheets[part.filename] = (part, extent)
    bounds = [extent for _, extent in sheets.values()]
    for extent in bounds:
        extent.text = extent.cells * longest
    if any(extent.odd for extent in bounds) or not _fits(container, bounds):
        _measure(container, [part for part, _ in sheets.values()])


def _fits(container: Container, extents: list[Extent]) -> bool:
    """Whether all sheets together stay inside the limits."""
    limits = container.limits
    return (
        all(extent.rows <= limits.rows and extent.columns <= limits.columns for extent in extents)
        and sum(extent.rows * extent.columns for extent in extents) <= limits.cells
        and sum(extent.text for extent in extents) <= limits.text
    )


def _glance(pieces: Iterable[bytes]) -> Extent | None:
    """Upper bounds of a sheet as office programs write it; None for a part that holds no sheet."""
    extent = Extent(rows=_NEAR_ROWS, columns=_NEAR_COLUMNS)
    is_sheet = False
    rest = b""
    for piece in pieces:
        text = rest + piece
        end = text.rfind(b"<")
        if end < 0 and text:
            extent.odd, end = True, len(text)
        text, rest = text[:end], text[end:]
        is_sheet = is_sheet or b"sheetData" in text
        extent.cells += text.count(_CELL)
        extent.odd = extent.odd or any(pattern.search(text) for pattern in (_ODD_CELL, _PREFIXED_CELL))
        extent.rows = max([extent.rows, *map(int, set(_FAR_ROW.findall(text)))])
        letters = {found.decode() for found in _FAR_COLUMN.findall(text)}
        extent.columns = max([extent.columns, *(column_number(found) + 1 for found in letters)])
    return extent if is_sheet else None


def _longest_text(pieces: Iterable[bytes]) -> int:
    """An upper bound of the length of the longest shared text."""
    longest = length = 0
    rest = b""
    for piece in pieces:
        *whole, tail = (rest + piece).split(b"</si>")
        for text in whole:
            longest = max(longest, length + len(text))
            length = 0
        # The closing mark itself may be cut in two by the end of the piece.
        rest = tail[-5:]
        length += len(tail) - len(rest)
    return max(longest, length)


def _measure(container: Container, parts: list[ZipInfo]) -> None:
    """Measure every sheet exactly; raise WorkbookRefused naming the sheet that is too long or too wide."""
    limits = container.limits
    lengths: list[int] = []
    for part in container.parts:
        if part.filename.lower().endswith(_STRINGS):
            lengths = _shared_lengths(container, part)
    extents = []
    for part in parts:
        extent = _exact(container, part, lengths)
        extents.append(extent)
        if extent.rows > limits.rows or extent.columns > limits.columns:
            sheet = container.sheet_names().get(part.filename.lower(), "")
            if extent.rows > limits.rows:
                raise container.refuse(WorkbookFault.SHEET_TOO_LONG, sheet=sheet, found=extent.rows, limit=limits.rows)
            raise container.refuse(
                WorkbookFault.SHEET_TOO_WIDE, sheet=sheet, found=extent.columns, limit=limits.columns
            )
    if not _fits(container, extents):
        raise container.refuse(WorkbookFault.TOO_LARGE, limit=limits.cells)


def _shared_lengths(container: Container, part: ZipInfo) -> list[int]:
    """The length of every shared text, in order."""
    lengths: list[int] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    container.parse(part, parser)
    return lengths


class _Gauge:
    """Handlers that follow the cells of one sheet; a cell counts when it has a value."""

    def __init__(self, lengths: list[int]) -> None:
        self.extent = Extent()
        self.row = self.column = self.depth = 0
        self.shared = self.used = False
        self.value: list[str] = []
        self.lengths = lengths

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self.column += 1
            if "r" in attributes:
                self._place(attributes["r"])
            self.used, self.shared = False, attributes.get("t") == "s"
            self.value.clear()
        elif local == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif local in {"v", "is"}:
            self.used = True

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference.upper())
        if found is None:
            raise ValueError(reference)
        self.column, self.row = column_number(found[1]) + 1, int(found[2])

    def text(self, data: str) -> None:
        if self.used:
            self.value.append(data)

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] != "c" or not self.used:
            return
        value = "".join(self.value)
        extent = self.extent
        extent.rows, extent.columns = max(extent.rows, self.row), max(extent.columns, self.column)
        extent.text += self._shared_length(value) if self.shared else len(value)
        self.used = False

    def _shared_length(self, index: str) -> int:
        number = int(index)
        return self.lengths[number] if number < len(self.lengths) else 0


def _exact(container: Container, part: ZipInfo, lengths: list[int]) -> Extent:
    """The rectangle and the text of a sheet's cells that hold a value."""
    gauge = _Gauge(lengths)
    parser = expat.ParserCreate()
    parser.StartElementHandler = gauge.start
    parser.CharacterDataHandler = gauge.text
    parser.EndElementHandler = gauge.end
    container.parse(part, parser)
    return gauge.extent
