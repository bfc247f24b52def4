"""The two interpreters of the norms agree, whatever a rule set says and however large a campus is."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from gatehouse.norms import rules
from gatehouse.norms.types import Combine, HeadCounts, RuleSet
from tests.kit.norms import shipped_on

QUANTITIES = st.sampled_from(["students", "staff", "boarders", "persons"])
ROUNDINGS = st.sampled_from(["floor", "ceiling", "nearest"])
SMALL = st.integers(0, 12)


@st.composite
def tiers(draw: st.DrawFn, nodes: st.SearchStrategy[Any]) -> dict[str, Any]:
    # even bounds: "from 4, over 4" would be in order, "over 4, from 5" would not
    bounds = draw(st.lists(st.integers(2, 3000), max_size=3, unique_by=lambda bound: bound // 2))
    later = [
        {draw(st.sampled_from(["from", "over"])): bound // 2 * 2, "posts": draw(nodes)} for bound in sorted(bounds)
    ]
    return {"by": draw(QUANTITIES), "tiers": [{"from": 0, "posts": draw(nodes)}, *later]}


def with_rounding(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields, optional={"rounding": ROUNDINGS})


STEPS = with_rounding(
    {"steps": QUANTITIES, "over": st.integers(0, 2000), "size": st.integers(1, 700), "each": st.integers(1, 5)}
)
RATIOS = with_rounding({"ratio": QUANTITIES, "each": st.integers(1, 9), "per": st.integers(1, 1500)})
NODES = st.recursive(
    SMALL | STEPS | RATIOS,
    lambda nodes: (
        tiers(nodes)
        | st.builds(
            lambda how, parts: {how: parts},
            st.sampled_from(["sum", "max", "min"]),
            st.lists(nodes, min_size=1, max_size=3),
        )
    ),
    max_leaves=8,
)

BASIS = {
    "instrument": {"zh": "某规定", "en": "Some rules"},
    "version": "2020",
    "in_force_from": date(2020, 1, 1),
    "confidence": "MEMORY",
}


@st.composite
def rule_sets(draw: st.DrawFn) -> RuleSet:
    """Any rule set of the grammar, through the parser."""
    posts = draw(st.lists(NODES, min_size=1, max_size=3))
    data = {
        "key": "ANY",
        "revision": 1,
        "title": {"zh": "任意", "en": "Any"},
        "in_force_from": date(2020, 1, 1),
        "combine": draw(st.sampled_from(["max", "sum"])),
        "rounding": draw(ROUNDINGS),
        "basis": {"only": BASIS},
        "rule": [
            {
                "key": str(index),
                "title": {"zh": "规则", "en": "Rule"},
                "severity": "BLOCK",
                "basis": ["only"],
                "posts": node,
            }
            for index, node in enumerate(posts)
        ],
    }
    return rules.parse(data, "ANY.toml")


COUNTS = st.builds(
    HeadCounts,
    students=st.integers(0, 4000) | st.integers(0, 40) | st.sampled_from([999, 1000, 1001, 1499, 1500]),
    staff=st.integers(0, 400),
    boarders=st.integers(0, 2500) | st.sampled_from([0, 1, 300, 301, 599, 600]),
)


def vectorised(rule_set: RuleSet, counts: list[HeadCounts]) -> list[int]:
    columns = {name: [getattr(each, name) for each in counts] for name in ("students", "staff", "boarders")}
    return pl.DataFrame(columns).select(rules.required_expression(rule_set)).get_column("required").to_list()


@settings(deadline=None)
@given(rule_sets(), st.lists(COUNTS, min_size=1, max_size=25))
def test_both_interpreters_require_the_same(rule_set: RuleSet, counts: list[HeadCounts]) -> None:
    assert vectorised(rule_set, counts) == [rules.judge(rule_set, each).required for each in counts]


@settings(deadline=None)
@given(rule_sets(), COUNTS)
def test_lines_account_for_the_required_number(rule_set: RuleSet, counts: HeadCounts) -> None:
    judgement = rules.judge(rule_set, counts)
    posts = [line.posts for line in judgement.lines]
    assert judgement.required == (sum(posts) if rule_set.combine is Combine.SUM else max(posts))
    assert all(count >= 0 for count in posts)
    assert any(line.decisive for line in judgement.lines) == (judgement.required > 0)


@given(COUNTS)
def test_national_rule_equals_its_wording(counts: HeadCounts) -> None:
    day = 1 if counts.persons < 100 else 2
    if counts.persons > 1000:
        day += max(0, counts.students - 1000) // 500
    boarding = 2 + max(0, counts.boarders - 300) // 300 if counts.boarders else 0
    national = shipped_on(date(2020, 11, 1))
    assert rules.judge(national, counts).required == max(day, boarding)
    assert vectorised(national, [counts]) == [max(day, boarding)]
