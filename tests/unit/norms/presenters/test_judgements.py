from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from gatehouse.norms import rules
from gatehouse.norms.presenters import conclusion_sentence, explanation, line_sentence, rule_set_title
from gatehouse.norms.types import HeadCounts, RuleSet, Severity


def sentences(rule_set: RuleSet, language: str, students: int, staff: int, boarders: int = 0) -> list[str]:
    judgement = rules.judge(rule_set, HeadCounts(students, staff, boarders))
    with translation.override(language):
        return [*(line_sentence(line) for line in judgement.lines), conclusion_sentence(judgement)]


def test_campus_over_a_thousand_persons_is_explained_in_chinese(national: RuleSet) -> None:
    assert sentences(national, "zh-hans", 1502, 28) == [
        "师生总人数 1,530 人，超过 1,000 人：2 名，另学生（1,502 人）超过 1,000 人的部分每满 500 人加 1 名 × 1 = 3 名",
        "无住宿生：不作要求",
        "各项取最大者，应配 3 名",
    ]


def test_campus_over_a_thousand_persons_is_explained_in_english(national: RuleSet) -> None:
    assert sentences(national, "en", 1502, 28) == [
        (
            "1,530 students and staff, more than 1,000: 2 guards, plus 1 for every complete 500 of the students"
            " above 1,000 (1,502 in all) × 1 = 3 guards"
        ),
        "no boarders: nothing required",
        "The largest counts, required: 3 guards",
    ]


def test_small_campus_without_students_is_explained(national: RuleSet) -> None:
    assert sentences(national, "en", 0, 0)[0] == "0 students and staff, fewer than 100: 1 guard"
    assert sentences(national, "zh-hans", 0, 0)[0] == "师生总人数 0 人，不足 100 人：1 名"


def test_bounds_of_a_tier_are_said_as_the_rule_draws_them(
    national: RuleSet, local_rule_set: Callable[[str], RuleSet]
) -> None:
    standard = local_rule_set("GBT29315-2022")
    assert sentences(national, "zh-hans", 900, 100)[0] == "师生总人数 1,000 人，达到 100 人、不超过 1,000 人：2 名"
    assert sentences(standard, "zh-hans", 899, 100)[0] == "师生总人数 999 人，达到 100 人、不足 1,000 人：2 名"
    assert sentences(standard, "zh-hans", 900, 100)[0].startswith("师生总人数 1,000 人，达到 1,000 人：3 名，另")
    assert sentences(national, "zh-hans", 80, 9, 30)[1] == "住宿生 30 人，不超过 300 人：2 名"


def test_boarding_rule_is_explained_with_its_steps(national: RuleSet) -> None:
    assert sentences(national, "zh-hans", 900, 80, 650)[1] == (
        "住宿生 650 人，超过 300 人：2 名，另住宿生（650 人）超过 300 人的部分每满 300 人加 1 名 × 1 = 3 名"
    )


def test_rules_added_up_say_so(local_rule_set: Callable[[str], RuleSet]) -> None:
    hubei = local_rule_set("HUBEI")
    assert sentences(hubei, "zh-hans", 1500, 90, 450) == [
        "2 名",
        "学生（1,500 人）超过 1,000 人的部分每满 500 人加 1 名 × 1 = 1 名",
        "住宿生（450 人）每满 200 人加 1 名 × 2 = 2 名",
        "各项相加，应配 5 名",
    ]
    assert sentences(hubei, "en", 1500, 90, 450)[3] == "Added up, required: 5 guards"


def test_single_rule_needs_no_comparison(local_rule_set: Callable[[str], RuleSet]) -> None:
    beijing = local_rule_set("BEIJING")
    assert sentences(beijing, "zh-hans", 1450, 50, 0) == [
        (
            "（无住宿生：3 名），另师生总人数（1,500 人）超过 1,000 人的部分每满 500 人加 1 名 × 1，"
            "另住宿生（0 人）每满 300 人加 1 名 × 0 = 4 名"
        ),
        "应配 4 名",
    ]


def test_ratio_says_how_fractions_count(local_rule_set: Callable[[str], RuleSet]) -> None:
    nanjing = local_rule_set("NANJING")
    assert sentences(nanjing, "zh-hans", 1100, 90)[0] == (
        "师生总人数 1,190 人，达到 1,000 人：师生总人数 1,190 人按每 1,000 人配 4 名折算，小数进一 = 5 名"
    )
    assert sentences(nanjing, "en", 1100, 90)[0] == (
        "1,190 students and staff, at least 1,000: 4 to every 1,000 of 1,190 students and staff, rounded up = 5 guards"
    )


def test_largest_of_several_numbers_lists_them(local_rule_set: Callable[[str], RuleSet]) -> None:
    assert sentences(local_rule_set("JIANGXI"), "zh-hans", 1500, 90, 3)[0] == (
        "取最大者：2 名；（住宿生 3 人：学生 1,500 人按每 300 人配 1 名折算，小数舍去） = 5 名"
    )


STEPS = {"steps": "staff", "size": 7}
STEPS_ABOVE = STEPS | {"over": 5}
RATIO = {"ratio": "staff", "each": 2, "per": 9}


@pytest.mark.parametrize(
    ("posts", "zh", "en"),
    [
        (
            STEPS_ABOVE | {"rounding": "ceiling"},
            "教职工（20 人）超过 5 人的部分每 7 人加 1 名，不足 7 人按 7 人计 × 3 = 3 名",
            "1 for every 7 or part of 7 of the staff above 5 (20 in all) × 3 = 3 guards",
        ),
        (
            STEPS_ABOVE | {"rounding": "nearest"},
            "教职工（20 人）超过 5 人的部分每 7 人加 1 名，四舍五入 × 2 = 2 名",
            "1 for every 7, half and more counting as whole, of the staff above 5 (20 in all) × 2 = 2 guards",
        ),
        (
            STEPS | {"rounding": "ceiling"},
            "教职工（20 人）每 7 人加 1 名，不足 7 人按 7 人计 × 3 = 3 名",
            "1 for every 7 or part of 7 of 20 staff × 3 = 3 guards",
        ),
        (
            STEPS | {"rounding": "nearest"},
            "教职工（20 人）每 7 人加 1 名，四舍五入 × 3 = 3 名",
            "1 for every 7, half and more counting as whole, of 20 staff × 3 = 3 guards",
        ),
        (
            RATIO | {"rounding": "nearest"},
            "教职工 20 人按每 9 人配 2 名折算，四舍五入 = 4 名",
            "2 to every 9 of 20 staff, rounded to the nearest = 4 guards",
        ),
        (
            {"min": [3, {"sum": [1, RATIO]}]},
            "取最小者：3 名；（1 名，另教职工 20 人按每 9 人配 2 名折算，小数舍去） = 3 名",
            "the smallest of: 3 guards; (1 guard, plus 2 to every 9 of 20 staff, fractions dropped) = 3 guards",
        ),
        (
            {"by": "staff", "tiers": [{"from": 0, "posts": 1}, {"over": 5, "posts": 2}, {"from": 30, "posts": 3}]},
            "教职工 20 人，超过 5 人、不足 30 人：2 名",
            "20 staff, more than 5 and fewer than 30: 2 guards",
        ),
        (
            {"by": "staff", "tiers": [{"from": 0, "posts": 1}, {"over": 5, "posts": 2}, {"over": 30, "posts": 3}]},
            "教职工 20 人，超过 5 人、不超过 30 人：2 名",
            "20 staff, more than 5 and at most 30: 2 guards",
        ),
        ({"by": "staff", "tiers": [{"from": 0, "posts": 1}]}, "教职工 20 人：1 名", "20 staff: 1 guard"),
    ],
)
def test_every_wording_of_the_grammar_reads_in_both_languages(
    national_data: dict[str, Any], posts: object, zh: str, en: str
) -> None:
    national_data["rule"][0]["posts"] = posts
    rule_set = rules.parse(national_data, "test.toml")
    assert sentences(rule_set, "zh-hans", 0, 20)[0] == zh
    assert sentences(rule_set, "en", 0, 20)[0] == en


def test_explanation_gathers_all_that_a_page_prints(national: RuleSet) -> None:
    judgement = rules.judge(national, HeadCounts(students=900, staff=80, boarders=650))
    with translation.override("zh-hans"):
        explained = explanation(judgement)
    assert explained.rule_set == "专职保安员配备国家标准（2015年）"
    assert (explained.required, explained.conclusion) == (3, "各项取最大者，应配 3 名")
    assert [(line.title, line.posts, line.decisive) for line in explained.lines] == [
        ("按师生总人数", 2, False),
        ("按住宿生人数", 3, True),
    ]
    assert all(line.severity is Severity.BLOCK for line in explained.lines)
    assert [basis.is_verified for line in explained.lines for basis in line.bases] == [False, False]
    assert explained.lines[1].sentence.endswith("= 3 名")


def test_title_of_a_rule_set_follows_the_language(national: RuleSet) -> None:
    with translation.override("en"):
        assert rule_set_title(national) == "National staffing norm for full-time guards (2015)"
    with translation.override("zh-hans"):
        assert rule_set_title(national) == "专职保安员配备国家标准（2015年）"
