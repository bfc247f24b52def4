"""Rows that the register could not hold: each is a problem at its cell, and all other rows go in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from gatehouse.campuses.models import Campus, CampusProfile
from gatehouse.campuses.services import abolish_unit, move_campus
from gatehouse.census import presenters
from gatehouse.census.models import WorkbookImport
from gatehouse.census.services import Result, preparing
from gatehouse.foundation.facts import live, on_day
from gatehouse.foundation.posting import posting
from gatehouse.guards.models import GuardPost
from gatehouse.guards.services import close_campus
from gatehouse.kernel.problem import Problem
from gatehouse.standing.services import self_check
from tests.kit.browsing import client_of, text
from tests.kit.cast import Cast
from tests.kit.commands import refused, run
from tests.kit.imports import campus_row, open_campaign, take_in, workbook
from tests.kit.places import EAST, EAST_1, EAST_2, Places
from tests.kit.register import CENSUS_DAY, CLERK, Register, at, resident_number

NOW = at("2021-04-01")
JAN, FEB = date(2021, 1, 1), date(2021, 2, 1)
OPENED = ("开办日期",)
STATION = ("所属派出所",)


@pytest.fixture(autouse=True)
def _sound(places: Places) -> object:  # noqa: ARG001 - asks for the units
    """Whatever comes in, the register can prove itself afterwards."""
    yield
    assert [proof for proof in self_check() if proof.fault] == []


def guard(campus: int, started: object = "2019-03-01", serial: int = 1) -> tuple[object, ...]:
    return (f"东关第{campus}小学", "张三", "男", resident_number(serial=serial), "专职", "自聘", "否", "", started)


def only(result: Result) -> Problem:
    [problem] = [item for item in result.problems if item.severity == "ERROR"]
    return problem


def told(problem: Problem, language: str) -> str:
    with translation.override(language):
        said = presenters.say(problem)
    return f"{said.reason} {said.remedy}"


def opened(name: str) -> date | None:
    return live(CampusProfile).get(name=name).opened_on


def test_day_of_opening_is_kept_and_a_blank_cell_leaves_it(places: Places) -> None:
    east = places.education(EAST)
    rows = [(*campus_row(1), "2015年9月"), (*campus_row(2), None)]
    assert take_in(workbook(rows, more=OPENED), east).tally.created == 2
    assert (opened("东关第1小学"), opened("东关第2小学")) == (date(2015, 9, 1), None)
    assert take_in(workbook([campus_row(1)]), east).tally.unchanged == 1
    again = take_in(workbook([(*campus_row(1), "2016-09-01"), (*campus_row(2), "2016-09-01")], more=OPENED), east)
    assert again.tally.updated == 2
    assert opened("东关第1小学") == date(2016, 9, 1)


def test_campus_known_from_before_the_day_of_opening_told_is_refused(register: Register) -> None:
    register.campus("东关第1小学", on=date(2018, 9, 1), school_code="2199000001")
    data = workbook([(*campus_row(1), "2019-09-01"), (*campus_row(2), "2019-09-01")], more=OPENED)
    result = take_in(data, register.places.education(EAST))
    assert (result.tally.accepted, result.tally.rejected) == (1, 1)
    problem = only(result)
    assert (problem.code, problem.value, problem.params["since"]) == ("opened-after-known", "2019-09-01", "2018-09-01")
    assert (problem.place.row, problem.place.column, problem.place.heading) == (2, "H", "开办日期")
    assert opened("东关第2小学") == date(2019, 9, 1)
    assert "登记册中自 2018-09-01 起" in told(problem, "zh-hans")
    assert "knows it since 2018-09-01" in told(problem, "en")
    assert result.error_workbook is not None


def test_campus_at_which_somebody_served_before_it_was_opened_is_refused(places: Places) -> None:
    east = places.education(EAST)
    take_in(workbook([campus_row(1)], [guard(1, "2017-03-01")]), east)
    problem = only(take_in(workbook([(*campus_row(1), "2018-09-01")], more=OPENED), east))
    assert (problem.code, problem.params["since"]) == ("opened-after-known", "2017-03-01")


def test_campus_that_was_opened_after_the_day_reported_is_refused(register: Register) -> None:
    register.campus("东关第1小学", on=JAN, school_code="2199000001", opened_on=JAN)
    result = take_in(workbook([campus_row(1), campus_row(2)], [guard(1), guard(2, serial=2)]),
                     register.places.education(EAST))  # fmt: skip
    assert (result.tally.accepted, result.tally.rejected) == (2, 2)
    campus, person = result.problems
    assert (campus.code, campus.place.column, campus.params["opened"]) == ("campus-not-open-yet", "A", "2021-01-01")
    assert (person.code, person.place.heading) == ("started-before-opening", "上岗日期")
    assert "于 2021-01-01 才开办" in told(campus, "zh-hans")
    assert "was opened on 2021-01-01 only" in told(campus, "en")
    assert GuardPost.objects.count() == 1


@pytest.mark.parametrize("known", [True, False])
def test_guard_who_started_before_the_campus_was_opened_is_refused(register: Register, *, known: bool) -> None:
    if known:
        register.campus("东关第1小学", school_code="2199000001", opened_on=date(2020, 9, 1))
    rows = [campus_row(1) if known else (*campus_row(1), "2020-09-01")]
    people = [guard(1, "2020-08-31"), guard(1, "2020-09-01", serial=2), guard(1, None, serial=3)]
    result = take_in(workbook(rows, people, more=() if known else OPENED), register.places.education(EAST))
    assert (result.tally.accepted, result.tally.rejected) == (3, 1)
    problem = only(result)
    assert (problem.code, problem.value) == ("started-before-opening", "2020-08-31")
    assert (problem.place.sheet, problem.place.row, problem.place.column) == ("保安员花名册", 2, "I")
    assert "尚未开办（开办日期 2020-09-01）" in told(problem, "zh-hans")
    assert "it was opened on 2020-09-01" in told(problem, "en")


def test_campus_whose_unit_ends_without_successor_is_refused(register: Register) -> None:
    places = register.places
    abolish_unit(places.police(EAST_2).id, on=JAN, by=CLERK, at=NOW)
    data = workbook([(*campus_row(1), "东湖公安机关"), (*campus_row(2), "东关公安机关")], [guard(1)], more=STATION)
    result = take_in(data, places.education(EAST))
    assert (result.tally.accepted, result.tally.rejected) == (1, 2)
    campus, person = result.problems
    assert (campus.code, campus.value, campus.params["since"]) == ("unit-ends", "东湖公安机关", "2021-01-01")
    assert (campus.place.row, campus.place.heading) == (2, "所属派出所")
    assert person.code == "unknown-campus"
    assert "东湖公安机关自 2021-01-01 起撤销" in told(campus, "zh-hans")
    assert "no unit takes over" in told(campus, "en")
    assert Campus.objects.count() == 1


@pytest.mark.parametrize("act", ["moved", "closed"])
def test_campus_that_left_before_its_unit_ended_is_taken(register: Register, act: str) -> None:
    places = register.places
    campus = register.campus("东关第1小学", police=EAST_2, education=EAST_2, school_code="2199000001")
    if act == "moved":
        move_campus(campus, on=JAN, police_unit=places.police(EAST_1).id, by=CLERK, at=NOW)
    else:
        close_campus(campus, on=JAN, by=CLERK, at=NOW)
    abolish_unit(places.police(EAST_2).id, on=FEB, by=CLERK, at=NOW)
    result = take_in(workbook([campus_row(1)]), places.education(EAST))
    assert (result.tally.updated, result.tally.rejected) == (1, 0)


def test_closed_campus_whose_unit_is_no_more_can_be_reported_again(register: Register) -> None:
    places = register.places
    with posting(by=CLERK, at=NOW, act="test.before"):
        campus = register.campus("东关第1小学", police=EAST_2, on=date(2019, 9, 1), school_code="2199000001")
        close_campus(campus, on=date(2020, 7, 1), by=CLERK, at=NOW)
        abolish_unit(places.police(EAST_2).id, on=date(2020, 8, 1), by=CLERK, at=NOW)
    result = take_in(workbook([campus_row(1)]), places.education(EAST))
    assert (result.tally.updated, result.tally.rejected) == (1, 0)
    profile = on_day(CampusProfile, CENSUS_DAY).get(campus=campus)
    assert profile.in_operation


def test_dry_run_tells_the_same(register: Register) -> None:
    register.campus("东关第1小学", on=date(2018, 9, 1), school_code="2199000001")
    data = workbook([(*campus_row(1), "2019-09-01")], more=OPENED)
    tried = take_in(data, register.places.education(EAST), dry_run=True)
    assert only(tried).code == "opened-after-known"
    assert tried.tally == take_in(data, register.places.education(EAST)).tally


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is noticed before writing, as when somebody else wrote of the same campus in that moment."""
    monkeypatch.setattr(preparing, "refuse_impossible", lambda _found, reports, day: list(reports))  # noqa: ARG005


def ahead(register: Register) -> bytes:
    """A workbook whose only campus is known to have been opened later."""
    register.campus("东关第1小学", on=JAN, school_code="2199000001", opened_on=JAN)
    return workbook([campus_row(1)])


@pytest.mark.usefixtures("blind")
def test_what_only_the_register_refuses_is_a_sentence_on_the_command_line(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "late.xlsx"
    path.write_bytes(ahead(register))
    campaign = open_campaign().code
    assert refused("census", "import", path, "--campaign", campaign, "--unit", EAST) == "before-opening"
    told = run("census", "import", path, "--campaign", campaign, "--unit", EAST)
    assert "was opened on 2021-01-01" in told.stderr


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "于 2021-01-01 开办"), ("en", "was opened on 2021-01-01")])
def test_what_only_the_register_refuses_is_a_sentence_on_the_page(
    register: Register, cast: Cast, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    data, clerk = ahead(register), client_of(cast["county_education"], language=language)
    form = {"campaign": open_campaign().pk, "unit": register.places.education(EAST).id}
    assert clerk.post("/census/imports/", form | {"file": SimpleUploadedFile("a.xlsx", data)}).status_code == 302
    sent = WorkbookImport.objects.latest("pk")
    monkeypatch.setattr(preparing, "refuse_impossible", lambda _found, reports, day: list(reports))  # noqa: ARG005
    response = clerk.post(f"/census/imports/{sent.pk}/publish")
    assert response.status_code == 409
    assert word in text(response)
    response = clerk.post("/census/imports/", form | {"file": SimpleUploadedFile("a.xlsx", data)})
    assert response.status_code == 422
    assert word in text(response)
