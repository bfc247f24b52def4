"""The summary table of units of every level, on any day, as recorded then or now, within a viewer's scope."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.foundation import facts
from gatehouse.foundation.models import Setting
from gatehouse.foundation.posting import posting
from gatehouse.kernel.actor import SYSTEM
from gatehouse.reports.queries import TableQuestion, by_division, campus_list, coverage_trend, summary_table
from gatehouse.reports.types import RowKind, SummaryTable, added
from gatehouse.standing.queries import Narrowing, OutOfScopeError
from gatehouse.standing.types import NOTHING
from gatehouse.territory.models import UnitPoint
from gatehouse.territory.queries import UnknownUnitError
from gatehouse.territory.types import Line
from tests.kit.cast import Cast, scope_of
from tests.kit.places import (
    CITY,
    CITY_RUN,
    CODES,
    EAST,
    EAST_1,
    EAST_2,
    NATION,
    OTHER_CITY,
    PROVINCE,
    SOUTH,
    WEST,
    WEST_1,
    ZONE,
    Places,
)
from tests.kit.register import CENSUS_DAY, at
from tests.kit.scene import DAYS, DEC, JAN, Scene

BEFORE_ANYTHING = at("2020-11-03", "23:59")


def table(code: str, day: date = DEC, line: Line = Line.POLICE, scope: Scope = EVERYTHING) -> SummaryTable:
    return summary_table(TableQuestion(line, code, day), scope)


def counts(found: SummaryTable) -> dict[tuple[str, str], int]:
    """By kind and code of each row: its campuses."""
    return {(row.kind.value, row.code): row.amounts.campuses for row in found.rows}


@pytest.mark.usefixtures("scene")
def test_table_of_each_level_shows_the_units_below() -> None:
    assert counts(table(NATION)) == {("unit", PROVINCE): 10}
    assert counts(table(PROVINCE)) == {("unit", CITY): 8, ("unit", OTHER_CITY): 1, ("direct", PROVINCE): 1}
    assert counts(table(CITY)) == {
        ("unit", EAST): 5,
        ("unit", WEST): 1,
        ("unit", SOUTH): 0,
        ("unit", ZONE): 1,
        ("unit", CITY_RUN): 0,
        ("direct", CITY): 1,
    }
    assert counts(table(EAST)) == {("unit", EAST_1): 3, ("unit", EAST_2): 1, ("direct", EAST): 1}


def test_table_of_a_station_shows_its_campuses(scene: Scene) -> None:
    found = table(EAST_1)
    assert [row.kind for row in found.rows] == [RowKind.CAMPUS] * 3
    assert {row.campus_id for row in found.rows} == {scene[name] for name in ("plain", "city-run", "old")}
    assert {row.name for row in found.rows} == {"东关小学", "市一中", "老校"}
    assert found.total.amounts.campuses == 3


@pytest.mark.usefixtures("scene")
def test_other_line_divides_the_same_campuses_otherwise() -> None:
    found = counts(table(CITY, line=Line.EDUCATION))
    assert found[("unit", CITY_RUN)] == 2
    assert ("direct", CITY) not in found
    police, education = table(PROVINCE), table(PROVINCE, line=Line.EDUCATION)
    assert police.total.amounts == education.total.amounts


@pytest.mark.usefixtures("scene")
def test_every_table_of_every_day_adds_up() -> None:
    for line in Line:
        for code in CODES:
            for day in DAYS:
                found = table(code, day, line)
                assert found.faults == (), (code, day)
                assert found.total.amounts == added(row.amounts for row in found.rows)


@pytest.mark.usefixtures("scene")
def test_total_of_a_unit_is_its_row_in_the_table_above() -> None:
    for above in (PROVINCE, CITY, EAST):
        for row in table(above).rows:
            if row.kind is RowKind.UNIT:
                assert table(row.code).total.strata == row.strata


def test_campuses_of_a_unit_that_the_table_does_not_list_are_not_lost_in_silence(places: Places, scene: Scene) -> None:
    unit = places.police(WEST)
    point = UnitPoint.objects.get(unit=unit.id)
    values = tuple(getattr(point, name) for name in UnitPoint.VALUES)
    with posting(by=SYSTEM, at=at("2021-01-05"), act="test.abolish") as p:
        gone = facts.Point((unit.id,), DEC, (False, *values[1:]))
        facts.record(p, UnitPoint, [gone])
    found = table(CITY)
    assert scene["west"]
    assert found.total.amounts.campuses == 8
    assert {fault.columns for fault in found.faults} >= {("campuses",)}


@pytest.mark.usefixtures("scene")
def test_day_decides_what_is_counted() -> None:
    assert table(CITY, date(2012, 8, 31)).total.amounts == NOTHING
    assert table(CITY, date(2014, 12, 31)).total.amounts.unjudged == 1
    assert table(WEST, DEC).total.amounts.campuses == 1
    assert table(WEST, JAN).total.amounts.campuses == 0
    assert table(CITY, date(2099, 1, 1)).total.amounts.age_60_over > 0


@pytest.mark.usefixtures("scene")
def test_unit_that_does_not_exist_on_the_day_has_no_table() -> None:
    for code, day in (("990199", DEC), (CITY, date(1999, 12, 31)), ("", DEC)):
        with pytest.raises(UnknownUnitError):
            table(code, day)


@pytest.mark.usefixtures("scene")
def test_before_anything_was_recorded_every_unit_stands_with_nothing() -> None:
    for line in Line:
        found = summary_table(TableQuestion(line, CITY, DEC, BEFORE_ANYTHING), EVERYTHING)
        assert [row.code for row in found.rows] == [EAST, WEST, SOUTH, ZONE, CITY_RUN]
        assert {row.amounts for row in (*found.rows, found.total)} == {NOTHING}
        assert (found.faults, found.as_recorded) == ((), BEFORE_ANYTHING)


@pytest.mark.usefixtures("scene")
def test_table_as_recorded_shows_what_was_known_then() -> None:
    def required(recorded: str) -> int:
        question = TableQuestion(Line.POLICE, EAST_1, DEC, at(recorded))
        return summary_table(question, EVERYTHING).total.amounts.required

    assert (required("2020-12-20"), required("2020-12-21")) == (required("2020-11-05"), required("2021-01-01"))
    assert required("2020-12-21") == required("2020-12-20") + 1


@pytest.mark.usefixtures("scene")
def test_table_as_recorded_now_is_the_table() -> None:
    now = at("2030-01-01")
    for code in (PROVINCE, CITY, EAST, EAST_1):
        then = summary_table(TableQuestion(Line.POLICE, code, DEC, now), EVERYTHING)
        assert (then.rows, then.total) == (table(code).rows, table(code).total)


# Scope


@pytest.mark.usefixtures("scene")
def test_officer_sees_their_branch_whole(places: Places) -> None:
    east = scope_of(places.police(EAST))
    found = table(EAST, scope=east)
    assert (found.partial, found.rows) == (False, table(EAST).rows)
    assert table(EAST_2, scope=east).rows == table(EAST_2).rows


@pytest.mark.usefixtures("scene")
def test_nothing_beyond_the_branch_exists_in_the_viewers_own_line(places: Places) -> None:
    east = scope_of(places.police(EAST))
    for code in (CITY, PROVINCE, NATION, WEST, WEST_1, ZONE):
        with pytest.raises(OutOfScopeError):
            table(code, scope=east)
    with pytest.raises(OutOfScopeError):
        table(EAST, scope=Scope())


def test_unit_of_the_other_line_shows_only_the_campuses_in_scope(places: Places, scene: Scene) -> None:
    east = scope_of(places.police(EAST))
    city = table(CITY, line=Line.EDUCATION, scope=east)
    assert city.partial
    assert counts(city) == {("unit", EAST): 4, ("unit", CITY_RUN): 1}
    assert city.faults == ()
    run = table(CITY_RUN, line=Line.EDUCATION, scope=east)
    assert counts(run) == {("direct", CITY_RUN): 1}
    station = table(EAST_1, line=Line.EDUCATION, scope=east)
    assert {row.campus_id for row in station.rows} == {scene["plain"], scene["old"]}
    with pytest.raises(OutOfScopeError):
        table(WEST, line=Line.EDUCATION, scope=scope_of(places.police(SOUTH)))


@pytest.mark.usefixtures("scene")
def test_neighbour_sees_nothing_of_the_east(cast: Cast) -> None:
    scope = cast.viewer("neighbour", on=CENSUS_DAY).scope
    for line in Line:
        for code in (EAST, EAST_1, ZONE, CITY_RUN):
            with pytest.raises(OutOfScopeError):
                table(code, CENSUS_DAY, line, scope)


@pytest.mark.usefixtures("scene")
def test_each_of_the_cast_sees_what_is_theirs(cast: Cast) -> None:
    seen = {}
    for name in cast.accounts:
        viewer = cast.viewer(name, on=DEC)
        assert viewer.home
        found = summary_table(TableQuestion(viewer.home.line, viewer.home.code, DEC), viewer.scope)
        seen[name] = (found.partial, found.total.amounts.campuses)
    assert seen == {
        "city_police": (False, 8),
        "city_education": (False, 8),
        "county_police": (False, 5),
        "county_education": (False, 4),
        "station": (False, 3),
        "neighbour": (False, 1),
    }


# Beside the table


@pytest.mark.usefixtures("scene")
def test_divisions_gather_the_units_that_work_in_them() -> None:
    found = by_division(table(CITY))
    assert {code: amounts.campuses for code, amounts in found.items()} == {EAST: 6, WEST: 1, SOUTH: 0, CITY: 1}
    assert added(found.values()) == table(CITY).total.amounts
    assert by_division(table(EAST_1)) == {}


def test_campus_list_pages_through_what_is_behind_a_number(scene: Scene) -> None:
    question = TableQuestion(Line.POLICE, CITY, DEC)
    seen: list[int] = []
    after = None
    for _ in scene.campuses:
        page = campus_list(question, EVERYTHING, Narrowing(None, "gap"), after=after, limit=2)
        seen += [row.campus_id for row in page.rows]
        assert page.total.gap == table(CITY).total.amounts.gap
        after = page.next_after
        if after is None:
            break
    assert seen == [scene[name] for name in ("county's own", "plain", "city-run", "lake", "west", "zone")]


@pytest.mark.usefixtures("scene")
def test_campus_list_is_closed_to_strangers(places: Places) -> None:
    with pytest.raises(OutOfScopeError):
        campus_list(TableQuestion(Line.POLICE, CITY, DEC), scope_of(places.police(EAST)), Narrowing(), limit=5)


@pytest.mark.usefixtures("scene")
def test_trend_is_the_coverage_of_each_of_its_days(places: Places) -> None:
    for code, line, scope in (
        (CITY, Line.POLICE, EVERYTHING),
        (EAST_1, Line.POLICE, EVERYTHING),
        (NATION, Line.EDUCATION, EVERYTHING),
        (CITY, Line.EDUCATION, scope_of(places.police(EAST))),
    ):
        trend = coverage_trend(TableQuestion(line, code, DEC), scope)
        assert DEC in [point.day for point in trend]
        for point in trend:
            total = table(code, point.day, line, scope).total.amounts
            assert (point.total.campuses, point.total.campuses_met) == (total.campuses, total.campuses_met)


@pytest.mark.usefixtures("scene")
def test_trend_leaves_out_days_before_the_unit() -> None:
    trend = coverage_trend(TableQuestion(Line.POLICE, CITY, date(2000, 1, 20)), EVERYTHING)
    assert min(point.day for point in trend) == date(2000, 1, 15)


@pytest.mark.usefixtures("scene")
def test_table_says_when_it_is_a_demos() -> None:
    assert not table(CITY).demo
    Setting.objects.create(name="demo", value="loudi-2020")
    assert table(CITY).demo
