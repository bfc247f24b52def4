"""Undoing a whole posting, such as an import, by countering it: facts, places, standing and totals together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from gatehouse.campuses import services as campuses
from gatehouse.campuses.models import CampusPlace, CampusProfile, HeadCount
from gatehouse.foundation import bulk, facts
from gatehouse.foundation.countering import Rewritten, by_owner, retell_without, rewrite
from gatehouse.foundation.facts import HangingActError
from gatehouse.foundation.posting import posting
from gatehouse.guards import services as guards
from gatehouse.guards.models import GuardPost
from gatehouse.guards.types import Engagement
from gatehouse.kernel.actor import Actor
from gatehouse.kernel.refusal import Refusal
from gatehouse.territory.models import UnitPoint


class StandsOnItError(Refusal, ValueError):
    """A later posting's facts would be left hanging in the air; it has to be undone first."""

    TEXTS: ClassVar = {
        "on-campus": "campus %(campus)s: what posting %(posting)s wrote stands on this; undo that one first",
        "on-guard": "guard %(guard)s: what posting %(posting)s wrote stands on this; undo that one first",
        "on-engagement": "guard %(guard)s at campus %(campus)s: what posting %(posting)s wrote stands on this; "
        "undo that one first",
        "on-unit": "unit %(unit)s: what posting %(posting)s wrote stands on this; undo that one first",
        "on-succession": "campuses %(predecessor)s and %(successor)s: what posting %(posting)s wrote stands on this; "
        "undo that one first",
    }


HANGING = {
    ("guard", "campus"): "on-engagement",
    ("predecessor", "successor"): "on-succession",
    ("campus",): "on-campus",
    ("guard",): "on-guard",
    ("unit",): "on-unit",
}
"""The refusal by what the subject of an act consists of."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did, or would do: points by kind of fact, and the campuses concerned."""

    posting_id: int
    written: dict[str, int]
    campuses: int


def undo(posting_id: int, *, by: Actor, at: datetime, dry_run: bool = False) -> Undone:
    """Undo a posting by a new one; what others wrote later stays.

    An undo is a posting like any other: "as recorded" before it still shows what it undid, and it can be undone itself.
    Raises NothingToUndoError, StandsOnItError, TreeError, CampusError; then nothing is written.
    """
    with posting(by=by, at=at, act="register.undo", dry_run=dry_run) as p:
        try:
            found = retell_without(p, posting_id)
        except HangingActError as error:
            raise _hanging(error) from error
        placed = {item.model: item for item in found}.get(CampusPlace)
        rewritten = [rewrite(p, item) for item in found if item is not placed]
        if any(item.model is UnitPoint for item in rewritten):
            campuses.replant_again(p, {unit for item in rewritten if item.model is UnitPoint for (unit,) in item.since})
        if placed is not None:
            campuses.place_again(p, placed.subjects)
        _refuse_hanging(rewritten)
        for campus_id, since in by_owner(rewritten, "campus_id").items():
            p.touch(campus_id, since=since)
        guards.touch_where_serving(p, by_owner(rewritten, "guard_id"))
        return Undone(p.id, dict(p.written), len(p.touched))


def _hanging(error: HangingActError) -> StandsOnItError:
    """A later act that would have nothing left to act on, as a refusal that names the subject."""
    names, code = next((names, code) for names, code in HANGING.items() if error.params.keys() >= set(names))
    subject = {name: error.params[name] for name in names}
    return StandsOnItError(code, posting=error.posting, day=error.params["day"], **subject)


def _refuse_hanging(found: Sequence[Rewritten]) -> None:
    """No guard serves and no head count holds at a campus that is no more, no engagement ends that never began."""
    gone = {subject[0] for item in found if item.model is CampusProfile for subject in item.emptied}
    for some in bulk.chunks(sorted(gone)):
        for points in (
            facts.live(GuardPost).filter(campus__in=some),
            facts.live(HeadCount).filter(campus__in=some),
        ):
            first = points.order_by("posting").values_list("campus", "posting").first()
            if first is not None:
                raise StandsOnItError("on-campus", campus=first[0], posting=first[1])
    posts = {subject[0] for item in found if item.model is GuardPost for subject in item.since}
    for (guard_id, campus_id), history in facts.live_points(GuardPost, posts).items():
        key, values = history[min(history)]
        if values[0] == Engagement.ENDED:
            ended_by = GuardPost.objects.values_list("posting", flat=True).get(pk=key)
            raise StandsOnItError("on-engagement", guard=guard_id, campus=campus_id, posting=ended_by)
