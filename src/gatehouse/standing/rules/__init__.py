"""From dated facts to standing and totals: plain decisions, no database, no clock."""

from gatehouse.standing.rules import column_differences, columns
from gatehouse.standing.rules.dated import (
    CampusFacts,
    Dated,
    Epochs,
    GuardFacts,
    PlaceFact,
    PostFact,
    ProfileFact,
)
from gatehouse.standing.rules.differences import TOTAL_LEVELS, Change, TotalKey, differences, total_differences
from gatehouse.standing.rules.timeline import age_band, required_guards, timeline

__all__ = [
    "TOTAL_LEVELS",
    "CampusFacts",
    "Change",
    "Dated",
    "Epochs",
    "GuardFacts",
    "PlaceFact",
    "PostFact",
    "ProfileFact",
    "TotalKey",
    "age_band",
    "column_differences",
    "columns",
    "differences",
    "required_guards",
    "timeline",
    "total_differences",
]
