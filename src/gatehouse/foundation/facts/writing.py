"""Writing dated facts: reports, acts, and the withdrawal of points that only followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from gatehouse.foundation import bulk
from gatehouse.foundation.facts.points import (
    NOT_WRITTEN,
    NOTHING_SAID,
    Act,
    ContradictionError,
    History,
    Outcome,
    Point,
    columns_said,
)
from gatehouse.foundation.facts.reading import InForce, in_force, live_points
from gatehouse.foundation.facts.telling import altered
from gatehouse.foundation.models import ChangePoint
from gatehouse.foundation.posting import OpenPosting


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
        known_then = in_force(history, point.valid_from)
        same = known_then is not None and known_then[1] == point.values
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
    p: OpenPosting,
    model: type[ChangePoint],
    points: Iterable[tuple[tuple[Any, ...], date]],
    *,
    known: InForce | None = None,
) -> list[tuple[Any, date]]:
    """Let live points hold no more, with nothing in their stead; returns (owner, day) of each.

    ``known`` spares loading what this posting has loaded already, and forgets what is withdrawn.
    """
    wanted = list(points)
    live = known.points if known else live_points(model, {subject[0] for subject, _ in wanted})
    keys = [live[subject].pop(day)[0] for subject, day in wanted]
    for some in bulk.chunks(keys):
        model._default_manager.filter(pk__in=some).update(superseded_by=p.id)  # noqa: SLF001
    if keys:
        p.written[model._meta.label_lower] += len(keys)  # noqa: SLF001
    return [(subject[0], day) for subject, day in wanted]


def _source_rows(model: type[ChangePoint], keys: Iterable[int]) -> dict[int, int | None]:
    """Key → source row of these points: what a rewritten point still says was said there."""
    return {
        key: row
        for some in bulk.chunks(keys)
        for key, row in model._default_manager.filter(pk__in=some).values_list("pk", "source_row_id")  # noqa: SLF001
    }


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
