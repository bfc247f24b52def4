"""Guards: one person by their number, serving at campuses, seen by those who may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.foundation.facts import ContradictionError
from gatehouse.foundation.models import Posting
from gatehouse.foundation.posting import posting
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost
from gatehouse.guards.queries import GuardOnPost, guards_on_post, known_of
from gatehouse.guards.services import (
    Person,
    PostReport,
    ProfileReport,
    keys_by_index,
    record_posts,
    record_profiles,
    register_guards,
)
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, Schooling
from gatehouse.kernel.identifiers import Sex, resident_id
from tests.kit.cast import scope_of
from tests.kit.places import EAST, WEST, WEST_1
from tests.kit.register import BORN, CENSUS_DAY, CLERK, Register, at, resident_number

DEC, JAN = date(2020, 12, 1), date(2021, 1, 1)
NOON = at("2020-11-05", "12:00")
PEOPLE = [Person(resident_id(resident_number(BORN, serial))) for serial in (21, 22, 23)]


def on_post(campus: int, on: date = CENSUS_DAY, scope: Scope = EVERYTHING, today: date = JAN) -> list[GuardOnPost]:
    found = guards_on_post(campus, scope, on=on, today=today)
    assert found is not None
    return found


@pytest.mark.django_db
def test_person_is_registered_once_by_number() -> None:
    first, second, again = register_guards([PEOPLE[0], PEOPLE[1], PEOPLE[0]], by=CLERK, at=NOON)
    assert first == again != second
    later, new = register_guards([PEOPLE[1], PEOPLE[2]], by=CLERK, at=NOON)
    assert later == second
    assert Guard.objects.count() == 3
    assert keys_by_index([person.index for person in PEOPLE]) == {
        person.index: key for person, key in zip(PEOPLE, (first, second, new), strict=True)
    }


@pytest.mark.django_db
def test_registering_known_people_writes_nothing() -> None:
    register_guards(PEOPLE, by=CLERK, at=NOON)
    postings = Posting.objects.count()
    register_guards(PEOPLE, by=CLERK, at=NOON)
    assert Posting.objects.count() == postings


@pytest.mark.django_db
def test_number_tells_sex_and_birth_date_and_is_shown_masked() -> None:
    (key,) = register_guards([Person(resident_id(resident_number(BORN, 5, Sex.FEMALE)))], by=CLERK, at=NOON)
    guard = Guard.objects.get(pk=key)
    assert (guard.sex, guard.birth_date) == ("FEMALE", BORN)
    assert guard.id_masked.startswith("431***")
    assert bytes(guard.phone_sealed) == b""
    assert str(guard) == f"guard {key}"


def test_guard_serves_from_the_day_of_the_post_until_it_ends(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, on=DEC)
    register.left(guard, campus, on=JAN)
    days = (DEC - timedelta(days=1), DEC, JAN - timedelta(days=1), JAN)
    assert [len(on_post(campus, day)) for day in days] == [0, 1, 1, 0]


def test_full_time_guards_come_first_then_by_name(register: Register) -> None:
    campus = register.campus()
    for name, engagement in (("b", Engagement.FULL_TIME), ("a", Engagement.PART_TIME), ("a", Engagement.FULL_TIME)):
        register.guard_on_post(campus, name=name, engagement=engagement)
    found = [(item.name, item.engagement.value) for item in on_post(campus)]
    assert found == [("a", "FULL_TIME"), ("b", "FULL_TIME"), ("a", "PART_TIME")]


def test_guard_is_shown_with_employer_age_and_certificate_of_the_day(register: Register) -> None:
    campus = register.campus()
    guard = register.person(born=date(1961, 1, 1), name="李四")
    company = register.company()
    register.on_post(guard, campus, source=HiringSource.COMPANY, company=company)
    register.certificate(guard, on=DEC, number="湘4300202000002")
    (before,), (after,) = on_post(campus, CENSUS_DAY), on_post(campus, JAN)
    assert (before.certified, before.certificate_number, before.age) == (False, "", 59)
    assert (after.certified, after.certificate_number, after.age) == (True, "湘4300202000002", 60)
    assert (after.company, after.source, after.name) == ("平安保安服务有限公司", HiringSource.COMPANY, "李四")
    assert (after.since, after.posted.valid_from) == (CENSUS_DAY, CENSUS_DAY)


def test_revoked_certificate_is_shown_as_none_held(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, certified=True)
    register.certificate(guard, on=DEC, state=CertificateState.REVOKED)
    (item,) = on_post(campus, DEC)
    assert (item.certified, item.certificate_number) == (False, "")
    assert item.certificate
    assert item.certificate.state == CertificateState.REVOKED


def test_people_are_shown_by_membership_today(register: Register) -> None:
    campus = register.campus()
    register.guard_on_post(campus)
    register.moved(campus, on=DEC, police=WEST_1, education=WEST_1)
    east, west = (scope_of(register.places.police(code)) for code in (EAST, WEST))
    assert len(on_post(campus, CENSUS_DAY, east, today=CENSUS_DAY)) == 1
    assert guards_on_post(campus, east, on=CENSUS_DAY, today=DEC) is None
    assert len(on_post(campus, CENSUS_DAY, west, today=DEC)) == 1
    assert guards_on_post(campus, west, on=CENSUS_DAY, today=CENSUS_DAY) is None
    assert guards_on_post(campus, Scope(), on=DEC, today=DEC) is None


def test_conversion_to_full_time_is_a_point_of_the_same_guard(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, engagement=Engagement.PART_TIME)
    outcome = register.on_post(guard, campus, on=DEC)
    assert outcome.changed == {(guard, campus): DEC}
    assert [item.engagement for item in on_post(campus, DEC)] == [Engagement.FULL_TIME]
    assert [item.engagement for item in on_post(campus, CENSUS_DAY)] == [Engagement.PART_TIME]


def test_guard_may_serve_at_two_campuses(register: Register) -> None:
    first, second = register.campus("甲"), register.campus("乙")
    guard = register.guard_on_post(first, engagement=Engagement.PART_TIME)
    register.on_post(guard, second, engagement=Engagement.PART_TIME)
    assert [item.guard_id for campus in (first, second) for item in on_post(campus)] == [guard, guard]


def test_two_engagements_on_one_day_are_refused(register: Register) -> None:
    campus = register.campus()
    guard = register.person()
    reports = [
        PostReport(guard, campus, DEC, engagement, HiringSource.SELF)
        for engagement in (Engagement.FULL_TIME, Engagement.PART_TIME)
    ]
    with pytest.raises(ContradictionError):
        record_posts(reports, by=CLERK, at=NOON)
    assert not GuardPost.objects.filter(guard=guard).exists()


def test_certificate_touches_every_campus_where_its_holder_serves(register: Register) -> None:
    campuses = [register.campus("甲"), register.campus("乙"), register.campus("丙")]
    guard = register.guard_on_post(campuses[0])
    register.on_post(guard, campuses[1])
    with posting(by=CLERK, at=at("2020-12-02"), act="test.certify") as p:
        register.certificate(guard, on=DEC)
        assert p.touched == dict.fromkeys(campuses[:2], DEC)
    with posting(by=CLERK, at=at("2020-12-03"), act="test.certify") as p:
        register.certificate(guard, on=DEC)
        assert p.touched == {}


def test_new_name_is_shown_from_today(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, name="张三")
    record_profiles([ProfileReport(guard, DEC, "张山", Schooling.SENIOR)], by=CLERK, at=at("2020-12-02"))
    assert [item.name for item in on_post(campus, CENSUS_DAY, today=CENSUS_DAY)] == ["张三"]
    assert [item.name for item in on_post(campus, CENSUS_DAY, today=DEC)] == ["张山"]


def test_what_is_known_of_guards_serves_writers(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, certified=True)
    known = known_of({guard})
    assert known.posts.on((guard, campus), DEC) == ("FULL_TIME", "SELF", None, "NONE")
    assert known.certificates.on((guard,), CENSUS_DAY - timedelta(days=1)) is None
    assert known.profiles.has((guard,))
    report = PostReport(guard, campus, DEC, Engagement.PART_TIME, HiringSource.SELF)
    assert record_posts([report], by=CLERK, at=at("2020-12-02"), known=known).changed == {(guard, campus): DEC}
    assert GuardCertificate.objects.count() == 1
