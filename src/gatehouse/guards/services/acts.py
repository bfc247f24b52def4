"""Acts that concern guards' engagements and certificates: an end, a transfer, a revocation, campuses that change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from gatehouse.campuses import services as campuses
from gatehouse.campuses.queries import head_count_of
from gatehouse.campuses.types import CampusError, Succession
from gatehouse.foundation import facts
from gatehouse.foundation.posting import OpenPosting, posting
from gatehouse.guards.models import GuardCertificate, GuardPost
from gatehouse.guards.services.records import PostReport, record_posts, touch_where_serving
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason, SpellError
from gatehouse.kernel.actor import Actor


def end_post(guard_id: int, campus_id: int, *, on: date, reason: LeavingReason, by: Actor, at: datetime) -> None:
    """End a guard's engagement at a campus from a day on, also against later reports that repeat it.

    Raises SpellError when the guard does not serve there on that day.
    """
    with posting(by=by, at=at, act="guards.end") as p:
        _end(p, {guard_id: reason}, campus_id, on)


def revoke_certificate(guard_id: int, *, on: date, state: CertificateState, by: Actor, at: datetime) -> None:
    """Let a certificate hold no more from a day on, past or not: revoked, withdrawn or not held after all.

    Later reports that only repeat "held" were made in ignorance of it and give way. Raises NothingSaidError when no
    certificate is known on that day.
    """
    with posting(by=by, at=at, act="guards.revoke") as p:
        outcome = facts.alter(p, GuardCertificate, [facts.Act((guard_id,), on, {"state": state.value})])
        touch_where_serving(p, {guard: since for (guard,), since in outcome.changed.items()})


def close_campus(campus_id: int, *, on: date, by: Actor, at: datetime) -> None:
    """Take a campus out of operation from a day on; its guards' engagements end. Raises CampusError."""
    with posting(by=by, at=at, act="campuses.close") as p:
        campuses.shut(p, campus_id, on=on)
        _end(p, dict.fromkeys(_serving(campus_id, on), LeavingReason.CAMPUS_CLOSED), campus_id, on)


def merge_campuses(others: Sequence[int], *, into: int, on: date, by: Actor, at: datetime) -> None:
    """Merge campuses into another one from a day on: they close, their guards serve and their pupils learn there.

    The head count of the merged campus is the sum of those in force, until it reports its own. Raises CampusError.
    """
    if into in others:
        raise CampusError("merged-into-itself", campus=into, day=on)
    twice = next((other for other in others if others.count(other) > 1), None)
    if twice is not None:
        raise CampusError("merged-twice", campus=twice, day=on)
    with posting(by=by, at=at, act="campuses.merge") as p:
        campuses.refuse_closed(into, on=on)
        campuses.refuse_closing(into, after=on)
        counts = [count for key in (into, *others) if (count := head_count_of(key, on=on))]
        for other in others:
            _transfer(p, _serving(other, on), other, into, on)
            campuses.shut(p, other, on=on)
            campuses.succeed(p, other, into, Succession.MERGED, on=on)
        campuses.record_head_count(
            into, on=on, by=by, at=at,
            students=sum(count.students for count in counts), staff=sum(count.staff for count in counts),
            boarders=sum(count.boarders for count in counts),
        )  # fmt: skip


def split_campus(
    campus_id: int, parts: Sequence[campuses.CampusReport], *, guards: Mapping[int, int], on: date,
    by: Actor, at: datetime,
) -> list[int]:  # fmt: skip
    """Part new campuses from one from a day on; returns their keys in the order of ``parts``.

    ``guards`` tells by guard the number of the part to which they go; the others stay. The pupils and staff of the
    parts are taken off the campus's own. Raises CampusError, SpellError for a guard who does not serve there.
    """
    campuses.refuse_closed(campus_id, on=on)
    count = head_count_of(campus_id, on=on)
    if count is None:
        raise CampusError("not-counted", campus=campus_id, day=on)
    sums = {name: sum(getattr(part, name) for part in parts) for name in ("students", "staff", "boarders")}
    left = {name: getattr(count, name) - part for name, part in sums.items()}
    if min(left.values()) < 0 or left["boarders"] > left["students"]:
        raise CampusError("parts-too-large", campus=campus_id, day=on, **sums)
    serving = _serving(campus_id, on)
    strangers = sorted(guards.keys() - serving.keys())
    if strangers:
        raise SpellError(strangers[0], campus_id, on)
    with posting(by=by, at=at, act="campuses.split") as p:
        keys = campuses.record_campuses(parts, by=by, at=at)
        for number, key in enumerate(keys):
            campuses.succeed(p, campus_id, key, Succession.SPLIT, on=on)
            going = {guard: post for guard, post in serving.items() if guards.get(guard) == number}
            _transfer(p, going, campus_id, key, on)
        campuses.record_head_count(campus_id, on=on, by=by, at=at, **left)
    return keys


def _serving(campus_id: int, on: date) -> dict[int, GuardPost]:
    """The engagements in force at a campus on a day, by guard."""
    posts = facts.on_day(GuardPost, on).filter(campus=campus_id).exclude(engagement=Engagement.ENDED)
    return {post.guard_id: post for post in posts}


def _end(p: OpenPosting, reasons: Mapping[int, LeavingReason], campus_id: int, on: date) -> None:
    """End engagements as acts."""
    serving = _serving(campus_id, on)
    for guard_id in reasons:
        if guard_id not in serving:
            raise SpellError(guard_id, campus_id, on)
    acts = [
        facts.Act((guard_id, campus_id), on, {"engagement": Engagement.ENDED.value, "reason": reason.value})
        for guard_id, reason in reasons.items()
    ]
    if facts.alter(p, GuardPost, acts).changed:
        p.touch(campus_id, since=on)


def _transfer(p: OpenPosting, posts: Mapping[int, GuardPost], old: int, new: int, on: date) -> None:
    """Let guards serve at another campus as they served at the old one."""
    _end(p, dict.fromkeys(posts, LeavingReason.TRANSFERRED), old, on)
    there = _serving(new, on)
    record_posts(
        [
            PostReport(
                guard_id, new, on, Engagement(post.engagement), HiringSource(post.source), post.company_id,
            )
            for guard_id, post in posts.items()
            if guard_id not in there
        ],
        by=p.by,
        at=p.at,
    )  # fmt: skip
