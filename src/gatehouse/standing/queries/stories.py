"""The story of a campus: all that was ever said of it and is known to come, event by event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gatehouse.accounts.types import Scope
from gatehouse.campuses.models import CampusPlace, CampusProfile, CampusSuccession, HeadCount
from gatehouse.campuses.queries import UnknownCampusError, places_of
from gatehouse.foundation.facts import on_day
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost, GuardProfile
from gatehouse.kernel.path import ancestors
from gatehouse.norms import queries as norms
from gatehouse.standing.queries.behind import names_of
from gatehouse.standing.queries.histories import Origin, origins_of
from gatehouse.standing.queries.versions import (
    UnitNames,
    Versions,
    changes_of_units,
    undoing_of,
    unit_names,
    versions_of,
)
from gatehouse.standing.rules.stories import CampusVersions, Event, GuardVersions, Norm, story
from gatehouse.standing.rules.unit_changes import PATHS, UNITS, UnitChange
from gatehouse.territory.models import Unit, UnitPoint
from gatehouse.territory.types import Line


@dataclass(frozen=True, slots=True)
class Story:
    """Events in order of days, then of postings, and what a reader needs to read them.

    ``guards`` names guards by key; it is empty for a reader who may not see the campus's people today. ``origins`` are
    kept by (posting, source row).
    """

    day: date
    events: tuple[Event, ...]
    origins: dict[tuple[int, int | None], Origin]
    units: UnitNames
    guards: dict[int, str]
    campuses: dict[int, str]
    companies: dict[int, str]

    def origin(self, event: Event) -> Origin | None:
        """Which posting and row an event comes from; None for birthdays and norms that shipped with the product."""
        return None if event.posting is None else self.origins.get((event.posting, event.source_row))


def campus_story(campus_id: int, scope: Scope, *, on: date, today: date, posting: int | None = None) -> Story:
    """A campus's story, as known now or after a posting; the same in both lines.

    Raises UnknownCampusError when the campus is outside the scope on ``on``. Guards are named only to those in whose
    branch the campus lies ``today``.
    """
    places_of(campus_id, scope, on=on, posting=posting)
    events = tuple(_events(campus_id, posting))
    others = {event.campus for event in events if event.campus is not None}
    companies = {number for event in events for number in _companies(event)}
    return Story(
        day=on,
        events=events,
        origins=origins_of(_facts(events)),
        units=unit_names(_unit_ids(events), posting),
        guards=_guard_names(campus_id, scope, events, today),
        campuses={key: name for key, (name, _) in names_of(sorted(others), max(on, today)).items()},
        companies=dict(
            GuardPost.objects.filter(campus=campus_id, company__in=companies)
            .values_list("company", "company__name")
            .distinct()
        ),
    )


def _events(campus_id: int, posting: int | None) -> list[Event]:
    here = Q(campus=campus_id)
    profiles = versions_of(CampusProfile, here, posting)
    places = versions_of(CampusPlace, here, posting)
    counts = versions_of(HeadCount, here, posting)
    successions = versions_of(CampusSuccession, Q(predecessor=campus_id) | Q(successor=campus_id), posting)
    posts = versions_of(GuardPost, here, posting)
    people = {guard for guard, _ in posts}
    certificates = versions_of(GuardCertificate, Q(guard__in=people), posting)
    units, lines = _units_above(places, posting)
    kinds = (profiles, places, counts, successions, posts, certificates, units)
    undoing = undoing_of(versions for kind in kinds for versions in kind.values())
    born = dict(Guard.objects.filter(pk__in=people).values_list("pk", "birth_date"))
    said = CampusVersions(
        campus_id=campus_id,
        profiles=profiles.get((campus_id,), []),
        places=places.get((campus_id,), []),
        head_counts=counts.get((campus_id,), []),
        successions={(key[0], key[1]): versions for key, versions in successions.items()},
        guards={
            guard: GuardVersions(born[guard], versions, certificates.get((guard,), []))
            for (guard, _), versions in posts.items()
        },
        units=changes_of_units(units, lines, undoing),
        norms=_norms(posting),
    )
    return story(said, undoing)


def _units_above(places: Versions, posting: int | None) -> tuple[Versions, dict[int, Line]]:
    """The histories of every unit that was ever above the campus, with their lines."""
    which = Q(pk__in=())
    for line, column in PATHS.items():
        paths = {item.values[column] for versions in places.values() for item in versions}
        which |= Q(line=line, points__path__in={above for path in paths for above in ancestors(path)})
    lines = {key: Line(line) for key, line in Unit.objects.filter(which).values_list("pk", "line")}
    return versions_of(UnitPoint, Q(unit__in=lines), posting), lines


def _norms(posting: int | None) -> list[Norm]:
    published = {f"{item.key}.{item.revision}": item.posting_id for item in norms.published(posting)}
    return [
        Norm(day, rule_set.epoch, rule_set.title, published.get(rule_set.epoch))
        for day, rule_set in norms.epochs(posting=posting)
        if rule_set is not None
    ]


def _facts(events: Iterable[Event]) -> list[tuple[int, int | None]]:
    return sorted(
        {(event.posting, event.source_row) for event in events if event.posting is not None},
        key=lambda fact: (fact[0], fact[1] or 0),
    )


def _unit_ids(events: Iterable[Event]) -> set[int]:
    """Every unit that the events speak of."""
    found: set[int | None] = set()
    for event in events:
        for values in (event.values, event.before or {}, *event.corrects):
            found.update(values.get(column) for column in UNITS.values())
        for change in event.behind:
            found.update(units_of(change))
    return {unit for unit in found if unit is not None}


def units_of(change: UnitChange) -> set[int | None]:
    """Every unit that a change of a unit speaks of."""
    before = change.saying.before or {}
    return {change.unit_id, change.values["parent_id"], change.values["successor_id"], before.get("parent_id")}


def _companies(event: Event) -> set[int]:
    found = {values.get("company_id") for values in (event.values, event.before or {}, *event.corrects)}
    return {company for company in found if company is not None}


def _guard_names(campus_id: int, scope: Scope, events: Iterable[Event], today: date) -> dict[int, str]:
    try:
        places_of(campus_id, scope, on=today)
    except UnknownCampusError:
        return {}
    people = {event.guard for event in events if event.guard is not None}
    return dict(on_day(GuardProfile, today).filter(guard__in=people).values_list("guard", "name"))
