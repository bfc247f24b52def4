"""Short ways from rows to read and checked census tables, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from gatehouse.census.reading import CheckedBook, ReadBook, check_book, read_workbook
from gatehouse.kernel.problem import Problem
from tests.kit.workbooks import Page, Write, by_openpyxl, resident_id

REFERENCE_DAY = date(2020, 11, 1)
TODAY = date(2020, 11, 20)
FILE = "test.xlsx"

CAMPUS: dict[str, Any] = {
    "学校名称": "云溪小学",
    "学校标识码": "2143000001",
    "学校类别": "小学",
    "办学性质": "公办",
    "学生人数": 812,
    "教职工人数": 48,
}
GUARD: dict[str, Any] = {
    "所在学校": "云溪小学",
    "姓名": "谭建国",
    "身份证号": resident_id("19680714", 1),
    "岗位性质": "专职",
    "聘用来源": "学校自聘",
    "是否持证": "否",
}
"""A faultless row by heading."""


def read(*pages: Page, write: Write = by_openpyxl) -> ReadBook:
    """Write and read a workbook."""
    return read_workbook(write(*pages), filename=FILE)


def check(*pages: Page, write: Write = by_openpyxl) -> CheckedBook:
    """Write, read and check a workbook."""
    return check_book(read(*pages, write=write), reference_day=REFERENCE_DAY, today=TODAY)


def page(base: dict[str, Any], *changes: dict[str, Any], name: str = "表") -> Page:
    """A sheet with its head in row 1 and one row a change: the base row with some cells changed or columns added."""
    heads = list(dict.fromkeys([*base, *(heading for change in changes for heading in change)]))
    return Page(name, [heads, *([{**base, **change}.get(heading) for heading in heads] for change in changes)])


def campuses(*changes: dict[str, Any], name: str = "学校") -> Page:
    """A campus sheet of faultless rows but for the changes; every row has a name of its own."""
    return page(CAMPUS, *({"学校名称": f"云溪第{n}小学"} | change for n, change in enumerate(changes, 1)), name=name)


def guards(*changes: dict[str, Any], name: str = "保安员") -> Page:
    """A guard sheet of faultless rows but for the changes; every row has an ID number of its own."""
    numbered = ({"身份证号": resident_id("19680714", 2 * n + 1)} | change for n, change in enumerate(changes, 1))
    return page(GUARD, *numbered, name=name)


def told(problems: Sequence[Problem], code: str) -> list[Problem]:
    """The problems of one kind."""
    return [problem for problem in problems if problem.code == code]


def cells(problems: Sequence[Problem], code: str) -> list[tuple[str, int | None, str]]:
    """Sheet, row and column letter of the problems of one kind."""
    return [(problem.place.sheet, problem.place.row, problem.place.column) for problem in told(problems, code)]
