"""What is said of subjects: points, acts, sayings, and what cannot be said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from gatehouse.foundation.models import ChangePoint
from gatehouse.kernel.refusal import Refusal

History = dict[date, tuple[int, tuple[Any, ...]]]
"""valid_from → (row id, values) of one subject's live points."""

NOT_WRITTEN = 0
"""The row id of a point until its call writes it; no later point of that call is for the same day."""

NOTHING_SAID = 0


@dataclass(frozen=True, slots=True)
class Point:
    """Says "from ``valid_from`` on the subject has these values": ``subject`` and ``values`` in the model's order."""

    subject: tuple[Any, ...]
    valid_from: date
    values: tuple[Any, ...]
    source_row_id: int | None = None
    said: int | None = None
    """Which of the values were said, as ``ChangePoint.said`` has it."""


@dataclass(frozen=True, slots=True)
class Act:
    """Says "from ``day`` on these columns of the subject have these values"."""

    subject: tuple[Any, ...]
    day: date
    columns: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Saying:
    """What a posting said of a subject: a report of a day, or an act from it on, by the columns it speaks of."""

    posting: int
    point: Point


class FactError(Refusal):
    """A fact that cannot be written; the parameters name its kind and subject: ``campus_id`` as ``campus``."""

    def __init__(self, code: str, model: type[ChangePoint], subject: tuple[Any, ...], day: date) -> None:
        """What is wrong with which kind of fact, of whom, on which day."""
        kind = model._meta.label_lower  # noqa: SLF001 - Django's documented model API
        named = zip((column.removesuffix("_id") for column in model.SUBJECT), subject, strict=True)
        super().__init__(code, kind=kind, subject=subject, day=day, **dict(named))


class NothingSaidError(FactError, LookupError):
    """An act on a subject of which nothing is said yet on its day."""

    TEXTS: ClassVar = {"nothing-said": "nothing is said of %(kind)s %(subject)s on %(day)s yet"}


class ContradictionError(FactError, ValueError):
    """Two different values for one subject and day in one posting."""

    TEXTS: ClassVar = {
        "two-values": "two values for %(kind)s %(subject)s on %(day)s",
        "two-acts": "two acts on %(kind)s %(subject)s in one call",
    }


class HangingActError(NothingSaidError):
    """An act whose subject nothing would be said of without a posting that is undone."""

    def __init__(self, model: type[ChangePoint], subject: tuple[Any, ...], day: date, posting: int) -> None:
        """``posting`` is the act's."""
        super().__init__("nothing-said", model, subject, day)
        self.posting = posting


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writing points changed: subjects whose values differ now, from the earliest day each."""

    changed: dict[tuple[Any, ...], date]
    unchanged: int


def columns_said(model: type[ChangePoint], names: Iterable[str]) -> int:
    """The bits of these columns, as ``ChangePoint.said`` keeps them."""
    return sum(1 << model.VALUES.index(name) for name in names)
