"""Sums of any unit on any day, the campuses behind them, and a campus's file – within a viewer's scope."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.campuses.queries import UnknownCampusError
from gatehouse.foundation.models import Posting
from gatehouse.standing import queries
from gatehouse.standing.queries import (
    MEASURES,
    Narrowing,
    Question,
    Sums,
    campus_file,
    campuses_behind,
    coverage_on,
    sum_behind,
    sums,
)
from gatehouse.standing.types import NOTHING, Amounts, Stratum
from gatehouse.territory.types import Level, Line
from tests.kit.cast import scope_of
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
    WEST,
    ZONE,
    Places,
)
from tests.kit.register import CENSUS_DAY, Register
from tests.kit.scene import DAYS, DEC, JAN, Scene


def asked(places: Places, code: str, day: date, line: Line = Line.POLICE, posting: int | None = None) -> Question:
    """The question of a unit's table: by its child units."""
    unit = places.unit(line, code)
    return Question(line, unit.branch, unit.level + 1, day, posting)


def together(found: Sums) -> Amounts:
    total = NOTHING
    for strata in found.values():
        for amounts in strata.values():
            total = total.plus(amounts)
    return total


@pytest.mark.parametrize("line", list(Line))
@pytest.mark.usefixtures("scene")
def test_kept_totals_and_standing_say_the_same_of_every_unit_and_day(places: Places, line: Line) -> None:
    last = Posting.objects.order_by("-pk")[0].pk
    compared = 0
    for code in CODES:
        for day in DAYS:
            question = asked(places, code, day, line)
            slow = queries.from_standing(question, EVERYTHING)
            if question.depth <= Level.CITY:
                assert queries.from_totals(question) == slow, (code, day)
            assert sums(question, EVERYTHING) == slow
            assert sums(asked(places, code, day, line, last), EVERYTHING) == slow
            compared += bool(slow)
    assert compared > 60


@pytest.mark.usefixtures("scene")
def test_children_make_up_their_unit_on_every_level(places: Places) -> None:
    for line in Line:
        for day in DAYS:
            levels = [together(sums(asked(places, code, day, line), EVERYTHING)) for code in (NATION, PROVINCE)]
            cities = [together(sums(asked(places, code, day, line), EVERYTHING)) for code in (CITY, OTHER_CITY)]
            directly = sums(asked(places, PROVINCE, day, line), EVERYTHING).get(places.unit(line, PROVINCE).path, {})
            assert levels[0] == levels[1] == cities[0].plus(cities[1]).plus(together({"": directly}))


@pytest.mark.usefixtures("scene")
def test_campus_of_a_unit_itself_stands_under_its_own_path(places: Places) -> None:
    for code, expected in ((PROVINCE, 1), (CITY, 1), (EAST, 1)):
        own = sums(asked(places, code, DEC), EVERYTHING)[places.police(code).path]
        assert together({"": own}).campuses == expected
    assert together(sums(asked(places, CITY_RUN, DEC, Line.EDUCATION), EVERYTHING)).campuses == 2


@pytest.mark.usefixtures("scene")
def test_places_where_nothing_is_left_are_left_out(places: Places) -> None:
    assert places.police(WEST).path in sums(asked(places, CITY, DEC), EVERYTHING)
    assert places.police(WEST).path not in sums(asked(places, CITY, JAN), EVERYTHING)


@pytest.mark.usefixtures("scene")
def test_partial_scope_of_the_other_line_counts_only_its_campuses(places: Places) -> None:
    zone_office = scope_of(places.education(ZONE))
    city = sums(asked(places, CITY, DEC), zone_office)
    assert {path: sorted(strata) for path, strata in city.items()} == {
        places.police(ZONE).path: [Stratum.CITY_KINDERGARTEN_INCLUSIVE]
    }
    city_run = scope_of(places.education(CITY_RUN))
    found = sums(asked(places, CITY, DEC), city_run)
    assert {path: together({"": strata}).campuses for path, strata in found.items()} == {
        places.police(CITY).path: 1,
        places.police(EAST).path: 1,
    }


@pytest.mark.usefixtures("scene")
def test_partial_scope_of_the_same_line_counts_only_its_branch(places: Places) -> None:
    east = scope_of(places.police(EAST))
    assert set(sums(asked(places, CITY, DEC), east)) == {places.police(EAST).path}
    assert sums(asked(places, EAST, DEC), east) == sums(asked(places, EAST, DEC), EVERYTHING)
    assert sums(asked(places, WEST, DEC), east) == {}
    assert sums(asked(places, CITY, DEC), Scope()) == {}


@pytest.mark.usefixtures("scene")
def test_campus_in_two_scopes_counts_once(places: Places) -> None:
    both = scope_of(places.police(EAST), places.education(EAST), places.education(CITY_RUN))
    found = together(sums(asked(places, CITY, DEC), both))
    assert found.campuses == len(campuses_behind(asked(places, CITY, DEC), both, Narrowing())) == 6


@pytest.mark.usefixtures("scene")
def test_campuses_behind_a_number_add_up_to_it(places: Places) -> None:
    for line, measure in product(Line, ("", *MEASURES)):
        question = asked(places, CITY, JAN, line)
        rows = campuses_behind(question, EVERYTHING, Narrowing(None, measure))
        added = NOTHING
        for row in rows:
            added = added.plus(row.stretch.amounts)
        assert sum_behind(question, EVERYTHING, Narrowing(None, measure)) == added
        if measure in Amounts._fields:
            whole = together(sums(question, EVERYTHING))
            assert getattr(added, measure) == getattr(whole, measure), measure
            assert all(getattr(row.stretch.amounts, measure) for row in rows)


def test_unmet_and_uncertified_campuses(places: Places, scene: Scene) -> None:
    def behind(measure: str) -> set[int]:
        rows = campuses_behind(asked(places, CITY, DEC), EVERYTHING, Narrowing(None, measure))
        return {row.campus_id for row in rows}

    assert behind("campuses_met") == {scene[name] for name in ("old", "city's own")}
    assert behind("unmet") == {scene[name] for name in ("plain", "lake", "west", "zone", "city-run", "county's own")}
    assert behind("uncertified") == {scene[name] for name in ("plain", "lake", "west", "city-run", "old", "city's own")}


def test_strata_narrow_the_campuses(places: Places, scene: Scene) -> None:
    kindergartens = Narrowing(frozenset({Stratum.CITY_KINDERGARTEN_INCLUSIVE, Stratum.CITY_KINDERGARTEN_PRIVATE}))
    rows = campuses_behind(asked(places, CITY, DEC), EVERYTHING, kindergartens)
    assert [row.campus_id for row in rows] == [scene["zone"]]
    assert campuses_behind(asked(places, CITY, DEC), EVERYTHING, Narrowing(frozenset())) == []


@pytest.mark.usefixtures("scene")
def test_pages_follow_one_another_in_tree_order_without_loss(places: Places) -> None:
    for line, size in product(Line, (1, 2, 3, 50)):
        question = asked(places, NATION, DEC, line)
        whole = campuses_behind(question, EVERYTHING, Narrowing())
        assert [(row.path, row.campus_id) for row in whole] == sorted((row.path, row.campus_id) for row in whole)
        pages: list[int] = []
        after = None
        for _ in range(len(whole) + 1):
            rows = campuses_behind(question, EVERYTHING, Narrowing(), after=after, limit=size)
            if not rows:
                break
            pages += [row.campus_id for row in rows]
            after = (rows[-1].path, rows[-1].campus_id)
        assert pages == [row.campus_id for row in whole]


@pytest.mark.usefixtures("scene")
def test_coverage_of_many_days_is_that_of_each(places: Places) -> None:
    for line, code in product(Line, (NATION, CITY, EAST, EAST_1, ZONE)):
        unit = places.unit(line, code)
        question = Question(line, unit.branch, unit.level, JAN)
        for scope in (EVERYTHING, scope_of(places.education(CITY_RUN)), Scope()):
            found = coverage_on(DAYS, question, scope)
            for day in DAYS:
                expected = together(sums(replace(question, day=day), scope))
                assert found[day] == Amounts(campuses=expected.campuses, campuses_met=expected.campuses_met)


def test_campuses_are_named_as_on_the_day(places: Places, scene: Scene) -> None:
    rows = {row.campus_id: row for row in campuses_behind(asked(places, EAST_1, DEC), EVERYTHING, Narrowing())}
    plain = rows[scene["plain"]]
    assert (plain.name, plain.school_code, plain.path) == ("东关小学", "9943000001", places.police(EAST_1).path)


def test_campus_file_tells_facts_standing_and_reasons_of_a_day(places: Places, scene: Scene) -> None:
    file = campus_file(scene["west"], EVERYTHING, on=DEC)
    assert file.profile
    assert file.head_count
    assert file.stretch
    assert file.judgement
    assert (file.profile.name, file.head_count.students) == ("西关小学", 240)
    assert (file.police_unit.path, file.education_unit.path) == (
        file.place.police_path,
        file.place.education_path,
    )
    assert file.police_unit.name == "西关公安机关"
    assert file.judgement.required == file.stretch.amounts.required == 2
    assert file.stretch.valid_from <= DEC < file.stretch.valid_to
    assert list(file.timeline) == queries.timeline_of(scene["west"])
    later = campus_file(scene["west"], EVERYTHING, on=JAN)
    assert later.police_unit == places.police(EAST_2)


def test_campus_file_of_a_closed_campus_has_no_standing(scene: Scene) -> None:
    file = campus_file(scene["south"], EVERYTHING, on=DEC)
    assert file.stretch is None
    assert file.profile
    assert not file.profile.in_operation


def test_campus_file_before_the_norm_has_no_judgement(scene: Scene) -> None:
    file = campus_file(scene["old"], EVERYTHING, on=date(2014, 12, 31))
    assert file.judgement is None
    assert file.stretch
    assert (file.stretch.amounts.unjudged, file.stretch.amounts.full_time) == (1, 1)


def test_campus_file_is_closed_to_those_outside_on_the_day(places: Places, scene: Scene) -> None:
    west, zone = scope_of(places.police(WEST)), scope_of(places.education(ZONE))
    assert campus_file(scene["west"], west, on=DEC).campus_id == scene["west"]
    for campus, scope, day in (
        (scene["west"], west, JAN),
        (scene["west"], zone, DEC),
        (scene["west"], EVERYTHING, CENSUS_DAY - timedelta(days=1)),
        (scene["west"] + 1000, EVERYTHING, DEC),
    ):
        with pytest.raises(UnknownCampusError):
            campus_file(campus, scope, on=day)


def test_timeline_has_neither_gaps_nor_overlaps_while_in_operation(scene: Scene) -> None:
    for name, campus in scene.campuses.items():
        timeline = queries.timeline_of(campus)
        breaks = [
            (left.valid_to, right.valid_from) for left, right in pairwise(timeline) if left.valid_to != right.valid_from
        ]
        assert breaks == ([(DEC, JAN)] if name == "south" else [])


def test_register_without_campuses_adds_up_to_nothing(register: Register) -> None:
    assert sums(asked(register.places, NATION, DEC), EVERYTHING) == {}
    assert sum_behind(asked(register.places, NATION, DEC), EVERYTHING, Narrowing()) == NOTHING
