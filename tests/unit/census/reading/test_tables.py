from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gatehouse.census.reading import ReadTable, check_book
from gatehouse.census.types import RowKind
from gatehouse.kernel.problem import Severity
from tests.kit.census_books import REFERENCE_DAY, TODAY, campuses, guards, read
from tests.kit.census_layouts import (
    CAMPUSES,
    FEMALE_1975,
    GUARDS,
    LAYOUTS,
    MALE_1968,
    MALE_1990,
    police_extract,
    repeated_heads,
    template,
    three_levels,
    titled,
    two_levels,
)
from tests.kit.workbooks import WRITERS, Page, Write


@pytest.fixture(params=sorted(WRITERS))
def write(request: pytest.FixtureRequest) -> Write:
    return WRITERS[request.param]


def of_kind(tables: tuple[ReadTable, ...], kind: RowKind) -> ReadTable:
    [table] = [table for table in tables if table.kind is kind]
    return table


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_tells_the_same_campuses_and_guards(layout: Callable[[], tuple[Page, ...]], write: Write) -> None:
    book = check_book(read(*layout(), write=write), reference_day=REFERENCE_DAY, today=TODAY)
    [campus] = [table.frame for table in book.tables if table.kind is RowKind.CAMPUS]
    [guard] = [table.frame for table in book.tables if table.kind is RowKind.GUARD]
    assert [problem for problem in book.problems if problem.severity is Severity.ERROR] == []
    assert campus.select(
        "name", "kind", "ownership", "census_label", "town", "students", "staff", "boarders"
    ).rows() == [
        ("云溪小学", "PRIMARY", "PUBLIC", "SCHOOL", "云溪镇", 812, 48, 0),
        ("云溪中心幼儿园", "KINDERGARTEN", "PUBLIC", "TOWN_KINDERGARTEN", "云溪镇", 231, 26, 0),
        ("石桥学校", "NINE_YEAR", "PRIVATE", "SCHOOL", "石桥乡", 1530, 97, 640),
    ]
    assert guard.select("campus_name", "name", "id_number", "engagement", "source").rows() == [
        ("云溪小学", "谭建国", MALE_1968, "FULL_TIME", "SELF"),
        ("云溪小学", "贺秀英", FEMALE_1975, "PART_TIME", "PROPERTY"),
        ("石桥学校", "彭志强", MALE_1990, "FULL_TIME", "COMPANY"),
    ]


@pytest.mark.parametrize(
    ("layout", "kind", "expected"),
    [
        (template, RowKind.CAMPUS, (1, 2, [2, 3, 4])),
        (template, RowKind.GUARD, (1, 2, [2, 3, 4])),
        (titled, RowKind.CAMPUS, (4, 5, [5, 6, 8])),
        (titled, RowKind.GUARD, (3, 4, [4, 5, 6])),
        (two_levels, RowKind.CAMPUS, (2, 5, [5, 6, 7])),
        (two_levels, RowKind.GUARD, (1, 3, [3, 4, 5])),
        (three_levels, RowKind.CAMPUS, (1, 4, [4, 5, 6])),
        (three_levels, RowKind.GUARD, (9, 10, [10, 11, 12])),
        (repeated_heads, RowKind.CAMPUS, (1, 2, [2, 3, 5])),
        (repeated_heads, RowKind.GUARD, (2, 3, [3, 4, 10])),
    ],
)
def test_rows_keep_the_numbers_that_excel_shows(
    layout: Callable[[], tuple[Page, ...]], kind: RowKind, expected: tuple[int, int, list[int]], write: Write
) -> None:
    table = of_kind(read(*layout(), write=write).tables, kind)
    assert (table.header_row, table.first_row, table.frame["row"].to_list()) == expected


def test_mapping_tells_letter_and_joined_heading_of_each_column(write: Write) -> None:
    table = of_kind(read(*two_levels(), write=write).tables, RowKind.CAMPUS)
    assert [(column.field, column.letter, column.heading) for column in table.mapping] == [
        ("name", "B", "学校名称"),
        ("school_code", "C", "学校标识码"),
        ("kind", "D", "学校基本情况/学校类型"),
        ("ownership", "E", "学校基本情况/办学体制"),
        ("town", "F", "学校基本情况/所在乡镇"),
        ("persons", "G", "学校规模/总人数"),
        ("students", "H", "学校规模/学生"),
        ("staff", "I", "学校规模/教职工"),
        ("boarders", "J", "学校规模/其中：住宿生"),
    ]


def test_unused_columns_are_listed_without_numbering_and_remarks(write: Write) -> None:
    tables = read(*police_extract(), write=write).tables
    assert [column.heading for column in of_kind(tables, RowKind.GUARD).unused] == ["民族", "所属行政区", "户籍地区域"]
    assert [tuple(column) for column in of_kind(tables, RowKind.CAMPUS).unused] == [
        ("经度", "D"),
        ("纬度", "E"),
        ("专任教师人数", "I"),
        ("是否配备专职保安", "L"),
        ("是否与公安联网", "N"),
    ]


HEAD: list[Any] = ["所在学校", "姓名", "身份证号", "岗位性质", "聘用来源", "是否持证"]
ROW: list[Any] = ["云溪小学", "谭建国", MALE_1968, "专职", "学校自聘", "否"]


@pytest.mark.parametrize(
    ("line", "unit", "day"),
    [
        (["填报单位（盖章）：云溪县教育局    填报日期：2020年11月10日"], "云溪县教育局", date(2020, 11, 10)),
        (["填报单位：", "云溪县教育局", "填报时间：", date(2020, 11, 10)], "云溪县教育局", date(2020, 11, 10)),
        (["填报单位", "云溪县教育局"], "云溪县教育局", None),
        (["单位：云溪县教育局（公章）"], "云溪县教育局", None),
        (["单位：人"], "", None),
        (["填报单位（盖章）：云溪县            2020-11-10"], "云溪县", date(2020, 11, 10)),
        (["填报单位：云溪县教育局 填报人：谭某"], "云溪县教育局", None),
        (["校园保安员花名册"], "", None),
    ],
)
def test_reporting_unit_and_day_are_read_above_the_table(line: list[Any], unit: str, day: date | None) -> None:
    [table] = read(Page("表", [line, HEAD, ROW])).tables
    assert (table.reported_unit, table.reported_on) == (unit, day)
    assert table.frame["row"].to_list() == [3]


def test_reporting_day_is_read_below_the_table_when_it_stands_there() -> None:
    [table] = read(Page("表", [HEAD, ROW, ["填表人：谭某", None, "填报日期：2020.11.10"]])).tables
    assert table.reported_on == date(2020, 11, 10)
    assert table.frame["row"].to_list() == [2]


@pytest.mark.parametrize(
    "line",
    [
        ["合计", None, 35],
        [None, "总　计"],
        ["云溪镇小计", None, None, None, 3],
        ["填表人：谭某", None, "审核人：贺某"],
        ["单位负责人（签字）：", None, "填报日期：2020年11月10日"],
        ["备注：本表一式两份"],
        ["说明:用于普查"],
        ["注：√表示持证"],
        [None, None, None, None, None, None, "只在表外"],
        [None],
    ],
)
def test_row_that_is_no_data_is_skipped(line: list[Any]) -> None:
    [table] = read(Page("表", [HEAD, ROW, line, ROW])).tables
    assert table.frame["row"].to_list() == [2, 4]


def test_numbered_rows_of_an_unused_form_are_skipped() -> None:
    rows = [["序号", *HEAD], [1, *ROW], [2], [3], [4]]
    [table] = read(Page("表", rows)).tables
    assert table.frame["row"].to_list() == [2]


def test_merged_cells_fill_the_rows_they_cover_but_never_a_number() -> None:
    head: list[Any] = ["乡镇", "学校名称", "学校类别", "办学性质", "学生人数", "教职工人数"]
    rows = [head, ["云溪镇", "一小", "小学", "公办", 300, 20], [None, "二小", "小学", "公办", None, 20]]
    [table] = read(Page("表", rows, ("A2:A3", "E2:E3"))).tables
    assert table.frame.select("town", "students").rows() == [("云溪镇", "300"), ("云溪镇", None)]


def test_merged_campus_over_unused_lines_adds_no_rows() -> None:
    rows: list[list[Any]] = [HEAD, ROW, [None, *ROW[1:]], [None], [None]]
    [table] = read(Page("表", rows, ("A2:A5",))).tables
    assert table.frame.select("row", "campus_name").rows() == [(2, "云溪小学"), (3, "云溪小学")]


def test_missing_columns_are_told_with_what_was_found() -> None:
    book = read(
        Page("花名册", [["保安员名单"], ["序号", "姓名", "身份证号码", "年龄", "文化程度"], [1, "谭", "x", 50, "初中"]])
    )
    assert book.tables == ()
    [problem] = book.problems
    assert (problem.code, problem.severity, problem.place.sheet) == ("missing-columns", Severity.ERROR, "花名册")
    assert problem.place.row is None
    assert problem.params == {
        "table": "guard",
        "header_row": 2,
        "missing": ["所在学校", "岗位性质", "聘用来源"],
        "found": ["序号", "姓名", "身份证号码", "年龄", "文化程度"],
    }


def test_good_table_is_read_beside_one_with_missing_columns() -> None:
    book = read(campuses({}), Page("花名册", [["姓名", "身份证号", "年龄"], ["谭", "x", 50]]))
    assert [table.kind for table in book.tables] == [RowKind.CAMPUS]
    assert [problem.code for problem in book.problems] == ["missing-columns"]


def test_workbook_without_any_table_is_told() -> None:
    book = read(Page("说明", [["填报说明"], ["学校名称", "填写学校全称"], ["姓名", "填写身份证上的姓名"]]))
    assert [(problem.code, problem.severity) for problem in book.problems] == [
        ("sheet-without-table", Severity.NOTE),
        ("no-table", Severity.ERROR),
    ]


def test_sheet_without_table_beside_a_table_is_only_a_note() -> None:
    book = read(campuses({}), Page("说明", [["填报说明"]]))
    assert [(problem.code, problem.place.sheet) for problem in book.problems] == [("sheet-without-table", "说明")]


def test_hidden_sheet_is_not_read_but_told() -> None:
    hidden = guards({})
    book = read(campuses({}), Page("旧表", hidden.rows, hidden=True), Page("数据源", [["公办"], ["民办"]], hidden=True))
    assert [table.sheet for table in book.tables] == ["学校"]
    assert [(problem.code, problem.place.sheet, problem.severity) for problem in book.problems] == [
        ("sheet-hidden", "旧表", Severity.WARNING)
    ]


def test_head_without_rows_is_told() -> None:
    book = read(Page("学校", campuses({}).rows[:1]))
    assert [(problem.code, problem.params["header_row"]) for problem in book.problems] == [("table-without-rows", 1)]
    assert book.tables[0].frame.is_empty()


def test_guard_table_without_certificates_is_told() -> None:
    book = read(Page("表", [HEAD[:-1], ROW[:-1]]))
    assert [problem.code for problem in book.problems] == ["no-certificate-column"]


def test_cells_are_read_as_displayed() -> None:
    book = read(
        guards({"身份证号": 431399196807140019, "上岗日期": date(2019, 3, 5), "年龄": 52.0, "联系电话": 13800000000})
    )
    [row] = book.tables[0].frame.rows(named=True)
    assert (row["started_on"], row["age"], row["phone"]) == ("2019-03-05", "52", "13800000000")
    assert row["id_number"].isdigit()
    assert len(row["id_number"]) == 18
    assert book.tables[0].lossy["id_number"] == {2}


def test_layouts_of_the_kit_are_complete() -> None:
    assert len(LAYOUTS) >= 6
    assert len(CAMPUSES) == len(GUARDS) == 3
