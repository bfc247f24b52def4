"""Whatever is done, in whatever order it is learnt and undone: every answer is what telling it all again gives."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from gatehouse.accounts.types import EVERYTHING
from gatehouse.kernel.path import branch
from gatehouse.standing.queries import Question, sums
from gatehouse.standing.services import self_check
from gatehouse.standing.types import Amounts, Stratum
from gatehouse.territory.queries import units_below
from gatehouse.territory.types import Line
from tests.kit.effort import examples, undone
from tests.kit.lives import LEVELS, START, Event, Lives, Plain, lives
from tests.kit.places import Places

ROOT = branch("001")
PICKS = st.lists(st.integers(0, 997), min_size=3, max_size=3)


def told(places: Places, story: list[Event]) -> Lives:
    teller = Lives(places)
    for event in story:
        teller.tell(event)
    return teller


def days_of(story: list[Event]) -> list[date]:
    days = {event.day for event in story} | {START, date(2020, 11, 20), date(2021, 1, 1), date(2030, 1, 1)}
    return sorted(days | {day - timedelta(days=1) for day in days})


def found(line: Line, depth: int, day: date, posting: int | None = None) -> dict[int, dict[Stratum, Amounts]]:
    """The product's table by unit, the paths resolved as known then."""
    at_path = {unit.path: unit.id for unit in units_below(line, ROOT, on=day, posting=posting)}
    return {
        at_path[path]: strata for path, strata in sums(Question(line, ROOT, depth, day, posting), EVERYTHING).items()
    }


def expected(plain: Plain, teller: Lives, line: Line, depth: int, day: date) -> dict[int, dict[Stratum, Amounts]]:
    return plain.sums(line, depth, day, teller.people)


@examples(60)
@given(story=lives(), picks=PICKS)
def test_every_table_is_what_telling_all_again_gives(places: Places, story: list[Event], picks: list[int]) -> None:
    with undone():
        teller = told(places, story)
        plain, days = teller.plain(), days_of(story)
        for day, line, depth in product((days[pick % len(days)] for pick in picks), Line, LEVELS):
            assert found(line, depth, day) == expected(plain, teller, line, depth, day)


@examples(40)
@given(story=lives(), picks=PICKS)
def test_every_recording_is_what_was_told_by_then(places: Places, story: list[Event], picks: list[int]) -> None:
    with undone():
        teller = told(places, story)
        days = days_of(story)
        for number, then in teller.known:
            for day, line in product((days[pick % len(days)] for pick in picks[:2]), Line):
                assert found(line, LEVELS[-1], day, number) == expected(then, teller, line, LEVELS[-1], day)


@examples(40)
@given(story=lives())
def test_every_life_proves_itself(places: Places, story: list[Event]) -> None:
    with undone():
        told(places, story)
        assert [proof for proof in self_check() if proof.fault] == []
