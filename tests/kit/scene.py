"""One small register in which everything has happened once: the scene of tests that only read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatehouse.campuses.types import Ownership
from gatehouse.foundation.posting import posting
from gatehouse.guards.types import CertificateState, Engagement, HiringSource
from gatehouse.kernel.identifiers import Sex
from tests.kit.places import CITY, CITY_RUN, EAST, EAST_1, EAST_2, FAR_1, PROVINCE, SOUTH_1, WEST_1, ZONE_1
from tests.kit.register import CENSUS_DAY, CLERK, Register, at

DAYS = (
    date(2014, 12, 31),
    date(2020, 10, 31),
    CENSUS_DAY,
    date(2020, 11, 30),
    date(2020, 12, 1),
    date(2020, 12, 31),
    date(2021, 1, 1),
    date(2021, 2, 28),
    date(2025, 7, 1),
    date(2099, 12, 31),
)
"""Days on which something differs, past and to come."""

DEC, JAN = date(2020, 12, 1), date(2021, 1, 1)


@dataclass(frozen=True)
class Scene:
    """The campuses of the scene by what is special about them."""

    campuses: dict[str, int]

    def __getitem__(self, name: str) -> int:
        """A campus's key."""
        return self.campuses[name]


def play(register: Register) -> Scene:
    """Eleven campuses, a dozen guards, and what happened to them; in three postings, the last two of them late."""
    with posting(by=CLERK, at=at("2020-11-05"), act="test.scene"):
        campuses = _campuses(register)
        first = register.guard_on_post(campuses["plain"], certified=True, born=date(1961, 1, 1))
        register.guard_on_post(campuses["lake"], source=HiringSource.COMPANY, sex=Sex.FEMALE, certified=True)
        part = register.guard_on_post(campuses["lake"], engagement=Engagement.PART_TIME, born=date(1986, 2, 28))
        register.guard_on_post(campuses["west"], source=HiringSource.PROPERTY)
        register.guard_on_post(campuses["zone"], on=JAN)
        for number in range(3):
            register.guard_on_post(campuses["city-run"], certified=number == 0, born=date(1990, 6, 15))
        register.guard_on_post(campuses["old"], on=date(2013, 1, 1), source=HiringSource.UNKNOWN)
        register.guard_on_post(campuses["city's own"])
        register.on_post(part, campuses["lake"], on=DEC)
        register.moved(campuses["west"], on=JAN, police=EAST_2, education=EAST_2)
    with posting(by=CLERK, at=at("2020-12-21"), act="test.scene"):
        register.closed(campuses["south"], on=DEC)
        register.closed(campuses["south"], on=JAN, again=True)
        register.owned(campuses["zone"], Ownership.INCLUSIVE, on=DEC)
        register.counted(campuses["plain"], (185, 15, 5), on=CENSUS_DAY)
    register.certificate(first, on=DEC, state=CertificateState.REVOKED, recorded=at("2020-12-22"))
    return Scene(campuses)


def _campuses(register: Register) -> dict[str, int]:
    return {
        "plain": register.campus("东关小学", police=EAST_1, school_code="9943000001"),
        "lake": register.campus("东湖中学", police=EAST_2, counts=(1620, 130, 700)),
        "west": register.campus("西关小学", police=WEST_1, counts=(240, 20, 10)),
        "south": register.campus("南关小学", police=SOUTH_1, education=EAST_1),
        "zone": register.kindergarten("科园幼儿园", police=ZONE_1),
        "city-run": register.campus("市一中", police=EAST_1, education=CITY_RUN, counts=(2100, 180, 900)),
        "county's own": register.campus("东县特教学校", police=EAST),
        "city's own": register.campus("市警校附属小学", police=CITY, education=CITY_RUN),
        "province's own": register.campus("省属实验小学", police=PROVINCE),
        "far": register.campus("远关小学", police=FAR_1),
        "old": register.campus("老校", police=EAST_1, on=date(2012, 9, 1), ownership=Ownership.PRIVATE),
    }
