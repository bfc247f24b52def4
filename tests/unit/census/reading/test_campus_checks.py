from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from gatehouse.census.reading import COLUMNS, CheckedTable, check_table
from gatehouse.census.types import RowKind
from gatehouse.kernel.problem import Problem, Severity
from tests.kit.census_books import CAMPUS, FILE, REFERENCE_DAY, TODAY, campuses, check, page, read
from tests.kit.workbooks import Page

CREDIT_CODE = "12431300000001001H"


def checked(*changes: dict[str, Any]) -> CheckedTable:
    [table] = check(campuses(*changes)).tables
    return table


def accepted(*changes: dict[str, Any]) -> dict[str, Any]:
    """The only row, which must have come through."""
    [row] = checked(*changes).frame.rows(named=True)
    return row


def only(table: CheckedTable) -> Problem:
    [problem] = table.problems
    return problem


def test_faultless_row_comes_through_with_its_types() -> None:
    table = checked({"所属乡镇": "云溪镇", "所属派出所": "云溪派出所", "所属学区": "云溪学区", "地址": "云溪大道1号"})
    assert dict(table.frame.schema) == COLUMNS[RowKind.CAMPUS]
    assert table.problems == ()
    assert table.frame.rows(named=True) == [
        {
            "row": 2,
            "name": "云溪第1小学",
            "school_code": "2143000001",
            "credit_code": None,
            "kind": "PRIMARY",
            "ownership": "PUBLIC",
            "census_label": "SCHOOL",
            "urban_class": "UNKNOWN",
            "town": "云溪镇",
            "police_station": "云溪派出所",
            "school_district": "云溪学区",
            "address": "云溪大道1号",
            "students": 812,
            "staff": 48,
            "boarders": 0,
            "opened_on": None,
        }
    ]


def test_table_is_checked_alone_as_within_its_workbook() -> None:
    [table] = read(campuses({}, {"学生人数": "不详"})).tables
    alone = check_table(table, filename=FILE, reference_day=REFERENCE_DAY, today=TODAY)
    assert alone.frame["row"].to_list() == [2]
    assert [problem.code for problem in alone.problems] == ["number-unknown"]
    assert (alone.filename, alone.sheet, alone.kind) == (FILE, "学校", RowKind.CAMPUS)


@pytest.mark.parametrize(
    ("heading", "letter"),
    [("学校名称", "A"), ("学校类别", "C"), ("办学性质", "D"), ("学生人数", "E"), ("教职工人数", "F")],
)
def test_empty_required_cell_is_an_error_at_its_place(heading: str, letter: str) -> None:
    table = checked({}, {heading: None, "地址": "云溪大道1号"})
    problem = only(table)
    assert (problem.code, problem.severity) == ("required-empty", Severity.ERROR)
    assert (problem.place.file, problem.place.sheet, problem.place.row) == (FILE, "学校", 3)
    assert (problem.place.column, problem.place.heading) == (letter, heading)
    assert table.frame["row"].to_list() == [2]


def test_stroke_for_a_name_is_as_good_as_empty() -> None:
    assert only(checked({"学校名称": "—"})).code == "required-empty"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("小学", "PRIMARY"), ("中心小学", "PRIMARY"), ("完小", "PRIMARY"), ("小学（含幼儿园）", "PRIMARY"),
        ("教学点", "TEACHING_POINT"), ("小学教学点", "TEACHING_POINT"), ("初中", "JUNIOR"), ("初级中学", "JUNIOR"),
        ("九年一贯制", "NINE_YEAR"), ("九年一贯制学校", "NINE_YEAR"), ("9年一贯制", "NINE_YEAR"),
        ("普通高中", "SENIOR"),
        ("高级中学", "SENIOR"), ("完全中学", "COMPLETE"), ("十二年一贯制", "TWELVE_YEAR"), ("中职", "VOCATIONAL"),
        ("职业学校", "VOCATIONAL"), ("职业高中", "VOCATIONAL"), ("特校", "SPECIAL"), ("特殊教育学校", "SPECIAL"),
        (" 小 学 ", "PRIMARY"),
    ],
)  # fmt: skip
def test_kind_is_understood_in_the_words_of_offices(text: str, kind: str) -> None:
    assert accepted({"学校类别": text})["kind"] == kind


@pytest.mark.parametrize(
    ("text", "ownership"),
    [
        ("公办", "PUBLIC"), ("公立", "PUBLIC"), ("政府办", "PUBLIC"), ("公办学校", "PUBLIC"), ("民办", "PRIVATE"),
        ("私立", "PRIVATE"), ("社会力量办学", "PRIVATE"), ("非普惠性民办", "PRIVATE"), ("普惠", "INCLUSIVE"),
        ("普惠性民办", "INCLUSIVE"), ("民办（普惠）", "INCLUSIVE"),
    ],
)  # fmt: skip
def test_ownership_is_understood_in_the_words_of_offices(text: str, ownership: str) -> None:
    assert accepted({"办学性质": text})["ownership"] == ownership


@pytest.mark.parametrize(("heading", "letter"), [("学校类别", "C"), ("办学性质", "D")])
def test_unknown_word_is_an_error_that_names_the_known_ones(heading: str, letter: str) -> None:
    problem = only(checked({heading: "其它"}))
    assert (problem.code, problem.value, problem.place.column) == ("word-unknown", "其它", letter)
    assert problem.severity is Severity.ERROR
    assert len(problem.params["accepted"]) >= 3


@pytest.mark.parametrize(
    ("text", "urban_class"),
    [
        ("城区", "URBAN"),
        ("主城区", "URBAN"),
        ("镇区", "TOWN"),
        ("镇乡结合区", "TOWN"),
        ("乡村", "RURAL"),
        ("农村", "RURAL"),
    ],
)
def test_urban_class_is_understood(text: str, urban_class: str) -> None:
    assert accepted({"城乡分类": text})["urban_class"] == urban_class


def test_unknown_urban_class_is_only_a_warning() -> None:
    table = checked({"城乡分类": "甲类"})
    assert (only(table).code, only(table).severity) == ("word-unknown", Severity.WARNING)
    assert table.frame["urban_class"].to_list() == ["UNKNOWN"]


@pytest.mark.parametrize(
    ("cells", "label"),
    [
        ({"学校类别": "城市幼儿园"}, "CITY_KINDERGARTEN"),
        ({"学校类别": "城镇幼儿园"}, "TOWN_KINDERGARTEN"),
        ({"学校类别": "幼儿园", "普查类别": "城市幼儿园"}, "CITY_KINDERGARTEN"),
        ({"学校类别": "幼儿园", "普查类别": "城镇"}, "TOWN_KINDERGARTEN"),
        ({"学校类别": "城市幼儿园", "普查类别": "城市"}, "CITY_KINDERGARTEN"),
        ({"学校类别": "小学", "普查类别": "中小学"}, "SCHOOL"),
        ({"学校类别": "小学", "普查类别": "/"}, "SCHOOL"),
        ({"学校类别": "小学"}, "SCHOOL"),
    ],
)
def test_census_label_comes_from_its_column_or_from_the_kind(cells: dict[str, str], label: str) -> None:
    table = checked(cells)
    assert table.problems == ()
    assert table.frame["census_label"].to_list() == [label]


def test_kindergarten_without_label_is_asked_for_it_at_the_label() -> None:
    problem = only(checked({"学校类别": "幼儿园", "普查类别": None}, {"学校类别": "幼儿园", "普查类别": "城市"}))
    assert (problem.code, problem.place.row, problem.place.column) == ("label-missing", 2, "G")
    assert problem.params["accepted"] == ["城市幼儿园", "城镇幼儿园"]


def test_kindergarten_without_label_column_is_asked_at_the_kind() -> None:
    problem = only(checked({"学校类别": "幼儿园"}))
    assert (problem.code, problem.place.column) == ("label-missing", "C")


@pytest.mark.parametrize(("kind", "label"), [("城市幼儿园", "城镇幼儿园"), ("幼儿园", "中小学")])
def test_label_against_the_kind_of_a_kindergarten_is_an_error(kind: str, label: str) -> None:
    problem = only(checked({"学校类别": kind, "普查类别": label}))
    assert (problem.code, problem.severity, problem.place.column) == ("label-conflict", Severity.ERROR, "G")
    assert problem.params["kind"] == kind


def test_kindergarten_label_on_a_school_is_a_warning() -> None:
    table = checked({"普查类别": "城市幼儿园"})
    assert (only(table).code, only(table).severity) == ("label-not-for-school", Severity.WARNING)
    assert table.frame["census_label"].to_list() == ["SCHOOL"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("约800", "number-approximate"), ("800左右", "number-approximate"), ("800-900", "number-approximate"),
        ("不详", "number-unknown"), ("np", "number-unknown"), (-5, "number-negative"), (3.5, "number-decimal"),
        ("八百", "number-unreadable"), (60001, "number-too-large"),
        ("99999999999999999999", "number-too-large"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("heading", "letter"), [("学生人数", "E"), ("教职工人数", "F"), ("住宿生人数", "G")])
def test_head_count_that_is_no_number_is_an_error(heading: str, letter: str, text: object, code: str) -> None:
    problem = only(checked({heading: text}))
    assert (problem.code, problem.severity, problem.place.column) == (code, Severity.ERROR, letter)
    assert problem.place.heading == heading


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("８１２", 812),
        ("812人", 812),
        ("1,530", 1530),
        (567.0, 567),
        ("567.0", 567),
        ("60000", 60000),
        (" 8 1 2 ", 812),
    ],
)
def test_head_count_is_read_as_people_write_it(text: object, number: int) -> None:
    assert accepted({"学生人数": text})["students"] == number


def test_stroke_is_no_number_of_students() -> None:
    assert only(checked({"学生人数": "/"})).code == "number-unreadable"


@pytest.mark.parametrize("text", [None, "无", "/", "—", 0, "0"])
def test_no_boarders_may_be_told_in_many_ways(text: object) -> None:
    assert accepted({"住宿生人数": text, "地址": "云溪"})["boarders"] == 0


def test_more_boarders_than_students_is_an_error() -> None:
    problem = only(checked({"学生人数": 300, "住宿生人数": 301}))
    assert (problem.code, problem.severity, problem.value) == ("boarders-exceed-students", Severity.ERROR, "301")
    assert (problem.place.column, problem.params) == ("G", {"students": 300})


def test_sum_that_is_not_the_sum_is_a_warning() -> None:
    table = checked({"师生总人数": 861}, {"师生总人数": 860}, {"师生总人数": None})
    problem = only(table)
    assert (problem.code, problem.severity, problem.value) == ("persons-conflict", Severity.WARNING, "861")
    assert (problem.place.row, problem.place.column) == (2, "G")
    assert problem.params == {"sum": 860, "students": 812, "staff": 48}
    assert len(table.frame) == 3


@pytest.mark.parametrize("heading", ["师生总人数", "专职保安员人数"])
def test_unreadable_number_that_only_compares_is_a_warning(heading: str) -> None:
    table = checked({heading: "不详"})
    assert (only(table).code, only(table).severity) == ("number-unknown", Severity.WARNING)
    assert len(table.frame) == 1


@pytest.mark.parametrize("text", ["214300001", "21430000011", "2143A00001"])
def test_school_code_needs_ten_digits(text: str) -> None:
    problem = only(checked({"学校标识码": text}))
    assert (problem.code, problem.severity, problem.value) == ("school-code-form", Severity.ERROR, text)
    assert problem.place.column == "B"


@pytest.mark.parametrize(
    ("text", "code"), [(2143000001, "2143000001"), ("２１４３００００ ０１", "2143000001"), ("无", None), (None, None)]
)
def test_school_code_is_tidied(text: object, code: str | None) -> None:
    assert accepted({"学校标识码": text})["school_code"] == code


def test_wrong_credit_code_is_a_warning_and_left_out() -> None:
    table = checked({"统一社会信用代码": CREDIT_CODE[:-1] + "0"})
    assert (only(table).code, only(table).severity) == ("credit-code-invalid", Severity.WARNING)
    assert only(table).place.column == "G"
    assert table.frame["credit_code"].to_list() == [None]


def test_names_are_brought_into_one_spelling() -> None:
    row = accepted({"学校名称": " 云溪 第１小学 (东校区)", "地址": "Ａ区\n3栋", "所属乡镇": "无"})
    assert (row["name"], row["address"], row["town"]) == ("云溪第1小学（东校区）", "A区 3栋", None)


def test_several_problems_of_a_row_are_all_told_in_the_order_of_rows() -> None:
    table = checked({"学生人数": "不详", "办学性质": "其它"}, {}, {"学生人数": -1})
    assert [(problem.place.row, problem.code) for problem in table.problems] == [
        (2, "word-unknown"),
        (2, "number-unknown"),
        (4, "number-negative"),
    ]
    assert table.frame["row"].to_list() == [3]


def test_problem_is_told_at_the_column_of_the_sheet_it_came_from() -> None:
    rows = page(CAMPUS, {"学生人数": "不详"}).rows
    shifted = Page("表", [["标题"], *([None, None, *row] for row in rows)])
    problem = only(check(shifted).tables[0])
    assert (problem.place.row, problem.place.column) == (3, "G")


def test_empty_table_gives_an_empty_frame_of_the_same_shape() -> None:
    [table] = check(Page("学校", campuses({}).rows[:1])).tables
    assert table.frame.is_empty()
    assert table.frame.schema == pl.Schema(COLUMNS[RowKind.CAMPUS])


@pytest.mark.parametrize("heading", ["开办日期", "建校日期", "建校时间", "开办时间", "成立时间", "建园日期"])
@pytest.mark.parametrize(
    ("text", "day"),
    [("2019-09-01", date(2019, 9, 1)), ("2019年9月", date(2019, 9, 1)), (date(2020, 11, 1), date(2020, 11, 1)),
     ("—", None), (None, None)],
)  # fmt: skip
def test_day_of_opening_is_understood(heading: str, text: object, day: date | None) -> None:
    assert accepted({heading: text})["opened_on"] == day


def test_campus_opened_after_the_reference_day_is_an_error() -> None:
    table = checked({}, {"建校日期": "2020-11-02"})
    problem = only(table)
    assert (problem.code, problem.severity, problem.params["latest"]) == (
        "date-in-future", Severity.ERROR, REFERENCE_DAY.isoformat(),
    )  # fmt: skip
    assert (problem.place.row, problem.place.column, problem.place.heading) == (3, "G", "建校日期")
    assert table.frame["row"].to_list() == [2]


@pytest.mark.parametrize(
    ("text", "code"),
    [("1998", "date-unreadable"), ("1895-09-01", "date-too-early"), ("2019-02-29", "date-impossible"),
     (2019.1, "date-month-unsure")],
)  # fmt: skip
def test_day_of_opening_that_is_none_costs_no_row(text: object, code: str) -> None:
    table = checked({"开办日期": text})
    assert (only(table).code, only(table).severity) == (code, Severity.WARNING)
    assert table.frame["opened_on"].to_list() == [date(2019, 1, 1) if code == "date-month-unsure" else None]
