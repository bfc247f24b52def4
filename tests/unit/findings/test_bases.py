"""The legal basis of findings: only what is in force on the day, and a fault in the file is named."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from gatehouse.findings.rules import Bases, parse_bases
from gatehouse.findings.types import FindingKind
from gatehouse.norms.types import Confidence, RuleSetError, Severity

BASIS = """
[basis.one]
instrument = { zh = "某条例", en = "Some regulation" }
article = "1"
version = "1"
in_force_from = 2010-01-01
confidence = "VERIFIED"
"""
FINDING = '[[finding]]\nkind = "UNDER_AGE"\nseverity = "BLOCK"\nbasis = ["one"]\n'


@pytest.fixture(scope="module")
def shipped() -> Bases:
    text = (files("gatehouse.findings") / "data" / "bases.toml").read_text(encoding="utf-8")
    return parse_bases(tomllib.loads(text), "bases.toml")


def parse(text: str) -> Bases:
    data: dict[str, Any] = tomllib.loads(text)
    return parse_bases(data, "x.toml")


@pytest.mark.parametrize("kind", [FindingKind.UNCERTIFIED_ON_POST, FindingKind.UNDER_AGE])
@pytest.mark.parametrize(
    "day", [date(2010, 1, 1), date(2020, 11, 1), date(2020, 11, 29), date(2022, 3, 29), date(2026, 1, 1)]
)
def test_one_version_of_the_regulation_is_cited_for_every_day(shipped: Bases, kind: FindingKind, day: date) -> None:
    articles = [
        basis.article for basis in shipped.on(kind, Severity.BLOCK, day) if basis.confidence is Confidence.VERIFIED
    ]
    assert articles == ["16", "18"]


def test_nothing_is_cited_before_it_was_in_force(shipped: Bases) -> None:
    for kind, severity in shipped.by_kind:
        assert shipped.on(kind, severity, date(2009, 12, 31)) == []


def test_minors_law_is_cited_for_an_empty_gate_from_its_day_and_not_where_part_time_guards_serve(
    shipped: Bases,
) -> None:
    first = date(2021, 6, 1)
    assert [basis.article for basis in shipped.on(FindingKind.NO_GUARD, Severity.BLOCK, first)] == ["35"]
    assert shipped.on(FindingKind.NO_GUARD, Severity.BLOCK, date(2021, 5, 31)) == []
    assert shipped.on(FindingKind.NO_GUARD, Severity.WARN, first) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BASIS, "finding"),
        (BASIS + FINDING.replace('"one"', '"two"'), "no basis is named 'two'"),
        (BASIS + FINDING + FINDING, "has its bases already"),
        (BASIS + BASIS.replace("basis.one", "basis.two") + FINDING, "is the basis of no finding"),
        (BASIS + FINDING.replace("UNDER_AGE", "NOISE"), "must be one of"),
        (BASIS.replace("VERIFIED", "SURE") + FINDING, "confidence"),
    ],
)
def test_fault_in_the_file_is_named(text: str, words: str) -> None:
    with pytest.raises(RuleSetError, match=words):
        parse(text)
