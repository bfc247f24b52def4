"""What is wrong with guards on their posts: from posts, certificates and birthdays.

Who serves at the gate needs the certificate, full-time or not: the regulation counts everybody a unit has hired for
guarding (保安服务管理条例, Articles 2, 16 and 18). A part-time or concurrent one may be a teacher on a rota, who was
not hired for it, so that finding warns; a full-time one blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gatehouse.findings.rules.runs import Part, intervals
from gatehouse.findings.rules.spans import Span, common, spans_where, union, without
from gatehouse.findings.types import FULL_AGE, FindingKind, Interval
from gatehouse.guards.types import Engagement
from gatehouse.kernel.days import FIRST, birthday
from gatehouse.norms.types import Severity


class Place(NamedTuple):
    """Where a campus stands during some days."""

    start: date
    end: date
    police_path: str
    education_path: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The days and places of a campus in operation, and those on which it is known and closed."""

    operating: tuple[Place, ...] = ()
    closed: tuple[Place, ...] = ()

    @property
    def days(self) -> list[Span]:
        """The days in operation."""
        return union([[(place.start, place.end)] for place in self.operating])


@dataclass(frozen=True, slots=True)
class PostFacts:
    """One guard at one campus: engagement, and whether a certificate is held, each in the order of its days."""

    guard_id: int
    campus_id: int
    born: date
    posts: Sequence[tuple[date, Engagement]]
    held: Sequence[tuple[date, bool]] = ()


def grounds(profiles: Sequence[tuple[date, bool]], places: Sequence[tuple[date, tuple[str, str]]]) -> Ground:
    """Where a campus stands while in operation and while closed; both arguments in the order of their days."""
    open_days = spans_where(profiles, bool)
    closed_days = spans_where(profiles, lambda in_operation: not in_operation)
    ends = [day for day, _ in places[1:]]
    operating: list[Place] = []
    closed: list[Place] = []
    for index, (start, paths) in enumerate(places):
        here = spans_where([(start, True), *((end, False) for end in ends[index : index + 1])], bool)
        operating.extend(Place(*span, *paths) for span in common(here, open_days))
        closed.extend(Place(*span, *paths) for span in common(here, closed_days))
    return Ground(tuple(operating), tuple(closed))


def guard_findings(facts: PostFacts, ground: Ground) -> list[Interval]:
    """The findings about one guard at one campus that depend on nothing but the two."""
    full = spans_where(facts.posts, lambda post: post is Engagement.FULL_TIME)
    part = spans_where(facts.posts, lambda post: post is Engagement.PART_TIME)
    held = spans_where(facts.held, bool)
    of_age = birthday(facts.born, FULL_AGE)
    serving = union([full, part])
    uncertified = [
        *_parts(without(full, held), ground.operating, Severity.BLOCK),
        *_parts(without(part, held), ground.operating, Severity.WARN),
    ]
    young = _parts(common(serving, [(FIRST, of_age)]), ground.operating, Severity.BLOCK) if of_age > FIRST else []
    closed = _parts(serving, ground.closed, Severity.WARN)
    told = {
        FindingKind.UNCERTIFIED_ON_POST: uncertified,
        FindingKind.UNDER_AGE: young,
        FindingKind.GUARD_AT_CLOSED_CAMPUS: closed,
    }
    return [
        found
        for kind, parts in told.items()
        if parts
        for found in intervals((kind, facts.campus_id, facts.guard_id), parts)
    ]


def two_posts(posts: Sequence[PostFacts], ground: Mapping[int, Ground]) -> list[Interval]:
    """Where one guard serves full-time at two campuses in operation on the same days: a finding at each.

    ``posts`` holds all posts of one guard.
    """
    full = {
        item.campus_id: common(
            spans_where(item.posts, lambda post: post is Engagement.FULL_TIME), ground[item.campus_id].days
        )
        for item in posts
    }
    guards = {item.campus_id: item.guard_id for item in posts}
    found = []
    for campus, spans in full.items():
        elsewhere = union(others for other, others in full.items() if other != campus)
        parts = _parts(common(spans, elsewhere), ground[campus].operating, Severity.WARN)
        found.extend(intervals((FindingKind.TWO_FULL_TIME_POSTS, campus, guards[campus]), parts))
    return found


def _parts(spans: Sequence[Span], places: Sequence[Place], severity: Severity) -> list[Part]:
    """Some days cut by where the campus stands on them."""
    return [
        Part(max(start, place.start), min(end, place.end), place.police_path, place.education_path, severity)
        for start, end in spans
        for place in places
        if max(start, place.start) < min(end, place.end)
    ]
