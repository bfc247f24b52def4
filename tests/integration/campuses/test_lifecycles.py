"""Campuses that move, close, open again, merge and split; units that are reorganised with campuses in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses import queries
from gatehouse.campuses.models import CampusPlace, CampusSuccession
from gatehouse.campuses.services import (
    CampusReport,
    Profile,
    abolish_unit,
    change_campus,
    merge_units,
    move_campus,
    move_unit,
    record_campuses,
    record_head_count,
    reopen_campus,
)
from gatehouse.campuses.types import (
    BeforeOpeningError,
    CampusError,
    CampusKind,
    CensusLabel,
    NoPlaceError,
    Ownership,
    Succession,
)
from gatehouse.foundation.facts import live, on_day
from gatehouse.foundation.models import Posting
from gatehouse.guards.models import GuardPost
from gatehouse.guards.services import close_campus, end_post, merge_campuses, split_campus
from gatehouse.guards.types import Engagement, LeavingReason, SpellError
from gatehouse.standing.queries import Question, sums
from gatehouse.standing.services import self_check
from gatehouse.territory import services as units
from gatehouse.territory.queries import unit_by_id
from gatehouse.territory.services import TreeError
from gatehouse.territory.types import Level, Line, UnitOn
from tests.kit.places import CITY, EAST, EAST_1, EAST_2, OTHER_CITY, WEST, WEST_1, Places
from tests.kit.register import BORN, CENSUS_DAY, CLERK, Register, at

DEC, JAN, FEB, MAR = date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1), date(2021, 3, 1)
EVE = timedelta(days=1)
NOW = at("2021-04-01")


@pytest.fixture(autouse=True)
def _sound(register: Register) -> object:  # noqa: ARG001 - after the register is gone nothing is left to check
    """Whatever a test does, the register can prove itself afterwards."""
    yield
    assert [proof for proof in self_check() if proof.fault] == []


def path(campus: int, on: date, line: Line = Line.POLICE) -> str:
    place = queries.places_of(campus, EVERYTHING, on=on)
    return place.police_path if line is Line.POLICE else place.education_path


def campuses_of(unit: UnitOn, on: date) -> int:
    found = sums(Question(unit.line, unit_by_id(unit.id, on=on).branch, unit.level, on), EVERYTHING)
    return sum(amounts.campuses for strata in found.values() for amounts in strata.values())


def serving(campus: int, on: date) -> set[int]:
    posts = on_day(GuardPost, on).filter(campus=campus).exclude(engagement=Engagement.ENDED)
    return set(posts.values_list("guard", flat=True))


# Campuses


def test_campus_moves_in_one_line_and_stays_in_the_other(register: Register, places: Places) -> None:
    campus = register.campus()
    move_campus(campus, on=DEC, police_unit=places.police(WEST_1).id, by=CLERK, at=NOW)
    assert [path(campus, day) for day in (DEC - EVE, DEC)] == [places.police(EAST_1).path, places.police(WEST_1).path]
    assert path(campus, DEC, Line.EDUCATION) == places.education(EAST_1).path
    assert [campuses_of(places.police(EAST), day) for day in (DEC - EVE, DEC)] == [1, 0]


def test_move_learnt_late_runs_through_a_census_that_did_not_know(register: Register, places: Places) -> None:
    campus = register.campus()
    register.counted(campus, (90, 9, 0), on=JAN)
    move_campus(campus, on=DEC, police_unit=places.police(WEST_1).id, by=CLERK, at=NOW)
    assert path(campus, MAR) == places.police(WEST_1).path


def test_closed_campus_stands_nowhere_until_it_opens_again(register: Register, places: Places) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus)
    close_campus(campus, on=DEC, by=CLERK, at=NOW)
    assert [campuses_of(places.police(EAST), day) for day in (DEC - EVE, DEC)] == [1, 0]
    assert serving(campus, DEC) == set()
    post = live(GuardPost).get(guard=guard, valid_from=DEC)
    assert (post.engagement, post.reason) == (Engagement.ENDED, LeavingReason.CAMPUS_CLOSED)
    reopen_campus(campus, on=FEB, by=CLERK, at=NOW)
    assert [campuses_of(places.police(EAST), day) for day in (FEB - EVE, FEB)] == [0, 1]


def test_campus_in_operation_cannot_open_again_nor_a_closed_one_close(register: Register) -> None:
    campus = register.campus()
    with pytest.raises(CampusError):
        reopen_campus(campus, on=DEC, by=CLERK, at=NOW)
    close_campus(campus, on=DEC, by=CLERK, at=NOW)
    with pytest.raises(CampusError):
        close_campus(campus, on=JAN, by=CLERK, at=NOW)
    with pytest.raises(CampusError):
        close_campus(campus, on=CENSUS_DAY - EVE, by=CLERK, at=NOW)


def test_merged_campus_takes_pupils_and_guards_over(register: Register, places: Places) -> None:
    into, other = register.campus("甲校", counts=(500, 40, 0)), register.campus("乙校", counts=(300, 20, 10))
    stays, comes = register.guard_on_post(into), register.guard_on_post(other, born=BORN + EVE)
    merge_campuses([other], into=into, on=DEC, by=CLERK, at=NOW)
    count = queries.head_count_of(into, on=DEC)
    assert count
    assert (count.students, count.staff, count.boarders) == (800, 60, 10)
    assert (serving(into, DEC), serving(other, DEC)) == ({stays, comes}, set())
    assert serving(other, DEC - EVE) == {comes}
    assert [campuses_of(places.police(EAST), day) for day in (DEC - EVE, DEC)] == [2, 1]
    assert live(CampusSuccession).get(predecessor=other, successor=into).kind == Succession.MERGED


def test_merger_learnt_too_late_names_the_one_that_counted_on_the_campus(register: Register) -> None:
    one, two, three = (register.campus(name) for name in ("甲校", "乙校", "丙校"))
    guard = register.guard_on_post(one)
    merge_campuses([one], into=two, on=JAN, by=CLERK, at=NOW)
    later = Posting.objects.order_by("-pk").values_list("pk", flat=True)[0]
    with pytest.raises(CampusError, match=f"on {JAN}, as posting {later} says"):
        merge_campuses([two], into=three, on=DEC, by=CLERK, at=NOW)
    for late in (one, two):
        with pytest.raises(CampusError, match="without knowing"):
            close_campus(late, on=DEC, by=CLERK, at=NOW)
    with pytest.raises(CampusError, match="without knowing"):
        merge_campuses([three], into=one, on=DEC, by=CLERK, at=NOW)
    merge_campuses([two], into=three, on=FEB, by=CLERK, at=NOW)
    assert serving(three, FEB) == {guard}


def test_campus_cannot_be_merged_into_itself(register: Register) -> None:
    campus = register.campus()
    with pytest.raises(CampusError):
        merge_campuses([campus], into=campus, on=DEC, by=CLERK, at=NOW)


def part(places: Places, name: str, students: int, on: date) -> CampusReport:
    profile = Profile(name, CampusKind.PRIMARY, Ownership.PUBLIC, CensusLabel.SCHOOL, opened_on=on)
    return CampusReport(None, on, profile, places.police(EAST_2), places.education(EAST_2), students, 10, 0)


def test_split_campus_parts_with_pupils_and_guards(register: Register, places: Places) -> None:
    campus = register.campus("甲校", counts=(500, 40, 0))
    stays, goes = register.guard_on_post(campus), register.guard_on_post(campus, born=BORN + EVE)
    (new,) = split_campus(campus, [part(places, "乙校", 200, DEC)], guards={goes: 0}, on=DEC, by=CLERK, at=NOW)
    counts = [queries.head_count_of(key, on=DEC) for key in (campus, new)]
    assert [count.students for count in counts if count] == [300, 200]
    assert (serving(campus, DEC), serving(new, DEC)) == ({stays}, {goes})
    assert live(CampusSuccession).get(predecessor=campus, successor=new).kind == Succession.SPLIT


def test_campus_cannot_part_with_more_than_it_has(register: Register, places: Places) -> None:
    campus = register.campus("甲校", counts=(500, 40, 0))
    with pytest.raises(CampusError):
        split_campus(campus, [part(places, "乙校", 501, DEC)], guards={}, on=DEC, by=CLERK, at=NOW)
    with pytest.raises(SpellError):
        split_campus(campus, [part(places, "乙校", 1, DEC)], guards={4711: 0}, on=DEC, by=CLERK, at=NOW)
    assert campuses_of(places.police(EAST), DEC) == 1


def test_renamed_campus_has_each_name_on_its_days(register: Register) -> None:
    campus = register.campus("甲校")
    register.counted(campus, (90, 9, 0), on=JAN)
    change_campus(campus, on=DEC, columns={"name": "实验小学"}, by=CLERK, at=NOW)
    profiles = [queries.profile_of(campus, on=day) for day in (CENSUS_DAY, DEC, FEB)]
    assert [profile.name for profile in profiles if profile] == ["甲校", "实验小学", "实验小学"]
    assert queries.find("实验小学", EVERYTHING, on=FEB) == [campus]


# What cannot be


def test_nothing_is_said_of_a_campus_before_it_was_opened(register: Register, places: Places) -> None:
    (campus,) = record_campuses([part(places, "新校", 200, DEC)], by=CLERK, at=NOW)
    with pytest.raises(BeforeOpeningError, match="opened on 2020-12-01"):
        record_head_count(campus, on=DEC - EVE, students=1, staff=1, boarders=0, by=CLERK, at=NOW)
    with pytest.raises(BeforeOpeningError):
        register.guard_on_post(campus, on=CENSUS_DAY)
    with pytest.raises(BeforeOpeningError):
        change_campus(campus, on=DEC, columns={"opened_on": JAN}, by=CLERK, at=NOW)
    assert queries.head_count_of(campus, on=DEC - EVE) is None


def test_engagement_cannot_end_before_it_starts(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, on=DEC)
    for day in (DEC - EVE, CENSUS_DAY):
        with pytest.raises(SpellError, match=f"before {day}|there"):
            end_post(guard, campus, on=day, reason=LeavingReason.RESIGNED, by=CLERK, at=NOW)
    end_post(guard, campus, on=JAN, reason=LeavingReason.RESIGNED, by=CLERK, at=NOW)
    with pytest.raises(SpellError):
        end_post(guard, campus, on=FEB, reason=LeavingReason.RESIGNED, by=CLERK, at=NOW)


# Units with campuses in them


def test_campuses_go_where_their_unit_goes_and_past_totals_stay(register: Register, places: Places) -> None:
    campus = register.campus()
    east, city, other = (places.police(code) for code in (EAST, CITY, OTHER_CITY))
    before = {day: campuses_of(city, day) for day in (CENSUS_DAY, DEC, JAN - EVE)}
    move_unit(east.id, under=other.id, on=JAN, by=CLERK, at=NOW)
    assert {day: campuses_of(city, day) for day in before} == before
    assert (campuses_of(city, JAN), campuses_of(other, JAN)) == (0, 1)
    assert path(campus, JAN).startswith(other.path)
    assert CampusPlace.objects.get(campus=campus, valid_from=JAN).followed


def test_campus_learnt_of_after_its_unit_moved_follows_it(register: Register, places: Places) -> None:
    move_unit(places.police(EAST).id, under=places.police(OTHER_CITY).id, on=JAN, by=CLERK, at=NOW)
    campus = register.campus(on=CENSUS_DAY)
    assert path(campus, CENSUS_DAY) == places.police(EAST_1).path
    assert path(campus, JAN).startswith(places.police(OTHER_CITY).path)


def test_campus_moved_away_before_its_unit_moves_stays(register: Register, places: Places) -> None:
    campus = register.campus()
    move_unit(places.police(EAST).id, under=places.police(OTHER_CITY).id, on=JAN, by=CLERK, at=NOW)
    move_campus(campus, on=DEC, police_unit=places.police(WEST_1).id, by=CLERK, at=NOW)
    assert [path(campus, day) for day in (DEC, JAN, MAR)] == [places.police(WEST_1).path] * 3
    assert not live(CampusPlace).filter(campus=campus, followed=True).exists()


def test_merged_unit_hands_its_campuses_and_units_over(register: Register, places: Places) -> None:
    campus = register.campus()
    east, west = places.police(EAST), places.police(WEST)
    merge_units(east.id, into=west.id, on=JAN, by=CLERK, at=NOW)
    assert path(campus, JAN)[:-3] == west.path
    assert [campuses_of(east, JAN - EVE), campuses_of(west, JAN)] == [1, 1]
    merge_units(places.police(EAST_1).id, into=places.police(WEST_1).id, on=FEB, by=CLERK, at=NOW)
    assert path(campus, FEB) == places.police(WEST_1).path
    late = register.campus("迟报小学", on=CENSUS_DAY)
    assert [path(late, day) for day in (CENSUS_DAY, FEB)] == [places.police(EAST_1).path, places.police(WEST_1).path]


def test_unit_with_campuses_in_operation_cannot_be_abolished(register: Register, places: Places) -> None:
    campus = register.campus()
    station = places.police(EAST_1)
    with pytest.raises(NoPlaceError, match=f"campus {campus}: unit {station.id}"):
        abolish_unit(station.id, on=JAN, by=CLERK, at=NOW)
    with pytest.raises(TreeError):
        abolish_unit(places.police(EAST).id, on=JAN, by=CLERK, at=NOW)
    close_campus(campus, on=DEC, by=CLERK, at=NOW)
    abolish_unit(station.id, on=JAN, by=CLERK, at=NOW)
    with pytest.raises(NoPlaceError):
        reopen_campus(campus, on=FEB, by=CLERK, at=NOW)
    with pytest.raises(NoPlaceError):
        register.campus("迟报小学", on=CENSUS_DAY)


def test_renamed_unit_changes_no_standing(register: Register, places: Places) -> None:
    register.campus()
    before = campuses_of(places.police(EAST), JAN)
    units.rename_unit(places.police(EAST).id, name="东市公安局", name_en="East", on=JAN, by=CLERK, at=NOW)
    assert campuses_of(places.police(EAST), JAN) == before == 1
    assert unit_by_id(places.police(EAST).id, on=JAN).level == Level.COUNTY
