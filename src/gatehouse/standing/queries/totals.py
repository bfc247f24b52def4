"""Sums of any unit by its children on any day, as recorded now or at any instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import Substr

from gatehouse.accounts.types import Scope
from gatehouse.campuses.queries import PATH_COLUMN
from gatehouse.kernel.grain import MIN_DAY, as_of
from gatehouse.kernel.path import WIDTH
from gatehouse.standing.models import UnitTotal
from gatehouse.standing.queries.question import SUM_NAMES, SUMS, Question, rows_behind
from gatehouse.standing.types import Amounts, Stratum
from gatehouse.territory.types import Level

Sums = dict[str, dict[Stratum, Amounts]]
"""path → stratum → amounts."""


def sums(question: Question, scope: Scope) -> Sums:
    """Amounts by place and stratum. A place not within the scope counts only the campuses that are.

    Read from kept totals where they answer (known now, county level or above, branch wholly in scope), else from
    standing: both give the same numbers, which ``self-check`` proves.
    """
    if _answered_by_totals(question, scope):
        return from_totals(question)
    return from_standing(question, scope)


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
    rows = rows_behind(question, scope, until=max(days), since=min(days))
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


def from_totals(question: Question) -> Sums:
    """Amounts by place and stratum as the kept totals of provinces, cities and counties have them."""
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
    return _gather(rows.values_list("path", "stratum").annotate(**SUMS).values_list("path", "stratum", *SUM_NAMES))


def from_standing(question: Question, scope: Scope) -> Sums:
    """Amounts by place and stratum, added up from the campuses' standing rows."""
    column = PATH_COLUMN[question.line]
    rows = rows_behind(question, scope)
    place = rows.annotate(place=Substr(F(column), 1, question.depth * WIDTH)).values("place", "stratum")
    return _gather(place.annotate(**SUMS).values_list("place", "stratum", *SUM_NAMES))


def _gather(rows: Iterable[tuple[Any, ...]]) -> Sums:
    """Without strata in which nothing is left on that day."""
    found: defaultdict[str, dict[Stratum, Amounts]] = defaultdict(dict)
    for path, stratum, *amounts in rows:
        total = Amounts(*map(int, amounts))
        if total != Amounts():
            found[path][Stratum(stratum)] = total
    return dict(found)
