"""How many full-time guards stand at each campus on the reference day.

Who meets the norm is a fitted table county × stratum. The campuses that do not share the stratum's gap, at least one
post each; a few that do stand above it. Every county's and every stratum's figures follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.drafts import Site
from gatehouse.demo.loudi_2020.fitting import Table, fit_table
from gatehouse.demo.loudi_2020.ledger import COUNTIES, STRATA, Size
from gatehouse.demo.loudi_2020.types import Stratum


def cell(sites: Sequence[Site], county: str, stratum: Stratum) -> list[Site]:
    """The sites of one county and stratum."""
    return [site for site in sites if site.county == county and site.stratum is stratum]


def tabulate(measure: Callable[[str, Stratum], int]) -> Table:
    """A county × stratum table of a measure."""
    return [[measure(county, stratum) for stratum in STRATA] for county in COUNTIES]


def staff(sites: Sequence[Site]) -> None:
    """Set ``full_time`` of every site."""
    rng = dice("staffing")
    counts = tabulate(lambda county, stratum: len(cell(sites, county, stratum)))
    met = fit_table(
        [[count * STRATA[s].met for count, s in zip(line, STRATA, strict=True)] for line in counts],
        rows=[county.met for county in COUNTIES.values()],
        columns=[figures.met for figures in STRATA.values()],
        high=counts,
    )
    meeting: list[Site] = []
    for county, line in zip(COUNTIES, met, strict=True):
        for stratum, number in zip(STRATA, line, strict=True):
            meeting += sorted(cell(sites, county, stratum), key=lambda site: _luck(site, rng))[:number]
    for site in sites:
        site.full_time = site.size.posts
    for stratum, figures in STRATA.items():
        own = [site for site in sites if site.stratum is stratum]
        _spread_gap([site for site in own if site not in meeting], figures.gap, rng)
        above = [site for site in meeting if site.stratum is stratum and site.size is not Size.ONE]
        for site in rng.sample(above, figures.surplus):
            site.full_time += 1


def _luck(site: Site, rng: Random) -> float:
    """Lower means likelier to meet the norm: larger campuses and those of the city are better off."""
    return rng.random() - 0.08 * site.size.posts - (0.3 if site.reporter != site.county else 0.0)


def _spread_gap(short: Sequence[Site], gap: int, rng: Random) -> None:
    """Take one guard from each short site, then the rest of the gap one by one where a guard is left to take."""
    for site in short:
        site.full_time -= 1
    for _ in range(gap - len(short)):
        rng.choice([site for site in short if site.full_time]).full_time -= 1
