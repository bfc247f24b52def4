"""Builds the demo city: the one place that knows the order of the steps."""

from __future__ import annotations

from collections.abc import Sequence

from gatehouse.campuses.types import CampusKind, Ownership
from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.divisions import read_towns
from gatehouse.demo.loudi_2020.drafts import Site
from gatehouse.demo.loudi_2020.firms import FIRMS
from gatehouse.demo.loudi_2020.grid import plots
from gatehouse.demo.loudi_2020.headcounts import head_count
from gatehouse.demo.loudi_2020.names import CampusNames, address
from gatehouse.demo.loudi_2020.numbers import credit_code, credit_prefix, school_code
from gatehouse.demo.loudi_2020.people import Persons, number_certificates
from gatehouse.demo.loudi_2020.places import settle, urban_class
from gatehouse.demo.loudi_2020.roster import enrol
from gatehouse.demo.loudi_2020.staffing import staff
from gatehouse.demo.loudi_2020.timeline import complete, schedule
from gatehouse.demo.loudi_2020.training import CLASSES, INSTITUTIONS, train
from gatehouse.demo.loudi_2020.traits import characterise
from gatehouse.demo.loudi_2020.types import Campus, City, Guard

_SHARED_CODES = 12
"""So many teaching points report under the code of their parent primary school."""
_PRIVATE_WITHOUT_CODE = 8
"""Per cent of the private kindergartens that are not yet registered anywhere."""


def build_city() -> City:
    """The whole city; the same on every call and every supported Python."""
    towns = read_towns()
    sites = settle(plots(), towns)
    staff(sites)
    enrol(sites)
    complete(sites)
    train(sites)
    schedule(sites)
    characterise(sites)
    return City(
        towns=towns,
        campuses=tuple(_campuses(sites)),
        guards=tuple(_guards(sites)),
        firms=FIRMS,
        institutions=INSTITUTIONS,
        classes=CLASSES,
    )


def _guards(sites: Sequence[Site]) -> list[Guard]:
    persons = Persons()
    people = [persons.person(draft) for site in sites for draft in site.guards]
    return sorted(number_certificates(people), key=lambda guard: guard.resident_id)


def _campuses(sites: Sequence[Site]) -> list[Campus]:
    rng = dice("campuses")
    names = CampusNames(rng)
    parents = _shared_codes(sites)
    serials = {site.key: serial for serial, site in enumerate(sites)}
    made: list[Campus] = []
    for site in sites:
        ownership = Ownership.PRIVATE if site.private else Ownership.PUBLIC
        size = head_count(site, rng)
        unregistered = not site.school and site.private and rng.randrange(100) < _PRIVATE_WITHOUT_CODE
        has_code = site.kind is not CampusKind.TEACHING_POINT and not unregistered
        campus = Campus(
            key=site.key,
            name=names.name(site),
            school_code=school_code(site.kind, serials[parents.get(site.key, site.key)]),
            credit_code=credit_code(credit_prefix(ownership), serials[site.key] + 1) if has_code else "",
            kind=site.kind,
            ownership=ownership,
            label=site.label,
            urban_class=urban_class(site.town, site.size, site.kind, rng),
            county=site.county,
            reporter=site.reporter,
            town=site.town,
            address=address(site.town, rng),
            students=size.students,
            staff=size.staff,
            boarders=size.boarders,
            required=site.size.posts,
        )
        made.append(campus)
    return made


def _shared_codes(sites: Sequence[Site]) -> dict[str, str]:
    """Teaching points that share a code, each with a public primary school of the same town as their parent."""
    rng = dice("shared codes")
    parents: dict[str, str] = {}
    for site in sites:
        if site.kind is CampusKind.PRIMARY and not site.private:
            parents.setdefault(site.town.code, site.key)
    points = [site for site in sites if site.kind is CampusKind.TEACHING_POINT and site.town.code in parents]
    return {site.key: parents[site.town.code] for site in rng.sample(points, _SHARED_CODES)}
