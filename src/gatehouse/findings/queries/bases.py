"""The legal basis of a finding on a day."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from gatehouse.findings.rules import Bases, parse_bases
from gatehouse.findings.types import FindingKind, Interval
from gatehouse.norms import queries as norms
from gatehouse.norms.types import LegalBasis, RuleSet

JUDGED_BY_NORM = frozenset({FindingKind.SHORTAGE, FindingKind.NO_GUARD})


@cache
def _bases() -> Bases:
    name = "bases.toml"
    text = (files("gatehouse.findings") / "data" / name).read_text(encoding="utf-8")
    return parse_bases(tomllib.loads(text), name)


class Texts:
    """The texts behind findings; asks for each rule set once, however many findings a page has."""

    def __init__(self) -> None:
        """Nothing is asked for yet."""
        self._rule_sets: dict[str, RuleSet | None] = {}

    def of(self, item: Interval, day: date) -> list[LegalBasis]:
        """The texts in force on a day behind a finding: the law's, then those of the rule set that judged.

        A day before or after the finding's own counts as the nearest of them.
        """
        within = min(max(day, item.valid_from), item.valid_to - date.resolution)
        found = _bases().on(item.kind, item.severity, within)
        if item.kind in JUDGED_BY_NORM and item.epoch:
            found.extend(basis for basis in self._of_rule_set(item.epoch) if within in basis.period)
        return found

    def _of_rule_set(self, epoch: str) -> list[LegalBasis]:
        if epoch not in self._rule_sets:
            self._rule_sets[epoch] = norms.rule_set_of(epoch)
        rule_set = self._rule_sets[epoch]
        return list(dict.fromkeys(basis for rule in rule_set.rules for basis in rule.basis)) if rule_set else []
