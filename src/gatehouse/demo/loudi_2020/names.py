"""Invented names and addresses: campuses from their town and a word, people from common surnames and given names."""

from __future__ import annotations

from random import Random

from gatehouse.campuses.types import CampusKind, CensusLabel
from gatehouse.demo.loudi_2020 import words
from gatehouse.demo.loudi_2020.divisions import STREET
from gatehouse.demo.loudi_2020.drafts import Site
from gatehouse.demo.loudi_2020.grid import CITY_RUN
from gatehouse.demo.loudi_2020.ledger import COUNTIES
from gatehouse.demo.loudi_2020.types import Town
from gatehouse.kernel.identifiers import Sex

_SUFFIX = {
    CampusKind.KINDERGARTEN: "幼儿园",
    CampusKind.PRIMARY: "小学",
    CampusKind.TEACHING_POINT: "教学点",
    CampusKind.JUNIOR: "初级中学",
    CampusKind.NINE_YEAR: "学校",
    CampusKind.SENIOR: "高级中学",
    CampusKind.COMPLETE: "中学",
    CampusKind.TWELVE_YEAR: "实验学校",
    CampusKind.VOCATIONAL: "职业学校",
    CampusKind.SPECIAL: "特殊教育学校",
}
_HOPE_SHARE = 6
"""One in so many public primary schools of a town is a 希望小学 (built with donations)."""
_TWO_CHARACTERS = 80
"""Per cent of given names with two characters."""


class CampusNames:
    """Hands out names that stay unique within the city."""

    def __init__(self, rng: Random) -> None:
        """Start with no name given."""
        self._rng = rng
        self._given: set[str] = set()

    def name(self, site: Site) -> str:
        """A new name: the town's central campus first, then town + word + kind."""
        place = _place(site)
        suffix = _SUFFIX[site.kind]
        central = f"{place}中心{suffix}"
        plain = site.kind in {CampusKind.PRIMARY, CampusKind.KINDERGARTEN} and not site.private
        if plain and site.label is not CensusLabel.CITY_KINDERGARTEN and central not in self._given:
            self._given.add(central)
            return central
        if (
            site.kind is CampusKind.PRIMARY
            and plain
            and site.town.kind != STREET
            and not self._rng.randrange(_HOPE_SHARE)
        ):
            suffix = "希望小学"
        return self._unused(place, suffix, school=site.school)

    def _unused(self, place: str, suffix: str, *, school: bool) -> str:
        pool = list(words.SCHOOL_WORDS if school else words.KINDERGARTEN_WORDS)
        self._rng.shuffle(pool)
        name = next(text for word in pool if (text := f"{place}{word}{suffix}") not in self._given)
        self._given.add(name)
        return name


def _place(site: Site) -> str:
    if site.reporter == CITY_RUN:
        return f"娄底市{site.town.stem}"
    return site.town.stem if site.town.kind == STREET else site.town.name


def address(town: Town, rng: Random) -> str:
    """An invented address: a village group in the country, a street number in town."""
    county = COUNTIES[town.county].name
    if town.kind == STREET:
        return f"{county}{town.name}{rng.choice(words.STREETS)}路{rng.randint(1, 480)}号"
    return f"{county}{town.name}{rng.choice(words.VILLAGES)}村"


def person_name(sex: Sex, rng: Random) -> str:
    """An invented name; two people may well share one."""
    given = words.MALE_NAMES if sex is Sex.MALE else words.FEMALE_NAMES
    length = 2 if rng.randrange(100) < _TWO_CHARACTERS else 1
    return rng.choice(words.SURNAMES) + "".join(rng.choice(given) for _ in range(length))
