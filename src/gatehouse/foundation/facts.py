"""Dated facts as change points: write one or many, read those in force on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from gatehouse.foundation import bulk
from gatehouse.foundation.models import ChangePoint
from gatehouse.foundation.posting import OpenPosting

M = TypeVar("M", bound=ChangePoint)


@dataclass(frozen=True, slots=True)
class Point:
    """Says "from ``valid_from`` on the subject has these values": ``subject`` and ``values`` in the model's order."""

    subject: tuple[Any, ...]
    valid_from: date
    values: tuple[Any, ...]
    source_row_id: int | None = None
    derived: tuple[Any, ...] = ()


class ContradictionError(ValueError):
    """Two different values for one subject and day in one posting."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writing points changed: subjects whose values differ now, from the earliest day each."""

    changed: dict[tuple[Any, ...], date]
    unchanged: int


def record(
    p: OpenPosting, model: type[ChangePoint], points: Iterable[Point], *, known: InForce | None = None
) -> Outcome:
    """Write points of one kind of fact; what the register already says is left alone.

    A point with the values that are in force on its day anyway adds nothing. A live point of the same day with other
    values is superseded and kept. Raises ContradictionError when the points themselves disagree about a day. ``known``
    spares loading what this posting has loaded already; it must hold every subject's owner, and learns what is written.
    """
    wanted = _distinct(points)
    live = known.points if known else live_points(model, {point.subject[0] for point in wanted})
    fresh: list[Point] = []
    replaced: list[int] = []
    changed: dict[tuple[Any, ...], date] = {}
    for point in sorted(wanted, key=lambda item: item.valid_from):
        history = live[point.subject]
        here = history.get(point.valid_from)
        before = max((day for day in history if day < point.valid_from), default=None)
        in_force = here or (history[before] if before else None)
        if in_force is not None and in_force[1] == point.values:
            continue
        if here is not None:
            replaced.append(here[0])
        history[point.valid_from] = (NOT_WRITTEN, point.values)
        fresh.append(point)
        changed[point.subject] = min(changed.get(point.subject, point.valid_from), point.valid_from)
    keys = _write(p, model, fresh, replaced)
    for key, point in zip(keys, fresh, strict=True):
        live[point.subject][point.valid_from] = (key, point.values)
    return Outcome(changed, len(wanted) - len(fresh))


History = dict[date, tuple[int, tuple[Any, ...]]]
"""valid_from → (row id, values) of one subject's live points."""

NOT_WRITTEN = 0
"""The row id of a point until its call writes it; no later point of that call is for the same day."""


def live_points(model: type[ChangePoint], owners: Iterable[int]) -> defaultdict[tuple[Any, ...], History]:
    """Every live point of the subjects whose first column is among ``owners``."""
    columns = ["pk", "valid_from", *model.SUBJECT, *model.VALUES]
    width = 2 + len(model.SUBJECT)
    found: defaultdict[tuple[Any, ...], History] = defaultdict(dict)
    for some in bulk.chunks(sorted(owners)):
        rows = model._default_manager.filter(superseded_by=None, **{f"{model.SUBJECT[0]}__in": some})  # noqa: SLF001
        for row in rows.values_list(*columns):
            found[row[2:width]][row[1]] = (row[0], row[width:])
    return found


class InForce:
    """What the register says of some owners by one kind of fact, loaded once."""

    def __init__(self, model: type[ChangePoint], owners: Iterable[int]) -> None:
        """Load the live points."""
        self.points = live_points(model, owners)

    def on(self, subject: tuple[Any, ...], day: date) -> tuple[Any, ...] | None:
        """The values in force on a day; None when nothing is said yet."""
        history = self.points.get(subject, {})
        known = max((point for point in history if point <= day), default=None)
        return history[known][1] if known else None

    def has(self, subject: tuple[Any, ...]) -> bool:
        """Whether anything was ever said of the subject."""
        return bool(self.points.get(subject))


def on_day(model: type[M], day: date) -> QuerySet[M]:
    """The live points in force at the end of a day, one a subject."""
    known = model._default_manager.filter(superseded_by=None, valid_from__lte=day)  # noqa: SLF001
    same = {column: OuterRef(column) for column in model.SUBJECT}
    return known.filter(pk=Subquery(known.filter(**same).order_by("-valid_from").values("pk")[:1]))


def _distinct(points: Iterable[Point]) -> list[Point]:
    """Without repetitions; two values for one day are a contradiction."""
    seen: dict[tuple[tuple[Any, ...], date], Point] = {}
    for point in points:
        known = seen.setdefault((point.subject, point.valid_from), point)
        if known.values != point.values:
            message = f"two values for {point.subject} on {point.valid_from}: {known.values} and {point.values}"
            raise ContradictionError(message)
    return list(seen.values())


def _write(p: OpenPosting, model: type[ChangePoint], fresh: Sequence[Point], replaced: Sequence[int]) -> list[int]:
    """Supersede first, so that the partial unique index never sees two live points; returns the new rows' keys."""
    for some in bulk.chunks(replaced):
        model._default_manager.filter(pk__in=some).update(superseded_by=p.id)  # noqa: SLF001
    keys = bulk.reserve_ids(model, len(fresh))
    columns = ["id", *model.SUBJECT, "valid_from", *model.VALUES, *model.DERIVED, "posting_id", "source_row_id"]
    bulk.insert(
        model,
        columns,
        (
            [key, *point.subject, point.valid_from, *point.values, *point.derived, p.id, point.source_row_id]
            for key, point in zip(keys, fresh, strict=True)
        ),
    )
    if fresh:
        p.written[model._meta.label_lower] += len(fresh)  # noqa: SLF001
    return keys
