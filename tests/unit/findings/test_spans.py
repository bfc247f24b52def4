"""Spans of days: what holds when, together, without, and in any."""

from __future__ import annotations

from datetime import date

from gatehouse.findings.rules.spans import common, spans_where, union, without
from gatehouse.kernel.days import FAR


def day(number: int) -> date:
    return date(2021, 1, number)


def test_last_point_holds_without_end() -> None:
    assert spans_where([(day(3), True)], bool) == [(day(3), FAR)]


def test_points_that_say_the_same_make_one_span() -> None:
    points = [(day(1), 1), (day(5), 2), (day(9), 0), (day(12), 3)]
    assert spans_where(points, bool) == [(day(1), day(9)), (day(12), FAR)]


def test_nothing_said_is_no_span() -> None:
    assert spans_where([], bool) == []


def test_common_days_lie_in_both() -> None:
    assert common([(day(1), day(10))], [(day(3), day(5)), (day(8), day(20))]) == [(day(3), day(5)), (day(8), day(10))]
    assert common([(day(1), day(3))], [(day(3), day(5))]) == []


def test_days_without_others_fall_apart_around_them() -> None:
    left = without([(day(1), day(10)), (day(12), day(20))], [(day(3), day(5)), (day(9), day(14))])
    assert left == [(day(1), day(3)), (day(5), day(9)), (day(14), day(20))]


def test_days_wholly_taken_leave_nothing() -> None:
    assert without([(day(2), day(4))], [(day(1), day(9))]) == []


def test_union_joins_what_adjoins_and_overlaps() -> None:
    spans = [[(day(1), day(3)), (day(8), day(9))], [(day(2), day(5)), (day(5), day(6))]]
    assert union(spans) == [(day(1), day(6)), (day(8), day(9))]
