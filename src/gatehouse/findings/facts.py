"""From the register's tables to the plain facts that findings are judged from, set by set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from gatehouse.campuses.models import CampusPlace, CampusProfile
from gatehouse.findings.rules import Ground, Judged, PostFacts, grounds
from gatehouse.foundation.bulk import chunks
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost
from gatehouse.guards.types import CertificateState, Engagement
from gatehouse.standing.models import StandingRow

_ENGAGEMENTS = {item.value: item for item in Engagement}


@dataclass(frozen=True, slots=True)
class Facts:
    """What bears on the findings of some campuses."""

    judged: dict[int, list[Judged]]
    ground: dict[int, Ground]
    posts: list[PostFacts]


def facts_of(campus_ids: Sequence[int]) -> Facts:
    """The facts of some thousand campuses: their standing just settled, their places, and who served there."""
    return Facts(_judged(campus_ids), ground_of(campus_ids), _certified(_posts(campus__in=campus_ids)))


def _judged(campus_ids: Sequence[int]) -> dict[int, list[Judged]]:
    found: defaultdict[int, list[Judged]] = defaultdict(list)
    for some in chunks(campus_ids):
        rows = StandingRow.objects.filter(campus__in=some, superseded_by=None).order_by("campus", "valid_from")
        for campus, *columns in rows.values_list("campus", *Judged._fields).iterator(chunk_size=5000):
            found[campus].append(Judged(*columns))
    return found


def ground_of(campus_ids: Iterable[int]) -> dict[int, Ground]:
    """Where campuses stand, in operation and closed."""
    profiles: defaultdict[int, list[tuple[date, bool]]] = defaultdict(list)
    places: defaultdict[int, list[tuple[date, tuple[str, str]]]] = defaultdict(list)
    wanted = list(campus_ids)
    for some in chunks(wanted):
        live = {"campus__in": some, "superseded_by": None}
        said = CampusProfile.objects.filter(**live).order_by("campus", "valid_from")
        for campus, day, in_operation in said.values_list("campus", "valid_from", "in_operation"):
            profiles[campus].append((day, in_operation))
        stood = CampusPlace.objects.filter(**live).order_by("campus", "valid_from")
        for campus, day, *paths in stood.values_list("campus", "valid_from", "police_path", "education_path"):
            places[campus].append((day, (paths[0], paths[1])))
    return {campus: grounds(profiles[campus], places[campus]) for campus in wanted}


_Posts = dict[tuple[int, int], list[tuple[date, Engagement]]]
"""By campus and guard: engagement from a day on, in the order of the days."""


def _posts(**which: Sequence[int]) -> _Posts:
    found: defaultdict[tuple[int, int], list[tuple[date, Engagement]]] = defaultdict(list)
    [(column, keys)] = which.items()
    for some in chunks(keys):
        rows = GuardPost.objects.filter(**{column: some}, superseded_by=None).order_by("campus", "guard", "valid_from")
        for campus, guard, day, engagement in rows.values_list("campus", "guard", "valid_from", "engagement"):
            found[campus, guard].append((day, _ENGAGEMENTS[engagement]))
    return found


def _certified(posts: _Posts) -> list[PostFacts]:
    """Posts with what they need to know of their guards."""
    born: dict[int, date] = {}
    held: defaultdict[int, list[tuple[date, bool]]] = defaultdict(list)
    for some in chunks({guard for _, guard in posts}):
        born.update(Guard.objects.filter(pk__in=some).values_list("pk", "birth_date"))
        rows = GuardCertificate.objects.filter(guard__in=some, superseded_by=None).order_by("guard", "valid_from")
        for guard, day, state in rows.values_list("guard", "valid_from", "state"):
            held[guard].append((day, state == CertificateState.HELD))
    return [
        PostFacts(guard, campus, born[guard], points, held.get(guard, ())) for (campus, guard), points in posts.items()
    ]


def at_two_campuses(guard_ids: Iterable[int]) -> Iterator[int]:
    """Those of the guards who are full-time at more than one campus, on whatever days."""
    for some in chunks(guard_ids):
        full = GuardPost.objects.filter(guard__in=some, superseded_by=None, engagement=Engagement.FULL_TIME)
        campuses = full.values("guard").annotate(campuses=Count("campus", distinct=True)).filter(campuses__gt=1)
        yield from campuses.values_list("guard", flat=True)


def posts_of_guards(guard_ids: Iterable[int]) -> dict[int, list[PostFacts]]:
    """All posts of some guards, by guard; birthdays and certificates are not asked for."""
    found: defaultdict[int, list[PostFacts]] = defaultdict(list)
    for (campus, guard), points in _posts(guard__in=sorted(guard_ids)).items():
        found[guard].append(PostFacts(guard, campus, date.min, points))
    return found
