"""Which town each campus stands in, what kind of school it is, and the ministry's class of the place."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gatehouse.campuses.types import CampusKind, CensusLabel, UrbanClass
from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.divisions import FOREST_FARM, STREET, ZONE_TOWN
from gatehouse.demo.loudi_2020.drafts import Plot, Site
from gatehouse.demo.loudi_2020.grid import CITY_RUN, ZONE
from gatehouse.demo.loudi_2020.ledger import Size
from gatehouse.demo.loudi_2020.types import Town

_CITIES = ("431302", "431381", "431382")
"""Counties whose streets are city districts; elsewhere the county town counts as 镇区."""
_STREET_WEIGHT = {Size.ONE: 1, Size.TWO: 6, Size.TWO_LARGE: 14, Size.THREE: 24, Size.FOUR: 40, Size.SIX: 60}
"""How strongly schools of a size gather in the streets, against 6 for a town and 4 for a township."""
_TOWN_WEIGHT = 6
_TOWNSHIP_WEIGHT = 4

_Kinds = tuple[tuple[CampusKind, int], ...]
_PUBLIC_KINDS: dict[Size, _Kinds] = {
    Size.ONE: ((CampusKind.TEACHING_POINT, 62), (CampusKind.PRIMARY, 37), (CampusKind.SPECIAL, 1)),
    Size.TWO: (
        (CampusKind.PRIMARY, 62),
        (CampusKind.JUNIOR, 24),
        (CampusKind.NINE_YEAR, 12),
        (CampusKind.SPECIAL, 1),
        (CampusKind.VOCATIONAL, 1),
    ),
    Size.TWO_LARGE: (
        (CampusKind.PRIMARY, 45),
        (CampusKind.JUNIOR, 28),
        (CampusKind.NINE_YEAR, 17),
        (CampusKind.SENIOR, 5),
        (CampusKind.VOCATIONAL, 5),
    ),
    Size.THREE: (
        (CampusKind.PRIMARY, 40),
        (CampusKind.JUNIOR, 25),
        (CampusKind.NINE_YEAR, 15),
        (CampusKind.SENIOR, 20),
    ),
    Size.FOUR: (
        (CampusKind.PRIMARY, 20),
        (CampusKind.NINE_YEAR, 15),
        (CampusKind.COMPLETE, 25),
        (CampusKind.SENIOR, 25),
        (CampusKind.VOCATIONAL, 15),
    ),
    Size.SIX: ((CampusKind.SENIOR, 50), (CampusKind.COMPLETE, 25), (CampusKind.VOCATIONAL, 25)),
}
_PRIVATE_KINDS: dict[Size, _Kinds] = {
    Size.ONE: ((CampusKind.PRIMARY, 1),),
    Size.TWO: (
        (CampusKind.PRIMARY, 45),
        (CampusKind.NINE_YEAR, 30),
        (CampusKind.VOCATIONAL, 15),
        (CampusKind.JUNIOR, 10),
    ),
    Size.TWO_LARGE: ((CampusKind.NINE_YEAR, 60), (CampusKind.PRIMARY, 20), (CampusKind.SENIOR, 20)),
    Size.THREE: ((CampusKind.NINE_YEAR, 50), (CampusKind.TWELVE_YEAR, 25), (CampusKind.VOCATIONAL, 25)),
    Size.FOUR: ((CampusKind.TWELVE_YEAR, 60), (CampusKind.NINE_YEAR, 40)),
    Size.SIX: ((CampusKind.TWELVE_YEAR, 1),),
}
_STREET_ONLY = frozenset({CampusKind.SENIOR, CampusKind.SPECIAL, CampusKind.TWELVE_YEAR})


def settle(plots: Sequence[Plot], towns: Sequence[Town]) -> list[Site]:
    """Give every plot its kind, town and key; the sites come in the order of their keys.

    The forest farms get no campus: their few children go to school in the next town.
    """
    rng = dice("places")
    sites = sorted((_site(plot, towns, rng) for plot in plots), key=_place)
    numbers: dict[str, int] = {}
    for site in sites:
        numbers[site.county] = numbers.get(site.county, 0) + 1
        site.key = f"{site.county}-{numbers[site.county]:04d}"
    return sites


def _site(plot: Plot, towns: Sequence[Town], rng: Random) -> Site:
    kind = _kind(plot, rng)
    return Site(
        county=plot.county,
        label=plot.label,
        stratum=plot.stratum,
        size=plot.size,
        reporter=plot.reporter,
        kind=kind,
        town=_town(plot, kind, towns, rng),
    )


def urban_class(town: Town, size: Size, kind: CampusKind, rng: Random) -> UrbanClass:
    """City streets are 城区, county-town streets and larger campuses of towns 镇区, the rest mostly 乡村."""
    if town.kind == STREET:
        return UrbanClass.URBAN if town.county in _CITIES else UrbanClass.TOWN
    if kind is CampusKind.TEACHING_POINT:
        return UrbanClass.RURAL
    rural = {Size.ONE: 85, Size.TWO: 45}.get(size, 5) + (10 if town.kind == "乡" else 0)
    return UrbanClass.RURAL if rng.randrange(100) < rural else UrbanClass.TOWN


def _place(site: Site) -> tuple[str, str, str, int]:
    return site.county, site.town.code, site.label.value, -site.size.posts


def _kind(plot: Plot, rng: Random) -> CampusKind:
    if not plot.school:
        return CampusKind.KINDERGARTEN
    kinds = (_PRIVATE_KINDS if plot.private else _PUBLIC_KINDS)[plot.size]
    if plot.reporter == CITY_RUN and plot.size is Size.TWO:
        kinds = ((CampusKind.PRIMARY, 1), (CampusKind.SPECIAL, 1))
    if plot.reporter == ZONE:
        kinds = tuple(entry for entry in kinds if entry[0] is not CampusKind.SPECIAL)
    return rng.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]


def _town(plot: Plot, kind: CampusKind, towns: Sequence[Town], rng: Random) -> Town:
    if plot.reporter == ZONE:
        return next(town for town in towns if town.code == ZONE_TOWN)
    own = [town for town in towns if town.county == plot.county and town.kind != FOREST_FARM and town.code != ZONE_TOWN]
    streets = [town for town in own if town.kind == STREET]
    if plot.label is CensusLabel.CITY_KINDERGARTEN or plot.reporter == CITY_RUN or kind in _STREET_ONLY:
        return rng.choice(streets)
    if plot.label is CensusLabel.TOWN_KINDERGARTEN or kind is CampusKind.TEACHING_POINT:
        own = [town for town in own if town.kind != STREET]
    weights = {STREET: _STREET_WEIGHT[plot.size], "镇": _TOWN_WEIGHT}
    return rng.choices(own, [weights.get(town.kind, _TOWNSHIP_WEIGHT) for town in own])[0]
