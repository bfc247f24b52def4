"""Bringing standing and totals up to date, inside the posting that changed the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gatehouse.foundation import bulk
from gatehouse.foundation.posting import OpenPosting
from gatehouse.standing import facts
from gatehouse.standing.models import StandingRow, UnitTotal
from gatehouse.standing.queries import live_rows
from gatehouse.standing.rules import Change, Epochs, differences, timeline, total_differences
from gatehouse.standing.services import columns
from gatehouse.standing.types import AMOUNTS, Stretch

ONE_BY_ONE = 40
"""Up to so many campuses are judged one by one; more are quicker as columns, which take some 40 ms to begin with.

Measured: they meet at 25 campuses on PostgreSQL, between 50 and 100 on SQLite.
"""

_STANDING_COLUMNS = [
    "campus_id", "valid_from", "valid_to", "police_path", "education_path", "stratum", "epoch", *AMOUNTS, "posting_id",
]  # fmt: skip


def settle(p: OpenPosting) -> None:
    """Replace what no longer holds of the touched campuses' standing and add the differences to their units' totals."""
    if not p.touched:
        return
    epochs = facts.epochs()
    if len(p.touched) > ONE_BY_ONE:
        columns.settle(p, sorted(p.touched), epochs)
        return
    add_to_totals(_settle_few(p, sorted(p.touched), epochs))


def _settle_few(p: OpenPosting, campus_ids: Sequence[int], epochs: Epochs) -> list[Change]:
    """Settle campuses one by one; returns what changes in totals."""
    known = live_rows(campus_ids)
    superseded: list[int] = []
    fresh: list[tuple[int, Stretch]] = []
    changes: list[Change] = []
    for campus_id, campus_facts in facts.facts_of(campus_ids).items():
        new, old = timeline(campus_facts, epochs), known.get(campus_id, {})
        kept = old.keys() & new
        gone = {stretch: key for stretch, key in old.items() if stretch not in kept}
        come = [stretch for stretch in new if stretch not in old]
        superseded.extend(gone.values())
        fresh.extend((campus_id, stretch) for stretch in come)
        changes.extend(differences(gone, come))
    for some in bulk.chunks(superseded):
        StandingRow.objects.filter(pk__in=some).update(superseded_by=p.id)
    bulk.insert(StandingRow, _STANDING_COLUMNS, (_row(campus_id, item, p.id) for campus_id, item in fresh))
    p.derived += len(superseded) + len(fresh)
    return changes


def _row(campus_id: int, item: Stretch, posting_id: int) -> tuple[object, ...]:
    return (
        campus_id, item.valid_from, item.valid_to, item.police_path, item.education_path,
        item.stratum.value, item.epoch, *item.amounts, posting_id,
    )  # fmt: skip


def add_to_totals(changes: Iterable[Change]) -> None:
    """Add differences to the totals of every province and city they concern, in both lines."""
    rows = total_differences(changes)
    bulk.add_up(
        UnitTotal,
        ["line", "depth", "path", "stratum", "bucket"],
        AMOUNTS,
        ((*key, *amounts) for key, amounts in sorted(rows.items())),
    )
