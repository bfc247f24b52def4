"""Reading dated facts: what holds on a day, as known now or after a posting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gatehouse.foundation import bulk
from gatehouse.foundation.facts.points import History
from gatehouse.foundation.models import ChangePoint

M = TypeVar("M", bound=ChangePoint)


def live(model: type[M], posting: int | None = None) -> QuerySet[M]:
    """The points that hold as known now, or as known after a posting."""
    return model._default_manager.filter(as_known(posting))  # noqa: SLF001


def as_known(posting: int | None) -> Q:
    """Of rows that one posting writes and another supersedes: those that hold now, or held after a posting."""
    if posting is None:
        return Q(superseded_by=None)
    return (Q(superseded_by=None) | Q(superseded_by__gt=posting)) & Q(posting__lte=posting)


def live_points(model: type[ChangePoint], owners: Iterable[int]) -> defaultdict[tuple[Any, ...], History]:
    """Every live point of the subjects whose first column is among ``owners``."""
    columns = ["pk", "valid_from", *model.SUBJECT, *model.VALUES]
    width = 2 + len(model.SUBJECT)
    found: defaultdict[tuple[Any, ...], History] = defaultdict(dict)
    for some in bulk.chunks(sorted(owners)):
        for row in live(model).filter(**{f"{model.SUBJECT[0]}__in": some}).values_list(*columns):
            found[row[2:width]][row[1]] = (row[0], row[width:])
    return found


def in_force(history: History, day: date) -> tuple[int, tuple[Any, ...]] | None:
    """The (row id, values) in force on a day."""
    known = max((point for point in history if point <= day), default=None)
    return history[known] if known else None


class InForce:
    """What the register says of some owners by one kind of fact, loaded once."""

    def __init__(self, model: type[ChangePoint], owners: Iterable[int]) -> None:
        """Load the live points."""
        self.points = live_points(model, owners)

    def on(self, subject: tuple[Any, ...], day: date) -> tuple[Any, ...] | None:
        """The values in force on a day; None when nothing is said yet."""
        known = in_force(self.points.get(subject, {}), day)
        return known[1] if known else None

    def at(self, subject: tuple[Any, ...], day: date) -> bool:
        """Whether something was said for this very day."""
        return day in self.points.get(subject, {})

    def has(self, subject: tuple[Any, ...]) -> bool:
        """Whether anything was ever said of the subject."""
        return bool(self.points.get(subject))


def changed_since(model: type[ChangePoint], posting: int) -> set[Any]:
    """The owners – first column of the subject – of whom anything was said or withdrawn after a posting."""
    points = model._default_manager.filter(Q(posting__gt=posting) | Q(superseded_by__gt=posting))  # noqa: SLF001
    return set(points.values_list(model.SUBJECT[0], flat=True))


def on_day(model: type[M], day: date, posting: int | None = None) -> QuerySet[M]:
    """The points in force at the end of a day, one a subject, as known now or after a posting."""
    known = live(model, posting).filter(valid_from__lte=day)
    same = {column: OuterRef(column) for column in model.SUBJECT}
    return known.filter(pk=Subquery(known.filter(**same).order_by("-valid_from").values("pk")[:1]))
