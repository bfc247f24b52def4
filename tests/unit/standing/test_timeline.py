"""From a campus's dated facts to its standing, known into the future."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.guards.types import Engagement, HiringSource
from gatehouse.kernel.days import FAR
from gatehouse.kernel.identifiers import Sex
from gatehouse.norms.types import Combine
from gatehouse.standing.rules import CampusFacts, Dated, age_band, timeline
from gatehouse.standing.types import Amounts, Stratum, Stretch
from tests.kit.facts import HERE, NATIONAL_RULE, THERE, campus, guard, profile
from tests.kit.norms import shipped_on

NOV, DEC, JAN, FEB = date(2020, 11, 1), date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1)
FULL, PART, ENDED = Engagement.FULL_TIME, Engagement.PART_TIME, Engagement.ENDED


def standing(facts: CampusFacts) -> list[Stretch]:
    return timeline(facts, NATIONAL_RULE)


def on(facts: CampusFacts, day: date) -> Amounts | None:
    return next((item.amounts for item in standing(facts) if item.valid_from <= day < item.valid_to), None)


def spans(facts: CampusFacts) -> list[tuple[date, date]]:
    return [(item.valid_from, item.valid_to) for item in standing(facts)]


def test_campus_without_guards_misses_all_it_needs_for_ever() -> None:
    (stretch,) = standing(campus(NOV))
    assert (stretch.valid_from, stretch.valid_to) == (NOV, FAR)
    assert (stretch.police_path, stretch.education_path) == (HERE.police_path, HERE.education_path)
    assert (stretch.stratum, stretch.epoch) == (Stratum.SCHOOL_PUBLIC, "CN-2015-168.1")
    assert stretch.amounts == Amounts(campuses=1, students=85, staff=8, required=1, gap=1)


def test_campus_nobody_reported_has_no_standing() -> None:
    assert standing(CampusFacts(Dated(), Dated(), Dated())) == []


def test_campus_without_a_place_has_no_standing_until_it_has_one() -> None:
    facts = campus(NOV)
    assert standing(replace(facts, places=Dated())) == []
    assert spans(replace(facts, places=Dated.of([(DEC, HERE)]))) == [(DEC, FAR)]


def test_hire_counts_from_the_day_of_hiring() -> None:
    facts = campus(NOV, guards=[guard((DEC, FULL))])
    before, after = on(facts, date(2020, 11, 30)), on(facts, DEC)
    assert before
    assert after
    assert (before.full_time, before.gap, before.campuses_met) == (0, 1, 0)
    assert (after.full_time, after.gap, after.campuses_met, after.surplus) == (1, 0, 1, 0)


def test_leaving_opens_the_gap_on_the_day_of_leaving() -> None:
    facts = campus(NOV, guards=[guard((NOV, FULL), (JAN, ENDED))])
    assert spans(facts) == [(NOV, JAN), (JAN, FAR)]
    assert [item.amounts.gap for item in standing(facts)] == [0, 1]


def test_conversion_from_part_time_fills_the_gap() -> None:
    facts = campus(NOV, guards=[guard((NOV, PART), (DEC, FULL))])
    first, second = (item.amounts for item in standing(facts)[:2])
    assert (first.part_time, first.full_time, first.gap) == (1, 0, 1)
    assert (second.part_time, second.full_time, second.gap) == (0, 1, 0)


def test_part_time_guard_is_in_no_division_of_the_full_time_ones() -> None:
    amounts = on(campus(NOV, guards=[guard((NOV, PART), certified=[(NOV, True)])]), NOV)
    assert amounts == Amounts(campuses=1, students=85, staff=8, required=1, gap=1, part_time=1)


def test_surplus_at_one_campus_is_counted_apart_from_its_gap() -> None:
    amounts = on(campus(NOV, guards=[guard((NOV, FULL)) for _ in range(3)]), NOV)
    assert amounts
    assert (amounts.required, amounts.full_time, amounts.gap, amounts.surplus) == (1, 3, 0, 2)


def test_certificate_counts_while_it_is_held_and_the_guard_serves_full_time() -> None:
    facts = campus(NOV, guards=[guard((NOV, FULL), (FEB, PART), certified=[(DEC, True), (JAN, False), (FEB, True)])])
    certified = {day: amounts.certified for day in (NOV, DEC, JAN, FEB) if (amounts := on(facts, day))}
    assert certified == {NOV: 0, DEC: 1, JAN: 0, FEB: 0}


def test_campus_meets_the_certified_norm_only_by_certified_guards() -> None:
    facts = campus(NOV, guards=[guard((NOV, FULL), certified=[(DEC, True)])])
    met = [(item.amounts.campuses_met, item.amounts.campuses_met_certified) for item in standing(facts)[:2]]
    assert met == [(1, 0), (1, 1)]


def test_guards_are_divided_by_sex_source_and_age() -> None:
    guards = [
        guard((NOV, FULL), born=date(1986, 11, 1)),
        guard((NOV, FULL), born=date(1985, 11, 1), sex=Sex.FEMALE, source=HiringSource.PROPERTY),
        guard((NOV, FULL), born=date(1975, 11, 1), source=HiringSource.COMPANY),
        guard((NOV, FULL), born=date(1965, 11, 1), source=HiringSource.COMPANY),
        guard((NOV, FULL), born=date(1960, 11, 1), source=HiringSource.UNKNOWN),
    ]
    amounts = on(campus(NOV, guards=guards), NOV)
    assert amounts
    assert (amounts.male, amounts.female) == (4, 1)
    assert (amounts.source_self, amounts.source_property, amounts.source_company, amounts.source_unknown) == (
        1,
        1,
        2,
        1,
    )
    assert (amounts.age_under_35, amounts.age_35_44, amounts.age_45_54) == (1, 1, 1)
    assert (amounts.age_55_59, amounts.age_60_over) == (1, 1)


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "age_under_35"),
        (34, "age_under_35"),
        (35, "age_35_44"),
        (44, "age_35_44"),
        (45, "age_45_54"),
        (54, "age_45_54"),
        (55, "age_55_59"),
        (59, "age_55_59"),
        (60, "age_60_over"),
        (99, "age_60_over"),
    ],
)
def test_age_band(age: int, band: str) -> None:
    assert age_band(age) == band


def test_birthdays_to_come_are_known_today() -> None:
    facts = campus(NOV, guards=[guard((NOV, FULL), born=date(1990, 6, 15))])
    assert spans(facts) == [
        (NOV, date(2025, 6, 15)),
        (date(2025, 6, 15), date(2035, 6, 15)),
        (date(2035, 6, 15), date(2045, 6, 15)),
        (date(2045, 6, 15), date(2050, 6, 15)),
        (date(2050, 6, 15), FAR),
    ]
    bands = [item.amounts[Amounts._fields.index("age_under_35") :][:5] for item in standing(facts)]
    assert bands == [(1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0), (0, 0, 0, 1, 0), (0, 0, 0, 0, 1)]


def test_leap_day_birthday_passes_on_the_first_of_march() -> None:
    facts = campus(NOV, guards=[guard((NOV, FULL), born=date(1988, 2, 29))])
    assert spans(facts)[0] == (NOV, date(2023, 3, 1))


def test_birthday_of_somebody_who_left_changes_nothing() -> None:
    facts = campus(NOV, guards=[guard((NOV, FULL), (DEC, ENDED), born=date(1990, 6, 15))])
    assert spans(facts) == [(NOV, DEC), (DEC, FAR)]


def test_closed_campus_has_no_standing_until_it_opens_again() -> None:
    facts = campus(NOV, profiles=[(DEC, profile(in_operation=False)), (FEB, profile())], guards=[guard((NOV, FULL))])
    assert spans(facts)[:2] == [(NOV, DEC), (FEB, date(2025, 6, 15))]
    assert on(facts, JAN) is None


def test_change_while_closed_shows_when_it_opens_again() -> None:
    facts = campus(
        NOV,
        profiles=[(DEC, profile(in_operation=False)), (FEB, profile())],
        counts=[(NOV, (85, 8, 0)), (JAN, (200, 20, 0))],
    )
    assert [item.amounts.required for item in standing(facts)] == [1, 2]
    assert spans(facts) == [(NOV, DEC), (FEB, FAR)]


def test_move_changes_only_the_line_that_moved() -> None:
    first, second = standing(campus(NOV, places=[(DEC, THERE)]))
    assert (first.police_path, second.police_path) == (HERE.police_path, THERE.police_path)
    assert first.education_path == second.education_path
    assert (first.valid_to, second.valid_from) == (DEC, DEC)


def test_new_founder_changes_the_stratum() -> None:
    facts = campus(NOV, profiles=[(DEC, profile(ownership=Ownership.INCLUSIVE))])
    assert [item.stratum for item in standing(facts)] == [Stratum.SCHOOL_PUBLIC, Stratum.SCHOOL_INCLUSIVE]


def test_no_head_count_leaves_the_campus_unjudged() -> None:
    facts = campus(NOV, counts=[(DEC, (85, 8, 0))], guards=[guard((NOV, FULL))])
    before, after = (item.amounts for item in standing(facts)[:2])
    assert (before.unjudged, before.required, before.gap, before.surplus) == (1, 0, 0, 0)
    assert (before.full_time, before.campuses_met, before.campuses_met_certified) == (1, 0, 0)
    assert (after.unjudged, after.required, after.campuses_met) == (0, 1, 1)


def test_before_the_norm_is_in_force_nothing_is_judged() -> None:
    facts = campus(date(2014, 9, 1), guards=[])
    assert spans(facts) == [(date(2014, 9, 1), date(2015, 1, 1)), (date(2015, 1, 1), FAR)]
    assert [(item.epoch, item.amounts.unjudged) for item in standing(facts)] == [("", 1), ("CN-2015-168.1", 0)]


def test_later_norm_judges_from_its_day_on_and_leaves_earlier_days_alone() -> None:
    today = shipped_on(NOV)
    stricter = replace(today, key="CN-2030-1", rules=today.rules * 2, combine=Combine.SUM)
    day = date(2030, 1, 1)
    epochs = Dated.of([*zip(NATIONAL_RULE.days, NATIONAL_RULE.values, strict=True), (day, stricter)])
    before, after = timeline(campus(NOV), epochs)
    assert (before.valid_to, before.epoch, before.amounts.required) == (day, "CN-2015-168.1", 1)
    assert (after.valid_from, after.epoch, after.amounts.required) == (day, "CN-2030-1.1", 2)


def test_equal_neighbours_are_one_stretch() -> None:
    same = campus(
        NOV,
        profiles=[(DEC, profile())],
        places=[(JAN, HERE)],
        counts=[(NOV, (85, 8, 0)), (FEB, (85, 8, 0))],
    )
    assert spans(same) == [(NOV, FAR)]


def test_replacement_on_the_same_day_by_an_equal_changes_nothing() -> None:
    facts = campus(NOV, guards=[guard((NOV, PART), (DEC, ENDED)), guard((DEC, PART))])
    assert spans(facts) == [(NOV, FAR)]


def test_stretches_follow_one_another_without_overlap() -> None:
    facts = campus(
        NOV,
        profiles=[(JAN, profile(label=CensusLabel.CITY_KINDERGARTEN))],
        places=[(DEC, THERE)],
        guards=[guard((DEC, FULL), certified=[(FEB, True)])],
    )
    found = standing(facts)
    assert all(left.valid_to == right.valid_from for left, right in pairwise(found))
    assert found[-1].valid_to == FAR


def test_guard_hired_for_a_day_to_come_counts_from_then() -> None:
    facts = campus(NOV, guards=[guard((date(2030, 1, 1), FULL))])
    day_before, day = on(facts, date(2029, 12, 31)), on(facts, date(2030, 1, 1))
    assert day_before
    assert day
    assert (day_before.gap, day.gap) == (1, 0)
