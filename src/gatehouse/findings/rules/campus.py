"""What is wrong with a campus as a whole, from its standing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gatehouse.findings.rules.runs import Part, intervals
from gatehouse.findings.types import FindingKind, Interval
from gatehouse.norms.types import Severity


class Judged(NamedTuple):
    """What of a campus's standing during some days bears on findings."""

    valid_from: date
    valid_to: date
    police_path: str
    education_path: str
    epoch: str
    required: int
    full_time: int
    part_time: int
    gap: int
    unjudged: int


def campus_findings(campus_id: int, stretches: Iterable[Judged]) -> list[Interval]:
    """The findings about a campus itself."""
    parts: dict[FindingKind, list[Part]] = {}
    for item in stretches:
        for kind, severity, amount in _wrong(item):
            part = Part(*item[:4], severity, amount, item.epoch)
            parts.setdefault(kind, []).append(part)
    return [found for kind, some in parts.items() for found in intervals((kind, campus_id, None), some)]


def _wrong(item: Judged) -> list[tuple[FindingKind, Severity, int]]:
    """What is wrong during a stretch: kind, severity, amount.

    A gate with part-time guards only is not left alone: NO_GUARD then warns; the shortage itself blocks either way.
    """
    if item.unjudged:
        return [(FindingKind.UNJUDGED, Severity.WARN, 1)]
    found = []
    if item.gap:
        found.append((FindingKind.SHORTAGE, Severity.BLOCK, item.gap))
    if item.required and not item.full_time:
        severity = Severity.WARN if item.part_time else Severity.BLOCK
        found.append((FindingKind.NO_GUARD, severity, item.required))
    return found
