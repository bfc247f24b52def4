"""What happens after the census: flows, coverage day by day, training, and when the register learns of it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from gatehouse.demo.loudi_2020 import Change, ChangeKind, City, Guard
from gatehouse.demo.loudi_2020.types import Outcome
from gatehouse.guards.types import HiringSource, LeavingReason
from tests.kit.demo_register import Register, figures, met

END = date(2020, 12, 31)

TRAINED = {
    "PUBLIC_SCHOOL": 366,
    "PRIVATE_SCHOOL": 84,
    "PUBLIC_KINDERGARTEN": 232,
    "PRIVATE_KINDERGARTEN": 566,
    "431302": 222,
    "431321": 239,
    "431322": 401,
    "431381": 105,
    "431382": 281,
}


def of_kind(story: tuple[Change, ...], kind: ChangeKind) -> list[Change]:
    return [change for change in story if change.kind is kind]


@pytest.fixture(scope="session")
def guards(city: City) -> dict[str, Guard]:
    return {guard.resident_id: guard for guard in city.guards}


def test_changes_number_as_the_ledger_says(story: tuple[Change, ...]) -> None:
    assert Counter(change.kind for change in story) == {
        ChangeKind.LEAVE: 318,
        ChangeKind.CONVERT: 455,
        ChangeKind.FAIL: 17,
        ChangeKind.HIRE: 1018,
        ChangeKind.CERTIFY: 1231,
    }


def test_year_ends_with_the_ledger(city: City, register: Register) -> None:
    assert figures(city.campuses, register.posts(END), END) == {
        "campuses": 1907,
        "schools": 1085,
        "city_kindergartens": 328,
        "town_kindergartens": 494,
        "required": 3319,
        "full_time": 3352,
        "part_time": 317,
        "certified": 3352,
        "gap": 0,
        "surplus": 33,
        "met": 1907,
        "self_hired": 1608,
        "property": 276,
        "company": 1468,
        "age_under_35": 318,
        "age_35_44": 772,
        "age_45_54": 1214,
        "age_55_59": 716,
        "age_60_over": 332,
        "short_campuses": 0,
        "missing_posts": 0,
        "uncertified_full_time": 0,
    }


@pytest.mark.parametrize(
    ("day", "covered", "percent"),
    [
        (date(2020, 11, 1), 1126, "59.0"),
        (date(2020, 11, 20), 1126, "59.0"),
        (date(2020, 11, 30), 1354, "71.0"),
        (date(2020, 12, 15), 1678, "88.0"),
        (date(2020, 12, 28), 1896, "99.4"),
        (date(2020, 12, 31), 1907, "100.0"),
    ],
)
def test_coverage_of_key_days_is_exact(city: City, register: Register, day: date, covered: int, percent: str) -> None:
    found = len(met(city.campuses, register.full_time(day)))
    assert found == covered
    assert f"{100 * found / len(city.campuses):.1f}" == percent


@pytest.mark.slow
def test_coverage_rises_through_the_weeks(city: City, register: Register) -> None:
    days = [date(2020, 11, 20) + timedelta(offset) for offset in range(42)]
    covered = [len(met(city.campuses, register.full_time(day))) for day in days]
    assert all(later >= earlier for earlier, later in zip(covered, covered[7:], strict=False))
    assert covered[0] == 1126
    assert covered[-1] == 1907


def test_gap_opens_now_and_then_at_a_campus_that_met_the_norm(city: City, register: Register) -> None:
    at_first = {campus.key for campus in met(city.campuses, register.posts(date(2020, 11, 1)))}
    later = {campus.key for campus in met(city.campuses, register.posts(date(2020, 12, 3)))}
    assert at_first - later


def test_leavers_and_converts_carry_the_certificates_the_ledger_says(
    story: tuple[Change, ...], guards: dict[str, Guard]
) -> None:
    assert sum(guards[change.guard].certificate is not None for change in of_kind(story, ChangeKind.LEAVE)) == 27
    assert sum(guards[change.guard].certificate is not None for change in of_kind(story, ChangeKind.CONVERT)) == 12
    assert sum(guards[change.guard].certificate is not None for change in of_kind(story, ChangeKind.FAIL)) == 0


def test_newcomers_come_certified_from_companies(story: tuple[Change, ...]) -> None:
    for change in of_kind(story, ChangeKind.HIRE):
        assert change.source is HiringSource.COMPANY
        assert change.employer
        assert change.certificate is not None
        assert change.certificate.issued_on < change.on


def test_departures_have_a_reason(story: tuple[Change, ...]) -> None:
    reasons = {kind: {change.reason for change in of_kind(story, kind)} for kind in ChangeKind}
    assert reasons[ChangeKind.FAIL] == {LeavingReason.FAILED_EXAM}
    of_campuses = {LeavingReason.TRANSFERRED, LeavingReason.CAMPUS_CLOSED}  # no campus changes in the demo's year
    assert reasons[ChangeKind.LEAVE] == set(LeavingReason) - of_campuses - {
        LeavingReason.NONE,
        LeavingReason.FAILED_EXAM,
    }
    others = {ChangeKind.CONVERT, ChangeKind.HIRE, ChangeKind.CERTIFY}
    assert {reason for kind in others for reason in reasons[kind]} == {LeavingReason.NONE}


def test_nobody_is_dismissed_for_age_below_sixty(story: tuple[Change, ...], guards: dict[str, Guard]) -> None:
    dismissed = [change for change in story if change.reason is LeavingReason.AGE]
    assert len(dismissed) > 200
    assert max(guards[change.guard].birth_date for change in dismissed) <= date(1960, 11, 1)


def test_change_is_recorded_within_five_days_on_a_working_day(story: tuple[Change, ...]) -> None:
    for change in story:
        assert date(2020, 11, 23) <= change.on <= END
        assert timedelta(0) <= change.recorded_on - change.on <= timedelta(5)
        assert change.recorded_on.weekday() < 5
        assert change.recorded_on <= date(2021, 1, 10)


def test_changes_stand_in_the_order_of_recording(story: tuple[Change, ...]) -> None:
    assert [change.recorded_on for change in story] == sorted(change.recorded_on for change in story)


def test_changes_replay_in_the_order_of_recording(city: City, story: tuple[Change, ...], register: Register) -> None:
    replayed = Register(city, [])
    replayed.changes = list(story)
    assert sorted(post.guard for post in replayed.posts(END)) == sorted(post.guard for post in register.posts(END))


def test_some_changes_are_learnt_late(story: tuple[Change, ...]) -> None:
    assert any(change.recorded_on > change.on for change in story)
    assert any(change.recorded_on.year == 2021 for change in story)


def test_trained_guards_number_as_the_ledger_says_by_county_and_stratum(city: City) -> None:
    campuses = {campus.key: campus for campus in city.campuses}
    trained = [campuses[guard.campus] for guard in city.guards if guard.training]
    found = Counter(campus.county for campus in trained) + Counter(str(campus.stratum) for campus in trained)
    assert found == TRAINED
    assert len(trained) == 1248


def test_trained_guards_are_uncertified_stayers_and_converts(city: City) -> None:
    trained = [guard for guard in city.guards if guard.training]
    assert all(guard.certificate is None for guard in trained)
    assert Counter(guard.census for guard in trained) == {"FULL_TIME": 805, "PART_TIME": 443}
    assert all(guard.converted_on for guard in trained if guard.census == "PART_TIME")


def test_classes_have_their_days_and_places(city: City) -> None:
    sizes = {entry.code: entry.size for entry in city.classes}
    assert sizes == {
        "LX-A1": 168, "LX-A2": 152, "LX-B1": 160, "XH-1": 208, "XH-2": 193, "LY-1": 187, "SF-1": 180,
    }  # fmt: skip
    assert Counter(guard.training.class_code for guard in city.guards if guard.training) == sizes
    assert {entry.institution for entry in city.classes} == {entry.code for entry in city.institutions}
    assert len(city.institutions) == 5
    for entry in city.classes:
        assert date(2020, 11, 16) <= entry.starts_on < entry.ends_on <= date(2020, 12, 18)
        assert (entry.ends_on - entry.starts_on).days + 1 >= 5
        assert entry.ends_on < entry.exam_on < entry.resit_on < entry.resit_issued_on < END
        assert entry.exam_on < entry.issued_on < END


def test_examinations_end_as_the_ledger_says(city: City) -> None:
    outcomes = Counter(guard.training.outcome for guard in city.guards if guard.training)
    assert outcomes == {Outcome.PASSED: 1187, Outcome.PASSED_RESIT: 44, Outcome.FAILED: 13, Outcome.ABSENT: 4}


def test_certificate_follows_the_examination_passed(city: City) -> None:
    classes = {entry.code: entry for entry in city.classes}
    for guard in city.guards:
        if guard.training is None or not guard.training.outcome.passed:
            assert guard.earned is None
            continue
        assert guard.earned is not None
        assert guard.training.sat_on is not None
        assert guard.training.sat_on < guard.earned.issued_on < END
        entry = classes[guard.training.class_code]
        first = guard.training.outcome is Outcome.PASSED
        assert guard.training.sat_on == (entry.exam_on if first else entry.resit_on)


def test_guard_without_a_certificate_leaves_after_the_last_chance(city: City) -> None:
    classes = {entry.code: entry for entry in city.classes}
    failed = [guard for guard in city.guards if guard.training and not guard.training.outcome.passed]
    for guard in failed:
        assert guard.training is not None
        assert guard.left_on is not None
        entry = classes[guard.training.class_code]
        assert guard.left_on > (entry.exam_on if guard.training.outcome is Outcome.ABSENT else entry.resit_on)
        assert guard.converted_on is None or guard.converted_on < guard.left_on


def test_first_class_of_a_county_takes_one_guard_of_a_campus(city: City) -> None:
    for code in ("LX-A1", "XH-1"):
        own = Counter(guard.campus for guard in city.guards if guard.training and guard.training.class_code == code)
        assert set(own.values()) == {1}
