"""Undoing a posting: the register is as before, what others said later stays, and the past still tells what was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.models import CampusPlace, CampusProfile, HeadCount
from gatehouse.campuses.services import change_campus, move_campus, move_unit, record_head_count
from gatehouse.campuses.types import Ownership
from gatehouse.foundation.countering import NothingToUndoError, kinds_of_facts
from gatehouse.foundation.facts import live
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.foundation.posting import posting
from gatehouse.guards.models import GuardPost
from gatehouse.guards.services import end_post, merge_campuses
from gatehouse.guards.types import LeavingReason
from gatehouse.standing.queries import Question, sums
from gatehouse.standing.services import StandsOnItError, self_check, undo
from gatehouse.territory.services import NewUnit, TreeError, found_units
from gatehouse.territory.types import Level, Line
from tests.kit.places import EAST, OTHER_CITY, WEST_1, Places
from tests.kit.register import BORN, CENSUS_DAY, CLERK, Register, at

DEC, JAN, FEB = date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1)
NOW = at("2021-04-01")


def last() -> int:
    return Posting.objects.order_by("-pk").values_list("pk", flat=True)[0]


def said() -> dict[str, set[tuple[Any, ...]]]:
    """Everything that holds, but for who wrote it."""
    return {
        model._meta.label: set(live(model).values_list(*model.SUBJECT, "valid_from", *model.VALUES))
        for model in kinds_of_facts()
    }


def table(day: date, posting_id: int | None = None) -> object:
    return [sums(Question(line, WHOLE, Level.COUNTY, day, posting_id), EVERYTHING) for line in Line]


@pytest.fixture(autouse=True)
def _sound(places: Places) -> object:
    """Whatever a test does, the register can prove itself afterwards."""
    global WHOLE  # noqa: PLW0603 - the root's branch is known only with the fixture
    WHOLE = places.police("990000").branch
    yield
    assert [proof for proof in self_check() if proof.fault] == []


WHOLE: Any = None


def test_undone_posting_leaves_the_register_as_it_was(register: Register) -> None:
    campus = register.campus()
    before, tables = said(), [table(day) for day in (CENSUS_DAY, JAN)]
    with posting(by=CLERK, at=NOW, act="test.import") as p:
        register.counted(campus, (900, 80, 400), on=CENSUS_DAY)
        register.counted(campus, (950, 80, 400), on=JAN)
        other = register.campus("乙校")
        register.guard_on_post(other, certified=True)
    undone = undo(p.id, by=CLERK, at=NOW)
    assert said() == before
    assert [table(day) for day in (CENSUS_DAY, JAN)] == tables
    assert undone.campuses == 2
    assert table(JAN, p.id) != table(JAN) == table(JAN, p.id - 1)
    assert Posting.objects.get(pk=undone.posting_id).counters_id == p.id
    assert JournalEntry.objects.get(posting=undone.posting_id).details["counters"] == p.id


def test_undo_can_be_undone(register: Register) -> None:
    campus = register.campus()
    register.counted(campus, (900, 80, 400), on=CENSUS_DAY)
    posting_id, after = last(), said()
    undone = undo(posting_id, by=CLERK, at=NOW)
    assert said() != after
    undo(undone.posting_id, by=CLERK, at=NOW)
    assert said() == after


def test_what_was_said_later_stays(register: Register) -> None:
    campus = register.campus()
    register.counted(campus, (900, 80, 400), on=CENSUS_DAY)
    wrong = last()
    register.counted(campus, (905, 80, 400), on=CENSUS_DAY)
    register.counted(campus, (910, 80, 400), on=JAN)
    right, later = (Posting.objects.order_by("-pk").values_list("pk", flat=True)[number] for number in (1, 0))
    undo(wrong, by=CLERK, at=NOW)
    counts = live(HeadCount).filter(campus=campus).values_list("valid_from", "students")
    assert set(counts) == {(CENSUS_DAY, 905), (JAN, 910)}
    undo(right, by=CLERK, at=NOW)
    undo(later, by=CLERK, at=NOW)
    assert set(counts.all()) == {(CENSUS_DAY, 85)}


def test_act_keeps_what_it_said_and_gives_back_the_rest(register: Register) -> None:
    campus = register.campus("甲校")
    register.owned(campus, Ownership.PRIVATE, on=DEC)
    wrong = last()
    change_campus(campus, on=JAN, columns={"name": "实验小学"}, by=CLERK, at=NOW)
    undo(wrong, by=CLERK, at=NOW)
    profile = live(CampusProfile).get(campus=campus, valid_from=JAN)
    assert (profile.name, profile.ownership) == ("实验小学", Ownership.PUBLIC)


def test_report_that_an_act_had_rewritten_comes_back_when_the_act_is_undone(register: Register) -> None:
    campus = register.campus("甲校")
    register.counted(campus, (90, 9, 0), on=JAN)
    reported = last()
    change_campus(campus, on=DEC, columns={"name": "实验小学"}, by=CLERK, at=NOW)
    renamed = last()
    undo(renamed, by=CLERK, at=NOW)
    assert live(CampusProfile).get(campus=campus, valid_from=JAN).name == "甲校"
    undo(reported, by=CLERK, at=NOW)
    assert not live(CampusProfile).filter(campus=campus, valid_from=JAN).exists()


def test_report_undone_before_the_act_that_rewrote_it_stays_undone(register: Register) -> None:
    campus = register.campus("甲校")
    register.counted(campus, (90, 9, 0), on=JAN)
    reported = last()
    change_campus(campus, on=DEC, columns={"name": "实验小学"}, by=CLERK, at=NOW)
    renamed = last()
    undo(reported, by=CLERK, at=NOW)
    undo(renamed, by=CLERK, at=NOW)
    assert set(live(CampusProfile).filter(campus=campus).values_list("name", "valid_from")) == {("甲校", CENSUS_DAY)}


def test_undone_correction_gives_back_what_it_corrected_with_its_source(register: Register) -> None:
    campus = register.campus(counts=(85, 8, 0))
    record_head_count(campus, on=CENSUS_DAY, students=100, staff=8, boarders=0, by=CLERK, at=NOW)
    undo(last(), by=CLERK, at=NOW)
    assert live(HeadCount).get(campus=campus).students == 85


def test_undoing_again_is_refused(register: Register) -> None:
    register.campus()
    posting_id = last()
    undo(posting_id, by=CLERK, at=NOW)
    for number in (posting_id, 4711):
        with pytest.raises(NothingToUndoError, match=str(number)):
            undo(number, by=CLERK, at=NOW)


def test_dry_run_tells_and_writes_nothing(register: Register) -> None:
    register.campus()
    posting_id, before = last(), said()
    undone = undo(posting_id, by=CLERK, at=NOW, dry_run=True)
    assert undone.campuses == 1
    assert undone.written["campuses.campusprofile"] == 1
    assert (said(), last()) == (before, posting_id)


def test_posting_on_which_another_stands_cannot_be_undone(register: Register) -> None:
    campus = register.campus()
    founded, before = last(), said()
    guard = register.guard_on_post(campus)
    with pytest.raises(StandsOnItError, match=f"campus {campus}"):
        undo(founded, by=CLERK, at=NOW)
    hired = live(GuardPost).get(guard=guard).posting_id
    end_post(guard, campus, on=JAN, reason=LeavingReason.RESIGNED, by=CLERK, at=NOW)
    ended = last()
    with pytest.raises(StandsOnItError, match=f"posting {ended}"):
        undo(hired, by=CLERK, at=NOW)
    for posting_id in (ended, hired, founded):
        undo(posting_id, by=CLERK, at=NOW)
    assert CampusProfile.objects.filter(superseded_by=None).count() == 0
    assert said() != before


def test_undone_merger_brings_the_campus_and_its_guards_back(register: Register) -> None:
    into, other = register.campus("甲校"), register.campus("乙校")
    register.guard_on_post(into)
    register.guard_on_post(other, born=date(BORN.year + 1, 1, 1))
    before = said()
    merge_campuses([other], into=into, on=DEC, by=CLERK, at=NOW)
    undo(last(), by=CLERK, at=NOW)
    assert said() == before


def test_undone_move_of_a_unit_brings_back_all_below_it(register: Register, places: Places) -> None:
    register.campus()
    before = said()
    move_unit(places.police(EAST).id, under=places.police(OTHER_CITY).id, on=JAN, by=CLERK, at=NOW)
    undo(last(), by=CLERK, at=NOW)
    assert said() == before


def test_who_came_after_a_move_stands_right_when_it_is_undone(register: Register, places: Places) -> None:
    move_unit(places.police(EAST).id, under=places.police(OTHER_CITY).id, on=JAN, by=CLERK, at=NOW)
    moved = last()
    station = NewUnit(Line.POLICE, "990102009", Level.STATION, "新设派出所", "New", EAST)
    found_units([station], valid_from=FEB, by=CLERK, at=NOW)
    campus = register.campus()
    undo(moved, by=CLERK, at=NOW)
    found = live(CampusPlace).filter(campus=campus)
    assert [place.police_path[:-3] for place in found] == [places.police(EAST).path]


def test_founding_with_units_below_cannot_be_undone(places: Places) -> None:
    found_units([NewUnit(Line.POLICE, "990124", Level.COUNTY, "北县", "North", "990100")],
                valid_from=CENSUS_DAY, by=CLERK, at=NOW)  # fmt: skip
    founded = last()
    found_units([NewUnit(Line.POLICE, "990124001", Level.STATION, "北所", "North", "990124")],
                valid_from=CENSUS_DAY, by=CLERK, at=NOW)  # fmt: skip
    with pytest.raises(TreeError):
        undo(founded, by=CLERK, at=NOW)
    assert places.police(EAST).code == EAST


def test_undone_move_of_a_campus_leaves_later_reports_alone(register: Register, places: Places) -> None:
    campus = register.campus()
    move_campus(campus, on=DEC, police_unit=places.police(WEST_1).id, by=CLERK, at=NOW)
    moved = last()
    register.counted(campus, (90, 9, 0), on=JAN)
    undo(moved, by=CLERK, at=NOW)
    paths = live(CampusPlace).filter(campus=campus).order_by("valid_from").values_list("police_path", flat=True)
    assert [path[:12] for path in paths] == [places.police(EAST).path, places.police(WEST_1).path[:12]]
