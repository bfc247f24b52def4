"""A campus's story: its facts, its guards', its units' and the norm's, in the order in which they take effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from gatehouse.campuses.types import Succession
from gatehouse.guards.types import CertificateState, Engagement
from gatehouse.kernel.days import birthday, day_after
from gatehouse.kernel.path import ancestors
from gatehouse.standing.rules.sayings import Fate, Saying, Values, Version, in_force, sayings
from gatehouse.standing.rules.unit_changes import PATHS, UNITS, UnitChange, behind
from gatehouse.standing.types import AGE_BANDS, Happening


class Flow(NamedTuple):
    """Campuses that came to a unit or went: new ones, from elsewhere, to elsewhere; and how many are there then."""

    registered: int = 0
    came: int = 0
    went: int = 0
    there: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, from a day on.

    ``fact`` names the point that says so by kind and key; a birthday or a norm has none. ``values``, ``before``,
    ``corrects``, ``fate``, ``ended_by`` and ``again`` are those of the ``Saying``. ``campus`` is another campus,
    ``behind`` holds the changes of units that are told or were followed.
    """

    day: date
    happening: Happening
    fact: tuple[str, int] | None = None
    posting: int | None = None
    source_row: int | None = None
    values: Values = field(default_factory=dict)
    before: Values | None = None
    corrects: tuple[Values, ...] = ()
    fate: Fate = Fate.HOLDS
    ended_by: int | None = None
    again: bool = False
    guard: int | None = None
    campus: int | None = None
    behind: tuple[UnitChange, ...] = ()
    flow: Flow | None = None


def event(kind: str, saying: Saying, happening: Happening, **more: Any) -> Event:  # noqa: ANN401 - fields of an event
    """The event that a point tells."""
    version = saying.version
    said = {
        "values": version.values, "before": saying.before, "corrects": saying.corrects, "fate": saying.fate,
        "ended_by": saying.ended_by, "again": saying.again,
    }  # fmt: skip
    return Event(version.day, happening, (kind, version.key), version.posting, version.source_row, **(said | more))


@dataclass(frozen=True, slots=True)
class GuardVersions:
    """Everything said of a guard's service at the campus and of the certificate."""

    birth_date: date
    posts: Sequence[Version]
    certificates: Sequence[Version]


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm that judges from a day on; ``posting`` published it, None for one that shipped with the product."""

    day: date
    epoch: str
    title: Any
    posting: int | None


@dataclass(frozen=True, slots=True)
class CampusVersions:
    """Everything ever said that bears on one campus. Successions are keyed by (predecessor, successor)."""

    campus_id: int
    profiles: Sequence[Version]
    places: Sequence[Version]
    head_counts: Sequence[Version]
    successions: Mapping[tuple[int, int], Sequence[Version]]
    guards: Mapping[int, GuardVersions]
    units: Sequence[UnitChange]
    norms: Sequence[Norm]


def story(said: CampusVersions, undoing: Mapping[int, int]) -> list[Event]:
    """All that happened to a campus and is known to come, in order of days, then of postings."""
    found = [
        *(event("profile", item, _profile(item)) for item in sayings(said.profiles, undoing)),
        *_places(said, undoing),
        *(event("head_count", item, _count(item)) for item in sayings(said.head_counts, undoing)),
        *_successions(said, undoing),
        *(item for key in said.guards for item in _guard(key, said, undoing)),
        *_norms(said),
    ]
    return in_order(found)


def in_order(events: Sequence[Event]) -> list[Event]:
    """By day, then by posting; within a posting as the kinds of happenings stand."""
    kinds = list(Happening)
    return sorted(
        events, key=lambda item: (item.day, item.posting or 0, kinds.index(item.happening), item.fact or ("", 0))
    )


def _profile(saying: Saying) -> Happening:
    before, now = saying.before, saying.version.values
    if before is None:
        return Happening.REGISTERED
    if before == now:
        return Happening.REPORTED_AGAIN
    if before["in_operation"] == now["in_operation"]:
        return Happening.CHANGED
    return Happening.REOPENED if now["in_operation"] else Happening.CLOSED


def _count(saying: Saying) -> Happening:
    return Happening.REPORTED_AGAIN if saying.before == saying.version.values else Happening.COUNTED


def _places(said: CampusVersions, undoing: Mapping[int, int]) -> Iterator[Event]:
    """Where the campus belonged, and how the units above it changed meanwhile."""
    told: set[int] = set()
    for item in sayings(said.places, undoing):
        if item.version.values["followed"] and item.fate is Fate.WITHDRAWN:
            continue  # worked out anew; nobody had said it
        happening = _place(item)
        causes = behind(item, said.units) if happening is Happening.FOLLOWED else ()
        told.update(change.saying.version.key for change in causes)
        yield event("place", item, happening, behind=causes)
    for change in said.units:
        saying = change.saying
        renamed = Happening.UNIT_RENAMED in change.happenings and saying.version.key not in told
        if renamed and saying.fate is not Fate.WITHDRAWN and _stands_below(said.places, change):
            yield event("unit", saying, Happening.UNIT_RENAMED, behind=(change,))


def _place(saying: Saying) -> Happening:
    before, now = saying.before, saying.version.values
    if before is None:
        return Happening.PLACED
    same_units = all(before[column] == now[column] for column in UNITS.values())
    if same_units and all(before[column] == now[column] for column in PATHS.values()):
        return Happening.REPORTED_AGAIN
    return Happening.FOLLOWED if same_units or now["followed"] else Happening.MOVED


def _stands_below(places: Sequence[Version], change: UnitChange) -> bool:
    """Whether the campus belongs to a unit or to one below it when the unit changes."""
    place = in_force(places, until=day_after(change.saying.version.day))
    return place is not None and change.values["path"] in ancestors(place[PATHS[change.line]])


def _successions(said: CampusVersions, undoing: Mapping[int, int]) -> Iterator[Event]:
    for (predecessor, successor), versions in said.successions.items():
        first = predecessor == said.campus_id
        for item in sayings(versions, undoing):
            merged = item.version.values["kind"] == Succession.MERGED
            if merged:
                happening = Happening.MERGED_INTO if first else Happening.TOOK_OVER
            else:
                happening = Happening.PARTED_WITH if first else Happening.CAME_OUT_OF
            yield event("succession", item, happening, campus=successor if first else predecessor)


def _guard(key: int, said: CampusVersions, undoing: Mapping[int, int]) -> Iterator[Event]:
    """A guard's service here; certificates and birthdays while serving."""
    guard = said.guards[key]
    for item in sayings(guard.posts, undoing):
        held = in_force(guard.certificates, until=day_after(item.version.day), before=item.version.superseded_by)
        certified = held is not None and held["state"] == CertificateState.HELD
        happening = _post(item)
        more = {"values": {**item.version.values, "certified": certified}} if happening is Happening.HIRED else {}
        yield event("post", item, happening, guard=key, **more)
    for item in sayings(guard.certificates, undoing):
        post = in_force(guard.posts, until=day_after(item.version.day), before=item.version.superseded_by)
        if post is not None and post["engagement"] != Engagement.ENDED:
            yield event("certificate", item, _certificate(item), guard=key)
    for age in AGE_BANDS:
        day = birthday(guard.birth_date, age)
        post = in_force(guard.posts, until=day_after(day))
        if post is not None and post["engagement"] == Engagement.FULL_TIME and _operates(said, day):
            yield Event(day, Happening.BIRTHDAY, values={"age": age}, guard=key)


def _post(saying: Saying) -> Happening:
    before, now = saying.before, saying.version.values
    if now["engagement"] == Engagement.ENDED:
        ended = before is None or before["engagement"] != Engagement.ENDED
        return Happening.LEFT if ended else Happening.REPORTED_AGAIN
    if before is None or before["engagement"] == Engagement.ENDED:
        return Happening.HIRED
    return Happening.REPORTED_AGAIN if before == now else Happening.SERVES_OTHERWISE


def _certificate(saying: Saying) -> Happening:
    before, now = saying.before, saying.version.values
    if before == now:
        return Happening.REPORTED_AGAIN
    if now["state"] != CertificateState.HELD:
        return Happening.CERTIFICATE_LOST
    held = before is not None and before["state"] == CertificateState.HELD
    return Happening.CERTIFICATE_CHANGED if held else Happening.CERTIFIED


def _norms(said: CampusVersions) -> Iterator[Event]:
    """The norms that began to judge while the campus was in operation."""
    for norm in said.norms:
        if _operates(said, norm.day):
            values = {"epoch": norm.epoch, "title": norm.title}
            yield Event(norm.day, Happening.NORM, posting=norm.posting, values=values)


def _operates(said: CampusVersions, day: date) -> bool:
    """Whether the campus was in operation on the eve of a day, so that the day can change how it stands."""
    profile = in_force(said.profiles, until=day)
    return profile is not None and bool(profile["in_operation"])
