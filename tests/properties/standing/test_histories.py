"""Whatever happens, in whatever order it is learnt: tables, campuses and recordings are what plain counting gives."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.kernel.path import branch
from gatehouse.standing import queries
from gatehouse.standing.queries import Narrowing, Question, sums, timeline_of
from gatehouse.standing.services import self_check
from gatehouse.standing.types import Stretch
from gatehouse.territory.types import Level, Line
from tests.kit.cast import scope_of
from tests.kit.effort import examples, undone
from tests.kit.histories import BIRTHDAYS, HOMES, START, Event, Told, histories
from tests.kit.places import CODES, NATION, Places

DEPTHS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.STATION)
CODES_OF_SCOPES = st.lists(st.sampled_from([code for code in CODES if code != NATION]), min_size=1, max_size=2)
BORDERS = {date(2014, 12, 31), date(2015, 1, 1), date(2020, 12, 31), date(2021, 1, 1)}


def tell(places: Places, history: list[list[Event]]) -> Told:
    told = Told.begin(places)
    for batch in history:
        told.tell(batch)
    return told


def days_of(history: list[list[Event]]) -> list[date]:
    """Every day on which something may differ, and the days before and after all."""
    told = {event.day for batch in history for event in batch}
    passed = {born.replace(year=born.year + age) for born in BIRTHDAYS[:4] for age in (35, 45, 55, 60)}
    days = told | passed | BORDERS | {date(2000, 1, 1), date(2090, 12, 31)}
    return sorted(days | {day - timedelta(days=1) for day in days})


def question(line: Line, depth: Level, day: date, posting: int | None = None) -> Question:
    return Question(line, branch("001"), depth, day, posting)


def drawn(days: list[date], numbers: list[int]) -> list[date]:
    return [days[number % len(days)] for number in numbers]


NUMBERS = st.lists(st.integers(0, 997), min_size=3, max_size=3, unique=True)


@examples(30)
@given(history=histories(), numbers=NUMBERS, codes=CODES_OF_SCOPES)
def test_every_table_is_what_plain_counting_gives(
    places: Places, history: list[list[Event]], numbers: list[int], codes: list[str]
) -> None:
    with undone():
        plain = tell(places, history).plain
        scope = scope_of(*(places.unit(list(Line)[place], code) for place, code in enumerate(codes)))
        for day, line, depth in product(drawn(days_of(history), numbers), Line, DEPTHS):
            asked = question(line, depth, day)
            expected = plain.sums(line, "001", depth, day)
            assert sums(asked, EVERYTHING) == queries.from_standing(asked, EVERYTHING) == expected
            partly = plain.sums(line, "001", depth, day, sees=scope.sees_campus)
            assert sums(asked, scope) == partly


@examples(30)
@given(history=histories())
def test_every_campus_stands_as_plain_counting_says_on_every_day(places: Places, history: list[list[Event]]) -> None:
    with undone():
        told = tell(places, history)
        for campus in told.campuses:
            timeline = timeline_of(campus)
            check_whole(timeline)
            for day in days_of(history):
                holding = [item for item in timeline if item.valid_from <= day < item.valid_to]
                assert len(holding) <= 1
                assert (holding[0].amounts if holding else None) == told.plain.amounts(campus, day)


def check_whole(timeline: list[Stretch]) -> None:
    """Neighbours neither overlap nor say the same."""
    for left, right in pairwise(timeline):
        assert left.valid_to <= right.valid_from
        assert left.valid_to < right.valid_from or not left.same_as(right)


@examples(30)
@given(history=histories(), numbers=NUMBERS)
def test_as_recorded_is_what_was_seen_after_each_posting(
    places: Places, history: list[list[Event]], numbers: list[int]
) -> None:
    with undone():
        told = tell(places, history)
        days = drawn(days_of(history), numbers)
        for (posting_id, then), day in product(told.known, days[:2]):
            for line, depth in ((Line.POLICE, Level.COUNTY), (Line.EDUCATION, Level.CITY)):
                found = sums(question(line, depth, day, posting_id), EVERYTHING)
                assert found == then.sums(line, "001", depth, day)
        assert sums(question(Line.POLICE, Level.COUNTY, days[0], 0), EVERYTHING) == {}


@examples(20)
@given(history=histories())
def test_self_check_proves_every_history(places: Places, history: list[list[Event]]) -> None:
    with undone():
        tell(places, history)
        assert [proof for proof in self_check() if proof.fault] == []


@examples(20)
@given(history=histories(), numbers=NUMBERS)
def test_campuses_behind_a_table_are_those_that_make_it_up(
    places: Places, history: list[list[Event]], numbers: list[int]
) -> None:
    with undone():
        told = tell(places, history)
        for day, line in product(drawn(days_of(history), numbers), Line):
            rows = queries.campuses_behind(question(line, Level.STATION, day), EVERYTHING, Narrowing())
            found = {row.campus_id: row.stretch.amounts for row in rows}
            counted = {key: told.plain.amounts(key, day) for key in told.campuses}
            assert found == {key: amounts for key, amounts in counted.items() if amounts}


@examples(15)
@given(history=histories())
def test_one_posting_or_many_make_no_difference(places: Places, history: list[list[Event]]) -> None:
    events, day = [event for batch in history for event in batch], START + timedelta(days=50)
    asked = [question(line, Level.COUNTY, day) for line in Line]
    with undone():
        told = tell(places, [events])
        at_once = [sums(item, EVERYTHING) for item in asked]
        timelines = [timeline_of(campus) for campus in told.campuses]
    with undone():
        told = tell(places, [[event] for event in events])
        assert [sums(item, EVERYTHING) for item in asked] == at_once
        assert [timeline_of(campus) for campus in told.campuses] == timelines


@pytest.mark.parametrize("code", HOMES)
def test_every_home_of_the_histories_exists(places: Places, code: str) -> None:
    assert places.police(code).path == places.education(code).path
    assert Scope().sees_campus(places.police(code).path, "") is False
