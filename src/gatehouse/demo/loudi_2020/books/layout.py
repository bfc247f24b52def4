"""A layout is a named set of sheet plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gatehouse.campuses.types import CensusLabel
from gatehouse.demo.loudi_2020.books.rows import Row
from gatehouse.demo.loudi_2020.books.sheet import SheetPlan

NOTE = "（演示数据 纯属虚构）"
"""Stands on every sheet."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one office draws its workbook."""

    name: str
    sheets: tuple[SheetPlan, ...]


def labelled(*labels: CensusLabel) -> Callable[[Row], bool]:
    """Rows whose campus has one of these census labels."""
    return lambda row: row.label in labels
