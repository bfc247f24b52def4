"""Whatever is done and undone: differences are explained to the last guard, and what was reported stays reported."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gatehouse.accounts.types import EVERYTHING
from gatehouse.foundation.models import Posting
from gatehouse.standing import services
from gatehouse.standing.queries import changed_campuses, compare, restated, side, statement
from gatehouse.standing.queries.unit_sums import added
from gatehouse.standing.types import NOTHING, Amounts, Cause, StatementPurpose, Stratum
from gatehouse.territory.queries import UnknownUnitError, unit
from gatehouse.territory.types import Line
from tests.kit.effort import examples, undone
from tests.kit.lives import NOW, START, Event, Lives, lives
from tests.kit.places import CITY, EAST, EAST_1, PROVINCE, WEST, Places
from tests.kit.register import CLERK

UNITS = st.sampled_from((PROVINCE, CITY, EAST, WEST, EAST_1))
NUMBERS = st.tuples(*[st.integers(0, 997)] * 4)
AT_CALENDAR = {Cause.BIRTHDAY, Cause.NORM}


def told(places: Places, story: list[Event]) -> Lives:
    teller = Lives(places)
    for event in story:
        teller.tell(event)
    return teller


def days_of(story: list[Event]) -> list[date]:
    days = {event.day for event in story} | {START, date(2020, 11, 20), date(2021, 1, 1), date(2030, 1, 1)}
    return sorted(days | {day - timedelta(days=1) for day in days})


def without_zeros(strata: dict[Stratum, Amounts]) -> dict[Stratum, Amounts]:
    return {stratum: amounts for stratum, amounts in strata.items() if amounts != NOTHING}


@examples(60)
@given(story=lives(), numbers=NUMBERS, code=UNITS, line=st.sampled_from(Line))
def test_contributions_add_up_whatever_was_done(
    places: Places, story: list[Event], numbers: tuple[int, int, int, int], code: str, line: Line
) -> None:
    with undone():
        teller = told(places, story)
        days, postings = days_of(story), [*(number for number, _ in teller.known), None]
        before, after = (
            side(line, code, days[day % len(days)], posting=postings[known % len(postings)])
            for day, known in (numbers[:2], numbers[2:])
        )
        found = changed_campuses(before, after, EVERYTHING)
        explained = added(item.strata for campus in found for item in campus.contributions)
        assert without_zeros(explained) == compare(before, after, EVERYTHING).difference
        causes = [item for campus in found for item in campus.contributions]
        assert [item for item in causes if item.cause is Cause.UNEXPLAINED] == []
        assert [item for item in causes if item.posting is None and item.cause not in AT_CALENDAR] == []


@examples(40)
@given(story=lives(), cut=st.integers(0, 997), code=UNITS, line=st.sampled_from(Line))
def test_what_was_reported_stays_whatever_comes_after(
    places: Places, story: list[Event], cut: int, code: str, line: Line
) -> None:
    with undone():
        teller = Lives(places)
        kept: dict[int, str] = {}
        for number, event in enumerate(story):
            if number == cut % len(story):
                kept = frozen(line, code, days_of(story))
            teller.tell(event)
        for key in kept:
            found = restated(statement(key, EVERYTHING, today=START), EVERYTHING)
            then = side(line, code, found.before.moment.day, posting=found.before.moment.posting)
            assert compare(then, found.before, EVERYTHING).difference == {}
            assert found.before.sums(EVERYTHING).rows == then.sums(EVERYTHING).rows
        compared, fault = services.prove_statements()
        assert (compared, fault) == (len(kept), None)


def frozen(line: Line, code: str, days: list[date]) -> dict[int, str]:
    """What the unit reports now of the days that have come, where it exists."""
    assert Posting.objects.exists()
    found = {}
    for day in (day for day in days if day <= NOW.date()):
        try:
            owner = unit(line, code, on=day)
        except UnknownUnitError:
            continue
        key = services.freeze(unit=owner, as_of=day, purpose=StatementPurpose.SIGN_OFF, by=CLERK, at=NOW)
        found[key] = code
    return found
