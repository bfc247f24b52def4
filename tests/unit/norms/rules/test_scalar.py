from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gatehouse.norms import rules
from gatehouse.norms.types import Combine, HeadCounts, RuleSet, WorkingCode


def required(rule_set: RuleSet, students: int, staff: int, boarders: int = 0) -> int:
    return rules.judge(rule_set, HeadCounts(students, staff, boarders)).required


@pytest.mark.parametrize(
    ("students", "staff", "posts"),
    [
        (0, 0, 1),
        (1, 0, 1),
        (90, 9, 1),
        (0, 99, 1),
        (90, 10, 2),
        (900, 100, 2),
        (0, 1000, 2),
        (900, 101, 2),
        (1000, 0, 2),
        (1001, 0, 2),
        (1000, 500, 2),
        (1499, 0, 2),
        (1499, 200, 2),
        (1500, 0, 3),
        (1999, 300, 3),
        (2000, 120, 4),
        (2499, 0, 4),
        (2500, 0, 5),
        (3000, 200, 6),
    ],
)
def test_national_day_rule_at_its_boundaries(national: RuleSet, students: int, staff: int, posts: int) -> None:
    assert required(national, students, staff) == posts


@pytest.mark.parametrize(
    ("boarders", "posts"),
    [(0, 1), (1, 2), (299, 2), (300, 2), (301, 2), (599, 2), (600, 3), (899, 3), (900, 4), (1200, 5)],
)
def test_national_boarding_rule_at_its_boundaries(national: RuleSet, boarders: int, posts: int) -> None:
    assert required(national, 50, 10, boarders) == posts


def test_larger_of_day_and_boarding_rule_is_required(national: RuleSet) -> None:
    assert required(national, 3000, 200, 600) == 6
    assert required(national, 1500, 100, 1200) == 5


def test_steps_go_by_students_alone_when_staff_carry_a_campus_over_a_thousand(national: RuleSet) -> None:
    judgement = rules.judge(national, HeadCounts(students=980, staff=60))
    assert judgement.required == 2
    (tier,) = judgement.lines[0].working.parts
    assert tier.parts[1].params == {
        "base": "students",
        "count": 980,
        "over": 1000,
        "size": 500,
        "each": 1,
        "steps": 0,
        "rounding": "floor",
    }


def test_judgement_explains_the_rule_that_decided(national: RuleSet) -> None:
    judgement = rules.judge(national, HeadCounts(students=1502, staff=28, boarders=120))
    day, boarding = judgement.lines
    assert (day.rule.key, day.posts, day.decisive) == ("day", 3, True)
    assert (boarding.rule.key, boarding.posts, boarding.decisive) == ("boarding", 2, False)
    assert day.working.code is WorkingCode.TIER
    assert day.working.params == {"base": "persons", "count": 1530, "over": 1000}
    assert boarding.working.params == {"base": "boarders", "count": 120, "over": 0, "up_to": 300}
    (total,) = day.working.parts
    assert total.code is WorkingCode.SUM
    assert [(part.code, part.posts) for part in total.parts] == [(WorkingCode.CONSTANT, 2), (WorkingCode.STEPS, 1)]
    assert day.basis == national.rules[0].basis


def test_lines_that_reach_the_required_number_together_are_both_decisive(national: RuleSet) -> None:
    judgement = rules.judge(national, HeadCounts(students=200, staff=20, boarders=100))
    assert [line.decisive for line in judgement.lines] == [True, True]


def test_rule_that_demands_nothing_is_not_decisive(national: RuleSet) -> None:
    assert [line.decisive for line in rules.judge(national, HeadCounts(0, 0)).lines] == [True, False]


def test_rounding_option_counts_a_step_begun(national_data: dict[str, Any]) -> None:
    ceiling = rules.parse(national_data | {"rounding": "ceiling"}, "test.toml")
    assert [required(ceiling, students, 100) for students in (1000, 1001, 1500, 1501)] == [2, 3, 3, 4]
    assert [required(ceiling, 50, 10, boarders) for boarders in (300, 301, 600, 601)] == [2, 3, 3, 4]


def test_rounding_option_counts_half_a_step(national_data: dict[str, Any]) -> None:
    nearest = rules.parse(national_data | {"rounding": "nearest"}, "test.toml")
    assert [required(nearest, students, 100) for students in (1249, 1250, 1749, 1750)] == [2, 3, 3, 4]


def test_combine_option_adds_day_and_boarding_rule(national_data: dict[str, Any]) -> None:
    added = rules.parse(national_data | {"combine": "sum"}, "test.toml")
    judgement = rules.judge(added, HeadCounts(students=1500, staff=100, boarders=600))
    assert added.combine is Combine.SUM
    assert judgement.required == 6
    assert [line.decisive for line in judgement.lines] == [True, True]


LEDGER = [
    *[(60, 12, 0, 1)] * 398,
    *[(620, 48, 0, 2)] * 541,
    *[(1180, 96, 0, 2)] * 58,
    *[(1620, 120, 0, 3)] * 47,
    *[(2140, 160, 0, 4)] * 25,
    *[(3080, 230, 1400, 6)] * 16,
    *[(80, 12, 0, 1)] * 258,
    *[(240, 30, 0, 2)] * 564,
]


def test_ledger_of_a_city_adds_up_to_its_required_posts(national: RuleSet) -> None:
    assert all(required(national, *shape[:3]) == shape[3] for shape in set(LEDGER))
    assert sum(required(national, *shape[:3]) for shape in LEDGER) == 1933 + 1386
    assert len(LEDGER) == 1085 + 822


@pytest.mark.parametrize(
    ("key", "students", "staff", "boarders", "posts"),
    [
        ("GBT29315-2022", 90, 9, 0, 1),
        ("GBT29315-2022", 900, 99, 0, 2),
        ("GBT29315-2022", 900, 100, 0, 3),
        ("GBT29315-2022", 1400, 99, 0, 3),
        ("GBT29315-2022", 1400, 100, 0, 4),
        ("GBT29315-2022", 500, 50, 300, 2),
        ("GBT29315-2022", 900, 50, 900, 4),
        ("HUBEI", 30, 5, 0, 2),
        ("HUBEI", 1500, 100, 0, 3),
        ("HUBEI", 1500, 100, 199, 3),
        ("HUBEI", 1500, 100, 400, 5),
        ("BEIJING", 100, 10, 0, 3),
        ("BEIJING", 100, 10, 1, 4),
        ("BEIJING", 1450, 50, 0, 4),
        ("BEIJING", 1450, 50, 600, 7),
        ("NANJING", 900, 99, 0, 2),
        ("NANJING", 900, 100, 0, 4),
        ("NANJING", 900, 101, 0, 5),
        ("NANJING", 1150, 100, 0, 5),
        ("JIANGXI", 299, 20, 299, 2),
        ("JIANGXI", 1500, 90, 0, 3),
        ("JIANGXI", 1500, 90, 1, 5),
    ],
)
def test_grammar_says_other_rule_sets(  # noqa: PLR0917 - one table of cases
    local_rule_set: Callable[[str], RuleSet], key: str, students: int, staff: int, boarders: int, posts: int
) -> None:
    assert required(local_rule_set(key), students, staff, boarders) == posts


def test_smallest_of_several_numbers_caps_a_rule(national_data: dict[str, Any]) -> None:
    national_data["rule"][0]["posts"] = {"min": [4, {"ratio": "students", "each": 1, "per": 100}]}
    capped = rules.parse(national_data, "test.toml")
    assert [required(capped, students, 0) for students in (199, 399, 400, 9000)] == [1, 3, 4, 4]
