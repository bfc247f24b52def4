"""Words of findings: what can be wrong, and one finding as it is kept."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from gatehouse.norms.types import Severity


class FindingKind(StrEnum):
    """What is wrong. The first three are about a campus, the others about one guard at a campus."""

    SHORTAGE = "SHORTAGE"  # 专职保安员缺额: fewer full-time guards than the norm in force requires
    NO_GUARD = "NO_GUARD"  # 无专职保安员: none at all where the norm requires some
    UNJUDGED = "UNJUDGED"  # 暂无法评判: no norm in force, or no head count known
    UNCERTIFIED_ON_POST = "UNCERTIFIED_ON_POST"  # 无证上岗: on post without a certificate in force
    UNDER_AGE = "UNDER_AGE"  # 未满十八周岁上岗
    TWO_FULL_TIME_POSTS = "TWO_FULL_TIME_POSTS"  # 同时在两处专职: full-time at two campuses on the same days
    GUARD_AT_CLOSED_CAMPUS = "GUARD_AT_CLOSED_CAMPUS"  # 停办校园仍有在岗人员


ABOUT_CAMPUS = frozenset({FindingKind.SHORTAGE, FindingKind.NO_GUARD, FindingKind.UNJUDGED})
"""Kinds that are about a campus; every other kind is about a guard at a campus."""

FULL_AGE = 18
"""Full years (周岁) from which a person may serve as a guard."""

Subject: TypeAlias = tuple[FindingKind, int, int | None]
"""Kind, campus, and the guard if it is about one: what an unbroken run of days is of."""


class Interval(NamedTuple):
    """One finding during the days from ``valid_from`` to before ``valid_to``, at the campus's places of those days.

    ``since`` is the first day of the unbroken run of days on which the same is wrong, whatever changes meanwhile:
    kind, campus, guard and ``since`` are the finding's identity. ``amount`` is the number of posts for SHORTAGE
    (missing) and NO_GUARD (required), and 1 for the others, so that it adds up. ``epoch`` names the rule set that
    judged, and is empty where none did.
    """

    kind: FindingKind
    campus_id: int
    guard_id: int | None
    valid_from: date
    valid_to: date
    since: date
    police_path: str
    education_path: str
    severity: Severity
    amount: int
    epoch: str

    @property
    def subject(self) -> Subject:
        """What the run is of."""
        return self.kind, self.campus_id, self.guard_id
