"""Campuses and guards in the making: what each building step fills in, before the city is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from gatehouse.campuses.types import CampusKind, CensusLabel
from gatehouse.demo.loudi_2020.ledger import Size
from gatehouse.demo.loudi_2020.types import Firm, Stratum, Town, Training
from gatehouse.guards.types import HiringSource


class Fate(Enum):
    """What becomes of a guard by the end of the year; each has its own figures in the ledger."""

    CERTIFIED_STAYING = "certified, stays"
    CERTIFIED_LEAVING = "certified, leaves"
    UNCERTIFIED_STAYING = "trained, passes, stays"
    UNCERTIFIED_LEAVING = "leaves before any training"
    FAILING = "trained, gets no certificate, leaves"
    CONVERTED = "part-time, becomes full-time"
    FAILING_CONVERT = "becomes full-time, gets no certificate, leaves"
    PART_TIME = "stays part-time"
    HIRED = "comes from a security company"


@dataclass(slots=True, eq=False)
class GuardDraft:
    """A guard in the making."""

    site: Site
    fate: Fate
    certified: bool
    """On the reference day, or on the day of hire."""
    training: Training | None = None
    converted_on: date | None = None
    left_on: date | None = None
    hired_on: date | None = None
    source: HiringSource = HiringSource.SELF
    firm: Firm | None = None
    bands: tuple[int | None, int | None] = (None, None)

    @property
    def trained(self) -> bool:
        """Whether the guard goes to a class."""
        return not self.certified and self.fate in {
            Fate.UNCERTIFIED_STAYING,
            Fate.FAILING,
            Fate.CONVERTED,
            Fate.FAILING_CONVERT,
        }


@dataclass(slots=True, eq=False)
class Plot:
    """What the ledger settles about a campus before it has a place."""

    county: str
    label: CensusLabel
    stratum: Stratum
    size: Size
    reporter: str

    @property
    def school(self) -> bool:
        """Whether this is a school, not a kindergarten."""
        return self.label is CensusLabel.SCHOOL

    @property
    def private(self) -> bool:
        """Whether this is privately founded."""
        return self.stratum in {Stratum.PRIVATE_SCHOOL, Stratum.PRIVATE_KINDERGARTEN}


@dataclass(slots=True, eq=False)
class Site(Plot):
    """A campus in the making."""

    kind: CampusKind
    town: Town
    key: str = ""
    full_time: int = 0
    """Full-time guards on the reference day."""
    done_on: date | None = None
    """The day from which a short campus meets the norm."""
    guards: list[GuardDraft] = field(default_factory=list)

    @property
    def gap(self) -> int:
        """Posts not filled on the reference day."""
        return max(0, self.size.posts - self.full_time)
