from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from gatehouse.kernel.days import FIRST
from gatehouse.norms import queries, rules
from gatehouse.norms.types import NATION, Confidence, RuleSetError
from tests.kit.norms import shipped_on

LOUDI = "431300"


def test_rule_sets_are_those_of_the_data_folder() -> None:
    assert [each.key for each in queries.shipped()] == ["CN-2015-168"]


def test_national_rule_judges_every_region_since_2015() -> None:
    for region in (NATION, LOUDI, "431302"):
        for day in (date(2015, 1, 1), date(2021, 1, 15)):
            judging = rules.select(queries.shipped(), day, region)
            assert judging is not None
            assert judging.epoch == "CN-2015-168.1"


def test_no_rule_set_is_in_force_before_the_first() -> None:
    assert rules.select(queries.shipped(), date(2014, 12, 31), LOUDI) is None


def test_epochs_begin_with_the_registers_first_day() -> None:
    (first, before), (start, national) = rules.epochs(queries.shipped(), LOUDI)
    assert (first, before) == (FIRST, None)
    assert (start, national) == (date(2015, 1, 1), shipped_on(start))


def test_epochs_agree_with_the_choice_on_each_day() -> None:
    for day, judging in rules.epochs(queries.shipped(), NATION):
        assert rules.select(queries.shipped(), day, NATION) == judging


def test_nothing_cites_a_text_not_in_force_on_its_day() -> None:
    for rule_set in queries.shipped():
        last = rule_set.period.end - timedelta(days=1)
        for basis in (basis for rule in rule_set.rules for basis in rule.basis):
            assert rule_set.period.start in basis.period
            assert last in basis.period


def test_nothing_shipped_claims_a_verified_source_without_its_article() -> None:
    bases = [basis for rule_set in queries.shipped() for rule in rule_set.rules for basis in rule.basis]
    assert all(basis.article for basis in bases if basis.confidence is Confidence.VERIFIED)


def test_day_of_issue_of_the_national_rule_is_marked_unknown() -> None:
    (basis,) = shipped_on(date(2020, 11, 1)).rules[0].basis
    assert (basis.number, basis.exact_day) == ("公治〔2015〕168号", False)
    assert basis.note is not None


def test_file_under_a_name_other_than_its_key_is_refused() -> None:
    text = (Path(__file__).parent / "data" / "HUBEI.toml").read_text(encoding="utf-8")
    with pytest.raises(RuleSetError) as refused:
        queries.read_rule_sets({"hubei.toml": text})
    assert str(refused.value) == "hubei.toml: key: the file of HUBEI must be named HUBEI.toml"
