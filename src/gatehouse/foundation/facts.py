"""Dated facts as change points: write what is reported or decided, read what is in force on a day.

Two ways to write. ``record`` takes *reports*: on a day, things were so. A later report stands for itself: correcting
an earlier day does not run through it. ``alter`` takes *acts* – moved, renamed, closed, revoked from a day on: they
run through later points that merely repeat what the act changes, up to the first that says something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gatehouse.foundation import bulk
from gatehouse.foundation.models import ChangePoint
from gatehouse.foundation.posting import OpenPosting
from gatehouse.kernel.refusal import Refusal

M = TypeVar("M", bound=ChangePoint)


@dataclass(frozen=True, slots=True)
class Point:
    """Says "from ``valid_from`` on the subject has these values": ``subject`` and ``values`` in the model's order."""

    subject: tuple[Any, ...]
    valid_from: date
    values: tuple[Any, ...]
    source_row_id: int | None = None
    said: int | None = None
    """Which of the values were said, as ``ChangePoint.said`` has it."""


NOTHING_SAID = 0


@dataclass(frozen=True, slots=True)
class Act:
    """Says "from ``day`` on these columns of the subject have these values"."""

    subject: tuple[Any, ...]
    day: date
    columns: Mapping[str, Any]


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writing points changed: subjects whose values differ now, from the earliest day each."""

    changed: dict[tuple[Any, ...], date]
    unchanged: int


def record(
    p: OpenPosting,
    model: type[ChangePoint],
    points: Iterable[Point],
    *,
    known: InForce | None = None,
    keep_confirmations: bool = False,
) -> Outcome:
    """Write points of one kind of fact; what the register already says is left alone.

    A point with the values that are in force on its day anyway changes nothing: it is kept only as a confirmation,
    where ``keep_confirmations`` asks for it. A live point of the same day with other values is superseded and kept.
    Raises ContradictionError when the points themselves disagree about a day. ``known`` spares loading what this
    posting has loaded already; it must hold every subject's owner, and learns what is written.
    """
    wanted = _distinct(model, points)
    live = known.points if known else live_points(model, {point.subject[0] for point in wanted})
    fresh: list[Point] = []
    replaced: list[int] = []
    changed: dict[tuple[Any, ...], date] = {}
    for point in sorted(wanted, key=lambda item: item.valid_from):
        history = live[point.subject]
        here = history.get(point.valid_from)
        in_force = _in_force(history, point.valid_from)
        same = in_force is not None and in_force[1] == point.values
        if same and (here is not None or not keep_confirmations):
            continue
        if here is not None:
            replaced.append(here[0])
        history[point.valid_from] = (NOT_WRITTEN, point.values)
        fresh.append(point)
        if not same:
            changed.setdefault(point.subject, point.valid_from)
    _write(p, model, fresh, replaced, live)
    return Outcome(changed, len(wanted) - len(fresh))


def alter(p: OpenPosting, model: type[ChangePoint], acts: Sequence[Act]) -> Outcome:
    """Change some columns of subjects from a day on, as acts do; one act a subject and call.

    Later points that repeat a column's old value were written in ignorance of the act and are rewritten; a column's
    first later point with another value ends the act's reach for that column. Other columns keep what was said. Raises
    NothingSaidError, and ContradictionError for two acts on one subject.
    """
    wanted = {act.subject: act for act in acts}
    if len(wanted) < len(acts):
        twice = next(act for number, act in enumerate(acts) if act.subject in {one.subject for one in acts[:number]})
        raise ContradictionError("two-acts", model, twice.subject, twice.day)
    live = live_points(model, {subject[0] for subject in wanted})
    rows = _source_rows(model, [key for subject in wanted for key, _ in live[subject].values()])
    fresh: list[Point] = []
    replaced: list[int] = []
    changed: dict[tuple[Any, ...], date] = {}
    for act in wanted.values():
        history = live[act.subject]
        for day, values in altered(model, history, act):
            key = history[day][0] if day in history else None
            if key is not None:
                replaced.append(key)
            history[day] = (NOT_WRITTEN, values)
            said = columns_said(model, act.columns) if day == act.day else NOTHING_SAID
            fresh.append(Point(act.subject, day, values, rows.get(key) if key and not said else None, said))
            changed.setdefault(act.subject, act.day)
    _write(p, model, fresh, replaced, live)
    return Outcome(changed, len(wanted) - len(changed))


def withdraw(
    p: OpenPosting, model: type[ChangePoint], points: Iterable[tuple[tuple[Any, ...], date]]
) -> list[tuple[Any, date]]:
    """Let live points hold no more, with nothing in their stead; returns (owner, day) of each."""
    wanted = list(points)
    live = live_points(model, {subject[0] for subject, _ in wanted})
    keys = [live[subject][day][0] for subject, day in wanted]
    for some in bulk.chunks(keys):
        model._default_manager.filter(pk__in=some).update(superseded_by=p.id)  # noqa: SLF001
    if keys:
        p.written[model._meta.label_lower] += len(keys)  # noqa: SLF001
    return [(subject[0], day) for subject, day in wanted]


def altered(model: type[ChangePoint], history: History, act: Act) -> list[tuple[date, tuple[Any, ...]]]:
    """The points that an act writes anew in a subject's history, in order of days. Raises NothingSaidError."""
    in_force = _in_force(history, act.day)
    if in_force is None:
        raise NothingSaidError("nothing-said", model, act.subject, act.day)
    old = dict(zip(model.VALUES, in_force[1], strict=True))
    running = {name: value for name, value in act.columns.items() if old[name] != value}
    found: list[tuple[date, tuple[Any, ...]]] = []
    if running:
        found.append((act.day, tuple((old | running).values())))
    for day in sorted(later for later in history if later > act.day):
        values = dict(zip(model.VALUES, history[day][1], strict=True))
        running = {name: value for name, value in running.items() if values[name] == old[name]}
        if not running:
            break
        found.append((day, tuple((values | running).values())))
    return found


def columns_said(model: type[ChangePoint], names: Iterable[str]) -> int:
    """The bits of these columns, as ``ChangePoint.said`` keeps them."""
    return sum(1 << model.VALUES.index(name) for name in names)


@dataclass(frozen=True, slots=True)
class Saying:
    """What a posting said of a subject: a report of a day, or an act from it on, by the columns it speaks of."""

    posting: int
    point: Point


class HangingActError(NothingSaidError):
    """An act whose subject nothing would be said of without a posting that is undone."""

    def __init__(self, model: type[ChangePoint], subject: tuple[Any, ...], day: date, posting: int) -> None:
        """``posting`` is the act's."""
        super().__init__("nothing-said", model, subject, day)
        self.posting = posting


def retold(model: type[ChangePoint], sayings: Iterable[Saying]) -> dict[date, Point]:
    """What one subject's sayings amount to, told again in the order of recording: the points that should hold.

    They are marked as following from what was said otherwise. Raises HangingActError.
    """
    history: History = {}
    rows: dict[date, int | None] = {}
    subject: tuple[Any, ...] = ()
    for saying in sayings:
        point = saying.point
        subject, day = point.subject, point.valid_from
        if point.said is None:
            history[day], rows[day] = (NOT_WRITTEN, point.values), point.source_row_id
            continue
        bits = {name: value for place, (name, value) in enumerate(zip(model.VALUES, point.values, strict=True))
                if point.said >> place & 1}  # fmt: skip
        try:
            found = altered(model, history, Act(subject, day, bits))
        except NothingSaidError as error:
            raise HangingActError(model, subject, day, saying.posting) from error
        for touched, values in found:
            history[touched] = (NOT_WRITTEN, values)
        rows[day] = None
    return {day: Point(subject, day, values, rows.get(day), NOTHING_SAID) for day, (_, values) in history.items()}


def _source_rows(model: type[ChangePoint], keys: Iterable[int]) -> dict[int, int | None]:
    """Key → source row of these points: what a rewritten point still says was said there."""
    return {
        key: row
        for some in bulk.chunks(keys)
        for key, row in model._default_manager.filter(pk__in=some).values_list("pk", "source_row_id")  # noqa: SLF001
    }


History = dict[date, tuple[int, tuple[Any, ...]]]
"""valid_from → (row id, values) of one subject's live points."""

NOT_WRITTEN = 0
"""The row id of a point until its call writes it; no later point of that call is for the same day."""


def live(model: type[M], posting: int | None = None) -> QuerySet[M]:
    """The points that hold as known now, or as known after a posting."""
    points = model._default_manager.all()  # noqa: SLF001
    if posting is None:
        return points.filter(superseded_by=None)
    return points.filter(Q(superseded_by=None) | Q(superseded_by__gt=posting), posting__lte=posting)


def live_points(model: type[ChangePoint], owners: Iterable[int]) -> defaultdict[tuple[Any, ...], History]:
    """Every live point of the subjects whose first column is among ``owners``."""
    columns = ["pk", "valid_from", *model.SUBJECT, *model.VALUES]
    width = 2 + len(model.SUBJECT)
    found: defaultdict[tuple[Any, ...], History] = defaultdict(dict)
    for some in bulk.chunks(sorted(owners)):
        for row in live(model).filter(**{f"{model.SUBJECT[0]}__in": some}).values_list(*columns):
            found[row[2:width]][row[1]] = (row[0], row[width:])
    return found


def _in_force(history: History, day: date) -> tuple[int, tuple[Any, ...]] | None:
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
        known = _in_force(self.points.get(subject, {}), day)
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


def _distinct(model: type[ChangePoint], points: Iterable[Point]) -> list[Point]:
    """Without repetitions; two values for one day are a contradiction."""
    seen: dict[tuple[tuple[Any, ...], date], Point] = {}
    for point in points:
        known = seen.setdefault((point.subject, point.valid_from), point)
        if known.values != point.values:
            raise ContradictionError("two-values", model, point.subject, point.valid_from)
    return list(seen.values())


def _write(
    p: OpenPosting,
    model: type[ChangePoint],
    fresh: Sequence[Point],
    replaced: Sequence[int],
    live: Mapping[tuple[Any, ...], History],
) -> None:
    """Supersede first, so that the partial unique index never sees two live points; ``live`` learns the new keys."""
    for some in bulk.chunks(replaced):
        model._default_manager.filter(pk__in=some).update(superseded_by=p.id)  # noqa: SLF001
    keys = bulk.reserve_ids(model, len(fresh))
    columns = ["id", *model.SUBJECT, "valid_from", *model.VALUES, *model.DERIVED, "posting_id", "source_row_id", "said"]
    bulk.insert(
        model,
        columns,
        (
            [key, *point.subject, point.valid_from, *point.values, *model.derive(point.values), p.id,
             point.source_row_id, point.said]
            for key, point in zip(keys, fresh, strict=True)
        ),
    )  # fmt: skip
    if fresh:
        p.written[model._meta.label_lower] += len(fresh)  # noqa: SLF001
    for key, point in zip(keys, fresh, strict=True):
        live[point.subject][point.valid_from] = (key, point.values)
