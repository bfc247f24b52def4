"""From the values of a rule file to a checked rule set."""

from __future__ import annotations

import re
from typing import Any

from gatehouse.kernel.days import FAR, Period
from gatehouse.norms.rules.expressions import node
from gatehouse.norms.rules.selection import region_chain
from gatehouse.norms.rules.table import Table
from gatehouse.norms.types import (
    NATION,
    Combine,
    Confidence,
    LegalBasis,
    Rounding,
    Rule,
    RuleSet,
    Severity,
)

_KEY = re.compile(r"[A-Z0-9][A-Z0-9-]{0,23}", re.ASCII)
_REGION = re.compile(r"\d{6}", re.ASCII)


def parse(data: dict[str, Any], source: str) -> RuleSet:
    """The rule set that ``data`` describes; ``source`` names its file in messages.

    Raise RuleSetError at the first fault: a missing, unknown or ill-typed key, tiers out of order, a basis that is not
    in force throughout the set's period or belongs to another region.
    """
    table = Table(source, "", data)
    table.allow(
        "key", "revision", "region", "title", "in_force_from", "in_force_to", "combine", "rounding", "basis", "rule"
    )
    combine = table.choice("combine", Combine, Combine.MAX)
    if combine is Combine.MIN:
        raise table.fault(key="combine", text="must be max or sum: the rules of a set never weaken each other")
    region = _region(table)
    period = _period(table)
    bases = _bases(table, region, period)
    rules = _rules(table, bases)
    return RuleSet(
        key=_key(table),
        revision=table.whole("revision", least=1),
        region=region,
        title=table.bilingual("title"),
        period=period,
        combine=combine,
        rules=rules,
    )


def _key(table: Table) -> str:
    key = table.text("key")
    if not _KEY.fullmatch(key):
        raise table.fault(key="key", text=f"must be 1 to 24 capital letters, digits and hyphens, not {key!r}")
    return key


def _region(table: Table) -> str:
    region = table.text("region", NATION)
    if not _REGION.fullmatch(region):
        raise table.fault(key="region", text=f"must be a six-digit region code, not {region!r}")
    return region


def _period(table: Table) -> Period:
    start, end = table.day("in_force_from"), table.day("in_force_to", FAR)
    if start >= end:
        raise table.fault(key="in_force_to", text=f"must lie after in_force_from, not {end}")
    return Period(start, end)


def _bases(table: Table, region: str, period: Period) -> dict[str, LegalBasis]:
    bases = {}
    listed = table.sub("basis", table.value("basis"))
    for key, value in listed.values.items():
        row = listed.sub(key, value)
        basis = legal_basis(row, key)
        if basis.period.start > period.start:
            raise row.fault(
                key="in_force_from", text="the text comes into force later than the rule set that rests on it"
            )
        if basis.period.end < period.end:
            raise row.fault(
                key="in_force_to", text="the text ceases to be in force before the rule set that rests on it"
            )
        if basis.region not in region_chain(region):
            raise row.fault(key="region", text=f"a text of {basis.region} does not apply in {region}")
        bases[key] = basis
    return bases


def legal_basis(row: Table, key: str) -> LegalBasis:
    """The text that a table describes, under its key; raise RuleSetError when malformed."""
    row.allow(
        "instrument",
        "number",
        "article",
        "version",
        "in_force_from",
        "in_force_to",
        "exact_day",
        "confidence",
        "region",
        "note",
    )
    return LegalBasis(
        key=key,
        instrument=row.bilingual("instrument"),
        number=row.text("number", ""),
        article=row.text("article", ""),
        version=row.text("version"),
        period=_period(row),
        exact_day=row.flag("exact_day", default=True),
        confidence=row.choice("confidence", Confidence),
        region=_region(row),
        note=row.bilingual("note") if "note" in row.values else None,
    )


def _rules(table: Table, bases: dict[str, LegalBasis]) -> tuple[Rule, ...]:
    rounding = table.choice("rounding", Rounding, Rounding.FLOOR)
    rules: list[Rule] = []
    for index, value in enumerate(table.items("rule")):
        row = table.sub(f"rule[{index}]", value)
        rule = _rule(row, bases, rounding)
        if any(rule.key == other.key for other in rules):
            raise row.fault(key="key", text=f"{rule.key!r} names another rule of this set already")
        rules.append(rule)
    cited = {basis.key for rule in rules for basis in rule.basis}
    for key in bases:
        if key not in cited:
            raise table.fault(key=f"basis.{key}", text="is cited by no rule")
    return tuple(rules)


def _rule(row: Table, bases: dict[str, LegalBasis], rounding: Rounding) -> Rule:
    row.allow("key", "title", "severity", "basis", "posts")
    cited = []
    for index, key in enumerate(row.items("basis")):
        if not isinstance(key, str) or key not in bases:
            raise row.fault(key=f"basis[{index}]", text=f"no basis is named {key!r}")
        cited.append(bases[key])
    return Rule(
        key=row.text("key"),
        title=row.bilingual("title"),
        severity=row.choice("severity", Severity),
        basis=tuple(cited),
        posts=node(row, "posts", row.value("posts"), rounding),
    )
