"""Which kinds of jobs and which daily duties there are; rooms say so at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

Step = Callable[[Any], Any]
"""Takes a ``Claim`` and returns its ``Progress``; see ``running``."""

Duty = Callable[[date], None]
"""Does what is due for a day that has ended, or orders a job for it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: its step, and whether a person may call it off."""

    step: Step
    may_cancel: bool


@dataclass(frozen=True, slots=True)
class Recurring:
    """A daily duty, and whether the days since the register's first posting are made up when it is new."""

    duty: Duty
    from_first_day: bool


KINDS: dict[str, Kind] = {}
DUTIES: dict[str, Recurring] = {}


def register_job(kind: str, step: Step, *, may_cancel: bool = True) -> None:
    """Have ``step`` do jobs of a kind, one bounded piece a call. Called by apps at start-up."""
    KINDS[kind] = Kind(step, may_cancel)


def register_tick(name: str, duty: Duty, *, from_first_day: bool = False) -> None:
    """Have ``duty`` called once for each day that has ended, in order; days missed are made up.

    It runs in one transaction with its mark and holds the writers' lock: let it order jobs rather than work long.
    Called by apps at start-up.
    """
    DUTIES[name] = Recurring(duty, from_first_day)
