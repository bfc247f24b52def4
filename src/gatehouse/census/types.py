"""Words of the census."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class CampaignState(StrEnum):
    """Whether a campaign's figures are frozen."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class ImportState(StrEnum):
    """Where a workbook stands on its way into the register."""

    STAGED = "STAGED"  # read and checked; nothing of it is in the register yet
    PUBLISHED = "PUBLISHED"  # its good rows are in the register
    UNCHANGED = "UNCHANGED"  # published, but the register said all of it already


class RowKind(StrEnum):
    """What a row of a workbook reports."""

    CAMPUS = "campus"
    GUARD = "guard"


@dataclass(frozen=True, slots=True)
class Tally:
    """How the rows of a workbook fared. ``rows`` = accepted + rejected; accepted = created + updated + unchanged."""

    rows: int = 0
    accepted: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    by_kind: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Counts:
    """How the accepted rows of one kind fared."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
