"""Which canonical column a heading means, and which of the two kinds of table a head belongs to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from gatehouse.census.reading.fields import FIELDS, IGNORED, SHARED
from gatehouse.census.types import RowKind
from gatehouse.foundation.workbook.grid import column_letter

_BRACKETED = re.compile(r"[(\[【〔<《][^()\[\]【】〔〕<>《》]*[)\]】〕>》]")
_QUALIFIER = re.compile(r"男|女|寄宿|住宿|住校|走读|兼职|^专$|^兼$|班")
"""Words in brackets that change what is counted; other brackets hold units and hints."""
_NUMBERING = re.compile(r"^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[、.．]")
_MARKS = re.compile(r"[\W_]+")
_OF_WHICH = re.compile(r"^其中")
_OTHER_PEOPLE = re.compile(
    r"校长|园长|负责人|法人|法定代表|联系人|分管|民警|班主任|家属|家长|紧急|经办|填表|驾驶|教师姓名"
)
_MEANINGLESS = frozenset(["人数", "数", "数量", "合计", "小计", "总计", "总数", "计", "人", "总人数", "名称", "情况"])
"""The lowest part of a head that says nothing without the part above it."""

EXACT = 1.0
SYNONYM = 0.95
JOINED = 0.9
BRACKETS_DROPPED = 0.85
LOOSE = 0.6


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column that was understood: canonical field, heading as written, column letter, confidence 0 … 1."""

    field: str
    heading: str
    letter: str
    confidence: float


class UnusedColumn(NamedTuple):
    """A column with a heading that the import does not use."""

    heading: str
    letter: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the columns of one head are understood as one kind of table."""

    kind: RowKind
    columns: tuple[MappedColumn, ...]
    unused: tuple[UnusedColumn, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The canonical columns that are there."""
        return frozenset(column.field for column in self.columns)

    @property
    def telling(self) -> int:
        """How many of its columns belong to this kind alone."""
        return len(self.fields - SHARED)

    @property
    def missing(self) -> tuple[str, ...]:
        """The required columns that are not there, in canonical order; a guard needs the school's name or code."""
        missing = [field.name for field in FIELDS[self.kind] if field.required and field.name not in self.fields]
        if self.kind is RowKind.GUARD and not self.fields & {"campus_name", "school_code"}:
            missing.insert(0, "campus_name")
        return tuple(missing)


def normal(text: str) -> str:
    """A heading without white space, punctuation, numbering and case; brackets go, what is in them stays."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return _OF_WHICH.sub("", _MARKS.sub("", _NUMBERING.sub("", plain))).lower()


def without_brackets(text: str) -> str:
    """The normal form without units and hints in brackets; brackets that change what is counted stay."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return normal(_BRACKETED.sub(lambda found: found[0] if _QUALIFIER.search(found[0][1:-1]) else "", plain))


def _vocabulary(kind: RowKind) -> dict[str, tuple[str, float]]:
    """Every known heading in normal form: its field and how sure it is."""
    known: dict[str, tuple[str, float]] = {}
    for field in FIELDS[kind]:
        for word in field.loose.split():
            known[normal(word)] = (field.name, LOOSE)
    for field in FIELDS[kind]:
        known |= {normal(word): (field.name, SYNONYM) for word in field.synonyms.split()}
        known[normal(field.heading)] = (field.name, EXACT)
    return known


_KNOWN = {kind: _vocabulary(kind) for kind in RowKind}
EXACT_HEADINGS = tuple({heading for known in _KNOWN.values() for heading in known} | IGNORED)
"""Headings that need no normal form to be known: enough to spot most heads in the midst of data."""


@lru_cache(maxsize=4096)
def is_heading(text: str) -> bool:
    """Whether a text alone is a known heading of either kind, or one that is passed over."""
    forms = (normal(text), without_brackets(text))
    return any(form in IGNORED or any(form in known for known in _KNOWN.values()) for form in forms)


def meaning(kind: RowKind, parts: Sequence[str]) -> tuple[str, float] | None:
    """The canonical field of a heading and the confidence; ``parts`` run from the topmost level of the head down."""
    leaf, known = parts[-1], _KNOWN[kind]
    joined = normal("".join(parts))
    if joined in known:
        return known[joined]
    for start in range(len(parts) - 1):
        for form in (normal("".join(parts[start:])), _joined_without_brackets(parts[start:])):
            if form in known:
                return known[form][0], min(known[form][1], JOINED)
    if _OTHER_PEOPLE.search("".join(parts)):
        return None
    if without_brackets(leaf) in _MEANINGLESS and len(parts) > 1 and (above := meaning(kind, parts[:-1])):
        return above[0], min(above[1], BRACKETS_DROPPED)
    if normal(leaf) in known:
        return known[normal(leaf)]
    form = without_brackets(leaf)
    return (known[form][0], min(known[form][1], BRACKETS_DROPPED)) if form in known else None


def _joined_without_brackets(parts: Sequence[str]) -> str:
    return "".join(without_brackets(part) for part in parts)


def heading_text(parts: Sequence[str]) -> str:
    """The heading as people would name it: the levels of the head joined by strokes."""
    return "/".join("".join(part.split()) for part in parts)


def map_columns(kind: RowKind, heads: Sequence[Sequence[str]]) -> Mapping:
    """Map every column of a head (its parts from the top down, none for an empty heading).

    Of two columns that could be the same field the surer one is taken, of equally sure ones the first.
    """
    chosen: dict[str, tuple[float, int]] = {}
    for index, parts in enumerate(heads):
        found = meaning(kind, parts) if parts else None
        if found and found[1] > chosen.get(found[0], (0.0, 0))[0]:
            chosen[found[0]] = (found[1], index)
    columns = tuple(
        MappedColumn(name, heading_text(heads[index]), column_letter(index), confidence)
        for index, name, confidence in sorted((index, name, sure) for name, (sure, index) in chosen.items())
    )
    used = {index for _, index in chosen.values()}
    unused = tuple(
        UnusedColumn(heading_text(parts), column_letter(index))
        for index, parts in enumerate(heads)
        if parts and index not in used and normal(parts[-1]) not in IGNORED
    )
    return Mapping(kind, columns, unused)


def understand(heads: Sequence[Sequence[str]]) -> Mapping:
    """The mapping of the kind that explains the head better: more columns of its own, then fewer missing ones."""
    options = [map_columns(kind, heads) for kind in RowKind]
    return max(options, key=lambda mapping: (mapping.telling, -len(mapping.missing)))
