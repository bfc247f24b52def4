"""One workbook for every kind of problem: the problem is told, and at the very cell that has it."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from gatehouse.census.reading import check_book
from gatehouse.census.reading.codes import CellCode, ReadingCode, RowCode
from tests.kit.census_books import REFERENCE_DAY, TODAY, campuses, cells, guards, read
from tests.kit.workbooks import WRITERS, Page, Write, resident_id

MALE = resident_id("19680714", 1)
OTHER_CHECK = MALE[:-1] + ("1" if MALE[-1] != "1" else "2")
CERTIFIED: dict[str, Any] = {"是否持证": "是", "保安员证编号": "湘4313"}
LABEL: dict[str, Any] = {"普查类别": "城市幼儿园"}

Cell = tuple[str, int | None, str]

CAMPUS_FAULTS: dict[str, tuple[list[dict[str, Any]], Cell]] = {
    CellCode.REQUIRED_EMPTY: ([{}, {"学生人数": None}], ("学校", 3, "E")),
    CellCode.WORD_UNKNOWN: ([{"学校类别": "中学"}], ("学校", 2, "C")),
    CellCode.TEXT_TOO_LONG: ([{}, {"学校名称": "某" * 129}], ("学校", 3, "A")),
    CellCode.NUMBER_UNREADABLE: ([{"学生人数": "三十"}], ("学校", 2, "E")),
    CellCode.NUMBER_APPROXIMATE: ([{}, {}, {"教职工人数": "约200"}], ("学校", 4, "F")),
    CellCode.NUMBER_UNKNOWN: ([{"学生人数": "不详"}], ("学校", 2, "E")),
    CellCode.NUMBER_NEGATIVE: ([{"学生人数": -1}], ("学校", 2, "E")),
    CellCode.NUMBER_DECIMAL: ([{"学生人数": 3.5}], ("学校", 2, "E")),
    CellCode.NUMBER_TOO_LARGE: ([{"学生人数": 60_001}], ("学校", 2, "E")),
    CellCode.SCHOOL_CODE_FORM: ([{"学校标识码": "43"}], ("学校", 2, "B")),
    CellCode.CREDIT_CODE_INVALID: ([{"统一社会信用代码": "1243"}], ("学校", 2, "G")),
    RowCode.PERSONS_CONFLICT: ([{"师生总人数": 1}], ("学校", 2, "G")),
    RowCode.BOARDERS_EXCEED_STUDENTS: ([{"住宿生人数": 813}], ("学校", 2, "G")),
    RowCode.LABEL_MISSING: ([{"学校类别": "幼儿园", "普查类别": None}], ("学校", 2, "G")),
    RowCode.LABEL_CONFLICT: ([LABEL | {"学校类别": "城镇幼儿园"}], ("学校", 2, "G")),
    RowCode.LABEL_NOT_FOR_SCHOOL: ([LABEL], ("学校", 2, "G")),
    RowCode.DUPLICATE_CAMPUS: ([{"学校名称": "一小"}, {"学校名称": "一小"}], ("学校", 3, "A")),
}
GUARD_FAULTS: dict[str, tuple[list[dict[str, Any]], Cell]] = {
    CellCode.DATE_UNREADABLE: ([{"上岗日期": "去年"}], ("保安员", 2, "G")),
    CellCode.DATE_IMPOSSIBLE: ([{"上岗日期": "2019-02-29"}], ("保安员", 2, "G")),
    CellCode.DATE_TOO_EARLY: ([{"上岗日期": "1019-02-20"}], ("保安员", 2, "G")),
    CellCode.DATE_IN_FUTURE: ([{"上岗日期": "2031-03-01"}], ("保安员", 2, "G")),
    CellCode.DATE_MONTH_UNSURE: ([{"上岗日期": 2019.1}], ("保安员", 2, "G")),
    CellCode.ID_LENGTH: ([{}, {"身份证号": MALE[:-1]}], ("保安员", 3, "C")),
    CellCode.ID_OLD: ([{"身份证号": "431399680714001"}], ("保安员", 2, "C")),
    CellCode.ID_DIGITS_LOST: ([{"身份证号": float(MALE[:15] + "000")}], ("保安员", 2, "C")),
    CellCode.ID_BIRTH_DATE: ([{"身份证号": MALE[:6] + "19680230" + MALE[14:]}], ("保安员", 2, "C")),
    CellCode.ID_CHECK_DIGIT: ([{"身份证号": OTHER_CHECK}], ("保安员", 2, "C")),
    CellCode.CERTIFICATE_DIGITS_LOST: ([CERTIFIED | {"保安员证编号": 4.3e17}], ("保安员", 2, "G")),
    RowCode.CAMPUS_UNNAMED: ([{"所在学校": None}], ("保安员", 2, "A")),
    RowCode.SEX_CONFLICT: ([{"身份证号": MALE, "性别": "女"}], ("保安员", 2, "G")),
    RowCode.BIRTH_DATE_CONFLICT: ([{"身份证号": MALE, "出生日期": "1968-07-15"}], ("保安员", 2, "G")),
    RowCode.AGE_CONFLICT: ([{"身份证号": MALE, "年龄": 60}], ("保安员", 2, "G")),
    RowCode.AGE_IMPOSSIBLE: ([{"身份证号": resident_id("20150101")}], ("保安员", 2, "C")),
    RowCode.AGE_MINOR: ([{"身份证号": resident_id("20030601")}], ("保安员", 2, "C")),
    RowCode.CERTIFIED_BLANK: ([{"是否持证": None}], ("保安员", 2, "F")),
    RowCode.CERTIFIED_CONFLICT: ([CERTIFIED | {"是否持证": "否"}], ("保安员", 2, "F")),
    RowCode.CERTIFICATE_NUMBER_MISSING: ([CERTIFIED | {"保安员证编号": None}], ("保安员", 2, "G")),
    RowCode.DUPLICATE_GUARD: ([{"身份证号": MALE}, {"身份证号": MALE}], ("保安员", 3, "C")),
}
BOOK_FAULTS: dict[str, tuple[list[Page], Cell]] = {
    ReadingCode.NO_TABLE: ([Page("说明", [["填表说明"]])], ("", None, "")),
    ReadingCode.SHEET_WITHOUT_TABLE: ([campuses({}), Page("说明", [["填表说明"]])], ("说明", None, "")),
    ReadingCode.SHEET_HIDDEN: ([campuses({}), Page("旧", guards({}).rows, hidden=True)], ("旧", None, "")),
    ReadingCode.MISSING_COLUMNS: (
        [Page("学校", [["学校名称", "学生人数", "教职工人数"], ["一小", 1, 1]])],
        ("学校", None, ""),
    ),
    ReadingCode.NO_ROWS: ([Page("学校", campuses({}).rows[:1])], ("学校", None, "")),
    ReadingCode.NO_CERTIFICATE_COLUMN: ([Page("名册", [row[:5] for row in guards({}).rows])], ("名册", None, "")),
    RowCode.FULL_TIME_CONFLICT: ([campuses({"专职保安员人数": 3}), guards({})], ("学校", 2, "G")),
}
CASES: dict[str, tuple[list[Page], Cell]] = {
    **{code: ([campuses(*rows)], cell) for code, (rows, cell) in CAMPUS_FAULTS.items()},
    **{code: ([guards(*rows)], cell) for code, (rows, cell) in GUARD_FAULTS.items()},
    **BOOK_FAULTS,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("code", CASES)
def test_problem_is_told_once_and_at_its_cell(code: str, write: Write) -> None:
    pages, cell = CASES[code]
    book = read(*pages, write=write)
    problems = [*book.problems, *check_book(book, reference_day=REFERENCE_DAY, today=TODAY).problems]
    assert cells(problems, code) == [cell]
    assert {problem.place.file for problem in problems} == {"test.xlsx"}


def test_every_kind_of_problem_has_its_workbook() -> None:
    assert {str(code) for code in CASES} == {code.value for code in chain(ReadingCode, CellCode, RowCode)}
