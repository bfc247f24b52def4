"""Reading the guard register, always within a viewer's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from gatehouse.accounts.types import Scope
from gatehouse.campuses import queries as campuses
from gatehouse.foundation import facts, sealing
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import InForce, on_day
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost, GuardProfile
from gatehouse.guards.types import CertificateState, Engagement, HiringSource
from gatehouse.kernel.days import age_on
from gatehouse.kernel.identifiers import ResidentId


@dataclass(frozen=True, slots=True)
class GuardOnPost:
    """A guard serving at a campus on a day; the resident ID is masked. ``posted`` and ``certified`` name the facts."""

    guard_id: int
    name: str
    id_masked: str
    sex: str
    age: int
    engagement: Engagement
    source: HiringSource
    company: str
    since: date
    certificate_number: str
    certified: bool
    posted: GuardPost
    certificate: GuardCertificate | None


def guards_on_post(
    campus_id: int, scope: Scope, *, on: date, today: date, posting: int | None = None
) -> list[GuardOnPost] | None:
    """The guards serving at a campus on a day, full-time first; None when the campus is out of scope today.

    As known now or after a posting.

    Persons are shown by membership today: an office that has given a campus away no longer sees its people.
    """
    try:
        campuses.places_of(campus_id, scope, on=today)
    except campuses.UnknownCampusError:
        return None
    points = on_day(GuardPost, on, posting).filter(campus=campus_id).exclude(engagement=Engagement.ENDED)
    posts = list(points.select_related("guard", "company", "source_row__source", "posting"))
    people = [post.guard_id for post in posts]
    certificates = on_day(GuardCertificate, on, posting).filter(guard__in=people)
    held = {point.guard_id: point for point in certificates.select_related("source_row__source", "posting")}
    names = {point.guard_id: point for point in on_day(GuardProfile, today).filter(guard__in=people)}
    found = [_view(post, names.get(post.guard_id), held.get(post.guard_id), on) for post in posts]
    return sorted(found, key=lambda item: (item.engagement != Engagement.FULL_TIME, item.name))


def _view(post: GuardPost, profile: GuardProfile | None, certificate: GuardCertificate | None, on: date) -> GuardOnPost:
    guard = post.guard
    certified = certificate is not None and certificate.state == CertificateState.HELD
    return GuardOnPost(
        guard_id=guard.pk,
        name=profile.name if profile else "",
        id_masked=guard.id_masked,
        sex=guard.sex,
        age=age_on(guard.birth_date, on),
        engagement=Engagement(post.engagement),
        source=HiringSource(post.source),
        company=post.company.name if post.company else "",
        since=post.valid_from,
        certificate_number=certificate.number if certificate and certified else "",
        certified=certified,
        posted=post,
        certificate=certificate,
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What the register says of some guards, by kind of fact; only for services that write what differs."""

    posts: InForce
    profiles: InForce
    certificates: InForce


@dataclass(frozen=True, slots=True)
class Changed:
    """Guards of whom something was said after a posting, and the blind indexes of those registered since."""

    guard_ids: frozenset[int]
    indexes: frozenset[str]


def changed_since(posting: int) -> Changed:
    """What was said of guards after a posting. For services that prepared something on the register before it."""
    models = (GuardPost, GuardProfile, GuardCertificate)
    ids = frozenset[int]().union(*(facts.changed_since(model, posting) for model in models))
    registered = Guard.objects.filter(posting__gt=posting).values_list("id_index", flat=True)
    return Changed(ids, frozenset(registered))


def known_of(guard_ids: set[int]) -> Known:
    """Load what the register says of these guards."""
    return Known(*(InForce(model, guard_ids) for model in (GuardPost, GuardProfile, GuardCertificate)))


def first_posts(campus_ids: Iterable[int]) -> dict[int, date]:
    """Campus → the first day on which anybody is said to serve there. Only for services."""
    found: dict[int, date] = {}
    for some in chunks(sorted(set(campus_ids))):
        posts = GuardPost.objects.filter(campus__in=some, superseded_by=None)
        found.update(posts.values_list("campus").annotate(first=Min("valid_from")))
    return found


def is_registered(guard_id: int) -> bool:
    """Whether there is a guard with this register number. For the machine's operator, whom no scope binds."""
    return Guard.objects.filter(pk=guard_id).exists()


def guard_of(person: ResidentId) -> int | None:
    """The guard with this resident ID, if registered; found by the blind index. Likewise for the operator."""
    return Guard.objects.filter(id_index=sealing.blind_index(person.number)).values_list("pk", flat=True).first()
