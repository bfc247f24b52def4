"""Repeatable chance: one independent stream for each topic, so that a change in one leaves the others alone."""

from __future__ import annotations

from random import Random

SEED = "loudi-2020"


def dice(topic: str) -> Random:
    """A generator seeded by the demo's name and ``topic``; the same on every supported Python."""
    return Random(f"{SEED}/{topic}")  # noqa: S311 - the demo must come out alike each time; nothing secret hangs on it
