"""Who acts: an account, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something. ``account_id`` is None for the system; ``label`` is a role-like name, never personal data."""

    account_id: int | None
    label: str


SYSTEM = Actor(None, "system")

OPERATOR = Actor(None, "operator")
"""Whoever runs commands on the machine itself."""
