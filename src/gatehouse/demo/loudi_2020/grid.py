"""The 1,907 campuses as bare plots: county, census label, ownership and size, every margin of the ledger met at once.

Schools: county × size is given; the private ones are taken out of it by a fitted table, the rest is public.
Kindergartens: (county, label) × ownership is fitted, then those that need two guards (county × ownership), which are
shared between city and town kindergartens of the cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatehouse.campuses.types import CensusLabel
from gatehouse.demo.loudi_2020.drafts import Plot
from gatehouse.demo.loudi_2020.fitting import Table, fit_table, share
from gatehouse.demo.loudi_2020.ledger import COUNTIES, PRIVATE_SCHOOL_SIZES, SCHOOL_SIZES, STRATA, Size
from gatehouse.demo.loudi_2020.types import Stratum

CITY_RUN = "431300SZ"
ZONE = "431300JK"
SEAT = "431302"
"""The county that counts the campuses of both."""

_KINDERGARTENS = (Stratum.PUBLIC_KINDERGARTEN, Stratum.PRIVATE_KINDERGARTEN)
_LABELS = (CensusLabel.CITY_KINDERGARTEN, CensusLabel.TOWN_KINDERGARTEN)
_OWNERSHIP_WEIGHTS = ((30, 70), (37, 63))
"""Public and private share among city and among town kindergartens."""
_DOUBLE_WEIGHTS = (5, 4)
"""City kindergartens are larger."""

_Quota = tuple[Stratum, CensusLabel, Size, int]
_CITY_RUN_QUOTAS: tuple[_Quota, ...] = (
    (Stratum.PUBLIC_SCHOOL, CensusLabel.SCHOOL, Size.SIX, 3),
    (Stratum.PUBLIC_SCHOOL, CensusLabel.SCHOOL, Size.FOUR, 3),
    (Stratum.PUBLIC_SCHOOL, CensusLabel.SCHOOL, Size.THREE, 3),
    (Stratum.PUBLIC_SCHOOL, CensusLabel.SCHOOL, Size.TWO_LARGE, 2),
    (Stratum.PUBLIC_SCHOOL, CensusLabel.SCHOOL, Size.TWO, 3),
    (Stratum.PUBLIC_KINDERGARTEN, CensusLabel.CITY_KINDERGARTEN, Size.TWO, 2),
)
_ZONE_QUOTAS: tuple[_Quota, ...] = (
    (Stratum.PUBLIC_SCHOOL, CensusLabel.SCHOOL, Size.ONE, 3),
    (Stratum.PUBLIC_SCHOOL, CensusLabel.SCHOOL, Size.TWO, 6),
    (Stratum.PUBLIC_SCHOOL, CensusLabel.SCHOOL, Size.TWO_LARGE, 1),
    (Stratum.PUBLIC_SCHOOL, CensusLabel.SCHOOL, Size.THREE, 1),
    (Stratum.PRIVATE_SCHOOL, CensusLabel.SCHOOL, Size.TWO, 2),
    (Stratum.PUBLIC_KINDERGARTEN, CensusLabel.CITY_KINDERGARTEN, Size.TWO, 2),
    (Stratum.PRIVATE_KINDERGARTEN, CensusLabel.CITY_KINDERGARTEN, Size.TWO, 6),
    (Stratum.PRIVATE_KINDERGARTEN, CensusLabel.CITY_KINDERGARTEN, Size.ONE, 3),
    (Stratum.PUBLIC_KINDERGARTEN, CensusLabel.TOWN_KINDERGARTEN, Size.ONE, 1),
    (Stratum.PRIVATE_KINDERGARTEN, CensusLabel.TOWN_KINDERGARTEN, Size.TWO, 3),
    (Stratum.PRIVATE_KINDERGARTEN, CensusLabel.TOWN_KINDERGARTEN, Size.ONE, 2),
)


def plots() -> list[Plot]:
    """All plots, county by county; the reporters inside 娄星's figures have claimed theirs."""
    found = [*_schools(), *_kindergartens()]
    found.sort(key=lambda plot: plot.county)
    _claim(found, CITY_RUN, _CITY_RUN_QUOTAS)
    _claim(found, ZONE, _ZONE_QUOTAS)
    return found


def _plots(county: str, label: CensusLabel, stratum: Stratum, sizes: dict[Size, int]) -> Iterator[Plot]:
    for size, number in sizes.items():
        for _ in range(number):
            yield Plot(county=county, label=label, stratum=stratum, size=size, reporter=county)


def _schools() -> Iterator[Plot]:
    private = fit_table(
        SCHOOL_SIZES,
        rows=[county.private_schools for county in COUNTIES.values()],
        columns=PRIVATE_SCHOOL_SIZES,
        high=SCHOOL_SIZES,
    )
    for code, every, own in zip(COUNTIES, SCHOOL_SIZES, private, strict=True):
        public = [total - part for total, part in zip(every, own, strict=True)]
        yield from _plots(code, CensusLabel.SCHOOL, Stratum.PUBLIC_SCHOOL, dict(zip(Size, public, strict=True)))
        yield from _plots(code, CensusLabel.SCHOOL, Stratum.PRIVATE_SCHOOL, dict(zip(Size, own, strict=True)))


def _kindergartens() -> Iterator[Plot]:
    by_label = [number for c in COUNTIES.values() for number in (c.city_kindergartens, c.town_kindergartens)]
    owned = fit_table(
        [[weight * number for weight in _OWNERSHIP_WEIGHTS[row % 2]] for row, number in enumerate(by_label)],
        rows=by_label,
        columns=[STRATA[stratum].campuses for stratum in _KINDERGARTENS],
        high=[[number, number] for number in by_label],
    )
    cells = [[owned[2 * i][o] + owned[2 * i + 1][o] for o in range(2)] for i in range(len(COUNTIES))]
    doubles = fit_table(
        cells,
        rows=[county.double_kindergartens for county in COUNTIES.values()],
        columns=[STRATA[stratum].required - STRATA[stratum].campuses for stratum in _KINDERGARTENS],
        high=cells,
    )
    for index, code in enumerate(COUNTIES):
        yield from _county_kindergartens(code, owned[2 * index : 2 * index + 2], doubles[index])


def _county_kindergartens(code: str, owned: Table, doubles: list[int]) -> Iterator[Plot]:
    """One county's: ``owned`` is label × ownership, ``doubles`` those with two guards by ownership."""
    for ownership, stratum in enumerate(_KINDERGARTENS):
        counts = [owned[label][ownership] for label in range(2)]
        weights = [count * weight for count, weight in zip(counts, _DOUBLE_WEIGHTS, strict=True)]
        large = share(doubles[ownership], weights, low=[0, 0], high=counts)
        for label, count, two in zip(_LABELS, counts, large, strict=True):
            yield from _plots(code, label, stratum, {Size.ONE: count - two, Size.TWO: two})


def _claim(plots: list[Plot], reporter: str, quotas: tuple[_Quota, ...]) -> None:
    """Hand the first free plots of each description over to a reporter of its own."""
    for stratum, label, size, number in quotas:
        wanted = (SEAT, stratum, label, size)
        free = [plot for plot in plots if (plot.reporter, plot.stratum, plot.label, plot.size) == wanted]
        if len(free) < number:
            message = f"{reporter} asks for {number} of {wanted}, there are {len(free)}"
            raise LookupError(message)
        for plot in free[:number]:
            plot.reporter = reporter
