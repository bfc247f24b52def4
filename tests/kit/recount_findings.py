"""What is wrong on a day, counted anew from a plain register: day by day, with no intervals at all."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gatehouse.findings.types import FindingKind, Subject
from gatehouse.guards.types import CertificateState, Engagement
from gatehouse.norms.types import Severity
from tests.kit.recount import Recount, full_years, in_force

SERVING = (Engagement.FULL_TIME, Engagement.PART_TIME)


class Wrong(NamedTuple):
    """How bad it is, and where the campus stands."""

    severity: Severity
    amount: int
    places: tuple[str, str]


def wrong_on(plain: Recount, day: date) -> dict[Subject, Wrong]:
    """Everything that is wrong on a day."""
    found: dict[Subject, Wrong] = {}
    for campus in plain.profiles:
        place = in_force(plain.places[campus], day)
        if place is None:
            continue
        for kind, severity, amount in campus_wrongs(plain, campus, day):
            found[kind, campus, None] = Wrong(severity, amount, place)
    for guard, campus in plain.posts:
        place = in_force(plain.places[campus], day)
        if place is None:
            continue
        for kind, severity in guard_wrongs(plain, guard, campus, day):
            found[kind, campus, guard] = Wrong(severity, 1, place)
    return found


def campus_wrongs(plain: Recount, campus: int, day: date) -> list[tuple[FindingKind, Severity, int]]:
    """What is wrong with a campus itself."""
    amounts = plain.amounts(campus, day)
    if amounts is None:
        return []
    if amounts.unjudged:
        return [(FindingKind.UNJUDGED, Severity.WARN, 1)]
    found = []
    if amounts.full_time < amounts.required:
        found.append((FindingKind.SHORTAGE, Severity.BLOCK, amounts.required - amounts.full_time))
        if amounts.full_time == 0:
            severity = Severity.BLOCK if amounts.part_time == 0 else Severity.WARN
            found.append((FindingKind.NO_GUARD, severity, amounts.required))
    return found


def guard_wrongs(plain: Recount, guard: int, campus: int, day: date) -> list[tuple[FindingKind, Severity]]:
    """What is wrong with a guard at a campus."""
    post, profile = in_force(plain.posts[guard, campus], day), in_force(plain.profiles[campus], day)
    if post is None or post[0] not in SERVING or profile is None:
        return []
    if not profile[0]:
        return [(FindingKind.GUARD_AT_CLOSED_CAMPUS, Severity.WARN)]
    found = []
    if in_force(plain.certificates[guard], day) is not CertificateState.HELD:
        full_time = post[0] is Engagement.FULL_TIME
        found.append((FindingKind.UNCERTIFIED_ON_POST, Severity.BLOCK if full_time else Severity.WARN))
    if full_years(plain.people[guard][0], day) < 18:
        found.append((FindingKind.UNDER_AGE, Severity.BLOCK))
    if post[0] is Engagement.FULL_TIME and any(
        is_full_time(plain, guard, other, day) for who, other in plain.posts if who == guard and other != campus
    ):
        found.append((FindingKind.TWO_FULL_TIME_POSTS, Severity.WARN))
    return found


def is_full_time(plain: Recount, guard: int, campus: int, day: date) -> bool:
    """Whether a guard serves full-time at a campus in operation."""
    post, profile = in_force(plain.posts[guard, campus], day), in_force(plain.profiles[campus], day)
    return bool(post and post[0] is Engagement.FULL_TIME and profile and profile[0] and plain.amounts(campus, day))
