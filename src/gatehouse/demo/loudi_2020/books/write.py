"""Writes the fourteen census workbooks: for each reporter a first submission and a mended one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook

from gatehouse.demo.loudi_2020.books.by_kind import BY_KIND
from gatehouse.demo.loudi_2020.books.by_town import BY_TOWN
from gatehouse.demo.loudi_2020.books.canonical import CANONICAL
from gatehouse.demo.loudi_2020.books.faults import first_rows, mended_rows
from gatehouse.demo.loudi_2020.books.layout import Layout
from gatehouse.demo.loudi_2020.books.rows import Row, SheetKind
from gatehouse.demo.loudi_2020.books.sheet import Planted, SheetWriter, Styles
from gatehouse.demo.loudi_2020.books.two_level import TWO_LEVEL
from gatehouse.demo.loudi_2020.books.typed import TYPED
from gatehouse.demo.loudi_2020.grid import CITY_RUN, ZONE
from gatehouse.demo.loudi_2020.scenario import ImportBook, load_scenario
from gatehouse.demo.loudi_2020.types import City

LAYOUTS: dict[str, Layout] = {
    "431302": TWO_LEVEL,
    "431321": CANONICAL,
    "431322": BY_TOWN,
    "431381": TYPED,
    "431382": BY_KIND,
    CITY_RUN: TWO_LEVEL,
    ZONE: BY_KIND,
}
"""Which layout each reporter uses."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How many rows of one kind the register takes and how many it refuses."""

    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class WrittenBook:
    """A workbook on disk and what its import must come to."""

    file_name: str
    unit: str
    """Code of the unit that sends it."""
    recorded_at: datetime
    mended: bool
    layout: str
    expected: dict[SheetKind, Expected]
    planted: tuple[Planted, ...]
    """The cells that make rows bad, in the order of the sheets; none in a mended workbook."""


def write_workbooks(city: City, folder: Path) -> list[WrittenBook]:
    """Write every workbook of the scenario's import steps into ``folder``, in the order in which they are imported.

    The folder is made if need be; files of the same names are replaced. The same city gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scenario = load_scenario()
    first = {reporter: first_rows(city, reporter) for reporter in LAYOUTS}
    written = []
    for step in scenario.imports:
        rows = mended_rows(first[step.unit]) if step.mended else first[step.unit]
        words = {"unit": scenario.reporters[step.unit], "day": f"{step.at:%Y-%m-%d}"}
        planted = _write(folder / step.file, LAYOUTS[step.unit], rows, words, step.at)
        written.append(_written(step, rows, planted))
    return written


def _write(
    path: Path, layout: Layout, rows: Sequence[Row], words: dict[str, str], saved_at: datetime
) -> tuple[Planted, ...]:
    """Write one workbook; sheets without rows are left out."""
    planted: list[Planted] = []
    with Workbook(path) as book:
        # The saving time is part of the file: taken from the story, so that the bytes do not depend on the clock.
        book.set_properties({"created": saved_at.replace(tzinfo=None), "comments": "演示数据 纯属虚构"})
        styles = Styles.of(book)
        for plan in layout.sheets:
            if own := plan.rows(rows):
                planted += SheetWriter(book, styles, plan).write(own, words)
    return tuple(planted)


def _written(step: ImportBook, rows: Sequence[Row], planted: tuple[Planted, ...]) -> WrittenBook:
    expected = {
        kind: Expected(
            accepted=sum(row.kind is kind and row.fault is None for row in rows),
            rejected=sum(row.kind is kind and row.fault is not None for row in rows),
        )
        for kind in SheetKind
    }
    return WrittenBook(step.file, step.unit, step.at, step.mended, LAYOUTS[step.unit].name, expected, planted)
