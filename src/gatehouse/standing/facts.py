"""From the register's tables to the plain facts that standing is judged from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from gatehouse.campuses.models import CampusPlace, CampusProfile, HeadCount
from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import live
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost
from gatehouse.guards.types import CertificateState, Engagement, HiringSource
from gatehouse.kernel.identifiers import Sex
from gatehouse.norms import queries as norms
from gatehouse.norms.types import HeadCounts
from gatehouse.standing.rules import CampusFacts, Dated, Epochs, GuardFacts, PlaceFact, PostFact, ProfileFact


def epochs(posting: int | None = None) -> Epochs:
    """The rule sets that judge, by the day from which each does; as known now or after a posting."""
    return Dated.of(norms.epochs(posting=posting))


def facts_of(campus_ids: Sequence[int], posting: int | None = None) -> dict[int, CampusFacts]:
    """The facts of some hundred campuses, as known now or after a posting."""
    profiles: defaultdict[int, list[tuple[date, ProfileFact]]] = defaultdict(list)
    places: defaultdict[int, list[tuple[date, PlaceFact]]] = defaultdict(list)
    counts: defaultdict[int, list[tuple[date, HeadCounts]]] = defaultdict(list)
    for some in chunks(campus_ids):
        points = live(CampusProfile, posting).filter(campus__in=some)
        for key, day, operating, label, ownership in points.values_list(
            "campus", "valid_from", "in_operation", "census_label", "ownership"
        ):
            profiles[key].append((day, ProfileFact(operating, CensusLabel(label), Ownership(ownership))))
        standing = live(CampusPlace, posting).filter(campus__in=some)
        for key, day, police, education in standing.values_list(
            "campus", "valid_from", "police_path", "education_path"
        ):
            places[key].append((day, PlaceFact(police, education)))
        counted = live(HeadCount, posting).filter(campus__in=some)
        for key, day, students, staff, boarders in counted.values_list(
            "campus", "valid_from", "students", "staff", "boarders"
        ):
            counts[key].append((day, HeadCounts(students=students, staff=staff, boarders=boarders)))
    guards = _guards_of(campus_ids, posting)
    return {
        key: CampusFacts(
            Dated.of(profiles[key]), Dated.of(places[key]), Dated.of(counts[key]), tuple(guards.get(key, ()))
        )
        for key in campus_ids
    }


def _guards_of(campus_ids: Sequence[int], posting: int | None) -> dict[int, list[GuardFacts]]:
    """The guards that serve or served at each campus."""
    posts: defaultdict[tuple[int, int], list[tuple[date, PostFact]]] = defaultdict(list)
    for some in chunks(campus_ids):
        rows = live(GuardPost, posting).filter(campus__in=some)
        for campus, guard, day, engagement, source in rows.values_list(
            "campus", "guard", "valid_from", "engagement", "source"
        ):
            posts[campus, guard].append((day, PostFact(Engagement(engagement), HiringSource(source))))
    people: dict[int, tuple[date, Sex]] = {}
    certified: defaultdict[int, list[tuple[date, bool]]] = defaultdict(list)
    for some in chunks({guard for _, guard in posts}):
        for key, born, sex in Guard.objects.filter(pk__in=some).values_list("pk", "birth_date", "sex"):
            people[key] = (born, Sex(sex))
        rows_held = live(GuardCertificate, posting).filter(guard__in=some)
        for key, day, state in rows_held.values_list("guard", "valid_from", "state"):
            certified[key].append((day, state == CertificateState.HELD))
    found: defaultdict[int, list[GuardFacts]] = defaultdict(list)
    for (campus, guard), points in posts.items():
        born, sex = people[guard]
        found[campus].append(GuardFacts(born, sex, Dated.of(points), Dated.of(certified[guard])))
    return found
