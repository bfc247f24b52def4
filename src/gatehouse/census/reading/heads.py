"""Find the heads of tables under titles: one to three levels, merged or only written as if they were."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from gatehouse.census.reading.columns import is_heading
from gatehouse.foundation.workbook.grid import Cell, Merge, Sheet, displayed

MIN_HEADINGS = 3
"""A row with fewer known headings is no head."""
MIN_SHARE = 0.25
"""So much of a head's filled cells must be known: a campus list may carry many columns that are not ours."""
MAX_LEVELS = 4
LONGEST_HEADING = 40
LONGEST_GROUP = 20
TITLE_SHARE = 0.6
"""A single merged cell over more of the table's width than this is a title, not a group of columns."""

GROUPED_SHARE = 0.3
"""Groups that are not merged leave at least so many of the columns below them without a text of their own."""

UNIT_LINE = re.compile(
    r"(?:填报|上报|报送|制表|填表|编制)(?:单位|学校|日期|时间|人)|单位[名称]*[（(]?盖章|^(?:单位|日期|时间)[:：]"
)
_TITLE = re.compile(r"(?:表|册|台账|名单|附件[0-9一二三四五六七八九十]*)$")
_NO_GROUP = re.compile(r"[:：]|[0-9]{5}")
_UNIT_OF_MEASURE = re.compile(r"[（(]?(?:人|名|个|岁|周岁|元|年|平方米|㎡)[）)]?")
_ORDINALS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Head:
    """The rows of a head, counted from 0, both included, and each column's heading from the top level down."""

    first: int
    last: int
    parts: tuple[tuple[str, ...], ...]


class _Cell(NamedTuple):
    row: int
    column: int


class _Rows:
    """A sheet's texts, and which merge covers a cell."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.merges_of_row: dict[int, list[Merge]] = {}
        for merge in sheet.merged:
            self.merges_of_row.setdefault(merge.first_row, []).append(merge)

    def text(self, cell: _Cell) -> str:
        """What a cell itself shows."""
        return displayed(self.sheet.rows[cell.row][cell.column])

    def filled(self, row: int) -> list[tuple[int, str]]:
        """Column and text of a row's filled cells."""
        return [(column, text) for column, cell in enumerate(self.sheet.rows[row]) if (text := displayed(cell))]

    def covering(self, cell: _Cell) -> Merge | None:
        """The merge that covers a cell; only merges that begin up to three rows above are looked for."""
        for row in range(max(cell.row - MAX_LEVELS + 1, 0), cell.row + 1):
            for merge in self.merges_of_row.get(row, ()):
                if merge.last_row >= cell.row and merge.first_column <= cell.column <= merge.last_column:
                    return merge
        return None

    def shown(self, cell: _Cell) -> str:
        """What a cell shows, also when a merge covers it."""
        merge = self.covering(cell)
        return self.text(_Cell(merge.first_row, merge.first_column) if merge else cell)


def find_heads(sheet: Sheet, candidates: Iterable[int]) -> list[Head]:
    """The heads of a sheet in order, among the rows that may hold one."""
    rows, heads = _Rows(sheet), list[Head]()
    for row in candidates:
        if (not heads or row > heads[-1].last) and _is_head_row(rows, row):
            lowest = heads[-1].last + 1 if heads else 0
            heads.append(_head(rows, row, lowest))
    return heads


def _is_head_row(rows: _Rows, row: int) -> bool:
    """Whether enough of a row's cells are known headings."""
    filled = [text for _, text in rows.filled(row)]
    if len(filled) < MIN_HEADINGS or not all(isinstance(cell, str) for cell in rows.sheet.rows[row]):
        return False
    known = sum(len(text) <= LONGEST_HEADING and is_heading(text) for text in filled)
    return known >= max(MIN_HEADINGS, MIN_SHARE * len(filled))


def _head(rows: _Rows, row: int, lowest: int) -> Head:
    """The whole head around one of its rows."""
    first, last, levels = row, row, [row]
    while first > lowest and len(levels) < MAX_LEVELS and _is_group_row(rows, first - 1, first):
        first -= 1
        levels.insert(0, first)
    while last + 1 < len(rows.sheet.rows) and last - first + 1 < MAX_LEVELS:
        if not _is_passed_over(rows, last + 1):
            if not _reaches_below(rows, first, last) and not _is_lower_level(rows, last):
                break
            levels.append(last + 1)
        last += 1
    return Head(first, last, tuple(_parts(rows, levels, column) for column in range(rows.sheet.width)))


def _is_group_row(rows: _Rows, row: int, below: int) -> bool:
    """Whether a row above a head groups its columns, and is neither title, nor the unit's line, nor data."""
    filled = rows.filled(row)
    if not filled or not all(_may_be_group(rows.sheet.rows[row][column], text) for column, text in filled):
        return False
    merges = rows.merges_of_row.get(row, ())
    columns = [column for column, _ in rows.filled(below)]
    if len(filled) == 1:
        return any(
            merge.first_column > 0 and 1 < merge.last_column - merge.first_column + 1 < TITLE_SHARE * len(columns)
            for merge in merges
        )
    if any(merge.last_column > merge.first_column or merge.last_row >= below for merge in merges):
        return True
    own = {column for column, _ in filled}
    named = all(rows.shown(_Cell(below, column)) or is_heading(text) for column, text in filled)
    return named and len(set(columns) - own) >= GROUPED_SHARE * len(columns)


def _may_be_group(cell: Cell, text: str) -> bool:
    """Whether a cell may name a group of columns."""
    plain = "".join(text.split())
    if not isinstance(cell, str) or len(plain) > LONGEST_GROUP or _NO_GROUP.search(plain):
        return False
    return not UNIT_LINE.search(plain) and not _TITLE.search(plain)


def _reaches_below(rows: _Rows, first: int, last: int) -> bool:
    """Whether a heading is merged down beyond the rows known so far."""
    return any(
        merge.last_row > last and merge.last_row - first < MAX_LEVELS and rows.text(_Cell(row, merge.first_column))
        for row in range(first, last + 1)
        for merge in rows.merges_of_row.get(row, ())
    )


def _is_lower_level(rows: _Rows, last: int) -> bool:
    """Whether the next row names the columns below groups, and nothing stands below a plain heading."""
    filled = rows.filled(last + 1)
    if len(filled) < 2 or not all(isinstance(rows.sheet.rows[last + 1][column], str) for column, _ in filled):  # noqa: PLR2004 - a group has at least two columns
        return False
    if any(len(text) > LONGEST_GROUP or text.isdigit() for _, text in filled):
        return False
    columns = {column for column, _ in filled}
    return all(_is_grouped(rows, last, column, columns) for column in columns)


def _is_grouped(rows: _Rows, last: int, column: int, below: set[int]) -> bool:
    """Whether a column of the lowest known level belongs to a group that has columns below it."""
    merge = rows.covering(_Cell(last, column))
    if merge is not None:
        return merge.last_column > merge.first_column
    if not rows.text(_Cell(last, column)):
        return any(rows.text(_Cell(last, left)) for left in range(column))
    right = column + 1
    return right in below and not rows.shown(_Cell(last, right))


def _is_passed_over(rows: _Rows, row: int) -> bool:
    """Whether a row below a head only numbers the columns (1, 2, 3 … or 甲, 乙, 1 …) or names units of measure."""
    texts = [text for _, text in rows.filled(row)]
    if len(texts) < MIN_HEADINGS:
        return bool(texts) and all(_UNIT_OF_MEASURE.fullmatch(text) for text in texts)
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit()]
    letters = [text for text in texts if text in _ORDINALS]
    numbered = len(numbers) + len(letters) == len(texts) and numbers == list(range(1, len(numbers) + 1))
    return (numbered and len(set(letters)) == len(letters)) or all(_UNIT_OF_MEASURE.fullmatch(text) for text in texts)


def _parts(rows: _Rows, levels: list[int], column: int) -> tuple[str, ...]:
    """A column's heading level by level; a group's name counts for every column that it spans."""
    parts: list[str] = []
    for level, row in enumerate(levels):
        text = rows.shown(_Cell(row, column))
        if not text and level < len(levels) - 1:
            text = _group_to_the_left(rows, levels[level:], column)
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return tuple(parts)


def _group_to_the_left(rows: _Rows, levels: list[int], column: int) -> str:
    """The name of a group that was written in its first column only, without merging."""
    row, below = levels[0], levels[1]
    if rows.covering(_Cell(row, column)) or not rows.text(_Cell(below, column)):
        return ""
    for left in range(column - 1, -1, -1):
        if not rows.text(_Cell(below, left)):
            return ""
        if text := rows.shown(_Cell(row, left)):
            merge = rows.covering(_Cell(row, left))
            return text if merge is None else ""
    return ""
