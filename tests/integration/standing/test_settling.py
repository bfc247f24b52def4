"""Standing and totals follow the facts in the very posting that writes them – whenever they are learnt."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.types import Ownership
from gatehouse.foundation.posting import posting
from gatehouse.guards.types import CertificateState, Engagement
from gatehouse.kernel.days import FAR
from gatehouse.standing import queries
from gatehouse.standing.models import StandingRow
from gatehouse.standing.queries import Question, last_posting, sums, timeline_of
from gatehouse.standing.services import self_check
from gatehouse.standing.types import NOTHING, Amounts, Stratum
from gatehouse.territory.types import Line
from tests.kit.places import CITY, CITY_RUN, EAST, EAST_1, EAST_2, WEST, WEST_1, ZONE_1
from tests.kit.register import CENSUS_DAY, CLERK, Register, at

DEC, JAN, FEB = date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1)
LEARNT = at("2020-12-21")
EARLIER = LEARNT - timedelta(seconds=1)


@pytest.fixture(autouse=True)
def proven(request: pytest.FixtureRequest) -> object:
    """Whatever a test of this file does, the self-check must be green after it."""
    request.getfixturevalue("db")
    yield
    assert [proof for proof in self_check() if proof.fault] == []


def amounts_of(
    register: Register, code: str, day: date, *, line: Line = Line.POLICE, recorded: datetime | None = None
) -> Amounts:
    """A unit's totals of a day, all strata together."""
    unit = register.places.unit(line, code)
    found = sums(Question(line, unit.branch, unit.level, day, last_posting(recorded)), EVERYTHING)
    total = NOTHING
    for strata in found.values():
        for amounts in strata.values():
            total = total.plus(amounts)
    return total


def test_hire_closes_the_gap_from_its_day_on(register: Register) -> None:
    campus = register.campus()
    register.guard_on_post(campus, on=DEC, certified=True)
    day_before, day = amounts_of(register, EAST, DEC - timedelta(days=1)), amounts_of(register, EAST, DEC)
    assert (day_before.full_time, day_before.gap, day_before.campuses_met) == (0, 1, 0)
    assert (day.full_time, day.gap, day.campuses_met, day.certified) == (1, 0, 1, 1)


def test_hire_learnt_late_changes_the_past_and_what_was_known_stays(register: Register) -> None:
    campus = register.campus()
    guard = register.person()
    register.on_post(guard, campus, on=DEC, recorded=LEARNT)
    day = date(2020, 12, 10)
    assert amounts_of(register, EAST, day).gap == 0
    assert amounts_of(register, EAST, day, recorded=EARLIER).gap == 1
    assert amounts_of(register, EAST, day, recorded=LEARNT).gap == 0


def test_certificate_revoked_from_an_earlier_day(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, certified=True)
    register.certificate(guard, on=DEC, state=CertificateState.REVOKED, recorded=LEARNT)
    certified = [amounts_of(register, EAST, day).certified for day in (CENSUS_DAY, DEC, FEB)]
    assert certified == [1, 0, 0]
    then = [amounts_of(register, EAST, day, recorded=EARLIER).certified for day in (CENSUS_DAY, DEC, FEB)]
    assert then == [1, 1, 1]


def test_hire_for_a_day_to_come_is_known_today(register: Register) -> None:
    campus = register.campus()
    register.guard_on_post(campus, on=date(2030, 1, 1))
    assert amounts_of(register, EAST, date(2029, 12, 31)).gap == 1
    assert amounts_of(register, EAST, date(2030, 1, 1)).gap == 0


def test_past_head_count_corrected(register: Register) -> None:
    campus = register.campus(counts=(85, 8, 0))
    register.counted(campus, (1600, 90, 0), on=JAN)
    register.counted(campus, (185, 15, 0), on=CENSUS_DAY, recorded=LEARNT)
    assert [amounts_of(register, CITY, day).required for day in (CENSUS_DAY, DEC, JAN)] == [2, 2, 3]
    assert [amounts_of(register, CITY, day, recorded=EARLIER).required for day in (DEC, JAN)] == [1, 3]


@pytest.mark.parametrize("line", list(Line))
def test_campus_moved_between_counties_counts_here_before_and_there_after(register: Register, line: Line) -> None:
    campus = register.campus(police=EAST_1)
    register.guard_on_post(campus)
    register.moved(campus, on=DEC, police=WEST_1, education=WEST_1, recorded=LEARNT)
    days = (DEC - timedelta(days=1), DEC, FEB)
    assert [amounts_of(register, EAST, day, line=line).campuses for day in days] == [1, 0, 0]
    assert [amounts_of(register, WEST, day, line=line).full_time for day in days] == [0, 1, 1]
    assert [amounts_of(register, CITY, day, line=line).full_time for day in days] == [1, 1, 1]
    assert amounts_of(register, EAST, FEB, line=line, recorded=EARLIER).campuses == 1


def test_move_in_one_line_leaves_the_other_alone(register: Register) -> None:
    campus = register.campus(police=EAST_1, education=EAST_2)
    register.moved(campus, on=DEC, education=ZONE_1)
    assert amounts_of(register, EAST, DEC).campuses == 1
    assert amounts_of(register, EAST, DEC, line=Line.EDUCATION).campuses == 0
    assert amounts_of(register, ZONE_1, DEC, line=Line.EDUCATION).campuses == 1


def test_event_learnt_after_a_move_lands_where_the_campus_stood(register: Register) -> None:
    campus = register.campus(police=EAST_1)
    register.moved(campus, on=JAN, police=WEST_1)
    register.on_post(register.person(), campus, on=DEC, recorded=LEARNT)
    assert [amounts_of(register, EAST, day).full_time for day in (DEC, JAN)] == [1, 0]
    assert [amounts_of(register, WEST, day).full_time for day in (DEC, JAN)] == [0, 1]


def test_move_learnt_late_takes_later_events_along(register: Register) -> None:
    campus = register.campus(police=EAST_1)
    register.guard_on_post(campus, on=JAN)
    register.moved(campus, on=DEC, police=WEST_1, recorded=LEARNT)
    assert amounts_of(register, EAST, FEB) == NOTHING
    assert amounts_of(register, WEST, FEB).full_time == 1


def test_closed_campus_counts_nowhere_until_it_opens_again(register: Register) -> None:
    campus = register.campus(police=CITY_RUN)
    register.guard_on_post(campus)
    register.closed(campus, on=DEC)
    register.closed(campus, on=FEB, again=True)
    counts = [amounts_of(register, CITY, day).campuses for day in (CENSUS_DAY, DEC, JAN, FEB)]
    assert counts == [1, 0, 0, 1]
    assert amounts_of(register, CITY, FEB).full_time == 1


def test_new_founder_moves_the_campus_to_another_stratum(register: Register) -> None:
    campus = register.campus()
    register.owned(campus, Ownership.INCLUSIVE, on=DEC)
    unit = register.places.police(EAST)
    found = sums(Question(Line.POLICE, unit.branch, unit.level, DEC), EVERYTHING)
    assert set(found[unit.path]) == {Stratum.SCHOOL_INCLUSIVE}


def test_birthday_to_come_is_in_the_totals_of_its_day(register: Register) -> None:
    campus = register.campus()
    register.guard_on_post(campus, born=date(1961, 1, 1))
    before, after = amounts_of(register, EAST, JAN - timedelta(days=1)), amounts_of(register, EAST, JAN)
    assert (before.age_55_59, before.age_60_over) == (1, 0)
    assert (after.age_55_59, after.age_60_over) == (0, 1)


def test_only_what_no_longer_holds_is_superseded(register: Register) -> None:
    campus = register.campus()
    register.counted(campus, (185, 15, 0), on=JAN)
    first, second = StandingRow.objects.filter(campus=campus, superseded_by=None).order_by("valid_from")
    register.guard_on_post(campus, on=FEB, engagement=Engagement.PART_TIME)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.superseded_by is None
    assert second.superseded_by is not None
    assert [(item.valid_from, item.valid_to) for item in timeline_of(campus)] == [
        (CENSUS_DAY, JAN),
        (JAN, FEB),
        (FEB, FAR),
    ]


def test_other_campuses_are_left_alone(register: Register) -> None:
    other = register.campus("other")
    rows = list(StandingRow.objects.filter(campus=other).values())
    register.guard_on_post(register.campus())
    assert list(StandingRow.objects.filter(campus=other).values()) == rows


def test_fact_without_bearing_on_standing_changes_no_row(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, certified=True)
    rows = list(StandingRow.objects.filter(campus=campus).values())
    register.certificate(guard, number="湘4300202000009")
    assert list(StandingRow.objects.filter(campus=campus).values()) == rows


def test_many_campuses_are_settled_in_one_posting(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatehouse.standing.services.settling.ONE_BY_ONE", 4)
    monkeypatch.setattr("gatehouse.standing.services.columns.CAMPUSES_AT_ONCE", 2)
    with posting(by=CLERK, at=LEARNT, act="test.many"):
        campuses = [register.campus(f"第{number}小学", police=(EAST_1, WEST_1)[number % 2]) for number in range(5)]
    assert [amounts_of(register, code, DEC).campuses for code in (EAST, WEST, CITY)] == [3, 2, 5]
    assert set(queries.live_rows(campuses)) == set(campuses)


def test_nothing_was_known_before_the_first_posting(register: Register) -> None:
    campus = register.campus(recorded=LEARNT)
    register.guard_on_post(campus)
    assert amounts_of(register, CITY, FEB, recorded=EARLIER) == NOTHING
    assert amounts_of(register, CITY, FEB, recorded=at("1990-01-01")) == NOTHING


def test_every_recording_is_remembered(register: Register) -> None:
    campus = register.campus(counts=(85, 8, 0), recorded=at("2020-11-05"))
    for number, sizes in enumerate([(185, 15, 0), (85, 8, 0), (1600, 90, 0)], start=1):
        register.counted(campus, sizes, on=CENSUS_DAY, recorded=at(f"2020-12-0{number}"))
    known = [amounts_of(register, EAST, DEC, recorded=at(f"2020-12-0{number}")).required for number in (1, 2, 3)]
    assert known == [2, 1, 3]
    assert amounts_of(register, EAST, DEC, recorded=at("2020-11-30")).required == 1
