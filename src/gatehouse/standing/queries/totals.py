"""Sums of any unit by its children on any day, as recorded now or at any instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Substr

from gatehouse.accounts.types import Scope
from gatehouse.campuses.queries import PATH_COLUMN
from gatehouse.kernel.grain import as_of
from gatehouse.kernel.path import WIDTH
from gatehouse.standing.models import UnitTotal
from gatehouse.standing.queries.question import SUM_NAMES, SUMS, Question, parts_behind, rows_behind
from gatehouse.standing.rules import TOTAL_LEVELS
from gatehouse.standing.types import NOTHING, Amounts, Stratum

Sums = dict[str, dict[Stratum, Amounts]]
"""path → stratum → amounts."""


def sums(question: Question, scope: Scope) -> Sums:
    """Amounts by place and stratum. A place not within the scope counts only the campuses that are.

    Read from kept totals where they answer (known now, city level or above, branch wholly in scope), else from
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
    """Ranges of several days overlap where they begin alike, so the longest of those is read."""
    ranges = [as_of(day) for day in days]
    grains = dict(sorted(grain for item in ranges for grain in (item.years, item.months, item.days)))
    rows = [some.values_list("bucket").annotate(*map(Sum, COVERAGE)) for some in _total_rows(question, grains.items())]
    found = {bucket: (campuses, met) for bucket, campuses, met in _together(rows)}
    return {
        day: Amounts(
            campuses=sum(campuses for bucket, (campuses, _) in found.items() if bucket in item),
            campuses_met=sum(met for bucket, (_, met) in found.items() if bucket in item),
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
    """Whether kept totals answer: known now, a kept level or above, and the branch wholly in scope."""
    kept = question.depth <= TOTAL_LEVELS[-1]
    return kept and question.posting is None and scope.covers(question.line, question.branch.low)


def from_totals(question: Question) -> Sums:
    """Amounts by place and stratum as the kept totals of provinces and cities have them."""
    ranges = as_of(question.day)
    parts = [
        some.values_list("path", "stratum").annotate(**SUMS).values_list("path", "stratum", *SUM_NAMES)
        for some in _total_rows(question, {ranges.years, ranges.months, ranges.days})
    ]
    return _gathered(_together(parts), question.depth)


def _total_rows(question: Question, grains: Iterable[tuple[int, int]]) -> list[QuerySet[UnitTotal]]:
    """The totals of a question's branch within some ranges of buckets, a query each.

    By place and range, because that is the order of the key: a query reads what it adds up and nothing else.
    """
    depth = max(question.depth, TOTAL_LEVELS[0])
    rows = UnitTotal.objects.filter(line=question.line, depth=depth, path__in=_places(question, depth))
    return [rows.filter(bucket__gte=low, bucket__lt=high) for low, high in sorted(grains) if low < high]


def _places(question: Question, depth: int) -> list[str]:
    """The places within a question's branch that have totals at a depth, each found by one look into the key."""
    table = connection.ops.quote_name(UnitTotal._meta.db_table)  # noqa: SLF001 - Django's documented model API
    within = f"FROM {table} WHERE line = %s AND depth = %s AND path < %s"
    key = [question.line.value, int(depth), question.branch.high]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE place(path) AS (SELECT min(path) {within} AND path >= %s UNION ALL "  # noqa: S608
            f"SELECT (SELECT min(path) {within} AND path > place.path) FROM place WHERE place.path IS NOT NULL) "
            "SELECT path FROM place WHERE path IS NOT NULL",
            [*key, question.branch.low, *key],
        )
        return [path for (path,) in cursor.fetchall()]


def from_standing(question: Question, scope: Scope) -> Sums:
    """Amounts by place and stratum, added up from the campuses' standing rows."""
    place = Substr(F(PATH_COLUMN[question.line]), 1, question.depth * WIDTH)
    parts = [
        rows.annotate(place=place)
        .values("place", "stratum")
        .annotate(**SUMS)
        .values_list("place", "stratum", *SUM_NAMES)
        for rows in parts_behind(question, scope)
    ]
    return _gathered(_together(parts), question.depth)


def _together(parts: Sequence[QuerySet[Any, Any]]) -> Iterable[tuple[Any, ...]]:
    """The rows of all queries, in one read."""
    return parts[0].union(*parts[1:], all=True) if parts else ()


def _gathered(rows: Iterable[tuple[Any, ...]], depth: int) -> Sums:
    """By place at a depth, without strata in which nothing is left on that day."""
    found: defaultdict[str, dict[Stratum, Amounts]] = defaultdict(dict)
    for path, stratum, *amounts in rows:
        place = found[path[: depth * WIDTH]]
        place[Stratum(stratum)] = place.get(Stratum(stratum), NOTHING).plus(Amounts(*map(int, amounts)))
    left = {
        path: {stratum: amounts for stratum, amounts in place.items() if amounts != NOTHING}
        for path, place in found.items()
    }
    return {path: place for path, place in left.items() if place}
