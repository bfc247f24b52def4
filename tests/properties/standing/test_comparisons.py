"""Whatever happens, in whatever order it is learnt: contributions of campuses add up to the difference they explain."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.standing.queries.changes import ChangedCampus, changed_campuses
from gatehouse.standing.queries.comparison import compare
from gatehouse.standing.queries.sides import Side
from gatehouse.standing.queries.unit_sums import added
from gatehouse.standing.rules.histories import Moment
from gatehouse.standing.types import NOTHING, Amounts, Cause, Stratum
from gatehouse.territory.types import Line
from tests.kit.cast import scope_of
from tests.kit.effort import examples, undone
from tests.kit.histories import BIRTHDAYS, Event, Told, histories
from tests.kit.places import CITY, EAST, EAST_1, NATION, PROVINCE, Places

UNITS = (NATION, PROVINCE, CITY, EAST, EAST_1)
NUMBERS = st.tuples(*[st.integers(0, 997)] * 4)


def told_history(places: Places, history: list[list[Event]]) -> Told:
    told = Told.begin(places)
    for batch in history:
        told.tell(batch)
    return told


def days_of(history: list[list[Event]]) -> list[date]:
    """Every day on which something may differ."""
    passed = {born.replace(year=born.year + age) for born in BIRTHDAYS[:4] for age in (35, 45, 55, 60)}
    return sorted({event.day for batch in history for event in batch} | passed | {date(2014, 1, 1), date(2090, 1, 1)})


def without_zeros(strata: dict[Stratum, Amounts]) -> dict[Stratum, Amounts]:
    return {stratum: amounts for stratum, amounts in strata.items() if amounts != NOTHING}


def check(before: Side, after: Side, scope: Scope) -> None:
    found = changed_campuses(before, after, scope)
    explained = added(item.strata for campus in found for item in campus.contributions)
    assert without_zeros(explained) == compare(before, after, scope).difference
    for campus in found:
        parts = added(item.strata for item in campus.contributions)
        told = added(
            {side.stratum: amounts}
            for side, amounts in (
                (campus.after, campus.after.amounts if campus.after else NOTHING),
                (campus.before, NOTHING.minus(campus.before.amounts) if campus.before else NOTHING),
            )
            if side is not None
        )
        assert without_zeros(parts) == without_zeros(told)
        assert all(item.cause is not Cause.UNEXPLAINED for item in campus.contributions)
        assert all(item.posting or item.cause in {Cause.BIRTHDAY, Cause.NORM} for item in campus.contributions)
    assert len({campus.campus_id for campus in found}) == len(found)


@examples(40)
@given(history=histories(), numbers=NUMBERS, unit=st.sampled_from(UNITS), line=st.sampled_from(Line))
def test_contributions_add_up_between_any_two_days_and_recordings(
    places: Places, history: list[list[Event]], numbers: tuple[int, int, int, int], unit: str, line: Line
) -> None:
    with undone():
        told = told_history(places, history)
        days, postings = days_of(history), [*(number for number, _ in told.known), None]
        before, after = (
            Side(line, places.unit(line, unit), Moment(days[day % len(days)], postings[known % len(postings)]))
            for day, known in (numbers[:2], numbers[2:])
        )
        check(before, after, EVERYTHING)
        check(before, after, scope_of(places.police(EAST_1), places.education(EAST)))


@examples(15)
@given(history=histories(), size=st.integers(1, 2))
def test_pages_together_are_the_whole_list(places: Places, history: list[list[Event]], size: int) -> None:
    with undone():
        told_history(places, history)
        unit, days = places.police(NATION), days_of(history)
        before, after = (Side(Line.POLICE, unit, Moment(day, None)) for day in (days[0], days[-2]))
        whole = changed_campuses(before, after, EVERYTHING)
        paged: list[ChangedCampus] = []
        cursor: tuple[str, int] | None = None
        while page := changed_campuses(before, after, EVERYTHING, cursor=cursor, limit=size):
            paged.extend(page)
            cursor = (page[-1].path, page[-1].campus_id)
        assert paged == whole
