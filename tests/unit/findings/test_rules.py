"""What is wrong, from when to when: decided from plain facts."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from gatehouse.findings.rules import (
    Ground,
    Judged,
    Part,
    Place,
    PostFacts,
    campus_findings,
    grounds,
    guard_findings,
    intervals,
    newly_unlawful,
    two_posts,
)
from gatehouse.findings.types import FindingKind, Interval
from gatehouse.guards.types import Engagement
from gatehouse.kernel.days import FAR
from gatehouse.norms.types import Severity

BORN = date(1980, 5, 4)
HERE, THERE = ("001001", "001002"), ("001003", "001002")
OPEN = Ground((Place(date(2020, 11, 1), FAR, *HERE),))
FULL, PART, ENDED = Engagement.FULL_TIME, Engagement.PART_TIME, Engagement.ENDED


def day(month: int, number: int = 1, year: int = 2021) -> date:
    return date(year, month, number)


def judged(start: date, end: date, *, full: int, part: int = 0, required: int = 2, unjudged: int = 0) -> Judged:
    return Judged(start, end, *HERE, "N.1", required, full, part, max(required - full, 0), unjudged)


def days_of(found: list[Interval], kind: FindingKind) -> list[tuple[date, date]]:
    return [(item.valid_from, item.valid_to) for item in found if item.kind is kind]


def test_shortage_is_split_by_its_amount_and_keeps_its_first_day() -> None:
    found = campus_findings(
        7, [judged(day(1), day(3), full=0), judged(day(3), day(5), full=1), judged(day(5), FAR, full=2)]
    )
    short = [item for item in found if item.kind is FindingKind.SHORTAGE]
    assert [(item.valid_from, item.valid_to, item.amount) for item in short] == [
        (day(1), day(3), 2), (day(3), day(5), 1),
    ]  # fmt: skip
    assert {item.since for item in short} == {day(1)}
    assert days_of(found, FindingKind.NO_GUARD) == [(day(1), day(3))]


def test_shortage_that_ended_begins_anew() -> None:
    rows = [judged(day(1), day(2), full=1), judged(day(2), day(3), full=2), judged(day(3), FAR, full=1)]
    assert [item.since for item in campus_findings(7, rows)] == [day(1), day(3)]


def test_equal_neighbours_are_one_finding() -> None:
    found = campus_findings(7, [judged(day(1), day(3), full=1), judged(day(3), FAR, full=1, part=4)])
    assert days_of(found, FindingKind.SHORTAGE) == [(day(1), FAR)]


@pytest.mark.parametrize(("part", "severity"), [(0, Severity.BLOCK), (1, Severity.WARN)])
def test_gate_that_part_time_guards_keep_is_a_warning_beside_the_shortage(part: int, severity: Severity) -> None:
    found = campus_findings(7, [judged(day(1), FAR, full=0, part=part)])
    assert {(item.kind, item.severity, item.amount) for item in found} == {
        (FindingKind.SHORTAGE, Severity.BLOCK, 2),
        (FindingKind.NO_GUARD, severity, 2),
    }


def test_campus_that_nobody_can_judge_is_found_unjudged_and_nothing_else() -> None:
    [found] = campus_findings(7, [judged(day(1), FAR, full=0, required=0, unjudged=1)])
    assert (found.kind, found.severity, found.amount) == (FindingKind.UNJUDGED, Severity.WARN, 1)


def test_campus_in_order_has_no_finding() -> None:
    assert campus_findings(7, [judged(day(1), FAR, full=2), judged(day(1), FAR, full=3, required=3)]) == []


def test_ground_is_cut_where_the_campus_moves_closes_and_reopens() -> None:
    ground = grounds([(day(1), True), (day(4), False), (day(6), True)], [(day(2), HERE), (day(5), THERE)])
    assert ground.operating == (Place(day(2), day(4), *HERE), Place(day(6), FAR, *THERE))
    assert ground.closed == (Place(day(4), day(5), *HERE), Place(day(5), day(6), *THERE))


def guard(
    *posts: tuple[date, Engagement], held: tuple[tuple[date, bool], ...] = (), born: date = BORN, campus: int = 7
) -> PostFacts:
    return PostFacts(3, campus, born, posts, held)


def test_guard_is_uncertified_from_the_post_to_the_certificate_and_again_from_its_lapse() -> None:
    found = guard_findings(guard((day(1), FULL), held=((day(2), True), (day(6), False))), OPEN)
    assert [(item.valid_from, item.valid_to, item.since) for item in found] == [
        (day(1), day(2), day(1)), (day(6), FAR, day(6)),
    ]  # fmt: skip
    assert {item.severity for item in found} == {Severity.BLOCK}


def test_part_time_guard_without_certificate_is_a_warning_that_turns_on_conversion() -> None:
    found = guard_findings(guard((day(1), PART), (day(3), FULL), (day(5), ENDED)), OPEN)
    assert [(item.severity, item.valid_from, item.valid_to, item.since) for item in found] == [
        (Severity.WARN, day(1), day(3), day(1)),
        (Severity.BLOCK, day(3), day(5), day(1)),
    ]


def test_guard_who_served_before_the_campus_was_known_is_found_from_when_it_is() -> None:
    found = guard_findings(guard((date(2018, 1, 1), FULL)), OPEN)
    assert days_of(found, FindingKind.UNCERTIFIED_ON_POST) == [(date(2020, 11, 1), FAR)]


def test_move_cuts_a_finding_and_not_its_run() -> None:
    ground = Ground((Place(day(1), day(4), *HERE), Place(day(4), FAR, *THERE)))
    found = guard_findings(guard((day(2), FULL)), ground)
    assert [(item.police_path, item.valid_from, item.since) for item in found] == [
        (HERE[0], day(2), day(2)), (THERE[0], day(4), day(2)),
    ]  # fmt: skip


def test_guard_is_under_age_up_to_the_eighteenth_birthday() -> None:
    found = guard_findings(guard((day(1), PART), held=((day(1), True),), born=date(2003, 2, 28)), OPEN)
    assert [(item.kind, item.valid_to) for item in found] == [(FindingKind.UNDER_AGE, date(2021, 2, 28))]


def test_guard_still_on_post_at_a_closed_campus_is_found_there_and_not_as_uncertified() -> None:
    ground = Ground((Place(day(1), day(4), *HERE),), (Place(day(4), FAR, *HERE),))
    found = guard_findings(guard((day(1), FULL), (day(6), ENDED)), ground)
    assert days_of(found, FindingKind.GUARD_AT_CLOSED_CAMPUS) == [(day(4), day(6))]
    assert days_of(found, FindingKind.UNCERTIFIED_ON_POST) == [(day(1), day(4))]


def test_two_full_time_posts_are_found_at_both_on_the_days_they_share() -> None:
    posts = [guard((day(1), FULL), (day(6), ENDED)), guard((day(3), FULL), campus=8), guard((day(1), PART), campus=9)]
    found = two_posts(posts, {7: OPEN, 8: OPEN, 9: OPEN})
    assert {(item.campus_id, item.valid_from, item.valid_to) for item in found} == {
        (7, day(3), day(6)), (8, day(3), day(6)),
    }  # fmt: skip


def test_post_at_a_closed_campus_is_no_second_one() -> None:
    closed = Ground((), (Place(day(1), FAR, *HERE),))
    assert two_posts([guard((day(1), FULL)), guard((day(1), FULL), campus=8)], {7: OPEN, 8: closed}) == []


def test_parts_may_come_in_any_order() -> None:
    parts = [
        Part(day(month), day(month + 1), *HERE, Severity.BLOCK, amount) for month, amount in ((3, 1), (1, 2), (2, 2))
    ]
    found = intervals((FindingKind.SHORTAGE, 7, None), parts)
    assert [(item.valid_from, item.amount, item.since) for item in found] == [(day(1), 2, day(1)), (day(3), 1, day(1))]
    assert all(left.valid_to == right.valid_from for left, right in pairwise(found))


def short(start: date, end: date, amount: int) -> Interval:
    part = Part(start, end, *HERE, Severity.BLOCK, amount)
    return intervals((FindingKind.SHORTAGE, 7, None), [part])[0]


def test_only_days_before_the_recording_were_unlawful_then() -> None:
    [(key, item)] = newly_unlawful([(1, short(day(1), FAR, 2))], [], day(3))
    assert (key, item.valid_from, item.valid_to) == (1, day(1), day(3))
    assert newly_unlawful([(1, short(day(3), FAR, 2))], [], day(3)) == []


def test_what_was_known_as_badly_is_no_news_but_what_is_worse_is() -> None:
    known = [short(day(1), day(2), 1), short(day(2), day(3), 3)]
    [(_, item)] = newly_unlawful([(1, short(day(1), day(3), 2))], known, day(9))
    assert (item.valid_from, item.valid_to) == (day(1), day(2))


def test_warning_that_becomes_a_block_is_news() -> None:
    warned = short(day(1), day(3), 1)._replace(severity=Severity.WARN)
    blocked = short(day(1), day(3), 1)
    assert len(newly_unlawful([(1, blocked)], [warned], day(9))) == 1
    assert newly_unlawful([(1, warned)], [blocked], day(9)) == []
