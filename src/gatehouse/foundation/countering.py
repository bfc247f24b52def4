"""Undoing a posting by another one that counters it: nothing is deleted, what was so before is said again.

What later postings said stays. A point of the undone posting that still holds is superseded; a point that it had
superseded holds again, as a new point, unless something was said for that day since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps

from gatehouse.foundation import bulk
from gatehouse.foundation.facts import live, live_points
from gatehouse.foundation.models import ChangePoint, Posting
from gatehouse.foundation.posting import OpenPosting

Subject = tuple[Any, ...]


class NothingToUndoError(LookupError):
    """There is no such posting, or nothing that it wrote holds any more."""

    def __init__(self, posting_id: int) -> None:
        """Keep the number."""
        super().__init__(f"posting {posting_id} wrote no fact that still holds")
        self.posting_id = posting_id


@dataclass(frozen=True, slots=True)
class Countered:
    """What countering changed of one kind of fact: subject → first day; and the subjects of which nothing is left."""

    model: type[ChangePoint]
    since: dict[Subject, date]
    emptied: frozenset[Subject]


def kinds_of_facts() -> Iterator[type[ChangePoint]]:
    """Every kind of dated fact that the rooms keep."""
    for model in apps.get_models():
        if issubclass(model, ChangePoint):
            yield model


def counter(p: OpenPosting, posting_id: int) -> list[Countered]:
    """Counter another posting's facts within this one. Raises NothingToUndoError.

    Only the facts: what is derived from them is settled by the caller's touching of campuses.
    """
    if not Posting.objects.filter(pk=posting_id).exclude(pk=p.id).exists():
        raise NothingToUndoError(posting_id)
    found = [found for model in kinds_of_facts() if (found := _counter(p, model, posting_id)).since]
    if not found:
        raise NothingToUndoError(posting_id)
    p.record.counters_id = posting_id
    p.record.save(update_fields=["counters"])
    return found


def _counter(p: OpenPosting, model: type[ChangePoint], posting_id: int) -> Countered:
    points = model._default_manager  # noqa: SLF001 - Django's documented model API
    width = len(model.SUBJECT)
    columns = [*model.SUBJECT, "valid_from"]
    said = [(row[:width], row[width]) for row in live(model).filter(posting=posting_id).values_list(*columns)]
    count = live(model).filter(posting=posting_id).update(superseded_by=p.id)
    lost = (
        points.filter(superseded_by=posting_id)
        .exclude(posting=posting_id)
        .values_list(*columns, *model.VALUES, "source_row_id")
    )
    rows = list(lost)
    still = live_points(model, {row[0] for row in rows})
    back = [row for row in rows if row[width] not in still[row[:width]]]
    keys = bulk.reserve_ids(model, len(back))
    names = ["id", *columns, *model.VALUES, *model.DERIVED, "source_row_id", "posting_id"]
    bulk.insert(
        model,
        names,
        (
            [key, *row[:-1], *model.derive(row[width + 1 : -1]), row[-1], p.id]
            for key, row in zip(keys, back, strict=True)
        ),
    )
    if count or back:
        p.written[model._meta.label_lower] += count + len(back)  # noqa: SLF001
    since: dict[Subject, date] = {}
    for subject, day in [*said, *((row[:width], row[width]) for row in back)]:
        since[subject] = min(day, since.get(subject, day))
    left = live_points(model, {subject[0] for subject in since})
    return Countered(model, since, frozenset(subject for subject in since if not left[subject]))


def by_owner(countered: list[Countered], column: str) -> dict[int, date]:
    """The first day of change by owner, of all kinds of fact whose subject has this column, such as ``campus_id``."""
    found: defaultdict[int, list[date]] = defaultdict(list)
    for item in countered:
        if column in item.model.SUBJECT:
            place = item.model.SUBJECT.index(column)
            for subject, day in item.since.items():
                found[subject[place]].append(day)
    return {owner: min(days) for owner, days in found.items()}
