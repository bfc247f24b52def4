"""Bringing findings up to date, inside the posting that changed the facts and after standing has followed them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from gatehouse.campuses.models import Campus
from gatehouse.findings import facts
from gatehouse.findings.models import Finding
from gatehouse.findings.queries import live_findings, live_of_guards
from gatehouse.findings.rules import PostFacts, campus_findings, guard_findings, two_posts
from gatehouse.findings.types import FindingKind, Interval
from gatehouse.foundation import bulk
from gatehouse.foundation.posting import OpenPosting, posting
from gatehouse.kernel.actor import Actor
from gatehouse.standing.models import StandingRow

CAMPUSES_AT_ONCE = facts.AT_ONCE

_COLUMNS = [
    "kind", "campus_id", "guard_id", "valid_from", "valid_to", "since", "police_path", "education_path",
    "severity", "amount", "epoch", "posting_id",
]  # fmt: skip


def settle(p: OpenPosting) -> None:
    """Replace what no longer holds of the touched campuses' findings, and of their guards' elsewhere."""
    for some in bulk.chunks(sorted(p.touched), CAMPUSES_AT_ONCE):
        _settle_some(p, some)


def _settle_some(p: OpenPosting, campus_ids: Sequence[int]) -> int:
    """Settle some campuses; returns how many findings were written.

    Serving full-time at two campuses is wrong at both, whichever changed: it is settled by guard, for all campuses of
    those who serve at more than one, or were found to.
    """
    known = live_findings(campus_ids)
    here = facts.facts_of(campus_ids)
    twice = {item.guard_id for item in known if item.kind is FindingKind.TWO_FULL_TIME_POSTS and item.guard_id}
    twice.update(facts.at_two_campuses(campus_ids))
    found = found_at(campus_ids, here)
    written = _replace(p, {item: key for item, key in known.items() if not _by_guard(item)}, found)
    if twice:
        written += _replace(p, live_of_guards(twice), found_of_guards(twice))
    return written


def _by_guard(item: Interval) -> bool:
    return item.kind is FindingKind.TWO_FULL_TIME_POSTS


def found_at(campus_ids: Iterable[int], here: facts.Facts) -> list[Interval]:
    """What is wrong at campuses and with each guard there, but for what depends on a guard's other campuses."""
    found = [item for campus in campus_ids for item in campus_findings(campus, here.judged.get(campus, ()))]
    for post in here.posts:
        found.extend(guard_findings(post, here.ground[post.campus_id]))
    return found


def found_of_guards(guard_ids: Iterable[int]) -> list[Interval]:
    """Where these guards serve full-time at two campuses at once."""
    posts = facts.posts_of_guards(guard_ids)
    several: list[list[PostFacts]] = [some for some in posts.values() if len(some) > 1]
    ground = facts.ground_of({post.campus_id for some in several for post in some})
    return [item for some in several for item in two_posts(some, ground)]


def _replace(p: OpenPosting, old: dict[Interval, int], new: Iterable[Interval]) -> int:
    """Keep what is the same, supersede what is gone, insert what came; returns how many came."""
    wanted = set(new)
    gone = [key for item, key in old.items() if item not in wanted]
    for some in bulk.chunks(gone):
        Finding.objects.filter(pk__in=some).update(superseded_by=p.id)
    come = sorted(wanted.difference(old), key=_order)
    p.derived += len(gone) + len(come)
    bulk.insert(Finding, _COLUMNS, ((*item[:8], item.severity.value, *item[9:], p.id) for item in come))
    return len(come)


def _order(item: Interval) -> tuple[object, ...]:
    """The same rows get the same keys, whatever order they were found in."""
    return item.campus_id, item.kind, item.guard_id or 0, item.valid_from


def are_findings_missing() -> bool:
    """Whether the register's standing is older than this room: there is standing, and not one finding."""
    return not Finding.objects.exists() and StandingRow.objects.exists()


def rebuild_findings(*, by: Actor, at: datetime) -> int:
    """Settle the findings of a register that has none though it has standing; returns how many were written."""
    with posting(by=by, at=at, act="findings.rebuild") as p:
        if not are_findings_missing():
            return 0
        written = 0
        for some in bulk.chunks(Campus.objects.order_by("pk").values_list("pk", flat=True), CAMPUSES_AT_ONCE):
            written += _settle_some(p, some)
    return written
