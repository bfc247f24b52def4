from __future__ import annotations

import re
from itertools import chain

import pytest
from django.utils import translation

from gatehouse.census.presenters import place_text, say
from gatehouse.census.presenters.problems import SENTENCES
from gatehouse.census.reading.codes import CellCode, ReadingCode, RowCode
from gatehouse.foundation.workbook.refusal import WorkbookFault
from gatehouse.kernel.problem import Place, Problem

REGISTER = {
    "unknown-campus",
    "foreign-unit",
    "unknown-town",
    "unknown-station",
    "campus-of-other-unit",
    "code-name-conflict",
    "campus-not-open-yet",
    "opened-after-known",
    "started-before-opening",
    "unit-ends",
}
CODES = sorted({code.value for code in chain(WorkbookFault, ReadingCode, CellCode, RowCode)} | REGISTER)
CHINESE = re.compile(r"[\u3400-\u9fff]")
NAMED = re.compile(r"%\((\w+)\)s")
PARAMS = {
    "accepted": ["word1", "word2"],
    "age": 15,
    "birth_date": "1968-07-14",
    "code": "2143000001",
    "counted": 2,
    "day": "2020-11-01",
    "field": "f",
    "formats": ".xlsx",
    "found": 9,
    "header_row": 4,
    "kind": "kind",
    "latest": "2020-11-20",
    "limit": 50,
    "missing": ["head1", "head2"],
    "most": 60_000,
    "name": "name",
    "opened": "2019-09-01",
    "row": 7,
    "sex": "MALE",
    "sheet": "sheet2",
    "since": "2018-03-01",
    "size": 60,
    "staff": 48,
    "started": "2018-03-01",
    "station": "station",
    "students": 812,
    "sum": 860,
    "table": "guard",
    "town": "town",
    "unit": "unit",
}
PLACE = Place("file.xlsx", "sheet1", 12, "G", "heading")


def problem(code: str) -> Problem:
    return Problem(code, PLACE, "value", params=PARAMS)


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert sorted(SENTENCES) == CODES


@pytest.mark.parametrize("code", CODES)
def test_reason_and_remedy_are_complete_in_english(code: str) -> None:
    with translation.override("en"):
        said = say(problem(code))
    for text in (said.reason, said.remedy):
        assert text.endswith(".")
        assert text[0].isupper() or not text[0].isalpha()
        assert not CHINESE.search(text)
        assert "%(" not in text


@pytest.mark.parametrize("code", CODES)
def test_reason_and_remedy_are_complete_in_chinese(code: str) -> None:
    with translation.override("zh-hans"):
        said = say(problem(code))
    for text in (said.reason, said.remedy):
        assert CHINESE.search(text)
        assert text.endswith("。")
        assert "%(" not in text


@pytest.mark.parametrize("code", CODES)
def test_chinese_names_what_english_names(code: str) -> None:
    for sentence in SENTENCES[code]:
        with translation.override("en"):
            english = str(sentence)
        with translation.override("zh-hans"):
            chinese = str(sentence)
        assert english != chinese
        assert set(NAMED.findall(english)) == set(NAMED.findall(chinese))


@pytest.mark.parametrize("code", CODES)
def test_sentence_names_only_what_problems_bring(code: str) -> None:
    brought = {*PARAMS, "value", "field", "sheet", "campus"}
    for sentence in SENTENCES[code]:
        assert set(NAMED.findall(str(sentence))) <= brought


def test_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        say(Problem("no-such-code"))


@pytest.mark.parametrize(
    ("place", "chinese", "english"),
    [
        (PLACE, "工作表“sheet1”第 12 行 G 列（heading）", "Sheet “sheet1”, row 12, column G (heading)"),
        (Place("f", "s", 12, "", "h"), "工作表“s”第 12 行", "Sheet “s”, row 12"),
        (Place("f", "s"), "工作表“s”", "Sheet “s”"),
        (Place("报表.xlsx"), "报表.xlsx", "报表.xlsx"),
        (Place(), "", ""),
    ],
)
def test_place_is_named_as_far_as_it_is_known(place: Place, chinese: str, english: str) -> None:
    with translation.override("zh-hans"):
        assert place_text(place) == chinese
    with translation.override("en"):
        assert place_text(place) == english


def test_words_of_a_list_are_joined_as_the_language_joins_them() -> None:
    unknown = Problem("word-unknown", PLACE, "其它", params={"field": "kind", "accepted": ["小学", "初中"]})
    with translation.override("zh-hans"):
        said = say(unknown)
    assert (said.reason, said.remedy) == ("无法识别“heading”中的“其它”。", "请填写以下之一：小学、初中。")
    with translation.override("en"):
        said = say(unknown)
    assert (said.reason, said.remedy) == (
        "“其它” is not understood as “heading”.",
        "Write one of these words: 小学, 初中.",
    )


def test_table_and_sex_are_said_in_words() -> None:
    params = {"table": "campus", "header_row": 3, "missing": ["办学性质"], "found": ["校名", "学生数"]}
    with translation.override("zh-hans"):
        said = say(Problem("missing-columns", Place("f", "s"), params=params))
        sex = say(Problem("sex-conflict", PLACE, "男", params={"sex": "FEMALE"}))
    assert said.reason == "第 3 行起的学校表缺少以下列：办学性质。已有的列：校名、学生数。"
    assert sex.reason == "“男”与身份证号不符（身份证号显示为女），以身份证号为准。"


def test_repeated_row_names_the_sheet_of_the_first_one() -> None:
    with translation.override("en"):
        said = say(Problem("duplicate-guard", PLACE, "431***", params={"row": 7, "sheet": "sheet2"}))
    assert said.reason == "The row repeats the guard of row 7 on sheet “sheet2”: the same ID number at the same campus."


def test_campus_is_named_by_what_the_row_tells_of_it() -> None:
    with translation.override("en"):
        both = say(Problem("unknown-campus", PLACE, params={"name": "一小", "code": "2143000001"}))
        code = say(Problem("unknown-campus", PLACE, params={"name": "", "code": "2143000001"}))
    assert both.reason == "No campus of the reporting unit is known as “一小 2143000001”."
    assert code.reason == "No campus of the reporting unit is known as “2143000001”."
