"""Who reads a story: both lines alike, an office that gave the campus away; and where an import's facts stood."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.campuses.models import CampusProfile
from gatehouse.campuses.queries import UnknownCampusError
from gatehouse.campuses.services import move_campus
from gatehouse.standing.presenters import story_as_json, story_as_text
from gatehouse.standing.queries import campus_story
from gatehouse.standing.services import undo
from tests.kit.cast import scope_of
from tests.kit.imports import campus_row, open_campaign, take_in, workbook
from tests.kit.places import EAST, SOUTH, WEST, WEST_1, Places
from tests.kit.register import CENSUS_DAY, CLERK, Register, at, resident_number
from tests.kit.stories import Expected, Narrator, newest

DEC, TODAY = date(2020, 12, 1), date(2021, 1, 15)
NOW = at("2020-12-11")
TELL = Narrator(on=TODAY)


def text(campus: int, scope: Scope, on: date = TODAY) -> str:
    return story_as_text(campus_story(campus, scope, on=on, today=TODAY))


def test_both_lines_read_the_same_story(register: Register, places: Places) -> None:
    campus = register.campus()
    register.guard_on_post(campus, certified=True)
    told = text(campus, EVERYTHING)
    assert text(campus, scope_of(places.police(EAST))) == text(campus, scope_of(places.education(EAST))) == told
    assert "张三" in told


def test_office_that_gave_the_campus_away_reads_of_a_guard_without_a_name(register: Register, places: Places) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, certified=True)
    register.certificate(guard, number="湘4300202000002", recorded=NOW)
    west = places.police(WEST_1).id, places.education(WEST_1).id
    move_campus(campus, on=DEC, police_unit=west[0], education_unit=west[1], by=CLERK, at=NOW)
    then = text(campus, scope_of(places.police(EAST)), on=CENSUS_DAY)
    assert "张三" not in then
    assert "一名保安员上岗" in then
    told = campus_story(campus, scope_of(places.police(EAST)), on=CENSUS_DAY, today=TODAY)
    assert "湘4300202000001" not in str(story_as_json(told))
    told = campus_story(campus, scope_of(places.police(WEST)), on=TODAY, today=TODAY)
    assert "湘4300202000001" in str(story_as_json(told))
    assert "张三上岗" in text(campus, scope_of(places.police(WEST)))
    with pytest.raises(UnknownCampusError):
        text(campus, scope_of(places.police(EAST)))
    with pytest.raises(UnknownCampusError):
        text(campus, scope_of(places.police(SOUTH)), on=CENSUS_DAY)


def test_story_holds_no_identity_number(register: Register) -> None:
    campus = register.campus()
    register.guard_on_post(campus)
    number = resident_number()
    told = TELL.tells(str(campus), language="en") + TELL.tells(str(campus), "--json", language="en")
    assert number not in told
    assert number[:6] not in told


def test_imported_fact_names_its_row_and_an_undone_import_stays_in_the_story(places: Places) -> None:
    campaign = open_campaign()
    take_in(workbook([campus_row(1)]), places.police(EAST), campaign=campaign, by=CLERK, file_name="a.xlsx")
    later = workbook([campus_row(2), campus_row(1, students=500)])
    take_in(later, places.police(EAST), campaign=campaign, by=CLERK, file_name="b.xlsx")
    second = newest()
    campus = CampusProfile.objects.filter(name="东关第1小学").values_list("campus", flat=True)[0]
    undone = undo(second, by=CLERK, at=NOW).posting_id
    corrected = ("puts right: 480 students, 30 staff, 0 boarders", "更正原记载：学生 480 人、教职工 30 人、住宿生 0 人")
    TELL.check(
        campus,
        Expected(
            CENSUS_DAY,
            "Head count: 500 students, 30 staff, 0 boarders",
            "师生人数：学生 500 人、教职工 30 人、住宿生 0 人",
            notes=(
                ("learnt 4 days late", "迟4天获知"),
                corrected,
                (f"undone by posting no. {undone}", f"已由第 {undone} 号入账撤销"),
            ),
            posting=second,
            act=("census workbook imported", "导入摸底表"),
            place=("b.xlsx, sheet “学校情况”, row 3", "b.xlsx · 学校情况 · 第 3 行"),
        ),
        Expected(
            CENSUS_DAY,
            "Head count: 480 students, 30 staff, 0 boarders",
            "师生人数：学生 480 人、教职工 30 人、住宿生 0 人",
            notes=(
                ("learnt 40 days late", "迟40天获知"),
                ("holds again since another posting was undone", "因撤销入账而恢复"),
            ),
            posting=undone,
            act=("posting undone", "撤销入账"),
            place=("a.xlsx, sheet “学校情况”, row 2", "a.xlsx · 学校情况 · 第 2 行"),
        ),
    )
