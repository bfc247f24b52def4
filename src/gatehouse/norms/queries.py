"""The rule sets that ship with the product, and the choice among them."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from gatehouse.norms import rules
from gatehouse.norms.types import NATION, RuleSet, RuleSetError


class NoRuleSet(LookupError):  # noqa: N818 - reads as what it says, and is often expected
    """No rule set judges ``region`` on ``day``."""

    def __init__(self, day: date, region: str) -> None:
        """Keep what was asked for."""
        super().__init__(f"no rule set is in force in {region} on {day}")
        self.day = day
        self.region = region


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """Every rule set of ``norms/data``, by file name; raise RuleSetError when one of them is malformed."""
    folder = files("gatehouse.norms") / "data"
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".toml")}
    return read_rule_sets(texts)


def read_rule_sets(texts: dict[str, str]) -> tuple[RuleSet, ...]:
    """The rule sets of several TOML texts by file name; raise RuleSetError for a fault in one or between them."""
    found = []
    for source, text in sorted(texts.items()):
        rule_set = read_rule_set(text, source)
        if source != rules.file_name(rule_set):
            raise RuleSetError(source, "key", f"the file of {rule_set.key} must be named {rules.file_name(rule_set)}")
        found.append(rule_set)
    rules.check_together(found)
    return tuple(found)


def read_rule_set(text: str, source: str) -> RuleSet:
    """The rule set of a TOML text; ``source`` names its file in messages. Raise RuleSetError when malformed."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleSetError(source, "", f"is not TOML: {error}") from error
    return rules.parse(data, source)


def rule_set_on(day: date, region: str = NATION) -> RuleSet:
    """The set that judges ``region`` on ``day``; raise NoRuleSet when none is in force.

    ``region`` is a six-digit code of GB/T 2260. The most specific region wins (county, city, province, nation), within
    it the set latest in force.
    """
    chosen = rules.select(rule_sets(), day, region)
    if chosen is None:
        raise NoRuleSet(day, region)
    return chosen


@cache
def epochs(region: str = NATION) -> tuple[tuple[date, RuleSet | None], ...]:
    """Each day on which the judging set of ``region`` changes, with the set that judges from then on.

    The first entry is ``kernel.days.FIRST``, so that the entries cover every day; None means that no set is in force.
    """
    return rules.epochs(rule_sets(), region)
