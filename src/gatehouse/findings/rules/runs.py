"""From parts of days to findings: equal neighbours are one, and each knows since when its run is unbroken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gatehouse.findings.types import Interval, Subject
from gatehouse.norms.types import Severity


class Part(NamedTuple):
    """Some days on which the same is wrong in the same way at the same place."""

    start: date
    end: date
    police_path: str
    education_path: str
    severity: Severity
    amount: int = 1
    epoch: str = ""


def intervals(subject: Subject, parts: Iterable[Part]) -> list[Interval]:
    """The findings about one subject, in the order of their days; the parts do not overlap."""
    found: list[Interval] = []
    last: Part | None = None
    for part in sorted(parts):
        follows = last is not None and last.end == part.start
        if follows and last is not None and last[2:] == part[2:]:
            found[-1] = found[-1]._replace(valid_to=part.end)
        else:
            since = found[-1].since if follows else part.start
            found.append(
                Interval(
                    *subject, part.start, part.end, since,
                    part.police_path, part.education_path, part.severity, part.amount, part.epoch,
                )
            )  # fmt: skip
        last = part
    return found
