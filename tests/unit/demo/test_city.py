"""The demo city on the reference day: every margin of the ledger, figure by figure."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.demo.loudi_2020 import City
from gatehouse.guards.types import Engagement, HiringSource, Schooling
from gatehouse.kernel.days import age_on
from gatehouse.kernel.identifiers import Sex
from tests.kit.demo_register import Register, figures, met, required

DAY = date(2020, 11, 1)

STRATA = {
    "PUBLIC_SCHOOL": (1019, 1768, 1406, 382, 742, 20),
    "PRIVATE_SCHOOL": (66, 165, 118, 49, 31, 2),
    "PUBLIC_KINDERGARTEN": (278, 468, 318, 152, 167, 2),
    "PRIVATE_KINDERGARTEN": (544, 918, 372, 550, 186, 4),
}
COUNTIES = {
    "431302": (165, 118, 57, 340, 648, 228),
    "431321": (215, 45, 105, 365, 622, 212),
    "431322": (375, 70, 165, 610, 1032, 336),
    "431381": (85, 45, 32, 162, 289, 109),
    "431382": (245, 50, 135, 430, 728, 241),
}


def test_city_has_the_campuses_that_the_rule_asks_posts_for(city: City) -> None:
    assert [campus.key for campus in city.campuses if campus.required != required(campus)] == []
    assert len(city.campuses) == 1907
    assert sum(campus.required for campus in city.campuses) == 3319


def test_schools_spread_over_posts_as_the_ledger_says(city: City) -> None:
    schools = [campus for campus in city.campuses if campus.label is CensusLabel.SCHOOL]
    large = [campus for campus in schools if required(campus) == 2 and campus.persons > 1000]
    posts = Counter(required(campus) for campus in schools)
    assert posts == {1: 398, 2: 541 + 58, 3: 47, 4: 25, 6: 16}
    assert len(large) == 58
    assert sum(required(campus) for campus in schools) == 1933


def test_kindergartens_spread_over_posts_as_the_ledger_says(city: City) -> None:
    posts = Counter(required(campus) for campus in city.campuses if campus.label is not CensusLabel.SCHOOL)
    assert posts == {1: 258, 2: 564}


def test_boarders_decide_at_some_schools(city: City) -> None:
    deciding = [
        campus
        for campus in city.campuses
        if campus.boarders > 300 and required(campus) > 2 + max(campus.students - 1000, 0) // 500
    ]
    small = [campus for campus in city.campuses if campus.persons < 100 and campus.boarders]
    assert Counter(required(campus) for campus in deciding).keys() == {3, 4, 6}
    assert {required(campus) for campus in small} == {2}
    assert all(campus.boarders <= campus.students for campus in city.campuses)


def test_city_shows_the_ledger_of_the_reference_day(city: City, register: Register) -> None:
    assert figures(city.campuses, register.posts(DAY), DAY) == {
        "campuses": 1907,
        "schools": 1085,
        "city_kindergartens": 328,
        "town_kindergartens": 494,
        "required": 3319,
        "full_time": 2214,
        "part_time": 772,
        "certified": 1118,
        "gap": 1133,
        "surplus": 28,
        "met": 1126,
        "self_hired": 1394,
        "property": 362,
        "company": 458,
        "age_under_35": 96,
        "age_35_44": 271,
        "age_45_54": 622,
        "age_55_59": 641,
        "age_60_over": 584,
        "short_campuses": 781,
        "missing_posts": 1133,
        "uncertified_full_time": 1096,
    }


@pytest.mark.parametrize("stratum", STRATA)
def test_stratum_shows_its_line_of_the_ledger(city: City, register: Register, stratum: str) -> None:
    campuses = [campus for campus in city.campuses if campus.stratum == stratum]
    found = figures(campuses, register.posts(DAY), DAY)
    names = ("campuses", "required", "full_time", "gap", "met", "surplus")
    assert tuple(found[name] for name in names) == STRATA[stratum]


@pytest.mark.parametrize("county", COUNTIES)
def test_county_shows_its_line_of_the_ledger(city: City, register: Register, county: str) -> None:
    campuses = [campus for campus in city.campuses if campus.county == county]
    found = figures(campuses, register.posts(DAY), DAY)
    names = ("schools", "city_kindergartens", "town_kindergartens", "campuses", "required", "met")
    assert tuple(found[name] for name in names) == COUNTIES[county]


def test_short_campuses_are_as_many_as_orders_will_be(city: City, register: Register) -> None:
    assert len(city.campuses) - len(met(city.campuses, register.posts(DAY))) == 781


def test_reporters_share_the_city(city: City) -> None:
    assert Counter(campus.reporter for campus in city.campuses) == {
        "431302": 294,
        "431300SZ": 16,
        "431300JK": 30,
        "431321": 365,
        "431322": 610,
        "431381": 162,
        "431382": 430,
    }
    assert {campus.county for campus in city.campuses if campus.reporter.startswith("431300")} == {"431302"}


def test_city_run_campuses_are_public_and_stand_in_the_seats_streets(city: City) -> None:
    own = [campus for campus in city.campuses if campus.reporter == "431300SZ"]
    assert {campus.ownership for campus in own} == {Ownership.PUBLIC}
    assert Counter(campus.label for campus in own) == {CensusLabel.SCHOOL: 14, CensusLabel.CITY_KINDERGARTEN: 2}
    assert {campus.town.kind for campus in own} == {"街道"}


def test_zone_has_one_street_of_its_own_with_every_kind(city: City) -> None:
    zone = {campus.key for campus in city.campuses if campus.reporter == "431300JK"}
    street = {campus.key for campus in city.campuses if campus.town.name == "大埠桥街道"}
    assert zone == street
    kinds = {(campus.label, campus.ownership) for campus in city.campuses if campus.key in zone}
    assert len(kinds) == len(CensusLabel) * 2


def test_campus_stands_in_a_town_of_its_county(city: City) -> None:
    assert all(campus.town.county == campus.county for campus in city.campuses)
    assert len(city.towns) == 89
    with_campus = {campus.town.code for campus in city.campuses}
    assert {town.kind for town in city.towns if town.code not in with_campus} == {"林场/其他"}


def test_town_names_its_station_and_district(city: City) -> None:
    by_name = {town.name: (town.station, town.district) for town in city.towns}
    assert by_name["冷水江街道"] == ("冷水江派出所", "冷水江学区")
    assert by_name["杉山镇"] == ("杉山派出所", "杉山学区")
    assert by_name["双江乡"] == ("双江派出所", "双江学区")
    assert by_name["大熊山国有林场"] == ("大熊山派出所", "大熊山学区")


def test_kind_fits_label_and_ownership(city: City) -> None:
    for campus in city.campuses:
        assert (campus.kind is CampusKind.KINDERGARTEN) == (campus.label is not CensusLabel.SCHOOL)
        assert campus.ownership is not Ownership.INCLUSIVE
        assert campus.urban_class is not UrbanClass.UNKNOWN
    points = [campus for campus in city.campuses if campus.kind is CampusKind.TEACHING_POINT]
    assert {campus.ownership for campus in points} == {Ownership.PUBLIC}
    assert {campus.kind for campus in city.campuses} == set(CampusKind)
    streets = {c.town.kind for c in city.campuses if c.label is CensusLabel.CITY_KINDERGARTEN}
    assert streets == {"街道"}


def test_guard_is_of_age_when_work_begins(city: City) -> None:
    assert min(age_on(guard.birth_date, guard.started_on) for guard in city.guards) >= 18
    assert max(age_on(guard.birth_date, DAY) for guard in city.guards) <= 66
    assert all(guard.started_on < DAY for guard in city.guards if guard.census)


def test_guards_are_mostly_men_of_junior_secondary_schooling(city: City) -> None:
    share_of_men = sum(guard.sex is Sex.MALE for guard in city.guards) / len(city.guards)
    assert 0.8 < share_of_men < 0.95
    assert Counter(guard.schooling for guard in city.guards).most_common(1)[0][0] is Schooling.JUNIOR


def test_certified_guard_has_at_least_junior_secondary_schooling(city: City) -> None:
    holders = [guard for guard in city.guards if guard.certificate or guard.earned]
    assert Schooling.PRIMARY not in {guard.schooling for guard in holders}


def test_company_is_named_exactly_when_it_employs(city: City) -> None:
    names = {firm.name: firm.source for firm in city.firms}
    for guard in city.guards:
        assert (guard.employer == "") == (guard.source is HiringSource.SELF)
        assert not guard.employer or names[guard.employer] is guard.source


def test_part_time_guards_number_as_the_ledger_says(city: City) -> None:
    assert Counter(guard.census for guard in city.guards) == {
        Engagement.FULL_TIME: 2214,
        Engagement.PART_TIME: 772,
        None: 1018,
    }
