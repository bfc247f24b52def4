"""Tables of units that moved: each day by its own tree, each recording by the tree known then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gatehouse.accounts.types import EVERYTHING, Permission
from gatehouse.campuses.services import merge_units, move_unit
from gatehouse.reports.queries import TableQuestion, coverage_trend, summary_table
from gatehouse.standing.queries import OutOfScopeError
from gatehouse.standing.services import self_check
from gatehouse.territory.types import Line
from tests.kit.cast import Cast
from tests.kit.places import CITY, EAST, EAST_1, OTHER_CITY, WEST, WEST_1, Places
from tests.kit.register import CENSUS_DAY, CLERK, Register, at

JAN, FEB = date(2021, 1, 1), date(2021, 2, 1)
EVE = JAN - timedelta(days=1)
LEARNT = at("2021-03-01")


@pytest.fixture
def moved(register: Register, places: Places) -> int:
    """A campus of the East, which belongs to the other city from the new year on; learnt in March."""
    campus = register.campus()
    move_unit(places.police(EAST).id, under=places.police(OTHER_CITY).id, on=JAN, by=CLERK, at=LEARNT)
    assert [proof for proof in self_check() if proof.fault] == []
    return campus


def campuses(code: str, day: date, recorded: str = "", cast: Cast | None = None, who: str = "") -> int:
    scope = cast.viewer(who, on=date(2021, 3, 2)).scope if cast else EVERYTHING
    question = TableQuestion(Line.POLICE, code, day, at(recorded) if recorded else None)
    table = summary_table(question, scope)
    assert not table.faults
    return table.total.amounts.campuses


@pytest.mark.usefixtures("moved")
def test_each_day_has_its_own_tree() -> None:
    assert [campuses(CITY, day) for day in (EVE, JAN)] == [1, 0]
    assert [campuses(OTHER_CITY, day) for day in (EVE, JAN)] == [0, 1]
    assert [campuses(EAST, day) for day in (EVE, JAN, FEB)] == [1, 1, 1]


@pytest.mark.usefixtures("moved")
def test_each_recording_has_the_tree_known_then() -> None:
    before = "2021-02-15"
    assert [campuses(code, FEB, before) for code in (CITY, OTHER_CITY, EAST)] == [1, 0, 1]
    assert [campuses(code, FEB) for code in (CITY, OTHER_CITY, EAST)] == [0, 1, 1]
    rows = summary_table(TableQuestion(Line.POLICE, CITY, FEB, at(before)), EVERYTHING).rows
    assert EAST in [row.code for row in rows]


@pytest.mark.usefixtures("moved")
def test_officers_keep_their_units_past_and_no_more(cast: Cast) -> None:
    assert [campuses(EAST, day, cast=cast, who="county_police") for day in (CENSUS_DAY, EVE, JAN)] == [1, 1, 1]
    assert campuses(EAST, FEB, "2021-02-15", cast=cast, who="county_police") == 1
    assert campuses(EAST, EVE, cast=cast, who="city_police") == 1
    for day in (JAN, FEB):
        with pytest.raises(OutOfScopeError):
            campuses(EAST, day, cast=cast, who="city_police")


@pytest.mark.usefixtures("moved")
def test_trend_of_a_unit_goes_through_its_move() -> None:
    points = coverage_trend(TableQuestion(Line.POLICE, EAST, JAN), EVERYTHING)
    assert {point.total.campuses for point in points if point.day >= CENSUS_DAY} == {1}


@pytest.mark.usefixtures("moved")
def test_officer_may_still_act_for_the_days_before(cast: Cast, places: Places) -> None:
    viewer = cast.viewer("county_police", on=date(2021, 3, 2))
    assert viewer.may_at(Permission.IMPORT, places.police(EAST))
    assert not viewer.may_at(Permission.IMPORT, places.police(WEST))


def test_successor_does_not_see_what_was_anothers(register: Register, places: Places, cast: Cast) -> None:
    register.campus()
    merge_units(places.police(EAST_1).id, into=places.police(WEST_1).id, on=JAN, by=CLERK, at=LEARNT)
    assert [campuses(WEST, day, cast=cast, who="neighbour") for day in (EVE, JAN)] == [0, 1]
    assert [campuses(EAST, day, cast=cast, who="county_police") for day in (EVE, JAN)] == [1, 0]
