"""From replaced stretches to differences of unit totals."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.kernel.days import FAR
from gatehouse.kernel.grain import as_of
from gatehouse.standing.rules import Change, TotalKey, differences, total_differences
from gatehouse.standing.types import NOTHING, Amounts, Stratum, Stretch

NOV, DEC, JAN = date(2020, 11, 1), date(2020, 12, 1), date(2021, 1, 1)
CITY, OTHER = "001001001", "001001002"
COUNTY = f"{CITY}001"
ONE = Amounts(campuses=1, required=2)


def stretch(
    start: date = NOV,
    end: date = FAR,
    *,
    police: str = f"{COUNTY}001",
    education: str = f"{COUNTY}005",
    amounts: Amounts = ONE,
) -> Stretch:
    return Stretch(start, end, police, education, Stratum.SCHOOL_PUBLIC, "CN-2015-168.1", amounts)


def running(totals: dict[TotalKey, Amounts], line: str, path: str, day: date) -> Amounts:
    ranges = as_of(day)
    found = NOTHING
    for (own_line, _depth, own_path, _stratum, bucket), amounts in totals.items():
        if (own_line, own_path) == (line, path) and bucket in ranges:
            found = found.plus(amounts)
    return found


def totals(old: list[Stretch], new: list[Stretch]) -> dict[TotalKey, Amounts]:
    return total_differences(differences(old, new))


def test_new_stretch_is_a_gain_for_ever() -> None:
    assert differences([], [stretch()]) == [
        Change(NOV, f"{COUNTY}001", f"{COUNTY}005", Stratum.SCHOOL_PUBLIC, ONE),
    ]


def test_stretch_that_ends_is_a_gain_and_a_loss() -> None:
    gain, loss = differences([], [stretch(NOV, DEC)])
    assert (gain.day, loss.day) == (NOV, DEC)
    assert gain.amounts.plus(loss.amounts) == NOTHING


def test_replacing_a_stretch_by_itself_changes_no_total() -> None:
    assert totals([stretch()], [stretch()]) == {}


def test_gain_reaches_city_and_province_of_both_lines() -> None:
    found = totals([], [stretch()])
    keys = {(line, depth, path) for line, depth, path, _stratum, _bucket in found}
    assert keys == {
        (line, depth, path) for line in ("police", "education") for depth, path in ((2, "001001"), (3, CITY))
    }
    assert len(found) == 4 * 3
    assert set(found.values()) == {ONE}


def test_running_total_begins_on_the_day_and_ends_on_the_day() -> None:
    found = totals([], [stretch(NOV, JAN)])
    days = (date(2020, 10, 31), NOV, date(2020, 12, 31), JAN, date(2025, 7, 1))
    assert [running(found, "police", CITY, day).campuses for day in days] == [0, 1, 1, 0, 0]


def test_move_between_cities_is_a_pair_of_differences_that_cancel_above() -> None:
    found = totals([stretch()], [stretch(NOV, DEC), stretch(DEC, police=f"{OTHER}001001")])
    assert {path for _line, _depth, path, _stratum, _bucket in found} == {CITY, OTHER}
    assert {line for line, *_rest in found} == {"police"}
    assert running(found, "police", CITY, DEC) == NOTHING.minus(ONE)
    assert running(found, "police", OTHER, DEC) == ONE


def test_changes_of_two_campuses_that_cancel_leave_nothing() -> None:
    gone = differences([stretch()], [])
    come = differences([], [stretch(police=f"{COUNTY}002", education=f"{COUNTY}006")])
    assert total_differences([*gone, *come]) == {}


@pytest.mark.parametrize("place", [CITY, "001001", "001"])
def test_campus_standing_directly_at_a_high_unit_is_at_home_on_every_level_below(place: str) -> None:
    """A campus of a province's office itself belongs to the province at every depth."""
    found = totals([], [stretch(police=place, education=f"{COUNTY}001")])
    keys = {(depth, path) for line, depth, path, _stratum, _bucket in found if line == "police"}
    assert keys == {(2, place[:6]), (3, place[:9])}
