"""The guards of each campus and what becomes of them: who is certified, trained, leaves, converts or is hired.

Trained guards are a fitted table county × stratum. Each cell's trained are then split into full-time guards who stay
and part-time guards who convert (never more than the cell's gap), its leavers into certified and not. Every gap, every
departure and five further posts get a newcomer, so all campuses meet the norm at the end, with a surplus of 33.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from gatehouse.demo.loudi_2020 import ledger
from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.drafts import Fate, GuardDraft, Site
from gatehouse.demo.loudi_2020.fitting import fit_table, share
from gatehouse.demo.loudi_2020.ledger import COUNTIES, STRATA, StratumFigures
from gatehouse.demo.loudi_2020.staffing import cell, tabulate
from gatehouse.demo.loudi_2020.types import Stratum


@dataclass(frozen=True, slots=True)
class CellPlan:
    """How many guards of one county and stratum share each fate that bears on certificates."""

    staying: int
    converts: int
    uncertified_leavers: int
    certified_leavers: int


def enrol(sites: Sequence[Site]) -> None:
    """Give every site the guards it has on the reference day; newcomers are added by ``hire``."""
    rng = dice("roster")
    for stratum, plans in _plans(sites).items():
        figures = STRATA[stratum]
        for county, plan in plans.items():
            own = cell(sites, county, stratum)
            _full_time(own, plan, rng)
            _convert(own, plan.converts, certified=False, rng=rng)
        own = [site for site in sites if site.stratum is stratum]
        _convert(own, figures.certified_converts, certified=True, rng=rng)
        for site in rng.choices(own, k=figures.other_part_time):
            site.guards.append(GuardDraft(site=site, fate=Fate.PART_TIME, certified=False))
    others = [guard for site in sites for guard in site.guards if guard.fate is Fate.PART_TIME]
    for guard in rng.sample(others, ledger.CERTIFIED_PART_TIME):
        guard.certified = True


def open_posts(site: Site) -> int:
    """Posts of the gap that no part-time guard of the campus takes over."""
    return site.gap - sum(guard.fate in {Fate.CONVERTED, Fate.FAILING_CONVERT} for guard in site.guards)


def _plans(sites: Sequence[Site]) -> dict[Stratum, dict[str, CellPlan]]:
    present = tabulate(lambda county, stratum: sum(site.full_time for site in cell(sites, county, stratum)))
    gaps = tabulate(lambda county, stratum: sum(site.gap for site in cell(sites, county, stratum)))
    trained = fit_table(
        [
            [
                f.staying * here * 1_000 // f.full_time + f.converts * gap * 1_000 // f.gap
                for f, here, gap in zip(STRATA.values(), present_row, gap_row, strict=True)
            ]
            for present_row, gap_row in zip(present, gaps, strict=True)
        ],
        rows=[county.trained for county in COUNTIES.values()],
        columns=[figures.trained for figures in STRATA.values()],
        high=[[a + b for a, b in zip(*lines, strict=True)] for lines in zip(present, gaps, strict=True)],
    )
    return {
        stratum: _stratum_plans(
            STRATA[stratum],
            present=[line[column] for line in present],
            gaps=[line[column] for line in gaps],
            trained=[line[column] for line in trained],
        )
        for column, stratum in enumerate(STRATA)
    }


def _stratum_plans(
    figures: StratumFigures, *, present: list[int], gaps: list[int], trained: list[int]
) -> dict[str, CellPlan]:
    """Split a stratum's trained and leavers over the counties."""
    none = [0] * len(COUNTIES)
    staying = share(
        figures.staying,
        present,
        low=[max(0, wanted - gap) for wanted, gap in zip(trained, gaps, strict=True)],
        high=[min(wanted, here) for wanted, here in zip(trained, present, strict=True)],
    )
    rest = [here - stay for here, stay in zip(present, staying, strict=True)]
    uncertified = share(figures.uncertified_leavers, present, low=none, high=rest)
    rest = [here - leave for here, leave in zip(rest, uncertified, strict=True)]
    certified = share(figures.certified_leavers, rest, low=none, high=rest)
    lines = zip(COUNTIES, staying, trained, uncertified, certified, strict=True)
    return {county: CellPlan(stay, total - stay, leave, sure) for county, stay, total, leave, sure in lines}


def _full_time(own: Sequence[Site], plan: CellPlan, rng: Random) -> None:
    """Deal the cell's fates out to its full-time posts; whoever is left is certified and stays."""
    posts = [site for site in own for _ in range(site.full_time)]
    rng.shuffle(posts)
    fates = (
        [Fate.UNCERTIFIED_STAYING] * plan.staying
        + [Fate.UNCERTIFIED_LEAVING] * plan.uncertified_leavers
        + [Fate.CERTIFIED_LEAVING] * plan.certified_leavers
    )
    fates += [Fate.CERTIFIED_STAYING] * (len(posts) - len(fates))
    for site, fate in zip(posts, fates, strict=True):
        certified = fate in {Fate.CERTIFIED_STAYING, Fate.CERTIFIED_LEAVING}
        site.guards.append(GuardDraft(site=site, fate=fate, certified=certified))


def _convert(own: Sequence[Site], number: int, *, certified: bool, rng: Random) -> None:
    """Let part-time guards take over posts of the gap that are still open."""
    posts = [site for site in own for _ in range(open_posts(site))]
    for site in rng.sample(posts, number):
        site.guards.append(GuardDraft(site=site, fate=Fate.CONVERTED, certified=certified))


def hire(site: Site) -> GuardDraft:
    """A newcomer from a security company, certified already; the day is set by the caller."""
    guard = GuardDraft(site=site, fate=Fate.HIRED, certified=True)
    site.guards.append(guard)
    return guard
