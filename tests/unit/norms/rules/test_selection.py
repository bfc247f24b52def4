from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gatehouse.kernel.days import FAR, FIRST, Period
from gatehouse.norms import rules
from gatehouse.norms.types import RuleSet, RuleSetError


def copy(rule_set: RuleSet, key: str, start: date, end: date = FAR, region: str = "000000") -> RuleSet:
    return replace(rule_set, key=key, period=Period(start, end), region=region)


@pytest.fixture
def several(national: RuleSet) -> tuple[RuleSet, ...]:
    return (
        copy(national, "OLD", date(2015, 1, 1)),
        copy(national, "NEW", date(2022, 6, 1)),
        copy(national, "PROVINCE", date(2018, 1, 1), date(2021, 1, 1), "430000"),
        copy(national, "COUNTY", date(2020, 1, 1), date(2020, 7, 1), "431302"),
        copy(national, "ELSEWHERE", date(2016, 1, 1), region="420000"),
    )


@pytest.mark.parametrize(
    ("region", "chain"),
    [
        ("431302", ("431302", "431300", "430000", "000000")),
        ("431300", ("431300", "430000", "000000")),
        ("430000", ("430000", "000000")),
        ("000000", ("000000",)),
    ],
)
def test_region_chain_climbs_to_the_nation(region: str, chain: tuple[str, ...]) -> None:
    assert rules.region_chain(region) == chain


@pytest.mark.parametrize(
    ("day", "region", "key"),
    [
        (date(2014, 12, 31), "431302", None),
        (date(2015, 1, 1), "431302", "OLD"),
        (date(2018, 1, 1), "431302", "PROVINCE"),
        (date(2020, 6, 30), "431302", "COUNTY"),
        (date(2020, 6, 30), "431300", "PROVINCE"),
        (date(2020, 7, 1), "431302", "PROVINCE"),
        (date(2021, 1, 1), "431302", "OLD"),
        (date(2022, 5, 31), "000000", "OLD"),
        (date(2022, 6, 1), "000000", "NEW"),
    ],
)
def test_most_specific_then_latest_rule_set_judges(
    several: tuple[RuleSet, ...], day: date, region: str, key: str | None
) -> None:
    chosen = rules.select(reversed(several), day, region)
    assert (chosen.key if chosen else None) == key


def test_epochs_name_each_day_on_which_the_judging_set_changes(several: tuple[RuleSet, ...]) -> None:
    changes = [(day, chosen.key if chosen else None) for day, chosen in rules.epochs(several, "431302")]
    assert changes == [
        (FIRST, None),
        (date(2015, 1, 1), "OLD"),
        (date(2018, 1, 1), "PROVINCE"),
        (date(2020, 1, 1), "COUNTY"),
        (date(2020, 7, 1), "PROVINCE"),
        (date(2021, 1, 1), "OLD"),
        (date(2022, 6, 1), "NEW"),
    ]


def test_epochs_leave_a_gap_where_a_set_ends_without_successor(national: RuleSet) -> None:
    ended = copy(national, "ENDED", date(2015, 1, 1), date(2019, 1, 1))
    assert rules.epochs([ended], "000000") == ((FIRST, None), (date(2015, 1, 1), ended), (date(2019, 1, 1), None))


def test_epochs_of_no_rule_sets_cover_every_day_with_none() -> None:
    assert rules.epochs([], "000000") == ((FIRST, None),)


def test_two_sets_of_one_region_and_day_are_refused(national: RuleSet) -> None:
    with pytest.raises(RuleSetError) as refused:
        rules.check_together([national, copy(national, "TWIN", date(2015, 1, 1))])
    assert str(refused.value) == (
        "TWIN.toml: in_force_from: CN-2015-168.toml of the same region begins on the same day"
    )
