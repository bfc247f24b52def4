"""Writing what is reported of guards: who they are, how they serve, what certificates they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gatehouse.campuses.queries import openings
from gatehouse.campuses.types import BeforeOpeningError
from gatehouse.foundation import bulk, facts, sealing
from gatehouse.foundation.facts import InForce
from gatehouse.foundation.posting import OpenPosting, posting
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost, GuardProfile
from gatehouse.guards.queries import Known
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason, Schooling, SpellError
from gatehouse.kernel.actor import Actor
from gatehouse.kernel.identifiers import ResidentId, masked_id

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Person:
    """Who a guard is, for good; name and schooling can change and are reported apart."""

    resident_id: ResidentId
    phone: str = ""
    index: str = field(init=False)
    """The blind index by which the register knows this person."""

    def __post_init__(self) -> None:
        """Work the index out once; a census asks for it again and again."""
        object.__setattr__(self, "index", sealing.blind_index(self.resident_id.number))


@dataclass(frozen=True, slots=True)
class PostReport:
    """How a guard serves at a campus from a day on."""

    guard_id: int
    campus_id: int
    valid_from: date
    engagement: Engagement
    source: HiringSource
    company_id: int | None = None
    reason: LeavingReason = LeavingReason.NONE
    source_row_id: int | None = None


@dataclass(frozen=True, slots=True)
class CertificateReport:
    """The state of a guard's certificate from a day on."""

    guard_id: int
    valid_from: date
    state: CertificateState
    number: str = ""
    source_row_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """A guard's name and schooling from a day on."""

    guard_id: int
    valid_from: date
    name: str
    schooling: Schooling
    source_row_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A person's key, wrapped, and what is sealed under it."""

    key_wrapped: bytes
    resident_id: bytes
    phone: bytes


def seal(person: Person) -> Sealed:
    """Seal who somebody is, under a fresh key of their own. Needs no database: a census seals before it posts."""
    key, wrapped = sealing.new_person_key()
    number, phone = person.resident_id.number, person.phone
    return Sealed(wrapped, sealing.seal_text(key, number), sealing.seal_text(key, phone) if phone else b"")


def register_guards(
    people: Sequence[Person],
    *,
    by: Actor,
    at: datetime,
    known: Mapping[str, int] | None = None,
    sealed: Mapping[str, Sealed] | None = None,
) -> list[int]:
    """The guards' keys in the order of ``people``; those not known by their number yet are registered, sealed.

    ``known`` and ``sealed``, by index, spare looking up and sealing what was prepared before the posting.
    """
    with posting(by=by, at=at, act="guards.register") as p:
        known = dict(keys_by_index(person.index for person in people) if known is None else known)
        fresh = {person.index: person for person in people if person.index not in known}
        keys = bulk.reserve_ids(Guard, len(fresh))
        columns = [
            "id", "sex", "birth_date", "key_wrapped", "id_sealed", "id_masked", "id_index",
            "phone_sealed", "posting_id",
        ]  # fmt: skip
        bulk.insert(
            Guard,
            columns,
            (
                _guard_row(key, person, (sealed or {}).get(person.index) or seal(person), p)
                for key, person in zip(keys, fresh.values(), strict=True)
            ),
        )
        if fresh:
            p.written["guards.guard"] += len(fresh)
        known.update(zip(fresh, keys, strict=True))
    return [known[person.index] for person in people]


def keys_by_index(indexes: Iterable[str]) -> dict[str, int]:
    """Blind index → key of the guards already registered."""
    return {
        index: key
        for some in bulk.chunks(set(indexes))
        for index, key in Guard.objects.filter(id_index__in=some).values_list("id_index", "pk")
    }


def record_posts(
    reports: Iterable[PostReport], *, by: Actor, at: datetime, known: Known | None = None
) -> facts.Outcome:
    """Write how guards serve from their days on.

    A report of what is in force anyway is kept as its confirmation – but not one of many with what is ``known`` handed
    over, such as a census, which speaks of an engagement as a whole.
    Raises SpellError for a spell that would end before it starts, BeforeOpeningError for one at a campus before it was
    opened.
    """
    points = [
        facts.Point(
            (item.guard_id, item.campus_id),
            item.valid_from,
            (item.engagement.value, item.source.value, item.company_id, item.reason.value),
            item.source_row_id,
        )
        for item in reports
    ]
    with posting(by=by, at=at, act="guards.post") as p:
        known_posts = known.posts if known else InForce(GuardPost, {point.subject[0] for point in points})
        refuse_impossible(points, known_posts)
        outcome = facts.record(p, GuardPost, points, known=known_posts, keep_confirmations=known is None)
        for (_, campus_id), since in outcome.changed.items():
            p.touch(campus_id, since=since)
    return outcome


def refuse_impossible(points: Sequence[facts.Point], known: InForce) -> None:
    """Raise SpellError or BeforeOpeningError for points that no guard's life can hold."""
    ended = Engagement.ENDED.value
    begun: set[tuple[tuple[int, int], date]] = {
        (point.subject, point.valid_from) for point in points if point.values[0] != ended
    }
    for point in points:
        if point.values[0] != ended:
            continue
        before = known.on(point.subject, point.valid_from - ONE_DAY)
        earlier = any(subject == point.subject and day < point.valid_from for subject, day in begun)
        if not earlier and (before is None or before[0] == ended) and not known.at(point.subject, point.valid_from):
            raise SpellError(point.subject[0], point.subject[1], point.valid_from)
    opened = openings(point.subject[1] for point in points)
    for point in points:
        first = opened.get(point.subject[1])
        if first is not None and point.valid_from < first:
            raise BeforeOpeningError(point.subject[1], point.valid_from, first)


def record_certificates(
    reports: Iterable[CertificateReport], *, by: Actor, at: datetime, known: Known | None = None
) -> facts.Outcome:
    """Write certificates' states from their days on, and touch every campus at which their holders serve."""
    points = [
        facts.Point((item.guard_id,), item.valid_from, (item.state.value, item.number), item.source_row_id)
        for item in reports
    ]
    with posting(by=by, at=at, act="guards.certificate") as p:
        outcome = facts.record(
            p, GuardCertificate, points, known=known.certificates if known else None, keep_confirmations=known is None
        )
        touch_where_serving(p, {guard: since for (guard,), since in outcome.changed.items()})
    return outcome


def record_profiles(
    reports: Iterable[ProfileReport], *, by: Actor, at: datetime, known: Known | None = None
) -> facts.Outcome:
    """Write guards' names and schooling from their days on."""
    points = [
        facts.Point((item.guard_id,), item.valid_from, (item.name, item.schooling.value), item.source_row_id)
        for item in reports
    ]
    with posting(by=by, at=at, act="guards.profile") as p:
        return facts.record(
            p, GuardProfile, points, known=known.profiles if known else None, keep_confirmations=known is None
        )


def touch_where_serving(p: OpenPosting, since: dict[int, date]) -> None:
    """Have the standing settled of every campus at which these guards serve or served."""
    for some in bulk.chunks(since):
        posts = GuardPost.objects.filter(guard__in=some, superseded_by=None)
        for guard_id, campus_id in posts.values_list("guard", "campus").distinct():
            p.touch(campus_id, since=since[guard_id])


def _guard_row(key: int, person: Person, sealed: Sealed, p: OpenPosting) -> tuple[object, ...]:
    """One guard's columns."""
    number = person.resident_id.number
    return (
        key, person.resident_id.sex.value, person.resident_id.birth_date, sealed.key_wrapped,
        sealed.resident_id, masked_id(number), person.index, sealed.phone, p.id,
    )  # fmt: skip
