"""The parts of an .xlsx container, unpacked piece by piece with a hard limit.

The sizes written in the container are not believed: a part is inflated by us and counted, because the reader further
on would inflate it to its true end whatever the container says.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from zipfile import ZIP_STORED, ZipInfo

from gatehouse.foundation.workbook.refusal import Limits, WorkbookFault, WorkbookRefused, refusal

_PIECE = 1 << 20
_FEED = 1 << 17
_LOCAL_HEADER = b"PK\x03\x04"
_HEADER_SIZE = 30
_RAW_DEFLATE = -15


@dataclass(slots=True)
class Container:
    """An .xlsx file's bytes and table of contents; ``unpacked`` counts what was inflated for the first time."""

    data: bytes
    parts: list[ZipInfo]
    filename: str
    limits: Limits
    unpacked: dict[str, int] = field(default_factory=dict)

    def refuse(self, fault: WorkbookFault, *, sheet: str = "", **params: Any) -> WorkbookRefused:  # noqa: ANN401 - figures and names for the sentence
        """The exception for a fault of this file."""
        return refusal(fault, self.filename, sheet=sheet, **params)

    def pieces(self, part: ZipInfo) -> Iterator[bytes]:
        """The part's true content, at most a mebibyte at a time. Raises WorkbookRefused: damaged, or a bomb."""
        size = 0
        for piece in self._inflated(part):
            size += len(piece)
            self.unpacked[part.filename] = max(size, self.unpacked.get(part.filename, 0))
            swollen = size > self.limits.ratio_from and size > self.limits.ratio * max(part.compress_size, 1)
            if swollen or sum(self.unpacked.values()) > self.limits.unpacked:
                raise self.refuse(WorkbookFault.BOMB, limit=self.limits.unpacked >> 20)
            yield piece

    def _inflated(self, part: ZipInfo) -> Iterator[bytes]:
        """Inflate without believing the sizes that the container tells."""
        start = part.header_offset
        header = self.data[start : start + _HEADER_SIZE]
        if len(header) < _HEADER_SIZE or not header.startswith(_LOCAL_HEADER):
            raise self.refuse(WorkbookFault.DAMAGED)
        start += _HEADER_SIZE + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        packed = self.data[start : start + part.compress_size]
        if part.compress_type == ZIP_STORED:
            yield packed
            return
        inflater = zlib.decompressobj(_RAW_DEFLATE)
        for begin in range(0, len(packed), _FEED):
            feed = packed[begin : begin + _FEED]
            while feed and not inflater.eof:
                try:
                    yield inflater.decompress(feed, _PIECE)
                except zlib.error:
                    raise self.refuse(WorkbookFault.DAMAGED) from None
                feed = inflater.unconsumed_tail
        while piece := inflater.decompress(b"", _PIECE):
            yield piece
        if not inflater.eof:
            raise self.refuse(WorkbookFault.DAMAGED)

    def parse(self, part: ZipInfo, parser: expat.XMLParserType) -> None:
        """Feed a part to an XML parser. Raises WorkbookRefused for XML that is broken or declares a document type."""
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            for piece in self.pieces(part):
                parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position
            parser.Parse(b"", True)  # noqa: FBT003 - likewise
        except (expat.ExpatError, ValueError, LookupError):
            raise self.refuse(WorkbookFault.DAMAGED) from None

    def _doctype(self, *_declaration: object) -> None:
        """No office program writes a document type; entities are declared in it."""
        raise self.refuse(WorkbookFault.DAMAGED)

    def sheet_names(self) -> dict[str, str]:
        """The worksheet's name by its part's name in lower case; what cannot be told is absent."""
        targets: dict[str, str] = {}
        names: dict[str, str] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            local = name.rpartition(":")[2]
            if local == "Relationship":
                targets[attributes.get("Id", "")] = attributes.get("Target", "")
            elif local == "sheet":
                names[attributes.get("r:id", "")] = attributes.get("name", "")

        for part in self.parts:
            if part.filename.lower() in {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}:
                parser = expat.ParserCreate()
                parser.StartElementHandler = start
                self.parse(part, parser)
        return {
            f"xl/{targets[key].removeprefix('/xl/')}".lower(): name for key, name in names.items() if key in targets
        }
