"""What the self-check says."""

from __future__ import annotations

from collections.abc import Callable
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


Prove = Callable[[], tuple[int, Fault | None]]
"""Recomputes one part of what is derived: how many things were compared, and the first fault."""

further: dict[str, Prove] = {}
"""The proofs of rooms above this one, by part."""


def register_proof(part: str, prove: Prove) -> None:
    """Have the self-check prove a part of a room above standing, too. Called by apps at start-up."""
    further[part] = prove
