"""Reading standing and totals: sums of any unit by its children on any day, as recorded now or at any instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Substr

from gatehouse.accounts.types import Scope
from gatehouse.campuses.models import CampusPlace, CampusProfile, HeadCount
from gatehouse.campuses.queries import PATH_COLUMN, head_count_of, places_of, profile_of, within
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import on_day
from gatehouse.foundation.models import Posting
from gatehouse.kernel.grain import MIN_DAY, as_of
from gatehouse.kernel.path import WIDTH, Branch
from gatehouse.norms import queries as norms
from gatehouse.norms.rules import judge
from gatehouse.norms.types import HeadCounts, Judgement
from gatehouse.standing.models import StandingRow, UnitTotal
from gatehouse.standing.types import AMOUNTS, Amounts, Stratum, Stretch
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Level, Line, UnitOn

_STRETCH = ("valid_from", "valid_to", "police_path", "education_path", "stratum", "epoch", *AMOUNTS)
_SUMS: dict[str, Any] = {f"sum_{name}": Sum(name) for name in AMOUNTS}
_SUM_NAMES = tuple(_SUMS)

Sums = dict[str, dict[Stratum, Amounts]]
"""path → stratum → amounts."""


def stretch_of(row: Sequence[Any]) -> Stretch:
    """A stretch from the columns ``_STRETCH`` of a row."""
    return Stretch(row[0], row[1], row[2], row[3], Stratum(row[4]), row[5], Amounts(*row[6:]))


def live_rows(campus_ids: Iterable[int]) -> dict[int, dict[Stretch, int]]:
    """By campus: live stretch → its row's key."""
    found: defaultdict[int, dict[Stretch, int]] = defaultdict(dict)
    for some in chunks(campus_ids):
        rows = StandingRow.objects.filter(campus__in=some, superseded_by=None)
        for campus_id, key, *columns in rows.values_list("campus", "pk", *_STRETCH):
            found[campus_id][stretch_of(columns)] = key
    return found


def last_posting(recorded_at: datetime | None) -> int | None:
    """The number of the last posting recorded by an instant, 0 if none; None means "as recorded now"."""
    if recorded_at is None:
        return None
    newest = Posting.objects.filter(recorded_at__lte=recorded_at).order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0


def standing_on(day: date, *, posting: int | None, until: date | None = None) -> QuerySet[StandingRow]:
    """The standing rows that hold on a day (or on any from it ``until`` another), as known now or after a posting."""
    rows = StandingRow.objects.filter(valid_from__lte=until or day, valid_to__gt=day)
    if posting is None:
        return rows.filter(superseded_by=None)
    return rows.filter(Q(superseded_by=None) | Q(superseded_by__gt=posting), posting__lte=posting)


@dataclass(frozen=True, slots=True)
class Question:
    """What a table asks: sums of a branch of a line by its places at ``depth``, at the end of a day."""

    line: Line
    branch: Branch
    depth: int
    day: date
    posting: int | None = None


def sums(question: Question, scope: Scope) -> Sums:
    """Amounts by place and stratum. A place not within the scope counts only the campuses that are.

    Read from kept totals where they answer (known now, county level or above, branch wholly in scope), else from
    standing: both give the same numbers, which ``self-check`` proves.
    """
    if _answered_by_totals(question, scope):
        return _from_totals(question)
    return _from_standing(question, scope)


COVERAGE = ("campuses", "campuses_met")


def coverage_on(days: Sequence[date], question: Question, scope: Scope) -> dict[date, Amounts]:
    """Campuses, and campuses meeting the norm, of a whole branch at the end of each day; one read for all days."""
    if _answered_by_totals(question, scope):
        return _coverage_from_totals(days, question)
    return _coverage_from_standing(days, question, scope)


def _coverage_from_totals(days: Sequence[date], question: Question) -> dict[date, Amounts]:
    ranges = [as_of(day) for day in days]
    buckets = Q(bucket__lt=MIN_DAY)
    for low, high in {item.days for item in ranges}:
        buckets |= Q(bucket__gte=low, bucket__lt=high)
    rows = UnitTotal.objects.filter(buckets, line=question.line, depth=question.depth, path=question.branch.low)
    found = list(rows.values_list("bucket").annotate(*(Sum(name) for name in COVERAGE)))
    return {
        day: Amounts(
            campuses=sum(campuses for bucket, campuses, _ in found if bucket in item),
            campuses_met=sum(met for bucket, _, met in found if bucket in item),
        )
        for day, item in zip(days, ranges, strict=True)
    }


def _coverage_from_standing(days: Sequence[date], question: Question, scope: Scope) -> dict[date, Amounts]:
    rows = _behind(question, scope, until=max(days), since=min(days))
    found = list(rows.values_list("valid_from", "valid_to").annotate(*(Sum(name) for name in COVERAGE)))
    return {
        day: Amounts(
            campuses=sum(campuses for start, end, campuses, _ in found if start <= day < end),
            campuses_met=sum(met for start, end, _, met in found if start <= day < end),
        )
        for day in days
    }


def _answered_by_totals(question: Question, scope: Scope) -> bool:
    """Whether kept totals answer: known now, county level or above, and the branch wholly in scope."""
    kept = Level.PROVINCE <= question.depth <= Level.COUNTY
    return kept and question.posting is None and scope.covers(question.line, question.branch.low)


def _from_totals(question: Question) -> Sums:
    ranges = as_of(question.day)
    buckets = Q()
    for low, high in (ranges.years, ranges.months, ranges.days):
        buckets |= Q(bucket__gte=low, bucket__lt=high)
    rows = UnitTotal.objects.filter(
        buckets,
        line=question.line,
        depth=question.depth,
        path__gte=question.branch.low,
        path__lt=question.branch.high,
    )
    return _gather(rows.values_list("path", "stratum").annotate(**_SUMS).values_list("path", "stratum", *_SUM_NAMES))


def _from_standing(question: Question, scope: Scope) -> Sums:
    column = PATH_COLUMN[question.line]
    rows = _behind(question, scope)
    place = rows.annotate(place=Substr(F(column), 1, question.depth * WIDTH)).values("place", "stratum")
    return _gather(place.annotate(**_SUMS).values_list("place", "stratum", *_SUM_NAMES))


def _gather(rows: Iterable[tuple[Any, ...]]) -> Sums:
    """Without strata in which nothing is left on that day."""
    found: defaultdict[str, dict[Stratum, Amounts]] = defaultdict(dict)
    for path, stratum, *amounts in rows:
        total = Amounts(*map(int, amounts))
        if total != Amounts():
            found[path][Stratum(stratum)] = total
    return dict(found)


def timeline_of(campus_id: int) -> list[Stretch]:
    """A campus's live stretches in order; the caller has checked the scope."""
    rows = StandingRow.objects.filter(campus=campus_id, superseded_by=None).order_by("valid_from")
    return [stretch_of(row) for row in rows.values_list(*_STRETCH)]


@dataclass(frozen=True, slots=True)
class CampusStanding:
    """One campus with what it amounts to on a day."""

    campus_id: int
    name: str
    school_code: str
    path: str
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which campuses of a question's branch: of some strata, and with a measure that must or must not be there."""

    strata: frozenset[Stratum] | None = None
    measure: str = ""
    """One of ``MEASURES``: an amount that must not be zero, or ``unmet`` / ``uncertified``."""


MEASURES = frozenset({*AMOUNTS, "unmet", "uncertified"})


def campuses_behind(
    question: Question,
    scope: Scope,
    narrowing: Narrowing,
    *,
    after: tuple[str, int] | None = None,
    limit: int | None = None,
) -> list[CampusStanding]:
    """The campuses behind a number, in the order of the tree; ``after`` is the last (path, campus) of the page before.

    The sum of any amount over all of them is the number in the table.
    """
    column = PATH_COLUMN[question.line]
    rows = _narrowed(_behind(question, scope), narrowing)
    if after is not None:
        rows = rows.filter(Q(**{f"{column}__gt": after[0]}) | Q(**{column: after[0]}, campus__gt=after[1]))
    ordered = rows.order_by(column, "campus").values_list("campus", *_STRETCH)
    found = [(row[0], stretch_of(row[1:])) for row in (ordered if limit is None else ordered[:limit])]
    names = _names([campus_id for campus_id, _ in found], question.day)
    police = question.line is Line.POLICE
    return [
        CampusStanding(key, *names.get(key, ("", "")), item.police_path if police else item.education_path, item)
        for key, item in found
    ]


def sum_behind(question: Question, scope: Scope, narrowing: Narrowing) -> Amounts:
    """The amounts of all campuses behind a number, together."""
    sums = _narrowed(_behind(question, scope), narrowing).aggregate(**_SUMS)
    return Amounts(*(int(sums[name] or 0) for name in _SUM_NAMES))


def _behind(
    question: Question, scope: Scope, *, since: date | None = None, until: date | None = None
) -> QuerySet[StandingRow]:
    """The rows of a branch that hold on the question's day, or on any day between two; the scope only where it cuts."""
    column = PATH_COLUMN[question.line]
    rows = standing_on(since or question.day, until=until, posting=question.posting)
    if not scope.covers(question.line, question.branch.low):
        rows = rows.filter(within(scope))
    return rows.filter(**{f"{column}__gte": question.branch.low, f"{column}__lt": question.branch.high})


def sees_any(line: Line, branch: Branch, scope: Scope) -> bool:
    """Whether any campus stands, stood or will stand within both a branch of a line and a scope."""
    column = PATH_COLUMN[line]
    rows = StandingRow.objects.filter(within(scope), superseded_by=None)
    return rows.filter(**{f"{column}__gte": branch.low, f"{column}__lt": branch.high}).exists()


def _narrowed(rows: QuerySet[StandingRow], narrowing: Narrowing) -> QuerySet[StandingRow]:
    if narrowing.strata is not None:
        rows = rows.filter(stratum__in=[item.value for item in narrowing.strata])
    if narrowing.measure == "unmet":
        return rows.filter(campuses_met=0)
    if narrowing.measure == "uncertified":
        return rows.filter(full_time__gt=F("certified"))
    if narrowing.measure:
        return rows.exclude(**{narrowing.measure: 0})
    return rows


def _names(campus_ids: Sequence[int], day: date) -> dict[int, tuple[str, str]]:
    """By campus: (name, school code) on a day."""
    return {
        key: (name, code)
        for some in chunks(campus_ids)
        for key, name, code in on_day(CampusProfile, day)
        .filter(campus__in=some)
        .values_list("campus", "name", "school_code")
    }


@dataclass(frozen=True, slots=True)
class CampusFile:
    """A campus on a day: the facts in force, what they amount to, why, and how it was and will be."""

    campus_id: int
    day: date
    profile: CampusProfile | None
    place: CampusPlace
    head_count: HeadCount | None
    police_unit: UnitOn
    education_unit: UnitOn
    stretch: Stretch | None
    judgement: Judgement | None
    timeline: tuple[Stretch, ...]


def campus_file(campus_id: int, scope: Scope, *, on: date) -> CampusFile:
    """A campus's file on a day. Raises UnknownCampusError outside the scope, and before or after the campus exists."""
    place = places_of(campus_id, scope, on=on)
    head_count = head_count_of(campus_id, on=on)
    timeline = timeline_of(campus_id)
    return CampusFile(
        campus_id=campus_id,
        day=on,
        profile=profile_of(campus_id, on=on),
        place=place,
        head_count=head_count,
        police_unit=territory.unit_at(Line.POLICE, place.police_path, on=on),
        education_unit=territory.unit_at(Line.EDUCATION, place.education_path, on=on),
        stretch=next((item for item in timeline if item.valid_from <= on < item.valid_to), None),
        judgement=_judgement(head_count, on),
        timeline=tuple(timeline),
    )


def _judgement(count: HeadCount | None, day: date) -> Judgement | None:
    """What the norm of a day requires of a head count; None when either is missing."""
    if count is None:
        return None
    try:
        rule_set = norms.rule_set_on(day)
    except norms.NoRuleSet:
        return None
    return judge(rule_set, HeadCounts(students=count.students, staff=count.staff, boarders=count.boarders))
