"""The demo city as plain records: places, campuses, guards with their whole story, training, and the dated changes.

Everything here is invented. Resident IDs, credit codes and telephone numbers are well-formed but nobody's: region code
431399 is not assigned, and no local telephone number begins with 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.guards.types import Engagement, HiringSource, LeavingReason, Schooling
from gatehouse.kernel.identifiers import Sex


class Stratum(StrEnum):
    """Kind × ownership, as the ledger counts campuses."""

    PUBLIC_SCHOOL = "PUBLIC_SCHOOL"  # 公办学校
    PRIVATE_SCHOOL = "PRIVATE_SCHOOL"  # 民办学校
    PUBLIC_KINDERGARTEN = "PUBLIC_KINDERGARTEN"  # 公办幼儿园
    PRIVATE_KINDERGARTEN = "PRIVATE_KINDERGARTEN"  # 民办幼儿园


@dataclass(frozen=True, slots=True)
class Town:
    """A town or street office, with the police station and the school district named after it."""

    code: str
    name: str
    county: str
    kind: str
    """镇, 乡, 街道 or 林场/其他."""
    stem: str
    """The name without its suffix."""
    station: str
    district: str


@dataclass(frozen=True, slots=True)
class Campus:
    """One campus on the census reference day; its key is its place in the county's list, its name is unique."""

    key: str
    name: str
    school_code: str
    """Ten digits; a few teaching points share their parent primary school's."""
    credit_code: str
    """Empty where the campus has none of its own."""
    kind: CampusKind
    ownership: Ownership
    label: CensusLabel
    urban_class: UrbanClass
    county: str
    """Division code of the county whose figures count it."""
    reporter: str
    """Code of the unit that sends its census rows: the county, 431300SZ or 431300JK."""
    town: Town
    address: str
    students: int
    staff: int
    boarders: int
    required: int
    """Posts that the national rule of 2015 asks for; the ledger is built on it, so a norm evaluator must agree."""

    @property
    def persons(self) -> int:
        """Students and staff together."""
        return self.students + self.staff

    @property
    def stratum(self) -> Stratum:
        """Kind × ownership."""
        public = self.ownership is Ownership.PUBLIC
        if self.label is CensusLabel.SCHOOL:
            return Stratum.PUBLIC_SCHOOL if public else Stratum.PRIVATE_SCHOOL
        return Stratum.PUBLIC_KINDERGARTEN if public else Stratum.PRIVATE_KINDERGARTEN


@dataclass(frozen=True, slots=True)
class Firm:
    """A security or property company that sends guards."""

    name: str
    source: HiringSource
    county: str
    """Division code of its seat."""
    credit_code: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A school accredited by the provincial police to train guards."""

    code: str
    name: str
    county: str
    credit_code: str


@dataclass(frozen=True, slots=True)
class TrainingClass:
    """One class: its days, its examination and resit, and the days on which certificates are issued."""

    code: str
    institution: str
    size: int
    starts_on: date
    ends_on: date
    exam_on: date
    resit_on: date
    issued_on: date
    """Certificates of those who pass at the first sitting."""
    resit_issued_on: date


class Outcome(StrEnum):
    """How a trained guard fared in the examination."""

    PASSED = "PASSED"
    """At the first sitting."""
    PASSED_RESIT = "PASSED_RESIT"
    FAILED = "FAILED"
    """Failed the resit too."""
    ABSENT = "ABSENT"
    """Never sat."""

    @property
    def passed(self) -> bool:
        """Whether a certificate follows."""
        return self in {Outcome.PASSED, Outcome.PASSED_RESIT}


@dataclass(frozen=True, slots=True)
class Training:
    """A guard's place in a class and what came of it."""

    class_code: str
    outcome: Outcome
    sat_on: date | None
    """The day of the last sitting; None for a guard who never sat."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A guard certificate (保安员证)."""

    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard and everything that happens to this guard up to 2020-12-31.

    Days are the first day of the new state: on ``left_on`` the guard no longer counts.
    """

    resident_id: str
    name: str
    sex: Sex
    birth_date: date
    schooling: Schooling
    phone: str
    campus: str
    """Key of the campus."""
    started_on: date
    census: Engagement | None
    """Engagement on the reference day; None for a guard who comes later, on ``started_on``, full-time."""
    source: HiringSource
    employer: str
    """Name of the company; empty for a guard whom the campus employs itself."""
    certificate: Certificate | None
    """The one held on the reference day, or on the day of hire."""
    converted_on: date | None
    """From part-time to full-time."""
    left_on: date | None
    reason: LeavingReason
    training: Training | None
    earned: Certificate | None
    """The one issued after ``training``."""


@dataclass(frozen=True, slots=True)
class City:
    """The whole demo city; campuses in the order of their keys, guards in the order of their resident IDs."""

    towns: tuple[Town, ...]
    campuses: tuple[Campus, ...]
    guards: tuple[Guard, ...]
    firms: tuple[Firm, ...]
    institutions: tuple[Institution, ...]
    classes: tuple[TrainingClass, ...]


class ChangeKind(StrEnum):
    """What happens to a guard in the register after the census."""

    LEAVE = "LEAVE"
    CONVERT = "CONVERT"
    """Part-time becomes full-time."""
    FAIL = "FAIL"
    """Leaves the post because no certificate could be won."""
    HIRE = "HIRE"
    """A guard of a security company, certified before."""
    CERTIFY = "CERTIFY"


@dataclass(frozen=True, slots=True)
class Change:
    """One dated change of the register: valid from ``on``, learnt on ``recorded_on``."""

    on: date
    recorded_on: date
    kind: ChangeKind
    guard: str
    """Resident ID."""
    campus: str
    """Key of the campus."""
    source: HiringSource
    employer: str
    reason: LeavingReason
    certificate: Certificate | None
    """The certificate that CERTIFY issues, or that a guard brings along (HIRE)."""
