"""A blank says nothing: what a workbook leaves out stays as the register knows it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses import queries as campuses
from gatehouse.campuses.models import Campus
from tests.kit.imports import take_in
from tests.kit.places import CITY_RUN, EAST, EAST_1, EAST_2, Places
from tests.kit.register import CENSUS_DAY, Register

HEADS = ("学校名称", "学校类别", "办学性质", "学生人数", "教职工人数", "所属派出所")


def sheet(*rows: Sequence[object], heads: Sequence[str] = HEADS) -> bytes:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.worksheets[0].append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_police_workbook_leaves_a_city_run_school_to_the_city(places: Places, register: Register) -> None:
    campus = register.campus("市一中", police=EAST_1, education=CITY_RUN)
    data = sheet(("市一中", "小学", "公办", 90, 8, "东关公安机关"))
    assert take_in(data, places.police(EAST)).tally.updated == 1
    place = campuses.places_of(campus, EVERYTHING, on=CENSUS_DAY)
    assert place.education_path == places.education(CITY_RUN).path
    assert place.police_path == places.police(EAST_1).path


def test_campus_moved_to_another_station_moves_in_the_counterpart_too(places: Places, register: Register) -> None:
    campus = register.campus("东关小学", police=EAST_1, school_code="2199000009")
    heads = (*HEADS, "学校标识码")
    data = sheet(("东关小学", "小学", "公办", 85, 8, "东湖公安机关", "2199000009"), heads=heads)
    assert take_in(data, places.police(EAST)).tally.updated == 1
    place = campuses.places_of(campus, EVERYTHING, on=CENSUS_DAY)
    assert (place.police_path, place.education_path) == (
        places.police(EAST_2).path, places.education(EAST_2).path,
    )  # fmt: skip


def test_columns_left_out_erase_nothing(places: Places, register: Register) -> None:
    campus = register.campus("东关小学", police=EAST_1, school_code="2199000009", counts=(700, 40, 650))
    data = sheet(("东关小学", "小学", "公办", 710, 40), heads=HEADS[:5])
    assert take_in(data, places.education(EAST)).tally.updated == 1
    profile = campuses.profile_of(campus, on=CENSUS_DAY)
    count = campuses.head_count_of(campus, on=CENSUS_DAY)
    assert profile is not None
    assert count is not None
    assert (profile.school_code, count.students, count.boarders) == ("2199000009", 710, 650)
    assert campuses.places_of(campus, EVERYTHING, on=CENSUS_DAY).police_path == places.police(EAST_1).path


def test_namesakes_in_two_towns_are_two_campuses(places: Places) -> None:
    rows = [("中心幼儿园", 100, "东关公安机关"), ("中心幼儿园", 200, "东湖公安机关")]
    heads = (*HEADS, "普查类别")
    data = sheet(*[(name, "幼儿园", "公办", n, 9, at, "城镇幼儿园") for name, n, at in rows], heads=heads)
    assert take_in(data, places.police(EAST)).tally.created == 2
    assert take_in(data, places.police(EAST)).tally.unchanged == 2
    assert Campus.objects.count() == 2
