"""The figures that the demo city has to land on, and the finer splits invented so that they can.

Each margin stands once. The published part is the number of campuses by county and kind; everything else is invented.
Tables run county by county in the order of ``COUNTIES`` and stratum by stratum in the order of ``Stratum``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gatehouse.demo.loudi_2020.types import Stratum
from gatehouse.guards.types import HiringSource

CENSUS_DAY = date(2020, 11, 1)
FIRST_CHANGE = date(2020, 11, 23)
"""The first day on which anything changes: the last workbook came in on 2020-11-20, a Friday."""
YEAR_END = date(2020, 12, 31)
LAST_RECORDING = date(2021, 1, 10)


class Size(Enum):
    """What the national rule of 2015 asks of a campus; ``TWO_LARGE`` has over 1,000 persons but no complete step."""

    ONE = "1"
    TWO = "2"
    TWO_LARGE = "2, over 1,000"
    THREE = "3"
    FOUR = "4"
    SIX = "6"

    @property
    def posts(self) -> int:
        """The number of posts."""
        return int(self.value[0])


@dataclass(frozen=True, slots=True)
class CountyFigures:
    """One reporting county: campuses by census label, posts, campuses meeting the norm, guards trained."""

    name: str
    schools: int
    city_kindergartens: int
    town_kindergartens: int
    required: int
    met: int
    trained: int
    private_schools: int
    """Invented split of the city's 66."""
    double_kindergartens: int
    """Kindergartens that need two guards; with the sizes of schools below this makes ``required``."""

    @property
    def kindergartens(self) -> int:
        """All kindergartens."""
        return self.city_kindergartens + self.town_kindergartens


COUNTIES = {
    "431302": CountyFigures("娄星区", 165, 118, 57, 648, 228, 222, private_schools=20, double_kindergartens=135),
    "431321": CountyFigures("双峰县", 215, 45, 105, 622, 212, 239, private_schools=11, double_kindergartens=100),
    "431322": CountyFigures("新化县", 375, 70, 165, 1_032, 336, 401, private_schools=17, double_kindergartens=150),
    "431381": CountyFigures("冷水江市", 85, 45, 32, 289, 109, 105, private_schools=6, double_kindergartens=57),
    "431382": CountyFigures("涟源市", 245, 50, 135, 728, 241, 281, private_schools=12, double_kindergartens=122),
}

SCHOOL_SIZES = (
    (42, 82, 14, 14, 8, 5),
    (82, 108, 11, 8, 4, 2),
    (143, 194, 16, 12, 6, 4),
    (32, 38, 6, 5, 2, 2),
    (99, 119, 11, 8, 5, 3),
)
"""Schools by county and size; the columns add up to 398, 541, 58, 47, 25, 16."""

PRIVATE_SCHOOL_SIZES = (4, 32, 8, 13, 6, 3)
"""The 66 private schools by size: 165 posts."""


@dataclass(frozen=True, slots=True)
class StratumFigures:
    """One kind and ownership: the ledger's columns, then the invented split of guards behind them."""

    campuses: int
    required: int
    full_time: int
    gap: int
    met: int
    trained: int
    staying: int
    """Uncertified full-time guards who stay and are trained; the rest of ``trained`` are part-time guards."""
    uncertified_leavers: int
    certified_leavers: int
    certified_converts: int
    other_part_time: int
    """Part-time guards who stay so."""

    @property
    def converts(self) -> int:
        """Uncertified part-time guards who become full-time and are trained."""
        return self.trained - self.staying

    @property
    def surplus(self) -> int:
        """Full-time guards above the norm, campus by campus."""
        return self.full_time + self.gap - self.required


STRATA = {
    Stratum.PUBLIC_SCHOOL: StratumFigures(1_019, 1_768, 1_406, 382, 742, 366, 306, 180, 19, 6, 150),
    Stratum.PRIVATE_SCHOOL: StratumFigures(66, 165, 118, 49, 31, 84, 64, 12, 1, 1, 12),
    Stratum.PUBLIC_KINDERGARTEN: StratumFigures(278, 468, 318, 152, 167, 232, 199, 54, 4, 1, 45),
    Stratum.PRIVATE_KINDERGARTEN: StratumFigures(544, 918, 372, 550, 186, 566, 236, 45, 3, 4, 110),
}

COVERAGE = ((date(2020, 11, 30), 228), (date(2020, 12, 15), 324), (date(2020, 12, 28), 218), (YEAR_END, 11))
"""How many of the 781 short campuses reach the norm in the time up to each day: 1,126 → 1,354, 1,678, 1,896, 1,907."""

EXTRA_HIRES = 5
"""Guards hired above the norm: surplus 28 → 33."""

SOURCES = (HiringSource.COMPANY, HiringSource.PROPERTY, HiringSource.SELF)


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group of guards with the same fate: how many by hiring source (``SOURCES``), how many by age.

    ``ages`` maps (band on the reference day, band on 2020-12-31) to a number of guards; a band is an index into
    ``AGE_BANDS``, None where that day does not count for the group.
    """

    sources: tuple[int, int, int]
    ages: dict[tuple[int | None, int | None], int]


AGE_BANDS = ((20, 34), (35, 44), (45, 54), (55, 59), (60, 66))
"""Youngest and oldest age drawn: under 35, 35–44, 45–54, 55–59, 60 and over."""

CERTIFIED_LEAVING = GroupFigures((4, 13, 10), {(0, None): 2, (1, None): 3, (2, None): 4, (3, None): 6, (4, None): 12})
UNCERTIFIED_LEAVING = GroupFigures(
    (8, 85, 198), {(0, None): 3, (1, None): 5, (2, None): 7, (3, None): 12, (4, None): 264}
)
FAILING = GroupFigures((0, 2, 13), {(1, None): 1, (2, None): 3, (3, None): 6, (4, None): 5})
CERTIFIED_STAYING = GroupFigures(
    (426, 219, 446),
    {(0, 0): 72, (0, 1): 1, (1, 1): 180, (1, 2): 4, (2, 2): 371, (2, 3): 7, (3, 3): 316, (3, 4): 10, (4, 4): 130},
)
UNCERTIFIED_STAYING = GroupFigures(
    (20, 43, 727),
    {(0, 0): 18, (1, 1): 77, (1, 2): 1, (2, 2): 226, (2, 3): 4, (3, 3): 280, (3, 4): 11, (4, 4): 173},
)
CONVERTED = GroupFigures((4, 14, 435), {(None, 0): 28, (None, 1): 90, (None, 2): 218, (None, 3): 109, (None, 4): 8})
FAILING_CONVERTS = GroupFigures((0, 0, 2), {(None, 2): 1, (None, 3): 1})
HIRED = GroupFigures((1_018, 0, 0), {(None, 0): 200, (None, 1): 424, (None, 2): 394})
PART_TIME = GroupFigures((2, 15, 300), {(0, None): 31, (1, None): 84, (2, None): 118, (3, None): 52, (4, None): 32})
"""Those who stay part-time; no total rests on their ages."""

RESITS_PASSED = 44
RESITS_FAILED = 13
NEVER_SAT = 4
CERTIFIED_PART_TIME = 14
"""Certified among those who stay part-time."""
