"""Dated facts as change points: write what is reported or decided, read what is in force on a day.

Two ways to write. ``record`` takes *reports*: on a day, things were so. A later report stands for itself: correcting
an earlier day does not run through it. ``alter`` takes *acts* – moved, renamed, closed, revoked from a day on: they
run through later points that merely repeat what the act changes, up to the first that says something else.
"""

from gatehouse.foundation.facts.points import (
    NOTHING_SAID,
    Act,
    ContradictionError,
    FactError,
    HangingActError,
    History,
    NothingSaidError,
    Outcome,
    Point,
    Saying,
    columns_said,
)
from gatehouse.foundation.facts.reading import InForce, as_known, changed_since, live, live_points, on_day
from gatehouse.foundation.facts.telling import altered, retold
from gatehouse.foundation.facts.writing import alter, record, withdraw

__all__ = [
    "NOTHING_SAID",
    "Act",
    "ContradictionError",
    "FactError",
    "HangingActError",
    "History",
    "InForce",
    "NothingSaidError",
    "Outcome",
    "Point",
    "Saying",
    "alter",
    "altered",
    "as_known",
    "changed_since",
    "columns_said",
    "live",
    "live_points",
    "on_day",
    "record",
    "retold",
    "withdraw",
]
