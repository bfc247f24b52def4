from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from gatehouse.kernel.days import FAR, Period
from gatehouse.norms import queries, rules
from gatehouse.norms.types import (
    Combination,
    Combine,
    Confidence,
    Constant,
    Quantity,
    Ratio,
    Rounding,
    RuleSet,
    RuleSetError,
    Severity,
    Steps,
    Tier,
    Tiers,
)

Spoil = Callable[[dict[str, Any]], object]
LIMIT = 1_000_000


def test_shipped_rule_reads_as_the_tree_it_describes(national: RuleSet) -> None:
    day, boarding = national.rules
    steps = Steps(Quantity.STUDENTS, over=1000, size=500, each=1, rounding=Rounding.FLOOR)
    assert day.posts == Tiers(
        Quantity.PERSONS,
        (
            Tier(0, included=True, posts=Constant(1)),
            Tier(100, included=True, posts=Constant(2)),
            Tier(1000, included=False, posts=Combination(Combine.SUM, (Constant(2), steps))),
        ),
    )
    assert boarding.severity is Severity.BLOCK
    assert [basis.confidence for rule in national.rules for basis in rule.basis] == [
        Confidence.SECONDARY,
        Confidence.MEMORY,
    ]


def test_rounding_of_the_set_applies_where_a_node_has_none_of_its_own(national_data: dict[str, Any]) -> None:
    national_data["rounding"] = "ceiling"
    own = {"ratio": "staff", "each": 1, "per": 9, "rounding": "nearest"}
    national_data["rule"][0]["posts"] = {"max": [{"steps": "staff", "size": 7}, own]}
    parsed = rules.parse(national_data, "test.toml").rules[0].posts
    assert parsed == Combination(
        Combine.MAX,
        (
            Steps(Quantity.STAFF, over=0, size=7, each=1, rounding=Rounding.CEILING),
            Ratio(Quantity.STAFF, each=1, per=9, rounding=Rounding.NEAREST),
        ),
    )


def test_defaults_are_the_nation_complete_steps_the_larger_rule_and_no_known_end(
    local_rule_set: Callable[[str], RuleSet],
) -> None:
    parsed = local_rule_set("GBT29315-2022")
    assert (parsed.region, parsed.combine) == ("000000", Combine.MAX)
    assert parsed.period == Period(date(2022, 6, 1), FAR)
    (basis,) = parsed.rules[0].basis
    assert (basis.article, basis.exact_day, basis.note) == ("", True, None)


def test_epoch_names_key_and_revision(local_rule_set: Callable[[str], RuleSet]) -> None:
    assert local_rule_set("BEIJING").epoch == "BEIJING.2"


def put(*path: str | int, value: object) -> Spoil:
    def spoil(data: dict[str, Any]) -> None:
        at: Any = data
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return spoil


def drop(*path: str | int) -> Spoil:
    def spoil(data: dict[str, Any]) -> None:
        at: Any = data
        for step in path[:-1]:
            at = at[step]
        del at[path[-1]]

    return spoil


POSTS = ("rule", 0, "posts")
TIER_1 = ("rule", 0, "posts", "tiers", 1)
STEPS = ("rule", 0, "posts", "tiers", 2, "posts", "sum", 1)
STEPS_NAME = "rule[0].posts.tiers[2].posts.sum[1]"
UNKNOWN_IN_STEPS = "is not known here; expected one of: each, over, rounding, size, steps"

FAULTS: list[tuple[Spoil, str, str]] = [
    (drop("key"), "key", "is missing"),
    (put("key", value="cn 2015"), "key", "must be 1 to 24 capital letters, digits and hyphens, not 'cn 2015'"),
    (put("revision", value=0), "revision", f"must be a whole number from 1 to {LIMIT}, not 0"),
    (put("revision", value=True), "revision", f"must be a whole number from 1 to {LIMIT}, not True"),
    (put("region", value="43"), "region", "must be a six-digit region code, not '43'"),
    (put("title", value="norm"), "title", "must be a table, not 'norm'"),
    (drop("title", "en"), "title.en", "is missing"),
    (put("title", "en", value=" "), "title.en", "must be a text, not ' '"),
    (put("title", "fr", value="norme"), "title.fr", "is not known here; expected one of: en, zh"),
    (put("in_force_from", value="2015"), "in_force_from", "must be a date such as 2015-01-01, not '2015'"),
    (
        put("in_force_from", value=datetime(2015, 1, 1)),  # noqa: DTZ001 - TOML's local date-time has no zone
        "in_force_from",
        "must be a date such as 2015-01-01, not datetime.datetime(2015, 1, 1, 0, 0)",
    ),
    (put("in_force_to", value=date(2015, 1, 1)), "in_force_to", "must lie after in_force_from, not 2015-01-01"),
    (put("combine", value="mean"), "combine", "must be one of: max, sum, min; not 'mean'"),
    (put("combine", value="min"), "combine", "must be max or sum: the rules of a set never weaken each other"),
    (put("rounding", value=1), "rounding", "must be one of: floor, ceiling, nearest; not 1"),
    (put("basis", value=[]), "basis", "must be a table, not []"),
    (
        put("basis", "day", "confidence", value="V"),
        "basis.day.confidence",
        "must be one of: VERIFIED, SECONDARY, MEMORY; not 'V'",
    ),
    (put("basis", "day", "exact_day", value=0), "basis.day.exact_day", "must be true or false, not 0"),
    (put("basis", "day", "number", value=168), "basis.day.number", "must be a text, not 168"),
    (
        put("basis", "day", "in_force_from", value=date(2015, 1, 2)),
        "basis.day.in_force_from",
        "the text comes into force later than the rule set that rests on it",
    ),
    (
        put("basis", "day", "in_force_to", value=date(2030, 1, 1)),
        "basis.day.in_force_to",
        "the text ceases to be in force before the rule set that rests on it",
    ),
    (put("basis", "day", "region", value="430000"), "basis.day.region", "a text of 430000 does not apply in 000000"),
    (put("rule", value=[]), "rule", "must be a list that is not empty, not []"),
    (put("rule", 1, value=3), "rule[1]", "must be a table, not 3"),
    (put("rule", 1, "key", value="day"), "rule[1].key", "'day' names another rule of this set already"),
    (put("rule", 0, "severity", value="STOP"), "rule[0].severity", "must be one of: BLOCK, WARN; not 'STOP'"),
    (put("rule", 0, "basis", value=["law"]), "rule[0].basis[0]", "no basis is named 'law'"),
    (put("rule", 1, "basis", value=["day"]), "basis.boarding", "is cited by no rule"),
    (drop(*POSTS), "rule[0].posts", "is missing"),
    (put(*POSTS, value="two"), "rule[0].posts", f"must be a whole number from 0 to {LIMIT}, not 'two'"),
    (put(*POSTS, value=-1), "rule[0].posts", f"must be a whole number from 0 to {LIMIT}, not -1"),
    (put(*POSTS, value=1.5), "rule[0].posts", f"must be a whole number from 0 to {LIMIT}, not 1.5"),
    (
        put(*POSTS, value={}),
        "rule[0].posts",
        "must hold exactly one of: tiers, steps, ratio, max, sum, min; not 0 of them",
    ),
    (
        put(*POSTS, "sum", value=[1]),
        "rule[0].posts",
        "must hold exactly one of: tiers, steps, ratio, max, sum, min; not 2 of them",
    ),
    (put(*POSTS, value={"max": []}), "rule[0].posts.max", "must be a list that is not empty, not []"),
    (
        put(*POSTS, "by", value="gates"),
        "rule[0].posts.by",
        "must be one of: students, staff, boarders, persons; not 'gates'",
    ),
    (put(*POSTS, "tiers", 0, "from", value=1), "rule[0].posts.tiers[0]", "the first tier must begin with from = 0"),
    (put(*TIER_1, "from", value=1001), "rule[0].posts.tiers[2]", "must begin above the tier before it"),
    (put(*TIER_1, "over", value=99), "rule[0].posts.tiers[1]", "must begin with either from or over"),
    (drop(*TIER_1, "from"), "rule[0].posts.tiers[1]", "must begin with either from or over"),
    (
        put(*TIER_1, "until", value=1000),
        "rule[0].posts.tiers[1].until",
        "is not known here; expected one of: from, over, posts",
    ),
    (put(*STEPS, "size", value=0), f"{STEPS_NAME}.size", f"must be a whole number from 1 to {LIMIT}, not 0"),
    (
        put(*STEPS, "size", value=LIMIT + 1),
        f"{STEPS_NAME}.size",
        f"must be a whole number from 1 to {LIMIT}, not {LIMIT + 1}",
    ),
    (put(*STEPS, "per", value=9), f"{STEPS_NAME}.per", UNKNOWN_IN_STEPS),
    (
        put("formula", value="eval"),
        "formula",
        (
            "is not known here; expected one of: basis, combine, in_force_from, in_force_to, key, region, revision,"
            " rounding, rule, title"
        ),
    ),
]


@pytest.mark.parametrize(("spoil", "key", "fault"), FAULTS, ids=[f"{key}-{fault[:24]}" for _, key, fault in FAULTS])
def test_malformed_rule_set_is_refused_with_file_and_key(
    national_data: dict[str, Any], spoil: Spoil, key: str, fault: str
) -> None:
    spoil(national_data)
    with pytest.raises(RuleSetError) as refused:
        rules.parse(national_data, "spoilt.toml")
    assert str(refused.value) == f"spoilt.toml: {key}: {fault}"
    assert (refused.value.source, refused.value.key, refused.value.fault) == ("spoilt.toml", key, fault)


def test_text_that_is_no_toml_is_refused_with_its_file() -> None:
    with pytest.raises(RuleSetError, match=r"^broken\.toml: is not TOML: "):
        queries.read_rule_set("key = ", "broken.toml")
