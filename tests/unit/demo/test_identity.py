"""Numbers and names of the demo: well-formed, unique, and nobody's; the same on every build."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict

from stdnum import numdb
from stdnum.cn import ric, uscc

from gatehouse.campuses.types import CampusKind
from gatehouse.demo.loudi_2020 import Change, City, build_city, changes
from gatehouse.kernel.identifiers import resident_id

DIGEST = "e736d1773fa7b9d943bad806c724f08dcb18319ef736448ce97b024abed76d87"
"""SHA-256 of the whole city and its changes: a new value means another city, so say why in the commit."""

SCHOOL_TYPES = {
    CampusKind.KINDERGARTEN: "11",
    CampusKind.PRIMARY: "21",
    CampusKind.TEACHING_POINT: "21",
    CampusKind.JUNIOR: "31",
    CampusKind.NINE_YEAR: "31",
    CampusKind.SENIOR: "34",
    CampusKind.COMPLETE: "34",
    CampusKind.TWELVE_YEAR: "34",
    CampusKind.VOCATIONAL: "36",
    CampusKind.SPECIAL: "51",
}


def digest(city: City, story: tuple[Change, ...]) -> str:
    text = json.dumps([asdict(city), [asdict(change) for change in story]], default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_two_builds_are_equal(city: City, story: tuple[Change, ...]) -> None:
    again = build_city()
    assert again == city
    assert changes(again) == story


def test_city_is_the_one_that_was_agreed(city: City, story: tuple[Change, ...]) -> None:
    assert digest(city, story) == DIGEST


def test_resident_ids_are_valid_unique_and_tell_birth_date_and_sex(city: City) -> None:
    assert len({guard.resident_id for guard in city.guards}) == len(city.guards)
    for guard in city.guards:
        told = resident_id(guard.resident_id)
        assert (told.birth_date, told.sex) == (guard.birth_date, guard.sex)
        assert ric.calc_check_digit(guard.resident_id) == guard.resident_id[-1]


def test_resident_ids_use_a_region_that_is_not_assigned(city: City) -> None:
    assert {guard.resident_id[:6] for guard in city.guards} == {"431399"}
    known = [properties for _, properties in numdb.get("cn/loc").info("431399")]
    assert not [properties for properties in known if "county" in properties]


def test_credit_codes_are_valid_unique_and_nobodys(city: City) -> None:
    codes = [campus.credit_code for campus in city.campuses if campus.credit_code]
    codes += [firm.credit_code for firm in city.firms] + [entry.credit_code for entry in city.institutions]
    assert len(set(codes)) == len(codes)
    assert all(uscc.is_valid(code) and code[2:8] == "431399" for code in codes)
    without = {campus.kind for campus in city.campuses if not campus.credit_code}
    assert without == {CampusKind.TEACHING_POINT, CampusKind.KINDERGARTEN}


def test_school_codes_tell_kind_and_province(city: City) -> None:
    for campus in city.campuses:
        assert len(campus.school_code) == 10
        assert campus.school_code.isdecimal()
        assert campus.school_code[:4] == SCHOOL_TYPES[campus.kind] + "43"


def test_school_code_is_shared_only_by_a_few_teaching_points_with_their_parent(city: City) -> None:
    by_code: dict[str, list[CampusKind]] = {}
    for campus in city.campuses:
        by_code.setdefault(campus.school_code, []).append(campus.kind)
    shared = [kinds for kinds in by_code.values() if len(kinds) > 1]
    assert sum(len(kinds) - 1 for kinds in shared) == 12
    assert {Counter(kinds)[CampusKind.PRIMARY] for kinds in shared} == {1}
    assert {kind for kinds in shared for kind in kinds} == {CampusKind.PRIMARY, CampusKind.TEACHING_POINT}


def test_teaching_point_shares_the_code_of_a_school_in_its_town(city: City) -> None:
    towns: dict[str, set[str]] = {}
    for campus in city.campuses:
        towns.setdefault(campus.school_code, set()).add(campus.town.code)
    assert {len(codes) for codes in towns.values()} == {1}


def test_campus_names_and_keys_are_unique(city: City) -> None:
    assert len({campus.name for campus in city.campuses}) == 1907
    assert [campus.key for campus in city.campuses] == sorted({campus.key for campus in city.campuses})


def test_campus_is_named_after_its_town_and_kind(city: City) -> None:
    assert all(campus.town.stem in campus.name for campus in city.campuses)
    assert all(campus.name.endswith("幼儿园") for campus in city.campuses if campus.kind is CampusKind.KINDERGARTEN)
    assert all(campus.name.endswith("教学点") for campus in city.campuses if campus.kind is CampusKind.TEACHING_POINT)
    assert any(campus.name.endswith("希望小学") for campus in city.campuses)


def test_certificate_numbers_are_unique_and_name_their_year(city: City) -> None:
    certificates = [held for guard in city.guards for held in (guard.certificate, guard.earned) if held]
    assert len({held.number for held in certificates}) == len(certificates) == 1118 + 12 + 14 + 1018 + 1231
    assert all(held.number.startswith(f"湘4313{held.issued_on.year}") for held in certificates)
    assert {len(held.number) for held in certificates} == {14}


def test_nobody_holds_and_earns_a_certificate(city: City) -> None:
    assert not [guard for guard in city.guards if guard.certificate and guard.earned]


def test_telephone_numbers_cannot_ring(city: City) -> None:
    phones = [guard.phone for guard in city.guards if guard.phone]
    assert len(set(phones)) == len(phones)
    assert all(phone.startswith("0738-0") for phone in phones)
