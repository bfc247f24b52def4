"""What the self-check says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing found wrong: what it is about, how it differs, and the posting that wrote it if known."""

    subject: str
    difference: str
    posting: int | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One part of the self-check: how many things were compared, and the first fault if there is one."""

    part: str
    compared: int
    fault: Fault | None
