from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gatehouse.census.reading import COLUMNS, CheckedTable
from gatehouse.census.types import RowKind
from gatehouse.kernel.problem import Problem, Severity
from tests.kit.census_books import FILE, check, guards
from tests.kit.workbooks import resident_id

MALE = resident_id("19680714", 1)
FEMALE = resident_id("19750302", 22)
COLUMN = {"所在学校": "A", "姓名": "B", "身份证号": "C", "岗位性质": "D", "聘用来源": "E", "是否持证": "F"}


def checked(*changes: dict[str, Any]) -> CheckedTable:
    [table] = check(guards(*changes)).tables
    return table


def accepted(change: dict[str, Any]) -> dict[str, Any]:
    """The only row, which must have come through without any problem."""
    table = checked(change)
    assert table.problems == ()
    [row] = table.frame.rows(named=True)
    return row


def only(table: CheckedTable) -> Problem:
    [problem] = table.problems
    return problem


def refused(change: dict[str, Any]) -> Problem:
    """The only problem of a row that must not have come through."""
    table = checked({}, change, {})
    problem = only(table)
    assert problem.severity is Severity.ERROR
    assert problem.place.row == 3
    assert table.frame["row"].to_list() == [2, 4]
    return problem


def warned(change: dict[str, Any]) -> tuple[Problem, dict[str, Any]]:
    """The only problem of a row that came through, and the row."""
    table = checked(change)
    assert only(table).severity is Severity.WARNING
    [row] = table.frame.rows(named=True)
    return only(table), row


def test_faultless_row_comes_through_with_its_types() -> None:
    table = checked(
        {
            "姓名": "谭 建国",
            "身份证号": f" {MALE.lower()} ",
            "性别": "男",
            "出生日期": date(1968, 7, 14),
            "年龄": 52,
            "文化程度": "高中",
            "用人单位": "云溪保安服务有限公司",
            "是否持证": "是",
            "保安员证编号": "湘4313201900267",
            "发证日期": "2019年3月5日",
            "上岗日期": "2018.3",
            "联系电话": "0738-8888 888",
        }
    )
    assert dict(table.frame.schema) == COLUMNS[RowKind.GUARD]
    assert table.problems == ()
    assert table.frame.rows(named=True) == [
        {
            "row": 2,
            "campus_name": "云溪小学",
            "school_code": None,
            "name": "谭建国",
            "id_number": MALE,
            "sex": "MALE",
            "birth_date": date(1968, 7, 14),
            "schooling": "SENIOR",
            "engagement": "FULL_TIME",
            "source": "SELF",
            "employer": "云溪保安服务有限公司",
            "certified": True,
            "certificate_number": "湘4313201900267",
            "certificate_issued_on": date(2019, 3, 5),
            "started_on": date(2018, 3, 1),
            "phone": "07388888888",
        }
    ]


@pytest.mark.parametrize("heading", ["姓名", "身份证号", "岗位性质", "聘用来源"])
def test_empty_required_cell_is_an_error_at_its_place(heading: str) -> None:
    problem = refused({heading: None})
    assert (problem.code, problem.params["field"] != "") == ("required-empty", True)
    assert (problem.place.file, problem.place.column, problem.place.heading) == (FILE, COLUMN[heading], heading)


def test_row_needs_the_name_or_the_code_of_its_campus() -> None:
    table = checked({"所在学校": None, "学校标识码": None}, {"所在学校": None, "学校标识码": "2143000001"})
    assert (only(table).code, only(table).place.row, only(table).place.column) == ("campus-unnamed", 2, "A")
    assert table.frame.select("campus_name", "school_code").rows() == [(None, "2143000001")]


def test_wrong_school_code_is_an_error() -> None:
    assert refused({"学校标识码": "123"}).code == "school-code-form"


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("4313991968071400", "id-length", "431***********00"),
        ("43139919680714001A", "id-length", "431*************1A"),
        ("431399680714001", "id-old-15-digits", "431**********01"),
        (MALE[:6] + "19681314" + MALE[14:], "id-birth-date", None),
        (MALE[:-1] + ("1" if MALE[-1] != "1" else "2"), "id-check-digit", None),
        ("4.31399E+17", "id-digits-lost", None),
        ("431399196807140000", "id-digits-lost", None),
        (431399196807140019, "id-digits-lost", None),
        (4.31399196807140e17, "id-digits-lost", None),
    ],
)
def test_wrong_id_number_is_named_by_what_is_wrong(number: object, code: str, shown: str | None) -> None:
    problem = refused({"身份证号": number})
    assert (problem.code, problem.place.column) == (code, "C")
    if shown:
        assert problem.value == shown


def test_id_number_is_masked_in_every_problem() -> None:
    wrong = MALE[:-1] + ("1" if MALE[-1] != "1" else "2")
    table = checked({"身份证号": wrong}, {"岗位性质": f"见{wrong}"})
    assert [problem.code for problem in table.problems] == ["id-check-digit", "word-unknown"]
    assert all(wrong[6:14] not in problem.value for problem in table.problems)
    assert all(wrong not in str(problem.params) for problem in table.problems)


def test_phone_number_in_a_wrong_column_is_masked() -> None:
    assert refused({"岗位性质": "13812345678"}).value == "138****5678"


def test_number_that_lost_digits_is_refused_even_if_the_rest_fits_its_check_digit() -> None:
    # 431399 19680721 000 happens to need 0 for its check digit, and Excel would have made it of 19680721 00?.
    lucky = next(
        number
        for month in range(1, 13)
        for day in range(1, 29)
        if (number := resident_id(f"1968{month:02d}{day:02d}", 0)).endswith("0000")
    )
    assert refused({"身份证号": float(lucky)}).code == "id-digits-lost"
    assert accepted({"身份证号": lucky})["id_number"] == lucky


@pytest.mark.parametrize(
    ("change", "code", "letter", "params"),
    [
        ({"性别": "女"}, "sex-conflict", "G", {"sex": "MALE"}),
        ({"出生日期": date(1968, 7, 15)}, "birth-date-conflict", "G", {"birth_date": "1968-07-14"}),
        ({"出生日期": "1968年6月"}, "birth-date-conflict", "G", {"birth_date": "1968-07-14"}),
        ({"年龄": 50}, "age-conflict", "G", {"age": 52}),
        ({"年龄": "54岁"}, "age-conflict", "G", {"age": 52}),
    ],
)
def test_id_number_wins_over_what_is_written_beside_it(
    change: dict[str, Any], code: str, letter: str, params: dict[str, Any]
) -> None:
    problem, row = warned({"身份证号": MALE, **change})
    assert (problem.code, problem.place.column, problem.params) == (code, letter, params)
    assert (row["sex"], row["birth_date"]) == ("MALE", date(1968, 7, 14))


@pytest.mark.parametrize(
    "change",
    [
        {"性别": "男性"},
        {"出生日期": "1968.7"},
        {"出生日期": "1968年7月14日"},
        {"年龄": 51},
        {"年龄": 53},
        {"性别": None},
    ],
)
def test_what_agrees_with_the_id_number_is_no_problem(change: dict[str, Any]) -> None:
    assert accepted({"身份证号": MALE, **change})["sex"] == "MALE"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"性别": "不明"}, "word-unknown"),
        ({"文化程度": "优秀"}, "word-unknown"),
        ({"年龄": "五十"}, "number-unreadable"),
        ({"年龄": "约50"}, "number-approximate"),
        ({"年龄": 520}, "number-too-large"),
        ({"出生日期": "六八年"}, "date-unreadable"),
        ({"出生日期": "1968-02-30"}, "date-impossible"),
        ({"出生日期": "1868-02-03"}, "date-too-early"),
    ],
)
def test_unreadable_cell_that_is_not_needed_is_a_warning(change: dict[str, Any], code: str) -> None:
    assert warned(change)[0].code == code


@pytest.mark.parametrize(("born", "age"), [("20041102", 15), ("19291101", 91), ("20200101", 0)])
def test_impossible_age_on_the_reference_day_is_an_error(born: str, age: int) -> None:
    problem = refused({"身份证号": resident_id(born, 5)})
    assert (problem.code, problem.place.column, problem.params) == ("age-impossible", "C", {"age": age})


@pytest.mark.parametrize(("born", "age"), [("20041101", 16), ("20021102", 17)])
def test_minor_guard_is_a_fact_with_a_warning(born: str, age: int) -> None:
    problem, row = warned({"身份证号": resident_id(born, 5)})
    assert (problem.code, problem.params) == ("age-minor", {"age": age})
    assert row["birth_date"].year == int(born[:4])


@pytest.mark.parametrize("born", ["20021101", "19300101", "19291102"])
def test_ages_from_eighteen_to_ninety_are_possible(born: str) -> None:
    accepted({"身份证号": resident_id(born, 5)})


@pytest.mark.parametrize(
    ("heading", "text", "field", "value"),
    [
        ("岗位性质", "专职", "engagement", "FULL_TIME"),
        ("岗位性质", "全职", "engagement", "FULL_TIME"),
        ("岗位性质", "专职保安员", "engagement", "FULL_TIME"),
        ("岗位性质", "兼职", "engagement", "PART_TIME"),
        ("岗位性质", "非专职", "engagement", "PART_TIME"),
        ("聘用来源", "自聘", "source", "SELF"),
        ("聘用来源", "学校自聘", "source", "SELF"),
        ("聘用来源", "自行聘用", "source", "SELF"),
        ("聘用来源", "物业", "source", "PROPERTY"),
        ("聘用来源", "物业公司", "source", "PROPERTY"),
        ("聘用来源", "保安公司", "source", "COMPANY"),
        ("聘用来源", "云溪保安服务有限责任公司", "source", "COMPANY"),
        ("聘用来源", "保安公司派驻", "source", "COMPANY"),
        ("聘用来源", "派驻", "source", "COMPANY"),
        ("聘用来源", "物业公司保安", "source", "PROPERTY"),
        ("聘用来源", "物业公司派驻", "source", "PROPERTY"),
        ("文化程度", "小学", "schooling", "PRIMARY"),
        ("文化程度", "初中", "schooling", "JUNIOR"),
        ("文化程度", "中专", "schooling", "SENIOR"),
        ("文化程度", "高中（中专）", "schooling", "SENIOR"),
        ("文化程度", "大专", "schooling", "COLLEGE"),
        ("文化程度", "本科", "schooling", "COLLEGE"),
        ("文化程度", None, "schooling", "UNKNOWN"),
    ],
)
def test_words_of_offices_are_understood(heading: str, text: str | None, field: str, value: str) -> None:
    assert accepted({heading: text})[field] == value


@pytest.mark.parametrize("heading", ["岗位性质", "聘用来源", "是否持证"])
def test_unknown_word_that_matters_is_an_error_naming_the_known_ones(heading: str) -> None:
    problem = refused({heading: "其它"})
    assert (problem.code, problem.value, problem.place.column) == ("word-unknown", "其它", COLUMN[heading])
    assert len(problem.params["accepted"]) >= 2


@pytest.mark.parametrize("text", ["是", "有", "√", "1", 1, "已持证", "Y"])
def test_yes_is_told_in_many_ways(text: object) -> None:
    assert accepted({"是否持证": text, "保安员证编号": "湘431320"})["certified"] is True


@pytest.mark.parametrize("text", ["否", "无", "×", "0", 0, "未持证", "培训中", "/"])
def test_no_is_told_in_many_ways(text: object) -> None:
    assert accepted({"是否持证": text})["certified"] is False


def test_certificate_number_alone_tells_that_there_is_one() -> None:
    row = checked({"是否持证": None, "保安员证编号": "湘431320", "发证日期": "2019-03-05"}).frame.rows(named=True)[0]
    assert (row["certified"], row["certificate_number"]) == (True, "湘431320")


@pytest.mark.parametrize(
    ("change", "code", "certified"),
    [
        ({"是否持证": "是"}, "certificate-number-missing", True),
        ({"是否持证": "是", "保安员证编号": "无"}, "certificate-number-missing", True),
        ({"是否持证": None}, "certified-blank", False),
        ({"是否持证": "否", "保安员证编号": "湘431320"}, "certified-conflict", False),
        ({"是否持证": "否", "保安员证编号": "正在补办"}, "word-unknown", False),
        ({"是否持证": "是", "保安员证编号": 4313201900267001}, "certificate-digits-lost", True),
    ],
)
def test_certificate_that_is_not_fully_told_is_a_warning(change: dict[str, Any], code: str, *, certified: bool) -> None:
    problem, row = warned(change)
    assert (problem.code, row["certified"], row["certificate_number"]) == (code, certified, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (date(2019, 3, 5), date(2019, 3, 5)), ("2019.3", date(2019, 3, 1)), ("2019年3月", date(2019, 3, 1)),
        ("2019年3月5日", date(2019, 3, 5)), ("20190305", date(2019, 3, 5)), (20190305, date(2019, 3, 5)),
        ("2019-3-5", date(2019, 3, 5)), ("2019/03/05", date(2019, 3, 5)), ("２０１９．３．５", date(2019, 3, 5)),
        ("2019.10", date(2019, 10, 1)), ("201903", date(2019, 3, 1)), (43529, date(2019, 3, 5)),
        ("2019-03-05 08:30:00", date(2019, 3, 5)), ("2019 年 3 月 5 号", date(2019, 3, 5)), (2019.3, date(2019, 3, 1)),
        ("2019.1", date(2019, 1, 1)), ("无", None), (None, None), ("2021-11-20", date(2021, 11, 20)),
    ],
)  # fmt: skip
def test_day_is_read_as_people_write_it(text: object, day: date | None) -> None:
    assert accepted({"上岗日期": text})["started_on"] == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("去年", "date-unreadable"), ("2019", "date-unreadable"), ("19.3.5", "date-unreadable"),
        ("190305", "date-unreadable"),
        ("2019-13-45", "date-impossible"), ("2019-02-29", "date-impossible"), ("2019年0月", "date-impossible"),
        ("1899-12-31", "date-too-early"), ("2021-11-21", "date-in-future"), (date(2100, 1, 1), "date-in-future"),
    ],
)  # fmt: skip
def test_impossible_day_of_starting_is_an_error(text: object, code: str) -> None:
    problem = refused({"上岗日期": text})
    assert (problem.code, problem.place.column, problem.place.heading) == (code, "G", "上岗日期")


def test_certificate_may_not_be_dated_in_the_future() -> None:
    problem = refused({"是否持证": "是", "保安员证编号": "湘1", "发证日期": "2020-11-21"})
    assert (problem.code, problem.params["latest"]) == ("date-in-future", "2020-11-20")
    assert accepted({"是否持证": "是", "保安员证编号": "湘1", "发证日期": "2020-11-20"})["certificate_issued_on"]


def test_date_of_a_certificate_that_is_not_held_does_not_matter() -> None:
    assert accepted({"是否持证": "否", "发证日期": "培训后发"})["certificate_issued_on"] is None


@pytest.mark.parametrize(
    "change", [{"上岗日期": 2019.1}, {"发证日期": 2019.1, "是否持证": "是", "保安员证编号": "湘1"}]
)
def test_numeric_january_may_be_an_october_that_lost_its_zero(change: dict[str, Any]) -> None:
    problem, row = warned(change)
    assert (problem.code, problem.value) == ("date-month-unsure", "2019.1")
    assert date(2019, 1, 1) in row.values()
