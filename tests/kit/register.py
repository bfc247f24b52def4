"""Short ways to write to the register through the rooms' real services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count

from stdnum.cn import ric

from gatehouse.campuses.models import CampusPlace, CampusProfile, HeadCount
from gatehouse.campuses.services import CampusReport, Profile, record_campuses
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership
from gatehouse.companies.services import ensure_companies
from gatehouse.companies.types import CompanyKind
from gatehouse.foundation.clock import SHANGHAI
from gatehouse.foundation.facts import Outcome, on_day
from gatehouse.guards.services import (
    CertificateReport,
    Person,
    PostReport,
    ProfileReport,
    record_certificates,
    record_posts,
    record_profiles,
    register_guards,
)
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason, Schooling
from gatehouse.kernel.actor import Actor
from gatehouse.kernel.identifiers import Sex, resident_id
from gatehouse.territory.queries import unit_by_id
from tests.kit.places import EAST_1, UNITS_FROM, Places

CLERK = Actor(None, "clerk")
CENSUS_DAY = date(2020, 11, 1)
FIRST_RECORDED = datetime(2020, 11, 5, 9, 0, tzinfo=SHANGHAI)
BORN = date(1970, 6, 15)


def resident_number(born: date = BORN, serial: int = 1, sex: Sex = Sex.MALE) -> str:
    """A resident ID that is right in form and nobody's: region 431399 is not assigned. ``serial`` below 500."""
    body = f"431399{born:%Y%m%d}{serial * 2 + (sex is Sex.MALE):03d}"
    return body + ric.calc_check_digit(f"{body}0")


def at(day: str, clock: str = "09:00") -> datetime:
    """An instant in Shanghai."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI)


@dataclass
class Register:
    """Writes as a clerk would; each call is a posting of its own unless it stands inside an open one.

    What is not told is unremarkable: a public primary school in the East, seven students short of two posts. Recording
    instants rise by a minute a call.
    """

    places: Places
    _instants: Iterator[datetime] = field(default_factory=lambda: minutes_from(FIRST_RECORDED))
    _serials: Iterator[int] = field(default_factory=lambda: count(1))

    def campus(
        self,
        name: str = "东关小学",
        *,
        police: str = EAST_1,
        education: str = "",
        on: date = CENSUS_DAY,
        counts: tuple[int, int, int] = (85, 8, 0),
        kind: CampusKind = CampusKind.PRIMARY,
        ownership: Ownership = Ownership.PUBLIC,
        label: CensusLabel = CensusLabel.SCHOOL,
        school_code: str = "",
        opened_on: date | None = None,
        recorded: datetime | None = None,
    ) -> int:
        """A new campus; ``counts`` are students, staff and boarders, ``education`` the same unit as ``police``."""
        report = CampusReport(
            campus_id=None,
            valid_from=on,
            profile=Profile(name, kind, ownership, label, school_code=school_code, opened_on=opened_on),
            police_unit=self.places.police(police),
            education_unit=self.places.education(education or police),
            students=counts[0],
            staff=counts[1],
            boarders=counts[2],
        )
        return self._write(report, recorded)

    def kindergarten(self, name: str = "东关幼儿园", *, police: str = EAST_1, on: date = CENSUS_DAY) -> int:
        """A new private city kindergarten."""
        return self.campus(
            name,
            police=police,
            on=on,
            kind=CampusKind.KINDERGARTEN,
            ownership=Ownership.PRIVATE,
            label=CensusLabel.CITY_KINDERGARTEN,
        )

    def moved(
        self, campus: int, *, on: date, police: str = "", education: str = "", recorded: datetime | None = None
    ) -> None:
        """The campus belongs to other units from a day on."""
        before = self.report_of(campus, on=on)
        report = replace(
            before,
            police_unit=self.places.police(police) if police else before.police_unit,
            education_unit=self.places.education(education) if education else before.education_unit,
        )
        self._write(report, recorded)

    def counted(self, campus: int, counts: tuple[int, int, int], *, on: date, recorded: datetime | None = None) -> None:
        """The campus has this many students, staff and boarders from a day on."""
        students, staff, boarders = counts
        before = self.report_of(campus, on=on)
        self._write(replace(before, students=students, staff=staff, boarders=boarders), recorded)

    def closed(self, campus: int, *, on: date, again: bool = False, recorded: datetime | None = None) -> None:
        """The campus is out of operation from a day on, or in operation ``again``."""
        before = self.report_of(campus, on=on)
        self._write(replace(before, profile=replace(before.profile, in_operation=again)), recorded)

    def owned(self, campus: int, ownership: Ownership, *, on: date) -> None:
        """The campus has another founder from a day on."""
        before = self.report_of(campus, on=on)
        self._write(replace(before, profile=replace(before.profile, ownership=ownership)), None)

    def report_of(self, campus: int, *, on: date) -> CampusReport:
        """What the register says of a campus on a day, as a report of that day."""
        profile = on_day(CampusProfile, on).get(campus=campus)
        place = on_day(CampusPlace, on).get(campus=campus)
        count = on_day(HeadCount, on).get(campus=campus)
        return CampusReport(
            campus_id=campus,
            valid_from=on,
            profile=Profile(
                profile.name,
                CampusKind(profile.kind),
                Ownership(profile.ownership),
                CensusLabel(profile.census_label),
                school_code=profile.school_code,
                in_operation=profile.in_operation,
            ),
            police_unit=unit_by_id(place.police_unit_id, on=UNITS_FROM),
            education_unit=unit_by_id(place.education_unit_id, on=UNITS_FROM),
            students=count.students,
            staff=count.staff,
            boarders=count.boarders,
        )

    def person(self, *, born: date = BORN, sex: Sex = Sex.MALE, phone: str = "", name: str = "张三") -> int:
        """A new guard, not serving anywhere yet."""
        person = Person(resident_id(resident_number(born, next(self._serials), sex)), phone)
        (key,) = register_guards([person], by=CLERK, at=self.instant())
        report = ProfileReport(key, CENSUS_DAY, name, Schooling.JUNIOR)
        record_profiles([report], by=CLERK, at=self.instant())
        return key

    def on_post(
        self,
        guard: int,
        campus: int,
        *,
        on: date = CENSUS_DAY,
        engagement: Engagement = Engagement.FULL_TIME,
        source: HiringSource = HiringSource.SELF,
        company: int | None = None,
        recorded: datetime | None = None,
    ) -> Outcome:
        """How a guard serves at a campus from a day on."""
        reason = LeavingReason.RESIGNED if engagement is Engagement.ENDED else LeavingReason.NONE
        report = PostReport(guard, campus, on, engagement, source, company, reason)
        return record_posts([report], by=CLERK, at=recorded or self.instant())

    def left(self, guard: int, campus: int, *, on: date, recorded: datetime | None = None) -> Outcome:
        """A guard no longer serves at a campus from a day on."""
        return self.on_post(guard, campus, on=on, engagement=Engagement.ENDED, recorded=recorded)

    def guard_on_post(
        self,
        campus: int,
        *,
        on: date = CENSUS_DAY,
        born: date = BORN,
        sex: Sex = Sex.MALE,
        engagement: Engagement = Engagement.FULL_TIME,
        source: HiringSource = HiringSource.SELF,
        certified: bool = False,
        name: str = "张三",
    ) -> int:
        """A new guard who serves at a campus, with a certificate from the same day if ``certified``."""
        guard = self.person(born=born, sex=sex, name=name)
        self.on_post(guard, campus, on=on, engagement=engagement, source=source)
        if certified:
            self.certificate(guard, on=on)
        return guard

    def certificate(
        self,
        guard: int,
        *,
        on: date = CENSUS_DAY,
        state: CertificateState = CertificateState.HELD,
        number: str = "湘4300202000001",
        recorded: datetime | None = None,
    ) -> Outcome:
        """The state of a guard's certificate from a day on."""
        report = CertificateReport(guard, on, state, number if state is CertificateState.HELD else "")
        return record_certificates([report], by=CLERK, at=recorded or self.instant())

    def company(self, name: str = "平安保安服务有限公司") -> int:
        """A security company."""
        wanted = (CompanyKind.SECURITY, name)
        return ensure_companies([wanted], by=CLERK, at=self.instant())[wanted]

    def instant(self) -> datetime:
        """The next recording instant."""
        return next(self._instants)

    def _write(self, report: CampusReport, recorded: datetime | None) -> int:
        (key,) = record_campuses([report], by=CLERK, at=recorded or self.instant())
        return key


def minutes_from(start: datetime) -> Iterator[datetime]:
    """Instants a minute apart."""
    return (start + timedelta(minutes=number) for number in count())
