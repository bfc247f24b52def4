"""Two tables side by side: each main column before, after, and the difference with its sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from gatehouse.reports.presenters.columns import COLUMNS, Column
from gatehouse.reports.types import RowKind, TableRow
from gatehouse.standing.queries import ComparedRow, Comparison
from gatehouse.standing.types import Amounts, Stratum
from gatehouse.territory.presenters import in_english
from gatehouse.web.rules import NONE, fraction, grouped, percent
from gatehouse.web.types import Share

MAIN = ("campuses", "required", "full_time", "certified", "gap", "coverage")
"""The columns that a comparison shows of every row; the rest stands below, for the whole unit."""

MINUS = "\N{MINUS SIGN}"
Strata = Mapping[Stratum, Amounts]


class DiffCell(NamedTuple):
    """A text, its look (" plus", " minus", " zero", " diff" or nothing) and a note on hover."""

    text: str
    look: str
    note: str


@dataclass(frozen=True, slots=True)
class DiffRow:
    """A child unit, or the total: its later name, the former one if it had another, and its cells by threes."""

    name: str
    former: str
    url: str
    campuses_url: str
    cells: list[DiffCell]
    differs: bool


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One amount of the whole unit."""

    group: str
    head: str
    cells: list[DiffCell]


def main_columns() -> list[Column]:
    """The columns of ``MAIN``."""
    return [column for column in COLUMNS if column.key in MAIN]


def signed(value: float, decimals: int = 0) -> str:
    """A difference with its sign; nothing differing is 0."""
    if not value:
        return "0"
    return ("+" if value > 0 else MINUS) + grouped(abs(value), decimals)


def diff_row(row: ComparedRow, name: str, here: str, campuses: str) -> DiffRow:
    """A child unit on both sides; ``here`` and ``campuses`` are addresses to which its code is added, or empty.

    The campuses that a unit has directly have no address of their own.
    """
    code = "" if row.place.direct else row.place.code
    return DiffRow(
        name=name,
        former=row.former_name_en if in_english() else row.former_name,
        url=here + code if here and code else "",
        campuses_url=campuses + code if campuses and code and row.difference else "",
        cells=_cells(row.before, row.after),
        differs=bool(row.difference),
    )


def total_row(comparison: Comparison, name: str) -> DiffRow:
    """The whole unit on both sides."""
    cells = _cells(comparison.total_before, comparison.total_after)
    return DiffRow(name, "", "", "", cells, differs=bool(comparison.difference))


def total_lines(comparison: Comparison) -> list[DiffLine]:
    """Every amount of the whole unit, as the official table's columns have them."""
    before, after = as_row(comparison.total_before), as_row(comparison.total_after)
    return [DiffLine(str(column.group), str(column.head), _three(column, before, after)) for column in COLUMNS]


def as_row(strata: Strata) -> TableRow:
    """Amounts as a row of the table, from which every column follows."""
    return TableRow(RowKind.TOTAL, "", "", "", "", strata)


def _cells(before: Strata, after: Strata) -> list[DiffCell]:
    rows = as_row(before), as_row(after)
    return [cell for column in main_columns() for cell in _three(column, *rows)]


def _three(column: Column, before: TableRow, after: TableRow) -> list[DiffCell]:
    if column.percent:
        return _shares(column, before, after)
    values = [int(column.value(row) or 0) for row in (before, after)]
    told = [DiffCell(grouped(value), "" if value else " zero", "") for value in values]
    return [*told, _difference(values[1] - values[0])]


def _shares(column: Column, before: TableRow, after: TableRow) -> list[DiffCell]:
    shares = [Share(row.amounts.campuses_met, row.amounts.campuses) for row in (before, after)]
    told = [DiffCell(percent(share), "", fraction(share) if share.whole else "") for share in shares]
    values = [column.value(row) for row in (before, after)]
    if values[0] is None or values[1] is None:
        return [*told, DiffCell(NONE, " diff", "")]
    return [*told, _difference(round(100 * (values[1] - values[0]), 1), decimals=1)]


def _difference(value: float, decimals: int = 0) -> DiffCell:
    look = " diff plus" if value > 0 else " diff minus" if value < 0 else " diff zero"
    return DiffCell(signed(value, decimals), look, "")


def changed_amounts(amounts: Amounts) -> list[tuple[str, DiffCell]]:
    """The amounts that differ, by their column's head, in the order of the table."""
    found = []
    for column in COLUMNS:
        value = getattr(amounts, column.key, 0)
        if value:
            name = _("%(group)s: %(head)s") % {"group": column.group, "head": column.head}
            found.append((name, _difference(value)))
    return found
