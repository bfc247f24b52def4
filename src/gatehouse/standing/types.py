"""Words of standing: what a campus amounts to during a period, and the strata in which it is added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NamedTuple

from gatehouse.campuses.types import CensusLabel, Ownership


class Stratum(IntEnum):
    """Census label × ownership: totals are kept apart by it, so every table of the census adds up from them."""

    SCHOOL_PUBLIC = 11
    SCHOOL_PRIVATE = 12
    SCHOOL_INCLUSIVE = 13
    CITY_KINDERGARTEN_PUBLIC = 21
    CITY_KINDERGARTEN_PRIVATE = 22
    CITY_KINDERGARTEN_INCLUSIVE = 23
    TOWN_KINDERGARTEN_PUBLIC = 31
    TOWN_KINDERGARTEN_PRIVATE = 32
    TOWN_KINDERGARTEN_INCLUSIVE = 33

    @classmethod
    def of(cls, label: CensusLabel, ownership: Ownership) -> Stratum:
        """The stratum of a campus."""
        return cls[f"{label.value}_{ownership.value}"]

    @property
    def label(self) -> CensusLabel:
        """The census label of this stratum."""
        return CensusLabel(self.name.rsplit("_", 1)[0])

    @property
    def ownership(self) -> Ownership:
        """The ownership of this stratum."""
        return Ownership(self.name.rsplit("_", 1)[1])


class Amounts(NamedTuple):
    """The additive amounts of one campus, or of any sum of campuses. Guards are full-time ones unless said."""

    campuses: int = 0
    students: int = 0
    staff: int = 0
    boarders: int = 0
    required: int = 0
    full_time: int = 0
    part_time: int = 0
    certified: int = 0
    gap: int = 0
    surplus: int = 0
    campuses_met: int = 0
    campuses_met_certified: int = 0
    unjudged: int = 0
    """Campuses for which no norm is in force or no head count is known."""
    male: int = 0
    female: int = 0
    age_under_35: int = 0
    age_35_44: int = 0
    age_45_54: int = 0
    age_55_59: int = 0
    age_60_over: int = 0
    source_self: int = 0
    source_property: int = 0
    source_company: int = 0
    source_unknown: int = 0

    def plus(self, other: Amounts) -> Amounts:
        """The sum."""
        return Amounts(*map(int.__add__, self, other))

    def minus(self, other: Amounts) -> Amounts:
        """The difference."""
        return Amounts(*map(int.__sub__, self, other))


NOTHING = Amounts()
AMOUNTS: tuple[str, ...] = Amounts._fields

AGE_BANDS = (35, 45, 55, 60)
"""The birthdays on which a guard passes into the next age band."""

AGE_BAND_NAMES = ("age_under_35", "age_35_44", "age_45_54", "age_55_59", "age_60_over")
"""The amounts that count guards of each band, youngest first."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A campus's standing during the days from ``valid_from`` to before ``valid_to``."""

    valid_from: date
    valid_to: date
    police_path: str
    education_path: str
    stratum: Stratum
    epoch: str
    amounts: Amounts

    def same_as(self, other: Stretch) -> bool:
        """Whether only the days differ."""
        return (self.police_path, self.education_path, self.stratum, self.epoch, self.amounts) == (
            other.police_path, other.education_path, other.stratum, other.epoch, other.amounts,
        )  # fmt: skip


class StatementPurpose(StrEnum):
    """Why a statement was frozen."""

    SIGN_OFF = "SIGN_OFF"
    CAMPAIGN_CLOSE = "CAMPAIGN_CLOSE"
    MONTH_END = "MONTH_END"


class SignerRole(StrEnum):
    """As what a person signs a statement, in the order in which they sign."""

    PREPARER = "PREPARER"  # 填表人
    REVIEWER = "REVIEWER"  # 审核人
    HEAD = "HEAD"  # 单位负责人


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs a statement: as what, under which name, by which account, when."""

    role: SignerRole
    name: str
    account_id: int | None
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class PlaceSums:
    """What one child unit amounts to, by stratum; ``direct`` for the campuses that belong to the unit itself."""

    unit_id: int
    code: str
    name: str
    name_en: str
    division: str
    direct: bool
    strata: Mapping[Stratum, Amounts]


@dataclass(frozen=True, slots=True)
class UnitSums:
    """A unit's child units and what they amount to, under the names of a day."""

    rows: tuple[PlaceSums, ...]
    total: Mapping[Stratum, Amounts]
    """Added up from the campuses, not from the rows."""


class Cause(StrEnum):
    """Which fact changed, where a campus's standing differs between two days or two recordings."""

    REGISTERED = "REGISTERED"  # it was there already, and the register did not know
    OPENED = "OPENED"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"
    WITHDRAWN = "WITHDRAWN"  # the register does not know it any more
    MOVED_IN = "MOVED_IN"
    MOVED_OUT = "MOVED_OUT"
    MOVED_WITHIN = "MOVED_WITHIN"  # from one child unit to another: nothing to the unit's own total
    RECLASSIFIED = "RECLASSIFIED"
    NORM = "NORM"
    HEAD_COUNT = "HEAD_COUNT"
    HIRED = "HIRED"
    LEFT = "LEFT"
    ENGAGEMENT = "ENGAGEMENT"  # from part-time to full-time, or back
    SOURCE = "SOURCE"
    CERTIFIED = "CERTIFIED"
    CERTIFICATE_LOST = "CERTIFICATE_LOST"
    BIRTHDAY = "BIRTHDAY"
    UNEXPLAINED = "UNEXPLAINED"  # standing is not what the facts amount to


class Learnt(StrEnum):
    """How the register came to say otherwise."""

    SINCE = "SINCE"  # it took effect after the earlier day
    LATER = "LATER"  # it had taken effect by the earlier day, and was learnt later
    CORRECTED = "CORRECTED"  # what was said of the earlier day is not said any more


class Happening(StrEnum):
    """What happened to a campus or a unit, as its story tells it."""

    REPORTED_AGAIN = "REPORTED_AGAIN"  # said anew, and nothing differs
    REGISTERED = "REGISTERED"  # the first that is said of a campus
    CHANGED = "CHANGED"  # name, codes, kind, founder, labels, address
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"
    PLACED = "PLACED"  # the first units to which it belongs
    MOVED = "MOVED"
    FOLLOWED = "FOLLOWED"  # its unit changed its place
    COUNTED = "COUNTED"
    MERGED_INTO = "MERGED_INTO"
    TOOK_OVER = "TOOK_OVER"
    PARTED_WITH = "PARTED_WITH"
    CAME_OUT_OF = "CAME_OUT_OF"
    HIRED = "HIRED"
    SERVES_OTHERWISE = "SERVES_OTHERWISE"  # full-time or part-time, or by whom employed
    LEFT = "LEFT"
    CERTIFIED = "CERTIFIED"
    CERTIFICATE_CHANGED = "CERTIFICATE_CHANGED"
    CERTIFICATE_LOST = "CERTIFICATE_LOST"  # lapsed, revoked, withdrawn or none after all
    BIRTHDAY = "BIRTHDAY"  # into the next age band
    NORM = "NORM"
    UNIT_FOUNDED = "UNIT_FOUNDED"
    UNIT_RENAMED = "UNIT_RENAMED"
    UNIT_MOVED = "UNIT_MOVED"
    UNIT_WENT_ALONG = "UNIT_WENT_ALONG"  # a unit above it changed its place
    UNIT_MERGED = "UNIT_MERGED"
    UNIT_ABOLISHED = "UNIT_ABOLISHED"
    UNIT_TOOK_OVER = "UNIT_TOOK_OVER"
    UNIT_GAINED = "UNIT_GAINED"  # another unit came to stand below it
    UNIT_GAVE = "UNIT_GAVE"  # another unit came to stand elsewhere
    CAMPUSES = "CAMPUSES"  # campuses came to it or went, each by itself
