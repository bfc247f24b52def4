"""Founding units and reading both trees on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatehouse.foundation.models import Posting
from gatehouse.foundation.posting import posting
from gatehouse.kernel import path as paths
from gatehouse.kernel.actor import SYSTEM
from gatehouse.territory import queries
from gatehouse.territory.models import Unit
from gatehouse.territory.queries import UnknownUnitError
from gatehouse.territory.services import NewUnit, TreeError, end, found_units, rename_unit, replant
from gatehouse.territory.types import Level, Line, UnitKind, UnitOn
from tests.kit.places import (
    CITY,
    CITY_RUN,
    CODES,
    EAST,
    EAST_1,
    EAST_2,
    FOUNDED_AT,
    NATION,
    OTHER_CITY,
    PROVINCE,
    SOUTH,
    UNITS_FROM,
    WEST,
    ZONE,
    ZONE_1,
    Places,
    offices,
)

LATER = date(2021, 1, 1)
STATION = NewUnit(Line.POLICE, "990102003", Level.STATION, "东山派出所", "East Hill Station", EAST)


def found(*units: NewUnit, on: date = LATER) -> int:
    return found_units(units, valid_from=on, by=SYSTEM, at=FOUNDED_AT)


def ended(unit: UnitOn, on: date = LATER, successor: UnitOn | None = None) -> None:
    with posting(by=SYSTEM, at=FOUNDED_AT, act="test.end") as p:
        end(p, unit.id, on=on, successor=successor.id if successor else None)


def moved(unit: UnitOn, under: UnitOn, on: date = LATER) -> set[int]:
    with posting(by=SYSTEM, at=FOUNDED_AT, act="test.move") as p:
        return replant(p, unit.id, under=under.id, on=on)


def renamed(unit: UnitOn, name: str, on: date = LATER) -> bool:
    return rename_unit(unit.id, name=name, name_en="New name", on=on, by=SYSTEM, at=FOUNDED_AT)


def path_of(unit: UnitOn, on: date) -> str:
    return queries.unit_by_id(unit.id, on=on).path


def codes(units: list[UnitOn]) -> list[str]:
    return [unit.code for unit in units]


def test_both_lines_are_founded_with_the_same_shape(places: Places) -> None:
    for code in CODES:
        police, education = places.police(code), places.education(code)
        assert (police.path, police.level, police.kind) == (education.path, education.level, education.kind)
        assert police.id != education.id
        assert paths.depth(police.path) == police.level


def test_units_stand_below_their_parents_in_the_order_of_founding(places: Places) -> None:
    city = places.police(CITY)
    assert codes(queries.children(city, on=LATER)) == [EAST, WEST, SOUTH, ZONE, CITY_RUN]
    assert [unit.path for unit in queries.children(places.police(EAST), on=LATER)] == [
        f"{places.police(EAST).path}001",
        f"{places.police(EAST).path}002",
    ]


def test_zone_and_city_run_schools_work_in_a_county(places: Places) -> None:
    zone, county = places.education(ZONE), places.education(EAST)
    assert (zone.kind, zone.division, zone.level) == (UnitKind.ZONE, EAST, Level.COUNTY)
    assert (places.education(CITY_RUN).kind, county.division) == (UnitKind.CITY_RUN, EAST)


def test_founding_again_founds_nothing(places: Places) -> None:
    postings = Posting.objects.count()
    assert found(*offices()) == 0
    assert Posting.objects.count() == postings
    assert places.police(EAST).path == queries.unit(Line.POLICE, EAST, on=LATER).path


def test_founding_more_keeps_what_is_there(places: Places) -> None:
    assert found(*offices(), STATION) == 1
    assert codes(queries.children(places.police(EAST), on=LATER)) == [EAST_1, EAST_2, "990102003"]


def test_unit_exists_from_its_day_on(places: Places) -> None:
    found(STATION, on=LATER)
    assert queries.unit(Line.POLICE, STATION.code, on=LATER).name == "东山派出所"
    with pytest.raises(UnknownUnitError):
        queries.unit(Line.POLICE, STATION.code, on=LATER - timedelta(days=1))
    with pytest.raises(UnknownUnitError):
        queries.unit(Line.EDUCATION, STATION.code, on=LATER)
    with pytest.raises(UnknownUnitError):
        queries.unit(Line.POLICE, EAST, on=UNITS_FROM - timedelta(days=1))
    assert codes(queries.children(places.police(EAST), on=LATER - timedelta(days=1))) == [EAST_1, EAST_2]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(STATION, parent_code="990199"),
        replace(STATION, parent_code=None),
        replace(STATION, parent_code=CITY),
        replace(STATION, parent_code=EAST_1),
        replace(STATION, level=Level.COUNTY),
        replace(STATION, level=Level.NATION),
        replace(STATION, parent_code="990102009"),
    ],
    ids=[
        "unknown parent",
        "no parent",
        "parent too high",
        "parent of its level",
        "level",
        "second nation",
        "later one",
    ],
)
def test_unit_that_does_not_fit_the_tree_is_refused_with_all_others(places: Places, wrong: NewUnit) -> None:
    before = Unit.objects.count()
    sound = replace(STATION, code="990102008", name="东河派出所")
    late = replace(STATION, code="990102009", name="东林派出所")
    with pytest.raises(TreeError, match=wrong.code):
        found(sound, wrong, late)
    assert Unit.objects.count() == before
    assert places.police(EAST).code == EAST


def test_parent_of_the_other_line_is_no_parent(places: Places) -> None:
    assert found(replace(STATION, line=Line.EDUCATION, code="X1")) == 1
    with pytest.raises(TreeError):
        found(NewUnit(Line.POLICE, "X2", Level.STATION, "某所", "Station", "X1"))
    assert places.education(EAST).level == Level.COUNTY


def test_unit_cannot_be_older_than_its_parent(places: Places) -> None:
    found(NewUnit(Line.POLICE, "990124", Level.COUNTY, "北县公安局", "North", CITY), on=LATER)
    with pytest.raises(TreeError, match="990124001"):
        found(
            NewUnit(Line.POLICE, "990124001", Level.STATION, "北关派出所", "North Gate", "990124"),
            on=LATER - timedelta(days=1),
        )
    assert places.police(CITY).code == CITY


def test_unit_cannot_stand_below_an_abolished_one(places: Places) -> None:
    for code in (EAST_1, EAST_2, EAST):
        ended(places.police(code))
    with pytest.raises(TreeError):
        found(STATION, on=LATER)
    assert found(STATION, on=LATER - timedelta(days=1)) == 1


def test_full_level_is_refused_as_not_fitting(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "LAST", 5)
    stations = [replace(STATION, code=f"99010200{number}", name=f"第{number}所") for number in (3, 4, 5, 6)]
    with pytest.raises(TreeError, match="990102006"):
        found(*stations)
    assert found(*stations[:-1]) == 3
    assert len(queries.children(places.police(EAST), on=LATER)) == 5


def test_abolished_unit_is_gone_from_its_day_on_and_its_place_is_not_given_away(places: Places) -> None:
    ended(places.police(EAST_2))
    found(STATION, on=LATER)
    east = places.police(EAST)
    assert codes(queries.children(east, on=LATER)) == [EAST_1, STATION.code]
    assert codes(queries.children(east, on=LATER - timedelta(days=1))) == [EAST_1, EAST_2]
    assert queries.unit(Line.POLICE, STATION.code, on=LATER).path == f"{east.path}003"
    with pytest.raises(UnknownUnitError):
        queries.unit_by_id(places.police(EAST_2).id, on=LATER)


def test_place_that_a_unit_left_is_not_given_away(places: Places) -> None:
    moved(places.police(EAST_2), places.police(WEST))
    found(STATION, on=LATER)
    assert queries.unit(Line.POLICE, STATION.code, on=LATER).path == f"{places.police(EAST).path}003"


def test_renamed_unit_has_each_name_on_its_days(places: Places) -> None:
    assert renamed(places.police(EAST), "东市公安局")
    assert not renamed(places.police(EAST), "东市公安局")
    assert queries.unit(Line.POLICE, EAST, on=LATER).name == "东市公安局"
    assert queries.unit(Line.POLICE, EAST, on=LATER - timedelta(days=1)).name == "东县公安机关"
    nation = places.police(NATION).branch
    assert codes(queries.named(Line.POLICE, "东市公安局", nation, on=LATER)) == [EAST]
    assert queries.named(Line.POLICE, "东市公安局", nation, on=LATER - timedelta(days=1)) == []


def test_units_below_are_in_tree_order_with_the_head_first(places: Places) -> None:
    below = queries.units_below(Line.POLICE, places.police(CITY).branch, on=LATER)
    assert codes(below)[:3] == [CITY, EAST, EAST_1]
    assert [unit.path for unit in below] == sorted(unit.path for unit in below)
    assert OTHER_CITY not in codes(below)
    counties = queries.units_below(Line.POLICE, places.police(CITY).branch, on=LATER, level=Level.COUNTY)
    assert codes(counties) == [EAST, WEST, SOUTH, ZONE, CITY_RUN]


def test_chain_leads_from_the_root_down(places: Places) -> None:
    assert codes(queries.chain(places.police(EAST_1), on=LATER)) == [NATION, PROVINCE, CITY, EAST, EAST_1]
    assert codes(queries.roots(Line.EDUCATION, on=LATER)) == [NATION]


def test_unit_is_found_by_key_and_name_or_code_within_a_branch(places: Places) -> None:
    west = places.police(WEST)
    assert queries.unit_by_id(west.id, on=LATER) == queries.unit_ever(west.id, on=LATER) == west
    assert queries.named(Line.POLICE, WEST, places.police(CITY).branch, on=LATER) == [west]
    assert queries.named(Line.POLICE, WEST, places.police(EAST).branch, on=LATER) == []
    with pytest.raises(UnknownUnitError):
        queries.unit_ever(0, on=LATER)


@pytest.mark.parametrize("code", ["", "X Y", "X/Y", "单位", "9" * 17])
def test_code_is_letters_and_digits(places: Places, code: str) -> None:
    with pytest.raises(TreeError, match="letters and digits"):
        found(replace(STATION, code=code))
    assert places.police(EAST).code == EAST


# Changing the tree


EARLIER, BETWEEN, LATEST = date(2020, 6, 1), date(2020, 9, 1), date(2021, 6, 1)


def test_what_is_below_a_unit_moves_with_it_and_past_days_stay(places: Places) -> None:
    east, station, south = (places.police(code) for code in (EAST, EAST_1, OTHER_CITY))
    written = moved(east, south)
    assert {east.id, station.id, places.police(EAST_2).id} == written
    assert path_of(east, LATER)[: len(south.path)] == south.path
    assert path_of(station, LATER) == f"{path_of(east, LATER)}001"
    assert (path_of(east, BETWEEN), path_of(station, BETWEEN)) == (east.path, station.path)


def test_unit_that_comes_back_gets_a_path_of_its_own(places: Places) -> None:
    station = places.police(EAST_2)
    moved(station, places.police(WEST), EARLIER)
    moved(station, places.police(EAST), LATER)
    paths_held = {path_of(station, day) for day in (UNITS_FROM, EARLIER, LATER)}
    assert len(paths_held) == 3
    assert path_of(station, LATER) == f"{places.police(EAST).path}003"


def test_move_learnt_late_ends_where_a_later_one_is_known(places: Places) -> None:
    station = places.police(EAST_2)
    moved(station, places.police(SOUTH), LATER)
    moved(station, places.police(WEST), EARLIER)
    parents = [path_of(station, day)[:-3] for day in (UNITS_FROM, BETWEEN, LATEST)]
    assert parents == [places.police(code).path for code in (EAST, WEST, SOUTH)]


def test_move_of_a_unit_learnt_late_takes_along_whoever_came_below_it_meanwhile(places: Places) -> None:
    station, east, other = places.police(ZONE_1), places.police(EAST), places.police(OTHER_CITY)
    moved(station, east, BETWEEN)
    moved(east, other, EARLIER)
    assert path_of(station, LATER)[:-6] == other.path
    assert path_of(station, EARLIER) == station.path


def test_unit_follows_a_parent_whose_move_was_known_before(places: Places) -> None:
    station, west, other = places.police(EAST_2), places.police(WEST), places.police(OTHER_CITY)
    moved(west, other, LATER)
    moved(station, west, EARLIER)
    assert path_of(station, BETWEEN)[:-3] == west.path
    assert path_of(station, LATER)[:-3] == path_of(west, LATER)


def test_rename_learnt_late_runs_through_a_move(places: Places) -> None:
    station = places.police(EAST_2)
    moved(station, places.police(WEST), LATER)
    renamed(station, "新名派出所", EARLIER)
    assert [queries.unit_by_id(station.id, on=day).name for day in (EARLIER, LATER)] == ["新名派出所"] * 2
    assert path_of(station, LATER)[:-3] == places.police(WEST).path


@pytest.mark.parametrize(
    ("unit", "under", "reason"),
    [
        (EAST, EAST_1, "below itself"),
        (EAST, EAST, "below itself"),
        (EAST_1, CITY, "cannot stand below"),
        (EAST, WEST, "cannot stand below"),
        (NATION, CITY, "below itself"),
    ],
)
def test_move_that_makes_no_tree_is_refused(places: Places, unit: str, under: str, reason: str) -> None:
    with pytest.raises(TreeError, match=reason):
        moved(places.police(unit), places.police(under))


def test_move_below_the_other_line_or_an_abolished_unit_is_refused(places: Places) -> None:
    with pytest.raises(TreeError, match="other line"):
        moved(places.police(EAST_1), places.education(WEST))
    for code in (EAST_1, EAST_2, EAST):
        ended(places.police(code), LATEST)
    with pytest.raises(TreeError, match="not in force on 2021-06-01"):
        moved(places.police(ZONE_1), places.police(EAST), LATER)


def test_unit_with_units_below_it_cannot_end(places: Places) -> None:
    with pytest.raises(TreeError, match=r"units \[\d+, \d+\] stand below it"):
        ended(places.police(EAST))
    ended(places.police(EAST_1), LATEST)
    ended(places.police(EAST_2), LATEST)
    with pytest.raises(TreeError):
        ended(places.police(EAST), LATER)
    ended(places.police(EAST), LATEST)


@pytest.mark.parametrize("successor", [EAST_1, EAST, CITY])
def test_successor_is_another_unit_of_the_level(places: Places, successor: str) -> None:
    with pytest.raises(TreeError, match="take over"):
        ended(places.police(EAST_1), successor=places.police(successor))


def test_course_goes_on_with_the_successor(places: Places) -> None:
    gone, heir = places.police(EAST_2), places.police(EAST_1)
    ended(gone, LATER, heir)
    moved(heir, places.police(WEST), LATEST)
    legs = queries.courses([gone.id])[gone.id]
    assert [(leg.day, leg.unit_id, leg.path) for leg in legs] == [
        (UNITS_FROM, gone.id, gone.path),
        (LATER, heir.id, heir.path),
        (LATEST, heir.id, path_of(heir, LATEST)),
    ]
