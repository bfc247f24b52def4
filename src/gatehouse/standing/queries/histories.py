"""Reading everything ever said of some campuses, with the postings that said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from gatehouse.campuses.models import CampusPlace, CampusProfile, HeadCount
from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.models import ChangePoint, Posting, SourceRow
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost
from gatehouse.guards.types import CertificateState, Engagement, HiringSource
from gatehouse.kernel.identifiers import Sex
from gatehouse.norms.types import HeadCounts
from gatehouse.standing.rules.dated import PlaceFact, PostFact, ProfileFact
from gatehouse.standing.rules.histories import CampusHistory, GuardHistory, Said

T = TypeVar("T")

_WHEN = ("valid_from", "posting", "superseded_by", "source_row")


def histories_of(campus_ids: Sequence[int], *, until: date) -> dict[int, CampusHistory]:
    """What was ever said of these campuses for days up to ``until``; the caller has checked the scope."""
    profiles: defaultdict[int, list[Said[ProfileFact]]] = defaultdict(list)
    places: defaultdict[int, list[Said[PlaceFact]]] = defaultdict(list)
    counts: defaultdict[int, list[Said[HeadCounts]]] = defaultdict(list)
    for (campus,), when, row in _points(
        CampusProfile, "campus", campus_ids, until, "in_operation", "census_label", "ownership"
    ):
        fact = ProfileFact(row[0], CensusLabel(row[1]), Ownership(row[2]))
        profiles[campus].append(_said(when, fact))
    for (campus,), when, row in _points(CampusPlace, "campus", campus_ids, until, "police_path", "education_path"):
        places[campus].append(_said(when, PlaceFact(*row)))
    for (campus,), when, row in _points(HeadCount, "campus", campus_ids, until, "students", "staff", "boarders"):
        counts[campus].append(_said(when, HeadCounts(students=row[0], staff=row[1], boarders=row[2])))
    guards = _guards(campus_ids, until)
    return {key: CampusHistory(profiles[key], places[key], counts[key], guards[key]) for key in campus_ids}


def _guards(campus_ids: Sequence[int], until: date) -> defaultdict[int, dict[int, GuardHistory]]:
    """Campus → guard → what was said of the guard there."""
    posts: defaultdict[tuple[int, int], list[Said[PostFact]]] = defaultdict(list)
    for (guard, campus), when, row in _points(GuardPost, "campus", campus_ids, until, "engagement", "source"):
        posts[campus, guard].append(_said(when, PostFact(Engagement(row[0]), HiringSource(row[1]))))
    people = {guard for _, guard in posts}
    certified: defaultdict[int, list[Said[bool]]] = defaultdict(list)
    for (guard,), when, row in _points(GuardCertificate, "guard", sorted(people), until, "state"):
        certified[guard].append(_said(when, row[0] == CertificateState.HELD))
    born = {
        key: (birth_date, Sex(sex))
        for some in chunks(people)
        for key, birth_date, sex in Guard.objects.filter(pk__in=some).values_list("pk", "birth_date", "sex")
    }
    found: defaultdict[int, dict[int, GuardHistory]] = defaultdict(dict)
    for (campus, guard), said in posts.items():
        found[campus][guard] = GuardHistory(*born[guard], said, certified[guard])
    return found


def _points(
    model: type[ChangePoint], owner: str, owners: Sequence[int], until: date, *values: str
) -> Iterator[tuple[tuple[int, ...], tuple[Any, ...], tuple[Any, ...]]]:
    """(subject, when and by what said, values) of every point, live or not."""
    subject = [column.removesuffix("_id") for column in model.SUBJECT]
    start, middle = len(subject), len(subject) + len(_WHEN)
    for some in chunks(owners):
        rows = model._default_manager.filter(**{f"{owner}__in": some}, valid_from__lte=until)  # noqa: SLF001
        for row in rows.values_list(*subject, *_WHEN, *values):
            yield row[:start], row[start:middle], row[middle:]


def _said(when: tuple[Any, ...], value: T) -> Said[T]:
    day, posting, superseded_by, source_row = when
    return Said(day, value, posting, superseded_by, source_row)


@dataclass(frozen=True, slots=True)
class Origin:
    """The posting behind a fact, and the row of the workbook it was read from, if any."""

    posting: int
    act: str
    recorded_at: datetime
    by_account: int | None
    by_label: str
    file: str = ""
    sheet: str = ""
    row: int | None = None


def origins_of(facts: Sequence[tuple[int, int | None]]) -> dict[tuple[int, int | None], Origin]:
    """The origins of facts given as (posting, source row)."""
    postings = Posting.objects.in_bulk({posting for posting, _ in facts})
    wanted = {row for _, row in facts if row is not None}
    rows = {row.pk: row for row in SourceRow.objects.filter(pk__in=wanted).select_related("source")}
    return {fact: _origin(postings[fact[0]], rows.get(fact[1]) if fact[1] else None) for fact in facts}


def _origin(posting: Posting, row: SourceRow | None) -> Origin:
    place = (row.source.file_name, row.sheet, row.row) if row else ("", "", None)
    return Origin(posting.pk, posting.act, posting.recorded_at, posting.by_account, posting.by_label, *place)
