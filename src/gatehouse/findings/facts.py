"""From the register's tables to the plain facts that findings are judged from, set by set.

Guards are asked for by their campuses, never by long lists of their own keys: Django takes time with the square of such
a list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, QuerySet

from gatehouse.campuses.models import CampusPlace, CampusProfile
from gatehouse.findings.rules import Ground, Judged, Place, PostFacts, grounds
from gatehouse.foundation.bulk import chunks
from gatehouse.guards.models import GuardCertificate, GuardPost
from gatehouse.guards.types import CertificateState, Engagement
from gatehouse.standing.models import StandingRow

_ENGAGEMENTS = {item.value: item for item in Engagement}
AT_ONCE = 2000
"""Keys in one statement."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What bears on the findings of some campuses."""

    judged: dict[int, list[Judged]]
    ground: dict[int, Ground]
    posts: list[PostFacts]


def facts_of(campus_ids: Sequence[int]) -> Facts:
    """The facts of some campuses: their standing just settled, where they stand, and who served there."""
    judged = _judged(campus_ids)
    return Facts(judged, _ground(campus_ids, judged), _posts_at(campus_ids))


def _judged(campus_ids: Sequence[int]) -> dict[int, list[Judged]]:
    found: defaultdict[int, list[Judged]] = defaultdict(list)
    rows = StandingRow.objects.filter(campus__in=campus_ids, superseded_by=None).order_by("campus", "valid_from")
    for campus, *columns in rows.values_list("campus", *Judged._fields).iterator(chunk_size=5000):
        found[campus].append(Judged(*columns))
    return found


def _ground(campus_ids: Sequence[int], judged: dict[int, list[Judged]]) -> dict[int, Ground]:
    """In operation a campus stands where its standing does; only one that ever closed is looked up."""
    closing = CampusProfile.objects.filter(campus__in=campus_ids, superseded_by=None, in_operation=False)
    closed = ground_of(set(closing.values_list("campus", flat=True)))
    return {
        campus: closed[campus] if campus in closed else Ground(tuple(_places(judged.get(campus, ()))))
        for campus in campus_ids
    }


def _places(stretches: Sequence[Judged]) -> list[Place]:
    """Where a campus stood during stretches that adjoin; a campus that never closed has no gaps."""
    found = []
    for (police, education), some in groupby(stretches, key=lambda item: (item.police_path, item.education_path)):
        together = list(some)
        found.append(Place(together[0].valid_from, together[-1].valid_to, police, education))
    return found


def ground_of(campus_ids: Iterable[int]) -> dict[int, Ground]:
    """Where campuses stand, in operation and closed, from their own facts."""
    profiles: defaultdict[int, list[tuple[date, bool]]] = defaultdict(list)
    places: defaultdict[int, list[tuple[date, tuple[str, str]]]] = defaultdict(list)
    wanted = sorted(campus_ids)
    for some in chunks(wanted, AT_ONCE):
        live = {"campus__in": some, "superseded_by": None}
        said = CampusProfile.objects.filter(**live).order_by("campus", "valid_from")
        for campus, day, in_operation in said.values_list("campus", "valid_from", "in_operation"):
            profiles[campus].append((day, in_operation))
        stood = CampusPlace.objects.filter(**live).order_by("campus", "valid_from")
        for campus, day, *paths in stood.values_list("campus", "valid_from", "police_path", "education_path"):
            places[campus].append((day, (paths[0], paths[1])))
    return {campus: grounds(profiles[campus], places[campus]) for campus in wanted}


def _serving(campus_ids: Sequence[int]) -> QuerySet[GuardPost]:
    """The posts of some campuses."""
    return GuardPost.objects.filter(campus__in=campus_ids, superseded_by=None)


def _posts_at(campus_ids: Sequence[int]) -> list[PostFacts]:
    """The posts of some campuses with what they need to know of their guards."""
    held: defaultdict[int, list[tuple[date, bool]]] = defaultdict(list)
    rows = GuardCertificate.objects.filter(guard__in=_serving(campus_ids).values("guard"), superseded_by=None)
    for guard, day, state in rows.order_by("guard", "valid_from").values_list("guard", "valid_from", "state"):
        held[guard].append((day, state == CertificateState.HELD))
    return [
        PostFacts(guard, campus, born, points, held.get(guard, ()))
        for (campus, guard, born), points in _points(_serving(campus_ids)).items()
    ]


def _points(posts: QuerySet[GuardPost]) -> dict[tuple[int, int, date], list[tuple[date, Engagement]]]:
    """By campus, guard and the guard's birthday: engagement from a day on, in the order of the days."""
    found: defaultdict[tuple[int, int, date], list[tuple[date, Engagement]]] = defaultdict(list)
    rows = posts.order_by("campus", "guard", "valid_from").values_list(
        "campus", "guard", "guard__birth_date", "valid_from", "engagement"
    )
    for campus, guard, born, day, engagement in rows.iterator(chunk_size=5000):
        found[campus, guard, born].append((day, _ENGAGEMENTS[engagement]))
    return found


def at_two_campuses(campus_ids: Sequence[int]) -> set[int]:
    """The guards of some campuses who are full-time at more than one, wherever and on whatever days."""
    full = GuardPost.objects.filter(
        guard__in=_serving(campus_ids).values("guard"), superseded_by=None, engagement=Engagement.FULL_TIME
    )
    campuses = full.values("guard").annotate(campuses=Count("campus", distinct=True)).filter(campuses__gt=1)
    return set(campuses.values_list("guard", flat=True))


def posts_of_guards(guard_ids: Iterable[int]) -> dict[int, list[PostFacts]]:
    """All posts of some guards, by guard; certificates are not asked for."""
    found: defaultdict[int, list[PostFacts]] = defaultdict(list)
    for some in chunks(sorted(guard_ids), AT_ONCE):
        posts = GuardPost.objects.filter(guard__in=some, superseded_by=None)
        for (campus, guard, born), points in _points(posts).items():
            found[guard].append(PostFacts(guard, campus, born, points))
    return found
