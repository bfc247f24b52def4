"""Random histories of campuses and guards, learnt in random order: drawn as plain data, then told twice.

Told once to the product through its real services, and once to ``Recount``. Which campus or guard an event is about is
a number taken modulo those that exist, so that every drawn history makes sense.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

from gatehouse.campuses.services import CampusReport, Profile, record_campuses
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership
from gatehouse.foundation.posting import posting
from gatehouse.guards.services import (
    CertificateReport,
    Person,
    PostReport,
    record_certificates,
    record_posts,
    register_guards,
)
from gatehouse.guards.types import CertificateState, Engagement, HiringSource
from gatehouse.kernel.identifiers import Sex, resident_id
from tests.kit.places import CITY, CITY_RUN, EAST, EAST_1, EAST_2, FAR_1, PROVINCE, WEST_1, ZONE_1, Places
from tests.kit.recount import Points, Recount, in_force
from tests.kit.register import CLERK, at, resident_number

T = TypeVar("T")

START = date(2020, 11, 1)
HOMES = (EAST_1, EAST_2, WEST_1, ZONE_1, FAR_1, CITY_RUN, EAST, CITY, PROVINCE)
LABELS = {
    CampusKind.PRIMARY: (CensusLabel.SCHOOL,),
    CampusKind.KINDERGARTEN: (CensusLabel.CITY_KINDERGARTEN, CensusLabel.TOWN_KINDERGARTEN),
}
BIRTHDAYS = (date(1960, 11, 20), date(1961, 1, 1), date(1965, 12, 31), date(1986, 2, 28), date(1984, 2, 29), START)


@dataclass(frozen=True, slots=True)
class Found:
    """A campus nobody knew."""

    day: date
    police: str
    education: str
    counts: tuple[int, int, int]
    kind: CampusKind
    town: bool
    ownership: Ownership


@dataclass(frozen=True, slots=True)
class Alter:
    """What is known of a campus changes from a day on; None leaves as it is."""

    who: int
    day: date
    police: str | None = None
    education: str | None = None
    counts: tuple[int, int, int] | None = None
    in_operation: bool | None = None
    ownership: Ownership | None = None


@dataclass(frozen=True, slots=True)
class Serve:
    """How a guard serves at a campus from a day on."""

    guard: int
    campus: int
    day: date
    engagement: Engagement
    source: HiringSource


@dataclass(frozen=True, slots=True)
class Certify:
    """The state of a guard's certificate from a day on."""

    guard: int
    day: date
    state: CertificateState


Event: TypeAlias = Found | Alter | Serve | Certify


def days() -> st.SearchStrategy[date]:
    """Days about the turn of a year and of months; some far ones."""
    near = st.integers(0, 100).map(lambda number: START + timedelta(days=number))
    return near | st.sampled_from([date(2014, 12, 31), date(2015, 1, 1), date(2020, 12, 31), date(2021, 1, 1)])


def counts() -> st.SearchStrategy[tuple[int, int, int]]:
    """Students, staff and boarders about the steps of the norm."""
    students = st.sampled_from([0, 85, 99, 100, 950, 1001, 1499, 1500, 2600])
    boarders = st.sampled_from([0, 1, 300, 600, 950])
    return st.tuples(students, st.sampled_from([0, 1, 60]), boarders).map(
        lambda sizes: (*sizes[:2], min(sizes[0], sizes[2]))
    )


def foundings() -> st.SearchStrategy[Event]:
    """A campus nobody knew."""
    homes, ownerships = st.sampled_from(HOMES), st.sampled_from(Ownership)
    return st.builds(Found, days(), homes, homes, counts(), st.sampled_from(list(LABELS)), st.booleans(), ownerships)


def events() -> st.SearchStrategy[Event]:
    """One event of any kind."""
    number, homes = st.integers(0, 3), st.sampled_from(HOMES)
    alter = st.builds(
        Alter,
        number,
        days(),
        police=st.none() | homes,
        education=st.none() | homes,
        counts=st.none() | counts(),
        in_operation=st.none() | st.booleans(),
        ownership=st.none() | st.sampled_from(Ownership),
    )
    serve = st.builds(Serve, number, number, days(), st.sampled_from(Engagement), st.sampled_from(HiringSource))
    certify = st.builds(Certify, number, days(), st.sampled_from(CertificateState))
    return st.one_of(alter, serve, certify, foundings(), serve)


def histories() -> st.SearchStrategy[list[list[Event]]]:
    """Postings of a few events each, in the order in which they are learnt; the first tells of a campus or two."""
    first = st.lists(foundings(), min_size=1, max_size=2)
    later = st.lists(st.lists(events(), min_size=1, max_size=4), max_size=6)
    return st.builds(lambda head, tail: [head, *tail], first, later)


@dataclass
class Told:
    """A history as told so far: to the product, and to a plain register; with what was known after each posting."""

    places: Places
    guards: list[int]
    plain: Recount = field(default_factory=Recount)
    campuses: list[int] = field(default_factory=list)
    profiles: dict[int, Profile] = field(default_factory=dict)
    known: list[tuple[int, Recount]] = field(default_factory=list)

    @classmethod
    def begin(cls, places: Places) -> Told:
        """With four guards whose birthdays fall into the history."""
        born = BIRTHDAYS[:4]
        people = [
            Person(resident_id(resident_number(day, 7, sex))) for day, sex in zip(born, [*Sex, *Sex], strict=True)
        ]
        told = cls(places, register_guards(people, by=CLERK, at=at("2018-01-02")))
        told.plain.people = {
            key: (person.resident_id.birth_date, person.resident_id.sex)
            for key, person in zip(told.guards, people, strict=True)
        }
        return told

    def tell(self, batch: list[Event]) -> None:
        """One posting."""
        with posting(by=CLERK, at=at("2021-02-01"), act="test.history") as p:
            for event in batch:
                self._apply(event)
        if p.written:
            self.known.append((p.id, deepcopy(self.plain)))

    def _apply(self, event: Event) -> None:
        match event:
            case Found():
                self._found(event)
            case Alter() if self.campuses:
                self._alter(event)
            case Serve() if self.campuses:
                self._serve(event)
            case Certify():
                self._certify(event)
            case _:
                pass

    def _found(self, event: Found) -> None:
        label = LABELS[event.kind][-1 if event.town else 0]
        profile = Profile(f"第{len(self.campuses) + 1}校", event.kind, event.ownership, label)
        report = CampusReport(
            None, event.day, profile, self.places.police(event.police), self.places.education(event.education),
            *event.counts,
        )  # fmt: skip
        (key,) = record_campuses([report], by=CLERK, at=at("2021-02-01"))
        self.campuses.append(key)
        self.profiles[key] = profile
        self._tell_campus(key, report)

    def _alter(self, event: Alter) -> None:
        key = self.campuses[event.who % len(self.campuses)]
        in_operation, label, ownership = _on_or_first(self.plain.profiles, key, event.day)
        police_path, education_path = _on_or_first(self.plain.places, key, event.day)
        known = self.profiles[key]
        profile = Profile(
            known.name,
            known.kind,
            event.ownership or ownership,
            label,
            in_operation=in_operation if event.in_operation is None else event.in_operation,
        )
        by_path = {self.places.police(code).path: code for code in HOMES}
        report = CampusReport(
            key,
            event.day,
            profile,
            self.places.police(event.police or by_path[police_path]),
            self.places.education(event.education or by_path[education_path]),
            *(event.counts or _on_or_first(self.plain.counts, key, event.day)),
        )
        record_campuses([report], by=CLERK, at=at("2021-02-01"))
        self._tell_campus(key, report)

    def _tell_campus(self, key: int, report: CampusReport) -> None:
        profile, day = report.profile, report.valid_from
        said = (profile.in_operation, profile.census_label, profile.ownership)
        self.plain.tell(self.plain.profiles, key, day, said, kept=True)
        self.plain.tell(self.plain.places, key, day, (report.police_unit.path, report.education_unit.path), kept=True)
        self.plain.tell(self.plain.counts, key, day, (report.students, report.staff, report.boarders), kept=True)

    def _serve(self, event: Serve) -> None:
        guard = self.guards[event.guard % len(self.guards)]
        campus = self.campuses[event.campus % len(self.campuses)]
        known = self.plain.posts[guard, campus]
        before = in_force(known, event.day - timedelta(days=1))
        serves = event.day in known or (before is not None and before[0] is not Engagement.ENDED)
        if event.engagement is Engagement.ENDED and not serves:
            return  # nothing can end that has not begun
        report = PostReport(guard, campus, event.day, event.engagement, event.source)
        record_posts([report], by=CLERK, at=at("2021-02-01"))
        self.plain.tell(self.plain.posts, (guard, campus), event.day, (event.engagement, event.source), kept=True)

    def _certify(self, event: Certify) -> None:
        guard = self.guards[event.guard % len(self.guards)]
        record_certificates([CertificateReport(guard, event.day, event.state)], by=CLERK, at=at("2021-02-01"))
        self.plain.tell(self.plain.certificates, guard, event.day, event.state, kept=True)


def _on_or_first(points: Points[T], subject: object, day: date) -> T:
    """What is said of a day – or, before the first day told of, of that one."""
    known = points[subject]
    found = in_force(known, day)
    return known[min(known)] if found is None else found
