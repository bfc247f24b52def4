"""A sheet as columns of texts: its sections under heads, and which of their rows are data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice

import polars as pl

from gatehouse.census.reading.columns import EXACT_HEADINGS
from gatehouse.census.reading.heads import MIN_HEADINGS, UNIT_LINE, Head, find_heads
from gatehouse.foundation.workbook.grid import Sheet, displayed, displayed_column

TOP_ROWS = 60
"""Each of so many first rows is looked at as a possible head; further down a row must look like one at a glance."""

HEADS_LOOKED_FOR = 20
"""Repetitions are looked for of so many different heads; nobody's sheet has more, and each costs a pass."""

INDEX = "index"
"""The column with the row's number, counted from 0."""

_SPACE = r"\s+"
_TOTAL = r"^(?:.{0,12}(?:合计|小计|总计|共计)|累计|总合计)(?:[（(].*[)）])?[:：]?$"
_SIGNED = (
    "填表人|填报人|制表人|制表|审核人|审核|复核人|审批人|单位负责人|单位领导|主管领导|分管领导|负责人|经办人|"
    "填报单位|填报日期|填表日期|填报时间|报送日期|上报日期|制表日期|日期|联系人|签字|签名|盖章"
)
_NOTE = (
    rf"^(?:{_SIGNED})(?:签字|签名|盖章)*(?:[（(].*?[)）])?(?:[:：].*)?$"
    r"|^(?:备注|说明|注|附注|填表说明|填报说明|注意|注意事项)(?:[0-9]*)[:：]"
    r"|^(?:示例|样例|例|填写示例)$"
)
_SECTION_SHARE = 0.5
"""A single text merged over at least this share of the columns is a title between rows, not data."""


@dataclass(frozen=True, slots=True)
class Section:
    """One head and what belongs to it, rows counted from 0: title lines from ``start``, data up to before ``end``.

    ``passed_over`` are rows below the head that repeat it, with the titles above the repetition.
    """

    head: Head
    start: int
    end: int
    passed_over: frozenset[int] = frozenset()


def column_name(column: int) -> str:
    """The name of a sheet's column, counted from 0, in the frame of texts."""
    return f"c{column}"


class SheetText:
    """The texts of a sheet as a frame: one String column a column, null when empty, and ``index``."""

    def __init__(self, sheet: Sheet) -> None:
        """Take over the sheet."""
        self.sheet = sheet

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Every cell's text as displayed."""
        columns = {
            column_name(number): pl.Series(displayed_column(cells), dtype=pl.String)
            for number, cells in enumerate(zip(*self.sheet.rows, strict=True))
        }
        return pl.DataFrame(columns).with_row_index(INDEX)

    def filled(self, row: int) -> list[str]:
        """The texts of a row's filled cells."""
        return [text for cell in self.sheet.rows[row] if (text := displayed(cell))]

    def sections(self) -> list[Section]:
        """The heads of the sheet with their rows; a head that comes again belongs to the section it repeats."""
        heads = self._heads()
        starts = [
            self._title_start(head.first, floor=heads[number - 1].last + 1 if number else 0)
            for number, head in enumerate(heads)
        ]
        sections: list[Section] = []
        numbers = range(len(heads))
        for _, same in groupby(numbers, key=lambda number: heads[number].parts):
            first, *again = same
            last = again[-1] if again else first
            end = starts[last + 1] if last + 1 < len(heads) else len(self.sheet.rows)
            repeated = (row for number in again for row in range(starts[number], heads[number].last + 1))
            sections.append(Section(heads[first], starts[first], end, frozenset(repeated)))
        return sections

    def data(self, section: Section, mapped: Sequence[int], filled_down: Sequence[int], named: int) -> pl.DataFrame:
        """The data rows of a section, with merged texts handed to the rows they cover in ``filled_down`` columns.

        Left out: rows in which every mapped column is empty, repeated heads, totals, notes and signature lines, and
        titles between the rows. A total says so in a column up to ``named``, the one with the row's name.
        """
        first = section.head.last + 1
        part = self.frame.slice(first, section.end - first)
        texts = [column_name(number) for number in range(self.sheet.width)]
        leading = [column_name(number) for number in range(named + 1)]
        opening = pl.coalesce(texts).str.replace_all(_SPACE, "")
        total = [pl.col(name).str.replace_all(_SPACE, "").str.contains(_TOTAL) for name in leading]
        kept = part.filter(
            pl.any_horizontal(pl.col(column_name(number)).is_not_null() for number in mapped),
            ~pl.any_horizontal(mark.fill_null(value=False) for mark in total),
            ~opening.str.contains(_NOTE).fill_null(value=False),
            ~pl.col(INDEX).is_in(sorted(section.passed_over | self._titles_between(first, section.end))),
        )
        return self._filled_down(part, filled_down).filter(pl.col(INDEX).is_in(kept[INDEX].implode()))

    def notes(self, section: Section) -> list[list[str]]:
        """The filled cells of the title lines above a head, then of the notes and signature lines below its data."""
        above = [self.filled(row) for row in range(section.start, section.head.first)]
        first = section.head.last + 1
        part = self.frame.slice(first, section.end - first)
        opening = pl.coalesce(pl.exclude(INDEX)).str.replace_all(_SPACE, "")
        below = part.filter(opening.str.contains(_NOTE).fill_null(value=False))[INDEX].to_list()
        return [texts for texts in above if texts] + [self.filled(row) for row in below]

    def _heads(self) -> list[Head]:
        """The heads of the sheet; the cells of those already found help to find their repetitions."""
        texts = pl.exclude(INDEX)
        spotted = self.frame.filter(pl.sum_horizontal(texts.is_in(EXACT_HEADINGS)) >= MIN_HEADINGS - 1)
        candidates = set(range(min(TOP_ROWS, len(self.sheet.rows)))) | set(spotted[INDEX].to_list())
        heads = find_heads(self.sheet, sorted(candidates))
        different = {head.parts: head for head in heads}
        again = {
            row for head in islice(different.values(), HEADS_LOOKED_FOR) for row in self._rows_like(head)
        } - candidates
        return find_heads(self.sheet, sorted(candidates | again)) if again else heads

    def _rows_like(self, head: Head) -> Iterable[int]:
        """The rows that show the same texts as one of the head's rows."""
        for row in range(head.first, head.last + 1):
            same = [
                pl.col(column_name(number)) == displayed(cell)
                for number, cell in enumerate(self.sheet.rows[row])
                if displayed(cell)
            ]
            if len(same) >= MIN_HEADINGS:
                alike = pl.sum_horizontal(mark.fill_null(value=False) for mark in same) >= MIN_HEADINGS
                yield from self.frame.filter(alike)[INDEX].to_list()

    def _title_start(self, row: int, *, floor: int) -> int:
        """The first of the rows directly above a head that hold its titles and the line of the reporting unit."""
        while row > floor:
            texts = self.filled(row - 1)
            if len(texts) > 1 and not any(UNIT_LINE.search("".join(text.split())) for text in texts):
                break
            row -= 1
        return row

    def _titles_between(self, first: int, end: int) -> set[int]:
        """Rows that hold nothing but one text merged over much of the table's width."""
        wide = [
            merge.first_row
            for merge in self.sheet.merged
            if first <= merge.first_row < end
            and merge.last_column - merge.first_column + 1 >= max(_SECTION_SHARE * self.sheet.width, 2)
        ]
        return {row for row in wide if len(self.filled(row)) == 1}

    def _filled_down(self, part: pl.DataFrame, columns: Sequence[int]) -> pl.DataFrame:
        """Hand the text of merged cells to every row and column they cover, in the given columns only."""
        if part.is_empty():
            return part
        first, last = part[INDEX][0], part[INDEX][-1]
        wanted = frozenset(columns)
        filled: dict[int, list[str | None]] = {}
        for merge in self.sheet.merged:
            if merge.first_row < first or merge.first_row > last:
                continue
            text = displayed(self.sheet.rows[merge.first_row][merge.first_column]) or None
            for column in wanted.intersection(range(merge.first_column, merge.last_column + 1)):
                if column not in filled:
                    filled[column] = part[column_name(column)].to_list()
                low, high = merge.first_row - first, min(merge.last_row, last) - first + 1
                filled[column][low:high] = [text] * (high - low)
        return part.with_columns(
            pl.Series(column_name(column), texts, dtype=pl.String) for column, texts in filled.items()
        )
