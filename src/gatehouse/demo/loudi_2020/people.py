"""Persons behind the guards: sex, birth date, name, schooling, certificates, and the day the work began.

Ages are real: a birth date is drawn so that the full years on the reference day and on 2020-12-31 fall into the bands
which the ledger gives the guard; birthdays in between are those that the ledger counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from random import Random

from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.drafts import Fate, GuardDraft, Site
from gatehouse.demo.loudi_2020.grid import CITY_RUN
from gatehouse.demo.loudi_2020.ledger import AGE_BANDS, CENSUS_DAY, YEAR_END
from gatehouse.demo.loudi_2020.names import person_name
from gatehouse.demo.loudi_2020.numbers import phone, resident_number
from gatehouse.demo.loudi_2020.training import issued_on
from gatehouse.demo.loudi_2020.types import Certificate, Guard
from gatehouse.guards.types import Engagement, LeavingReason, Schooling
from gatehouse.kernel.days import age_on, birthday
from gatehouse.kernel.identifiers import Sex

MONTH_REPORTERS = frozenset({"431302", "431322", CITY_RUN})
"""These write only year and month of the day on which a guard began, so all their guards began on a first."""
_WOMEN_IN_SCHOOLS, _WOMEN_IN_KINDERGARTENS, _WOMEN_PART_TIME = 4, 13, 35
"""Per cent."""
_PHONES = 55
"""Per cent of the guards whose telephone number the campus wrote down."""
_ADULT, _MIDDLE, _ELDER, _OVER_AGE = 18, 35, 50, 60
_FIRST_START, _FIRST_CERTIFICATE = date(2009, 1, 1), date(2011, 1, 1)
_LAST_START = date(2020, 10, 1)
_CERTIFIED_BEFORE = timedelta(30)
"""A certificate held at the census, or brought along, is at least this old."""
_FRIDAY = 4
_WEEKEND = timedelta(2)

_PART_TIME = frozenset({Fate.CONVERTED, Fate.FAILING_CONVERT, Fate.PART_TIME})
_LEAVING = frozenset({Fate.CERTIFIED_LEAVING, Fate.UNCERTIFIED_LEAVING})
_FAILING = frozenset({Fate.FAILING, Fate.FAILING_CONVERT})


class Persons:
    """Makes persons whose resident IDs are unique within the city."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._rng = dice("people")
        self._orders: dict[tuple[date, Sex], int] = {}
        self._phones = 0

    def person(self, draft: GuardDraft) -> Guard:
        """Freeze a draft; its certificates have no number until ``number_certificates`` has seen all guards."""
        rng = self._rng
        sex = _sex(draft, rng)
        born = _birth_date(draft.bands, rng)
        known_from = draft.hired_on or CENSUS_DAY
        passed = draft.training is not None and draft.training.outcome.passed
        return Guard(
            resident_id=self._resident_id(born, sex),
            name=person_name(sex, rng),
            sex=sex,
            birth_date=born,
            schooling=_schooling(draft, age_on(born, CENSUS_DAY), rng),
            phone=self._phone(),
            campus=draft.site.key,
            started_on=draft.hired_on or _started_on(draft.site, born, rng),
            census=_engagement(draft),
            source=draft.source,
            employer=draft.firm.name if draft.firm else "",
            certificate=Certificate("", _certified_on(born, known_from, rng)) if draft.certified else None,
            converted_on=draft.converted_on,
            left_on=draft.left_on,
            reason=_reason(draft, age_on(born, CENSUS_DAY), rng),
            training=draft.training,
            earned=Certificate("", issued_on(draft)) if passed else None,
        )

    def _resident_id(self, born: date, sex: Sex) -> str:
        order = self._orders.get((born, sex), 0)
        self._orders[born, sex] = order + 1
        return resident_number(born, sex, order)

    def _phone(self) -> str:
        if self._rng.randrange(100) >= _PHONES:
            return ""
        self._phones += 1
        return phone(self._phones)


def number_certificates(guards: Iterable[Guard]) -> list[Guard]:
    """Give every certificate its number: 湘4313, the year, and a serial in the order of issue within the year."""
    people = list(guards)
    issued = sorted(
        (certificate.issued_on, guard.resident_id)
        for guard in people
        for certificate in (guard.certificate, guard.earned)
        if certificate
    )
    numbers = {
        key: f"湘4313{year}{serial:05d}"
        for year, keys in groupby(issued, key=lambda key: key[0].year)
        for serial, key in enumerate(keys, start=1)
    }

    def numbered(guard: Guard, certificate: Certificate | None) -> Certificate | None:
        if certificate is None:
            return None
        return replace(certificate, number=numbers[certificate.issued_on, guard.resident_id])

    return [
        replace(guard, certificate=numbered(guard, guard.certificate), earned=numbered(guard, guard.earned))
        for guard in people
    ]


def _sex(draft: GuardDraft, rng: Random) -> Sex:
    women = _WOMEN_IN_SCHOOLS if draft.site.school else _WOMEN_IN_KINDERGARTENS
    if draft.fate in _PART_TIME:
        women = _WOMEN_PART_TIME
    return Sex.FEMALE if rng.randrange(100) < women else Sex.MALE


def band_of(age: int) -> int:
    """Index of the age band: under 35, 35–44, 45–54, 55–59, 60 and over."""
    return sum(age >= youngest for youngest, _ in AGE_BANDS[1:])


def _birth_date(bands: tuple[int | None, int | None], rng: Random) -> date:
    """Draw until the ages on both days fall into their bands; a band of None does not count."""
    first, last = bands
    day, band = (CENSUS_DAY, first) if first is not None else (YEAR_END, last)
    if band is None:
        raise ValueError(bands)
    while True:
        youngest_birth = date(day.year - rng.randint(*AGE_BANDS[band]), day.month, day.day)
        born = youngest_birth - timedelta(rng.randrange(365))
        wanted = ((CENSUS_DAY, first), (YEAR_END, last))
        if all(index is None or band_of(age_on(born, when)) == index for when, index in wanted):
            return born


def _schooling(draft: GuardDraft, age: int, rng: Random) -> Schooling:
    """A certificate asks for junior secondary schooling, so only others may have less."""
    chance = rng.randrange(100)
    uncertified = not draft.certified and not draft.trained
    if uncertified and age >= _ELDER and chance < 35:  # noqa: PLR2004 - per cent
        return Schooling.PRIMARY
    senior, college = (45, 80) if age < _MIDDLE else (60, 95) if age < _ELDER else (78, 99)
    if chance >= college:
        return Schooling.COLLEGE
    return Schooling.SENIOR if chance >= senior else Schooling.JUNIOR


def _engagement(draft: GuardDraft) -> Engagement | None:
    if draft.fate is Fate.HIRED:
        return None
    return Engagement.PART_TIME if draft.fate in _PART_TIME else Engagement.FULL_TIME


def _started_on(site: Site, born: date, rng: Random) -> date:
    """A day before the census, of age by then, recent years likelier."""
    earliest = max(_FIRST_START, birthday(born, _ADULT) + timedelta(31))
    first, last = (day.year * 12 + day.month - 1 for day in (earliest, _LAST_START))
    month = max(rng.randint(first, last), rng.randint(first, last))
    day = 1 if site.reporter in MONTH_REPORTERS else rng.randint(1, 28)
    return date(month // 12, month % 12 + 1, day)


def _certified_on(born: date, known_from: date, rng: Random) -> date:
    """A weekday from the eighteenth birthday on, and some weeks before the certificate is first seen."""
    earliest = max(_FIRST_CERTIFICATE, birthday(born, _ADULT) + _WEEKEND)
    span = (known_from - _CERTIFIED_BEFORE - earliest).days
    day = earliest + timedelta(max(rng.randint(0, span), rng.randint(0, span)))
    return day - timedelta(max(0, day.weekday() - _FRIDAY))


def _reason(draft: GuardDraft, age: int, rng: Random) -> LeavingReason:
    if draft.fate in _FAILING:
        return LeavingReason.FAILED_EXAM
    if draft.fate not in _LEAVING:
        return LeavingReason.NONE
    chance = rng.randrange(100)
    if age >= _OVER_AGE:
        return LeavingReason.AGE if chance < 88 else LeavingReason.REPLACED  # noqa: PLR2004 - per cent
    by_chance = ((55, LeavingReason.RESIGNED), (80, LeavingReason.REPLACED), (94, LeavingReason.UNFIT))
    return next((reason for limit, reason in by_chance if chance < limit), LeavingReason.OTHER)
