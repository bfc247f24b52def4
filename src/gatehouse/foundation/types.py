"""Words of the ground floor."""

from __future__ import annotations

from enum import StrEnum


class JobState(StrEnum):
    """How a job stands."""

    QUEUED = "QUEUED"  # nobody has begun, or it waits for its next attempt
    RUNNING = "RUNNING"  # somebody holds its lease
    DONE = "DONE"
    FAILED = "FAILED"  # given up after too many attempts; a person may order it again
    CANCELLED = "CANCELLED"


OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)
"""States in which there is work left that a worker will do."""
