"""The people in findings: named only to those in whose branch the campus lies today, with masked numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gatehouse.accounts.types import Scope
from gatehouse.campuses.models import CampusPlace, CampusProfile
from gatehouse.campuses.queries import within
from gatehouse.findings.types import Interval
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import on_day
from gatehouse.guards.models import Guard, GuardProfile


@dataclass(frozen=True, slots=True)
class Person:
    """A guard as shown beside a finding."""

    guard_id: int
    name: str
    id_masked: str


def people_of(items: Iterable[Interval], scope: Scope, *, today: date) -> dict[tuple[int, int], Person]:
    """By campus and guard, the people of those campuses that lie in the scope today."""
    pairs = {(item.campus_id, item.guard_id) for item in items if item.guard_id is not None}
    campuses: set[int] = set()
    for some in chunks({campus for campus, _ in pairs}):
        places = on_day(CampusPlace, today).filter(within(scope), campus__in=some)
        campuses.update(places.values_list("campus", flat=True))
    shown = {(campus, guard) for campus, guard in pairs if campus in campuses}
    people: dict[int, Person] = {}
    for keys in chunks({guard for _, guard in shown}):
        profiles = on_day(GuardProfile, today).filter(guard__in=keys)
        names = dict(profiles.values_list("guard", "name"))
        for key, masked in Guard.objects.filter(pk__in=keys).values_list("pk", "id_masked"):
            people[key] = Person(key, names.get(key, ""), masked)
    return {(campus, guard): people[guard] for campus, guard in shown}


def campus_names(items: Iterable[Interval], *, on: date) -> dict[int, tuple[str, str]]:
    """By campus: name and school code on a day."""
    return {
        key: (name, code)
        for some in chunks({item.campus_id for item in items})
        for key, name, code in on_day(CampusProfile, on)
        .filter(campus__in=some)
        .values_list("campus", "name", "school_code")
    }
