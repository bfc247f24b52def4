"""Writing and finding campuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.campuses import queries
from gatehouse.campuses.models import Campus, CampusPlace, CampusProfile, HeadCount
from gatehouse.campuses.queries import UnknownCampusError
from gatehouse.campuses.services import record_campuses
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership
from gatehouse.foundation.facts import ContradictionError
from gatehouse.foundation.models import Posting, Source, SourceRow
from gatehouse.standing.models import StandingRow
from tests.kit.cast import scope_of
from tests.kit.places import CITY, EAST, EAST_1, EAST_2, WEST, WEST_1, ZONE_1
from tests.kit.register import CENSUS_DAY, CLERK, Register, at

DEC = date(2020, 12, 1)
BEFORE = CENSUS_DAY - timedelta(days=1)


def test_new_campuses_get_keys_in_the_order_of_their_reports(register: Register) -> None:
    known = register.campus("东关小学")
    first = register.report_of(known, on=CENSUS_DAY)
    reports = [
        replace(first, campus_id=None, profile=replace(first.profile, name="甲")),
        replace(first, valid_from=DEC, students=90),
        replace(first, campus_id=None, profile=replace(first.profile, name="乙")),
    ]
    keys = record_campuses(reports, by=CLERK, at=at("2020-12-02"))
    assert keys[1] == known
    names = [queries.profile_of(key, on=DEC) for key in keys]
    assert [profile.name for profile in names if profile] == ["甲", "东关小学", "乙"]
    assert len(set(keys)) == 3


def test_equal_report_on_a_later_day_is_kept_as_a_confirmation(register: Register) -> None:
    campus = register.campus()
    register.counted(campus, (85, 8, 0), on=DEC)
    assert HeadCount.objects.filter(campus=campus, students=85).count() == 2
    assert StandingRow.objects.filter(campus=campus, superseded_by=None, valid_from=DEC).count() == 0
    register.counted(campus, (200, 8, 0), on=CENSUS_DAY)
    found = [queries.head_count_of(campus, on=day) for day in (CENSUS_DAY, DEC)]
    assert [count.students for count in found if count] == [200, 85]


def test_equal_report_of_the_same_day_writes_nothing(register: Register) -> None:
    campus = register.campus()
    postings = Posting.objects.count()
    register.counted(campus, (85, 8, 0), on=CENSUS_DAY)
    assert Posting.objects.count() == postings


def test_report_holds_until_the_next_one(register: Register) -> None:
    campus = register.campus()
    register.counted(campus, (120, 12, 6), on=DEC)
    written = [model.objects.filter(campus=campus).count() for model in (CampusProfile, CampusPlace, HeadCount)]
    assert written == [2, 2, 2]
    count = queries.head_count_of(campus, on=DEC)
    assert count
    assert (count.students, count.staff, count.boarders) == (120, 12, 6)
    assert queries.head_count_of(campus, on=BEFORE) is None


def test_two_reports_of_one_day_that_differ_are_refused(register: Register) -> None:
    campus = register.campus()
    report = register.report_of(campus, on=DEC)
    with pytest.raises(ContradictionError):
        record_campuses([replace(report, students=1), replace(report, students=2)], by=CLERK, at=at("2020-12-02"))
    assert HeadCount.objects.filter(campus=campus).count() == 1


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (CampusKind.KINDERGARTEN, CensusLabel.SCHOOL),
        (CampusKind.PRIMARY, CensusLabel.CITY_KINDERGARTEN),
        (CampusKind.SENIOR, CensusLabel.TOWN_KINDERGARTEN),
    ],
)
def test_label_that_does_not_fit_the_kind_is_refused(register: Register, kind: CampusKind, label: CensusLabel) -> None:
    with pytest.raises(IntegrityError):
        register.campus(kind=kind, label=label)
    assert not Campus.objects.exists()


@pytest.mark.parametrize("counts", [(-1, 0, 0), (10, -1, 0), (10, 1, -1), (10, 1, 11)])
def test_impossible_head_count_is_refused(register: Register, counts: tuple[int, int, int]) -> None:
    with pytest.raises(IntegrityError):
        register.campus(counts=counts)
    assert not Campus.objects.exists()


def test_facts_know_the_row_they_came_from(register: Register) -> None:
    source = Source.objects.create(digest="0" * 64, file_name="东县.xlsx")
    row = SourceRow.objects.create(source=source, sheet="学校", row=7)
    report = register.report_of(register.campus(), on=DEC)
    record_campuses([replace(report, students=90, source_row_id=row.pk)], by=CLERK, at=at("2020-12-02"))
    count = queries.head_count_of(report.campus_id or 0, on=DEC)
    assert count
    assert count.source_row == row


def test_place_is_that_of_the_day_for_those_who_may_see_it(register: Register) -> None:
    campus = register.campus(police=EAST_1, education=ZONE_1)
    register.moved(campus, on=DEC, police=WEST_1)
    east, west = (scope_of(register.places.police(code)) for code in (EAST, WEST))
    education = scope_of(register.places.education(ZONE_1))
    assert queries.places_of(campus, east, on=CENSUS_DAY).police_path == register.places.police(EAST_1).path
    assert queries.places_of(campus, west, on=DEC).police_path == register.places.police(WEST_1).path
    assert queries.places_of(campus, education, on=DEC).police_path == register.places.police(WEST_1).path
    for scope, day in ((east, DEC), (west, CENSUS_DAY), (EVERYTHING, BEFORE), (Scope(), DEC)):
        with pytest.raises(UnknownCampusError):
            queries.places_of(campus, scope, on=day)


def test_campus_is_found_by_number_code_and_exact_name(register: Register) -> None:
    school = register.campus("东关小学", school_code="9943000001")
    attached = register.kindergarten("东关小学附属幼儿园")
    assert queries.find(str(school), EVERYTHING, on=DEC) == [school]
    assert queries.find("9943000001", EVERYTHING, on=DEC) == [school]
    assert queries.find("东关小学", EVERYTHING, on=DEC) == [school]
    assert queries.find("东关", EVERYTHING, on=DEC) == []
    assert queries.find(str(attached), EVERYTHING, on=DEC) == [attached]


@pytest.mark.parametrize("text", ["", "0", "999999999", "9" * 19, "9" * 30, "9" * 5000, "²", "-1", "1.0"])
def test_nothing_is_found_by_what_names_no_campus(register: Register, text: str) -> None:
    register.campus()
    assert queries.find(text, EVERYTHING, on=DEC) == []


def test_campuses_are_found_within_the_scope_of_the_day(register: Register) -> None:
    campus = register.campus("同名小学", police=EAST_1)
    other = register.campus("同名小学", police=WEST_1)
    register.moved(campus, on=DEC, police=WEST_1, education=WEST_1)
    east, west = (scope_of(register.places.police(code)) for code in (EAST, WEST))
    assert queries.find("同名小学", east, on=CENSUS_DAY) == [campus]
    assert queries.find("同名小学", east, on=DEC) == []
    assert queries.find(str(campus), east, on=DEC) == []
    assert queries.find("同名小学", west, on=DEC) == [campus, other]
    assert queries.find("同名小学", EVERYTHING, on=BEFORE) == []


def test_identity_is_by_any_name_ever_known_and_shows_the_last(register: Register) -> None:
    campus = register.campus("旧名小学", school_code="9943000001", police=EAST_1, education=EAST_2)
    before = register.report_of(campus, on=DEC)
    renamed = replace(before, profile=replace(before.profile, name="新名小学", ownership=Ownership.PRIVATE))
    record_campuses([renamed], by=CLERK, at=at("2020-12-02"))
    by_name = queries.identities(["旧名小学", ""], [])
    assert by_name == queries.identities([], ["9943000001", ""]) == queries.identities(["新名小学"], ["9943000001"])
    (found,) = by_name
    assert (found.campus_id, found.name, found.kind) == (campus, "新名小学", "PRIMARY")
    assert found.police_path == register.places.police(EAST_1).path
    assert found.education_path == register.places.education(EAST_2).path
    assert queries.identities(["", "不存在小学"], [""]) == []


def test_initials_are_those_of_the_name(register: Register) -> None:
    profile = queries.profile_of(register.campus("第一小学"), on=CENSUS_DAY)
    assert profile
    assert profile.initials == "dyxx"


def test_scope_of_two_lines_sees_a_campus_of_either(register: Register) -> None:
    here = register.campus("甲", police=EAST_1, education=WEST_1)
    there = register.campus("乙", police=WEST_1, education=EAST_1)
    register.campus("丙", police=WEST_1, education=WEST_1)
    both = scope_of(register.places.police(EAST), register.places.education(EAST))
    places = CampusPlace.objects.filter(queries.within(both))
    assert sorted(places.values_list("campus", flat=True)) == [here, there]
    assert not CampusPlace.objects.filter(queries.within(Scope())).exists()
    assert CampusPlace.objects.filter(queries.within(scope_of(register.places.police(CITY)))).count() == 3


@pytest.mark.parametrize(
    "name", ["\\N", "a\tb", "a\\b\\t", "两\n行", "𠮷野小学", "'; DROP TABLE x; --", " 前后 ", "%s %(x)s"]
)
def test_name_is_kept_letter_by_letter(register: Register, name: str) -> None:
    profile = queries.profile_of(register.campus(name), on=CENSUS_DAY)
    assert profile
    assert profile.name == name
    assert queries.find(name, EVERYTHING, on=DEC) == [profile.campus_id]
