"""Hiring source, company and age bands of every guard, group by group as the ledger says.

Within a group the labels are dealt out along a leaning: guards of one campus tend to share a source (large and urban
campuses use companies first), and guards of companies tend to be younger. Group totals stay exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gatehouse.demo.loudi_2020 import ledger
from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.divisions import STREET
from gatehouse.demo.loudi_2020.drafts import Fate, GuardDraft, Site
from gatehouse.demo.loudi_2020.firms import choose_firm
from gatehouse.demo.loudi_2020.ledger import GroupFigures
from gatehouse.demo.loudi_2020.types import Firm
from gatehouse.guards.types import HiringSource

_GROUPS = {
    Fate.CERTIFIED_STAYING: ledger.CERTIFIED_STAYING,
    Fate.CERTIFIED_LEAVING: ledger.CERTIFIED_LEAVING,
    Fate.UNCERTIFIED_STAYING: ledger.UNCERTIFIED_STAYING,
    Fate.UNCERTIFIED_LEAVING: ledger.UNCERTIFIED_LEAVING,
    Fate.FAILING: ledger.FAILING,
    Fate.CONVERTED: ledger.CONVERTED,
    Fate.FAILING_CONVERT: ledger.FAILING_CONVERTS,
    Fate.PART_TIME: ledger.PART_TIME,
    Fate.HIRED: ledger.HIRED,
}
_YOUNGER_IN_COMPANIES = {HiringSource.COMPANY: -0.35, HiringSource.PROPERTY: 0.05, HiringSource.SELF: 0.0}


def characterise(sites: Sequence[Site]) -> None:
    """Set source, company and age bands of every guard; all fates must be settled."""
    rng = dice("traits")
    leaning = {site.key: _company_leaning(site, rng) for site in sites}
    for fate, figures in _GROUPS.items():
        guards = [guard for site in sites for guard in site.guards if guard.fate is fate]
        _deal_sources(sorted(guards, key=lambda guard: leaning[guard.site.key]), figures)
        _deal_ages(guards, figures, rng)
    firms: dict[tuple[str, HiringSource], Firm | None] = {}
    for site in sites:
        for guard in site.guards:
            key = (site.key, guard.source)
            if key not in firms:
                firms[key] = choose_firm(guard.source, site.county, rng)
            guard.firm = firms[key]


def _company_leaning(site: Site, rng: Random) -> float:
    """Lower means the campus turns to companies sooner."""
    urban = site.town.kind == STREET
    return rng.random() - 0.08 * site.size.posts - (0.25 if urban else 0.0)


def _deal_sources(guards: Sequence[GuardDraft], figures: GroupFigures) -> None:
    labels = [source for source, number in zip(ledger.SOURCES, figures.sources, strict=True) for _ in range(number)]
    for guard, source in zip(guards, labels, strict=True):
        guard.source = source


def _deal_ages(guards: Sequence[GuardDraft], figures: GroupFigures, rng: Random) -> None:
    bands = [pair for pair, number in figures.ages.items() for _ in range(number)]
    by_age = sorted(guards, key=lambda guard: rng.random() + _YOUNGER_IN_COMPANIES[guard.source])
    for guard, pair in zip(by_age, bands, strict=True):
        guard.bands = pair
