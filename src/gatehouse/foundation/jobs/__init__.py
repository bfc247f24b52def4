"""Background work that survives whoever does it: jobs with a lease and a cursor, and duties of each closed day."""

from gatehouse.foundation.jobs.orders import JobStateError, UnknownJobError, cancel, enqueue, order_again
from gatehouse.foundation.jobs.reading import jobs, open_jobs, ticks, unfinished
from gatehouse.foundation.jobs.registry import register_job, register_tick
from gatehouse.foundation.jobs.running import Claim, LostLeaseError, Progress, release, run_due
from gatehouse.foundation.jobs.ticking import run_ticks

__all__ = [
    "Claim",
    "JobStateError",
    "LostLeaseError",
    "Progress",
    "UnknownJobError",
    "cancel",
    "enqueue",
    "jobs",
    "open_jobs",
    "order_again",
    "register_job",
    "register_tick",
    "release",
    "run_due",
    "run_ticks",
    "ticks",
    "unfinished",
]
