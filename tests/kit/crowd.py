"""Many campuses and guards at once, for tests of what must not grow with their number."""

from __future__ import annotations

from datetime import date, timedelta

from gatehouse.campuses.services import CampusReport, Profile, record_campuses
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership
from gatehouse.foundation.posting import posting
from gatehouse.guards.services import (
    CertificateReport,
    Person,
    PostReport,
    ProfileReport,
    record_certificates,
    record_posts,
    record_profiles,
    register_guards,
)
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, Schooling
from gatehouse.kernel.identifiers import resident_id
from tests.kit.places import EAST_1, EAST_2, WEST_1, ZONE_1, Places
from tests.kit.register import CENSUS_DAY, CLERK, at, resident_number

STATIONS = (EAST_1, EAST_2, WEST_1, ZONE_1)
GUARDS_EACH = 3


def gather(places: Places, campuses: int, *, first: int = 0) -> list[int]:
    """So many campuses more, spread over four stations, each with three certified guards; one posting."""
    instant = at("2020-11-05")
    reports = [
        CampusReport(
            None,
            CENSUS_DAY,
            Profile(f"第{first + number}小学", CampusKind.PRIMARY, Ownership.PUBLIC, CensusLabel.SCHOOL),
            places.police(STATIONS[number % 4]),
            places.education(STATIONS[number % 4]),
            500 + number,
            40,
            0,
        )
        for number in range(campuses)
    ]
    people = [_person(first * GUARDS_EACH + number) for number in range(campuses * GUARDS_EACH)]
    with posting(by=CLERK, at=instant, act="test.crowd"):
        keys = record_campuses(reports, by=CLERK, at=instant)
        guards = register_guards(people, by=CLERK, at=instant)
        record_profiles(
            [ProfileReport(guard, CENSUS_DAY, "张三", Schooling.JUNIOR) for guard in guards], by=CLERK, at=instant
        )
        record_posts(
            [
                PostReport(guard, keys[place // GUARDS_EACH], CENSUS_DAY, Engagement.FULL_TIME, HiringSource.SELF)
                for place, guard in enumerate(guards)
            ],
            by=CLERK,
            at=instant,
        )
        record_certificates(
            [CertificateReport(guard, CENSUS_DAY, CertificateState.HELD) for guard in guards], by=CLERK, at=instant
        )
    return keys


def _person(number: int) -> Person:
    return Person(resident_id(resident_number(date(1965, 1, 1) + timedelta(days=number // 400), number % 400)))
