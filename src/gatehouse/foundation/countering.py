"""Undoing a posting by another one that counters it: nothing is deleted, the register tells everything else again.

Of every subject that the undone posting spoke of, all that the postings that still count have said is told again in
the order of recording; where that differs from what holds, the countering posting writes it. So what others said later
stays, and what was said before holds again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.apps import apps
from django.db.models import Q

from gatehouse.foundation import bulk, facts
from gatehouse.foundation.facts import Point, Saying
from gatehouse.foundation.models import ChangePoint, Posting
from gatehouse.foundation.posting import OpenPosting
from gatehouse.kernel.refusal import Refusal

Subject = tuple[Any, ...]


class NothingToUndoError(Refusal, LookupError):
    """There is no such posting, it said nothing, or it is undone already."""

    TEXTS: ClassVar = {
        "unknown-posting": "there is no posting %(posting)s to undo",
        "undone-already": "posting %(posting)s is undone already",
        "said-nothing": "posting %(posting)s says nothing that could be undone",
    }


@dataclass(frozen=True, slots=True)
class Retold:
    """One kind of fact told again without a posting: subject → day → the point that should hold."""

    model: type[ChangePoint]
    subjects: Mapping[Subject, Mapping[date, Point]]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What telling again changed: subject → first day, and the subjects of which nothing is left."""

    model: type[ChangePoint]
    since: dict[Subject, date]
    emptied: frozenset[Subject]


def kinds_of_facts() -> Iterator[type[ChangePoint]]:
    """Every kind of dated fact that the rooms keep."""
    for model in apps.get_models():
        if issubclass(model, ChangePoint):
            yield model


def retell_without(p: OpenPosting, posting_id: int) -> list[Retold]:
    """What should hold of every subject that a posting spoke of, were it not for that posting.

    From here on this posting counters the other one. Raises NothingToUndoError, and HangingActError when a later act
    would have nothing left to act on.
    """
    if not Posting.objects.filter(pk=posting_id).exclude(pk=p.id).exists():
        raise NothingToUndoError("unknown-posting", posting=posting_id)
    if posting_id in _undone():
        raise NothingToUndoError("undone-already", posting=posting_id)
    p.record.counters_id = posting_id
    p.record.save(update_fields=["counters"])
    p.written["foundation.posting"] += 1  # it is undone also where later postings say the same or something else
    # undoing an undo brings back what that one had undone, so its subjects count, too
    spoken = {posting_id, *_chain(posting_id)}
    found = [_retold(model, spoken) for model in kinds_of_facts()]
    if not any(item.subjects for item in found):
        raise NothingToUndoError("said-nothing", posting=posting_id)
    return [item for item in found if item.subjects]


def rewrite(p: OpenPosting, retold: Retold) -> Rewritten:
    """Write where what should hold differs from what holds; what follows from other subjects is the caller's."""
    model = retold.model
    known = facts.InForce(model, {subject[0] for subject in retold.subjects})
    said = [place for place, name in enumerate(model.VALUES) if name not in model.FOLLOWING]
    points: list[Point] = []
    gone: list[tuple[Subject, date]] = []
    since: dict[Subject, date] = {}
    for subject, wanted in retold.subjects.items():
        now = {day: values for day, (_, values) in known.points[subject].items()}
        fresh = [
            point for day, point in wanted.items()
            if day not in now or any(now[day][place] != point.values[place] for place in said)
        ]  # fmt: skip
        lost = now.keys() - wanted.keys()
        points += fresh
        gone += ((subject, day) for day in lost)
        if fresh or lost:
            since[subject] = min(*lost, *(point.valid_from for point in fresh), date.max)
    facts.withdraw(p, model, gone, known=known)
    facts.record(p, model, points, known=known, keep_confirmations=True)
    return Rewritten(model, since, frozenset(key for key, wanted in retold.subjects.items() if not wanted))


def by_owner(rewritten: Collection[Rewritten], column: str) -> dict[int, date]:
    """The first day of change by owner, of all kinds of fact whose subject has this column, such as ``campus_id``."""
    found: defaultdict[int, list[date]] = defaultdict(list)
    for item in rewritten:
        if column in item.model.SUBJECT:
            place = item.model.SUBJECT.index(column)
            for subject, day in item.since.items():
                found[subject[place]].append(day)
    return {owner: min(days) for owner, days in found.items()}


def undone_by(posting_ids: Iterable[int]) -> dict[int, Posting]:
    """Of these postings, those that are undone, each with the posting that counters it."""
    wanted, undone = set(posting_ids), _undone()
    found = Posting.objects.filter(counters__in=wanted & undone).order_by("pk")
    return {item.counters_id: item for item in found if item.pk not in undone and item.counters_id}


def _undone() -> set[int]:
    """The postings that are countered by one that counts itself."""
    counters: defaultdict[int, list[int]] = defaultdict(list)
    for number, target in Posting.objects.exclude(counters=None).values_list("pk", "counters"):
        counters[target or 0].append(number)
    undone: set[int] = set()
    for target in sorted(counters, reverse=True):  # a countering posting is always newer than its target
        if any(number not in undone for number in counters[target]):
            undone.add(target)
    return undone


def _chain(posting_id: int) -> Iterator[int]:
    """The postings that a posting counters, directly and in turn."""
    target = Posting.objects.values_list("counters", flat=True).get(pk=posting_id)
    while target is not None:
        yield target
        target = Posting.objects.values_list("counters", flat=True).get(pk=target)


def sayings_of(model: type[ChangePoint], owners: Collection[int]) -> dict[Subject, list[Saying]]:
    """By subject: what the postings that count have said of these owners, in the order of recording."""
    undone = _undone()
    width = len(model.SUBJECT)
    columns = [*model.SUBJECT, "posting", "valid_from", "source_row", "said", *model.VALUES]
    said = model._default_manager.filter(Q(said=None) | Q(said__gt=facts.NOTHING_SAID))  # noqa: SLF001
    found: defaultdict[Subject, list[Saying]] = defaultdict(list)
    for some in bulk.chunks(sorted(owners)):
        rows = said.filter(**{f"{model.SUBJECT[0]}__in": some}).order_by("posting", "pk")
        for row in rows.values_list(*columns):
            subject, (number, day, source, bits) = row[:width], row[width : width + 4]
            if number not in undone:
                found[subject].append(Saying(number, Point(subject, day, row[width + 4 :], source, bits)))
    return found


def _retold(model: type[ChangePoint], spoken: set[int]) -> Retold:
    points = model._default_manager  # noqa: SLF001 - Django's documented model API
    of_it = points.filter(posting__in=spoken).exclude(said=facts.NOTHING_SAID)
    subjects = set(of_it.values_list(*model.SUBJECT))
    sayings = sayings_of(model, {subject[0] for subject in subjects})
    return Retold(model, {subject: facts.retold(model, sayings.get(subject, ())) for subject in sorted(subjects)})
