"""Lists of findings: of a unit page by page, of one campus, and of what a posting shows to have been unlawful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Q

from gatehouse.accounts.types import Scope
from gatehouse.campuses.queries import PATH_COLUMN, within
from gatehouse.findings.models import Finding
from gatehouse.findings.queries.asking import FindingQuestion, UnitQuestion, asked_of, parts_of
from gatehouse.findings.queries.counting import Counts, add_up, counts_by_place
from gatehouse.findings.queries.people import Person, campus_names, people_of
from gatehouse.findings.queries.rows import COLUMNS, interval_of, known_after
from gatehouse.findings.rules import newly_unlawful
from gatehouse.findings.types import Interval
from gatehouse.foundation.clock import SHANGHAI
from gatehouse.foundation.models import Posting
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Line, UnitOn


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with whom it is about, and the posting that told; ``person`` is None when not the reader's to see."""

    key: int
    posting: int
    item: Interval
    campus_name: str
    school_code: str
    person: Person | None

    def path(self, line: Line) -> str:
        """Where the campus stands in a line on the finding's days."""
        return self.item.police_path if line is Line.POLICE else self.item.education_path


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One page of a unit's findings, the counts of all of them by place, and where the next page begins.

    ``places`` are the unit's child units and the unit itself, which holds what belongs to no child; those of a viewer
    who sees part of a unit are left out where nothing is theirs. ``total`` are the counts of every kind together.
    """

    unit: UnitOn
    question: UnitQuestion
    rows: list[Found]
    places: list[tuple[UnitOn, Counts]]
    total: Counts
    next_after: tuple[str, int, int] | None

    @property
    def chosen(self) -> int:
        """How many findings the list holds on all its pages."""
        kind = self.question.kind
        return sum(count.findings for name, count in self.total.items() if kind in (None, name))


def list_findings(
    question: UnitQuestion,
    scope: Scope,
    *,
    today: date,
    after: tuple[str, int, int] | None = None,
    limit: int | None = None,
) -> FindingPage:
    """The findings of a unit in the order of the tree; ``after`` is the last (path, campus, row) of the page before.

    Raises UnknownUnitError and OutOfScopeError.
    """
    unit, asked = asked_of(question, scope)
    found = _page(asked, scope, after, None if limit is None else limit + 1)
    shown = found if limit is None else found[:limit]
    items = _named(shown, scope, on=question.as_of, today=today)
    last = items[-1] if len(found) > len(shown) else None
    counts = counts_by_place(asked, scope)
    units = [*territory.children(unit, on=question.as_of), unit]
    whole = scope.covers(question.line, unit.path)
    return FindingPage(
        unit=unit,
        question=question,
        rows=items,
        places=[
            (place, counts.get(place.path, {}))
            for place in units
            if place.path in counts or (whole and place is not unit)
        ],
        total=add_up(counts.values()),
        next_after=(last.path(question.line), last.item.campus_id, last.key) if last else None,
    )


def _page(
    asked: FindingQuestion, scope: Scope, after: tuple[str, int, int] | None, limit: int | None
) -> list[tuple[Key, Interval]]:
    """The rows behind a place in the list, in the order of the tree, at most ``limit`` of them."""
    column = PATH_COLUMN[asked.line]
    behind = Q() if asked.kind is None else Q(kind=asked.kind)
    if after is not None:
        path, campus, key = after
        later = Q(campus__gt=campus) | Q(campus=campus, pk__gt=key)
        behind &= Q(**{f"{column}__gte": path}) & (Q(**{f"{column}__gt": path}) | later)
    found: list[tuple[Key, Interval]] = []
    for part in parts_of(asked, scope):
        rows = part.filter(behind).order_by(column, "campus", "pk").values_list(*KEYED)
        found += _keyed(rows if limit is None else rows[:limit])
    found.sort(key=lambda row: (getattr(row[1], column), row[1].campus_id, row[0]))
    return found if limit is None else found[:limit]


def findings_of_campus(
    campus_id: int, scope: Scope, *, on: date, today: date, posting: int | None = None
) -> list[Found]:
    """Every finding of a campus, past and to come, as far as it stood in the scope on those days.

    As known now or after a posting.
    """
    rows = known_after(posting).filter(within(scope), campus=campus_id)
    ordered = rows.order_by("valid_from", "kind", "pk").values_list(*KEYED)
    return _named(_keyed(ordered), scope, on=on, today=today)


@dataclass(frozen=True, slots=True)
class UnlawfulThen:
    """What a posting shows to have been wrong on days before it was recorded, in tree order."""

    recorded_on: date
    rows: list[Found]


def unlawful_then(posting: int, scope: Scope, *, today: date) -> UnlawfulThen | None:
    """What a posting shows to have been wrong before, and nobody knew; None when there is no such posting.

    The answer stays the same whatever is recorded later.
    """
    recorded = Posting.objects.filter(pk=posting).values_list("recorded_at", flat=True).first()
    if recorded is None:
        return None
    day = recorded.astimezone(SHANGHAI).date()
    come = Finding.objects.filter(within(scope), posting=posting, valid_from__lt=day)
    gone = Finding.objects.filter(superseded_by=posting, valid_from__lt=day)
    known = [item for _, item in _keyed(gone.values_list(*KEYED))]
    past = newly_unlawful(_keyed(come.values_list(*KEYED)), known, day)
    ordered = sorted(past, key=lambda pair: (pair[1].police_path, pair[1].campus_id, pair[1].kind, pair[1].valid_from))
    return UnlawfulThen(day, _named(ordered, scope, on=day, today=today))


Key: TypeAlias = tuple[int, int]
"""A row's key, and the posting that wrote it."""

KEYED = ("pk", "posting", *COLUMNS)


def _keyed(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Key, Interval]]:
    return [((row[0], row[1]), interval_of(row[2:])) for row in rows]


def _named(found: Sequence[tuple[Key, Interval]], scope: Scope, *, on: date, today: date) -> list[Found]:
    items = [item for _, item in found]
    names, people = campus_names(items, on=on), people_of(items, scope, today=today)
    return [
        Found(*key, item, *names.get(item.campus_id, ("", "")), people.get((item.campus_id, item.guard_id or 0)))
        for key, item in found
    ]
