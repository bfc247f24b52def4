"""What a posting says was unlawful before anybody knew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from gatehouse.findings.rules.spans import Span, common, without
from gatehouse.findings.types import Interval, Subject
from gatehouse.kernel.days import FIRST
from gatehouse.norms.types import Severity

K = TypeVar("K")


def newly_unlawful(
    come: Iterable[tuple[K, Interval]], gone: Iterable[Interval], before: date
) -> list[tuple[K, Interval]]:
    """Of the findings that came, the days before a day on which nothing as bad was known of the same subject.

    ``come`` pairs each with its row's key, which comes back with its days. ``gone`` are the findings that the same
    posting superseded. A shortage of two that was known as one counts; one of one that was known as two does not.
    """
    known: defaultdict[Subject, list[Interval]] = defaultdict(list)
    for item in gone:
        known[item.subject].append(item)
    found: list[tuple[K, Interval]] = []
    for key, item in come:
        past: list[Span] = common([(item.valid_from, item.valid_to)], [(FIRST, before)]) if before > FIRST else []
        as_bad = [(old.valid_from, old.valid_to) for old in known[item.subject] if _as_bad(old, item)]
        days = without(past, sorted(as_bad))
        found.extend((key, item._replace(valid_from=start, valid_to=end)) for start, end in days)
    return found


def _as_bad(old: Interval, new: Interval) -> bool:
    blocked = old.severity is Severity.BLOCK or new.severity is Severity.WARN
    return blocked and old.amount >= new.amount
