"""Everything ever said of one subject as a story: what each point said, what it put right, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

Values = Mapping[str, Any]
"""What a point says, by column."""


class Fate(StrEnum):
    """What became of something said."""

    HOLDS = "HOLDS"
    UNDONE = "UNDONE"  # a later posting countered the one that said it
    WITHDRAWN = "WITHDRAWN"  # taken back with nothing in its stead


@dataclass(frozen=True, slots=True)
class Version:
    """One change point of a subject, holding or not."""

    key: int
    day: date
    values: Values
    posting: int
    superseded_by: int | None
    source_row: int | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """One point worth telling.

    ``before`` is what was in force until its day, None at the first; ``corrects`` what had been said of that very day,
    the latest first; ``ended_by`` the posting that undid or withdrew it. ``again`` tells that an undo said it anew.
    """

    version: Version
    before: Values | None
    corrects: tuple[Values, ...]
    fate: Fate
    ended_by: int | None
    again: bool


def known_after(versions: Sequence[Version], posting: int | None) -> list[Version]:
    """The points as known after a posting: what was written later did not exist, nor supersede; None for now."""
    if posting is None:
        return list(versions)
    return [
        replace(item, superseded_by=None) if (item.superseded_by or 0) > posting else item
        for item in versions
        if item.posting <= posting
    ]


def sayings(versions: Sequence[Version], undoing: Mapping[int, int]) -> list[Saying]:
    """What is worth telling of one subject's points, by day and posting.

    Every point that holds is told once. A point that was corrected is told by its correction; one that was undone or
    withdrawn stands for itself. ``undoing`` names, by posting, the posting that it undoes.
    """
    by_day: defaultdict[date, list[Version]] = defaultdict(list)
    for version in versions:
        by_day[version.day].append(version)
    found = []
    for version in sorted(versions, key=lambda item: (item.day, item.posting, item.key)):
        fate = _fate(version, by_day[version.day], undoing)
        if fate is None:
            continue
        found.append(
            Saying(
                version=version,
                before=_before(version, versions),
                corrects=tuple(_corrected(version, by_day[version.day], undoing)),
                fate=fate,
                ended_by=version.superseded_by,
                again=version.posting in undoing,
            )
        )
    return found


def _fate(version: Version, same_day: Sequence[Version], undoing: Mapping[int, int]) -> Fate | None:
    """What became of a point; None for one that another point of its day put right."""
    if version.superseded_by is None:
        return Fate.HOLDS
    if undoing.get(version.superseded_by) == version.posting:
        return Fate.UNDONE
    if any(other.posting == version.superseded_by for other in same_day):
        return None
    return Fate.WITHDRAWN


def _corrected(version: Version, same_day: Sequence[Version], undoing: Mapping[int, int]) -> list[Values]:
    """What a point put right, the latest first; what an undo took back is told apart."""
    found: list[Values] = []
    earlier = _superseded_by(version, same_day)
    while earlier is not None and _fate(earlier, same_day, undoing) is None:
        found.append(earlier.values)
        earlier = _superseded_by(earlier, same_day)
    return found


def _superseded_by(version: Version, same_day: Sequence[Version]) -> Version | None:
    return next((other for other in same_day if other.superseded_by == version.posting and other is not version), None)


def _before(version: Version, versions: Sequence[Version]) -> Values | None:
    """What was in force until a point's day: as known now, or before the point was taken back."""
    return in_force(versions, until=version.day, before=version.superseded_by)


def in_force(versions: Sequence[Version], *, until: date, before: int | None = None) -> Values | None:
    """What held on the last day before ``until``, as known now or ``before`` a posting; None when nothing did."""
    known = [
        item
        for item in versions
        if item.day < until
        and (
            item.superseded_by is None
            if before is None
            else item.posting < before and (item.superseded_by is None or item.superseded_by >= before)
        )
    ]
    return max(known, key=lambda item: item.day).values if known else None
