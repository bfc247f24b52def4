"""Spans of days: half-open, sorted, without overlaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeAlias, TypeVar

from gatehouse.kernel.days import FAR

T = TypeVar("T")

Span: TypeAlias = tuple[date, date]


def spans_where(points: Sequence[tuple[date, T]], holds: Callable[[T], bool]) -> list[Span]:
    """The days on which what was said last holds; ``points`` in the order of their days."""
    found: list[Span] = []
    last = len(points) - 1
    for index, (start, value) in enumerate(points):
        if not holds(value):
            continue
        end = points[index + 1][0] if index < last else FAR
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        elif start < end:
            found.append((start, end))
    return found


def common(left: Sequence[Span], right: Sequence[Span]) -> list[Span]:
    """The days that lie in both."""
    found = []
    for start, end in left:
        for other_start, other_end in right:
            begin, finish = max(start, other_start), min(end, other_end)
            if begin < finish:
                found.append((begin, finish))
    return found


def without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """The days of ``spans`` that do not lie in ``taken``."""
    found = []
    for start, end in spans:
        begin = start
        for taken_start, taken_end in taken:
            if taken_end <= begin or taken_start >= end:
                continue
            if begin < taken_start:
                found.append((begin, taken_start))
            begin = max(begin, taken_end)
        if begin < end:
            found.append((begin, end))
    return found


def union(many: Iterable[Sequence[Span]]) -> list[Span]:
    """The days that lie in any."""
    found: list[Span] = []
    for start, end in sorted(span for spans in many for span in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
