"""`gatehouse unit move|merge|abolish` and `gatehouse campus move|reopen|rename|count`."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses import queries
from gatehouse.campuses.models import HeadCount
from gatehouse.foundation.facts import live
from gatehouse.foundation.models import Posting
from gatehouse.territory.queries import UnknownUnitError, unit
from gatehouse.territory.types import Line
from tests.kit.commands import done, refused, run
from tests.kit.places import CITY, EAST, EAST_1, OTHER_CITY, WEST, WEST_1, Places
from tests.kit.register import Register

DEC, JAN, FEB = date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1)


def path(campus: int, on: date, line: Line = Line.POLICE) -> str:
    place = queries.places_of(campus, EVERYTHING, on=on)
    return place.police_path if line is Line.POLICE else place.education_path


# Units with their campuses


def test_unit_moves_with_its_campuses(register: Register, places: Places) -> None:
    campus = register.campus()
    done("unit", "move", EAST, "--line", "police", "--under", OTHER_CITY, "--on", JAN)
    assert path(campus, JAN).startswith(places.police(OTHER_CITY).path)
    assert path(campus, DEC).startswith(places.police(EAST).path)


def test_merged_unit_hands_over(register: Register, places: Places) -> None:
    campus = register.campus()
    told = done("unit", "merge", EAST_1, "--line", "education", "--into", WEST_1, "--on", JAN)
    assert path(campus, JAN, Line.EDUCATION) == places.education(WEST_1).path
    assert path(campus, JAN) == places.police(EAST_1).path
    assert Posting.objects.get(pk=told["posting"]).act == "territory.merge"


@pytest.mark.parametrize(
    ("language", "campus", "unit_name", "close"),
    [("zh-hans", "东关小学（登记号 {}）", "东关公安机关", "请先停办"),
     ("en", "东关小学 (no. {})", "East Gate Police", "Close these campuses")],
)  # fmt: skip
def test_unit_with_campuses_is_not_abolished_and_they_are_named(
    register: Register, language: str, campus: str, unit_name: str, close: str
) -> None:
    key = register.campus()
    told = run("unit", "abolish", EAST_1, "--line", "police", "--on", JAN, language=language)
    assert (told.exit_code, told.stdout) == (1, "")
    for word in (campus.format(key), unit_name, close, "2021-01-01"):
        assert word in told.stderr


def test_of_many_campuses_the_first_are_named(register: Register) -> None:
    for number in range(12):
        register.campus(f"第{number}小学")
    told = run("unit", "abolish", EAST_1, "--line", "police", "--on", JAN)
    assert "第9小学" in told.stderr
    assert "第10小学" not in told.stderr
    assert "and 2 more" in told.stderr
    assert "另有 2 所" in run("unit", "abolish", EAST_1, "--line", "police", language="zh-hans").stderr


@pytest.mark.usefixtures("places")
def test_empty_unit_is_abolished_and_one_with_units_is_not() -> None:
    told = run("unit", "abolish", WEST, "--line", "police", "--on", JAN)
    assert "West Gate Police" in told.stderr
    done("unit", "abolish", WEST_1, "--line", "police", "--on", JAN)
    done("unit", "abolish", WEST, "--line", "police", "--on", JAN)
    with pytest.raises(UnknownUnitError):
        unit(Line.POLICE, WEST, on=JAN)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("move", EAST, "--under", EAST_1), "below-itself"),
        (("move", EAST_1, "--under", CITY), "wrong-level"),
        (("move", "4711", "--under", CITY), "unknown-unit"),
        (("merge", EAST_1, "--into", EAST), "wrong-successor"),
        (("abolish", EAST), "units-below"),
    ],
)
def test_act_that_makes_no_tree_is_refused(places: Places, words: tuple[str, ...], code: str) -> None:
    postings = Posting.objects.count()
    assert refused("unit", *words, "--line", "police", "--on", JAN) == code
    assert Posting.objects.count() == postings
    assert unit(Line.POLICE, EAST, on=JAN).path == places.police(EAST).path


# Campuses


def test_campus_moves_in_one_line_or_both(register: Register, places: Places) -> None:
    campus = register.campus(school_code="9943000001")
    told = done("campus", "move", "9943000001", "--police", WEST_1, "--on", DEC)
    assert told["campus"] == campus
    assert path(campus, DEC) == places.police(WEST_1).path
    assert path(campus, DEC, Line.EDUCATION) == places.education(EAST_1).path
    done("campus", "move", campus, "--police", EAST_1, "--education", WEST_1, "--on", JAN)
    assert (path(campus, JAN), path(campus, JAN, Line.EDUCATION)) == (
        places.police(EAST_1).path, places.education(WEST_1).path,
    )  # fmt: skip
    assert run("campus", "move", campus).exit_code == 2


def test_campus_is_renamed(register: Register) -> None:
    campus = register.campus("甲校")
    done("campus", "rename", "甲校", "--name", " 实验小学 ", "--on", DEC)
    profile = queries.profile_of(campus, on=DEC)
    assert profile
    assert profile.name == "实验小学"
    assert done("campus", "rename", "实验小学", "--name", "实验小学", "--on", DEC)["posting"] is None


def test_head_count_is_reported_and_corrected(register: Register) -> None:
    campus = register.campus()
    done("campus", "count", campus, "--students", 100, "--staff", 10, "--on", DEC)
    done("campus", "count", campus, "--students", 120, "--staff", 10, "--boarders", 20, "--on", DEC)
    counts = live(HeadCount).filter(campus=campus, valid_from=DEC)
    assert list(counts.values_list("students", "staff", "boarders")) == [(120, 10, 20)]


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "住宿生包含在学生人数之内"), ("en", "among 100 students")])
def test_more_boarders_than_students_are_refused(register: Register, language: str, word: str) -> None:
    campus = register.campus()
    told = run(
        "campus", "count", campus, "--students", 100, "--staff", 1, "--boarders", 101, "--on", DEC, language=language
    )
    assert told.exit_code == 1
    assert word in told.stderr
    assert not live(HeadCount).filter(valid_from=DEC).exists()


def test_closed_campus_opens_again_once(register: Register) -> None:
    campus = register.campus()
    register.closed(campus, on=DEC)
    done("campus", "reopen", campus, "--on", JAN)
    profile = queries.profile_of(campus, on=JAN)
    assert profile
    assert profile.in_operation
    assert refused("campus", "reopen", campus, "--on", FEB) == "in-operation"


@pytest.mark.parametrize(
    ("language", "word"), [("zh-hans", "符合“东关小学”的学校（园）有 2 所"), ("en", "2 campuses answer to “东关小学”")]
)
def test_campus_that_two_answer_to_is_named_by_number(register: Register, language: str, word: str) -> None:
    keys = register.campus(), register.campus()
    told = run("campus", "rename", "东关小学", "--name", "甲校", "--on", DEC, language=language)
    assert told.exit_code == 1
    assert word in told.stderr
    assert f"{keys[0]}, {keys[1]}" in told.stderr
    assert refused("campus", "rename", "无此校", "--name", "甲校") == "no-one-campus"
    assert refused("campus", "rename", keys[0], "--name", "甲校", "--on", date(2020, 1, 1)) == "not-known-yet"
