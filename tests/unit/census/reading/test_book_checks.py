from __future__ import annotations

from gatehouse.kernel.problem import Severity
from tests.kit.census_books import campuses, cells, check, guards, page, told
from tests.kit.workbooks import resident_id

MALE = resident_id("19680714", 1)


def test_same_campus_twice_lets_only_the_first_through() -> None:
    same = {"学校名称": "云溪小学"}
    book = check(campuses(same, {}, same, same))
    assert cells(book.problems, "duplicate-campus") == [("学校", 4, "A"), ("学校", 5, "A")]
    assert [problem.params for problem in book.problems] == [{"row": 2, "sheet": "学校"}] * 2
    assert book.tables[0].frame["row"].to_list() == [2, 3]


def test_campus_repeated_on_another_sheet_names_the_sheet_of_the_first() -> None:
    same = {"学校名称": "云溪小学"}
    book = check(campuses(same, name="小学"), campuses(same, name="全部学校"))
    [problem] = book.problems
    assert (problem.place.sheet, problem.place.row, problem.params) == ("全部学校", 2, {"row": 2, "sheet": "小学"})
    assert [len(table.frame) for table in book.tables] == [1, 0]


def test_campuses_of_one_name_are_told_apart_by_code_or_else_by_town() -> None:
    name = {"学校名称": "中心幼儿园", "学校类别": "城镇幼儿园"}
    coded = check(campuses(name | {"学校标识码": "1143000001"}, name | {"学校标识码": "1143000002"}))
    no_code = {**name, "学校标识码": None}
    placed = check(campuses(no_code | {"所属乡镇": "云溪镇"}, no_code | {"所属乡镇": "石桥乡"}))
    alike = check(campuses(no_code | {"所属乡镇": "云溪镇"}, no_code | {"所属乡镇": "云溪镇"}))
    assert (coded.problems, placed.problems) == ((), ())
    assert cells(alike.problems, "duplicate-campus") == [("学校", 3, "A")]


def test_row_that_repeats_a_refused_one_comes_through() -> None:
    same = {"学校名称": "云溪小学"}
    book = check(campuses(same | {"学生人数": "不详"}, same))
    assert [problem.code for problem in book.problems] == ["number-unknown"]
    assert book.tables[0].frame["row"].to_list() == [3]


def test_same_guard_twice_at_a_campus_lets_only_the_first_through() -> None:
    same = {"身份证号": MALE}
    book = check(guards(same, same | {"姓名": "谭建国二"}, {}))
    [problem] = told(book.problems, "duplicate-guard")
    assert (problem.place.row, problem.place.column, problem.severity) == (3, "C", Severity.ERROR)
    assert problem.params == {"row": 2, "sheet": "保安员"}
    assert MALE not in problem.value
    assert book.tables[0].frame["row"].to_list() == [2, 4]


def test_guard_at_two_campuses_is_no_repetition() -> None:
    same = {"身份证号": MALE}
    assert check(guards(same | {"所在学校": "一小"}, same | {"所在学校": "二小"})).problems == ()


def test_guard_repeated_on_another_sheet_is_found_by_the_code_of_the_campus() -> None:
    first = guards({"身份证号": MALE, "所在学校": "云溪小学", "学校标识码": "2143000001"}, name="一")
    second = guards({"身份证号": MALE, "所在学校": None, "学校标识码": "2143000001"}, name="二")
    assert cells(check(first, second).problems, "duplicate-guard") == [("二", 2, "C")]


def test_id_numbers_are_compared_in_their_tidy_form() -> None:
    number = next(number for order in range(999) if (number := resident_id("19680714", order)).endswith("X"))
    book = check(guards({"身份证号": number}, {"身份证号": f" {number.lower()}"}))
    assert cells(book.problems, "duplicate-guard") == [("保安员", 3, "C")]


def reported(number: object) -> dict[str, object]:
    return {"学校名称": "云溪小学", "专职保安员人数": number}


def test_reported_full_time_guards_are_compared_with_the_roster() -> None:
    roster = guards({}, {"岗位性质": "兼职"}, {"所在学校": "别处"})
    assert told(check(campuses(reported(1)), roster).problems, "full-time-conflict") == []
    [problem] = told(check(campuses(reported(2)), roster).problems, "full-time-conflict")
    assert (problem.severity, problem.place.column, problem.value) == (Severity.WARNING, "G", "2")
    assert problem.params == {"counted": 1}


def test_guards_told_by_code_and_by_name_count_together() -> None:
    roster = guards(
        {"所在学校": None, "学校标识码": "2143000001"}, {}, {"所在学校": "云溪小学", "学校标识码": "2143000001"}
    )
    assert told(check(campuses(reported(3)), roster).problems, "full-time-conflict") == []


def test_campus_without_code_is_compared_by_its_name() -> None:
    campus = campuses({**reported(2), "学校标识码": None})
    assert told(check(campus, guards({}, {})).problems, "full-time-conflict") == []
    assert len(told(check(campus, guards({})).problems, "full-time-conflict")) == 1


def test_guard_being_mended_counts_and_a_repeated_one_does_not() -> None:
    roster = guards({"身份证号": MALE}, {"身份证号": MALE}, {"身份证号": "1"})
    assert told(check(campuses(reported(2)), roster).problems, "full-time-conflict") == []


def test_numbers_are_not_compared_without_a_roster_or_in_an_excerpt() -> None:
    assert check(campuses(reported(5))).problems == ()
    excerpt = page(
        {**reported(5), "学校类别": "小学", "办学性质": "公办", "学生人数": 1, "教职工人数": 1, "原行号": 7}, {}
    )
    assert check(excerpt, guards({})).problems == ()


def test_problems_of_the_book_are_those_of_its_tables_in_order() -> None:
    book = check(campuses({"学生人数": "不详"}), guards({"姓名": None}))
    assert [problem.code for problem in book.problems] == ["number-unknown", "required-empty"]
    assert book.problems == tuple(problem for table in book.tables for problem in table.problems)
