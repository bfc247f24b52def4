"""Reading standing and totals: sums of any unit by its children on any day, as recorded now or at any instant."""

from gatehouse.standing.queries.behind import (
    MEASURES,
    CampusStanding,
    Narrowing,
    campuses_behind,
    sum_behind,
)
from gatehouse.standing.queries.campus_file import CampusFile, campus_file
from gatehouse.standing.queries.question import Question, rows_behind, sees_any
from gatehouse.standing.queries.rows import last_posting, live_rows, standing_on, stretch_of, timeline_of
from gatehouse.standing.queries.scoping import OutOfScopeError, visible_unit
from gatehouse.standing.queries.totals import COVERAGE, Sums, coverage_on, from_standing, from_totals, sums

__all__ = [
    "COVERAGE",
    "MEASURES",
    "CampusFile",
    "CampusStanding",
    "Narrowing",
    "OutOfScopeError",
    "Question",
    "Sums",
    "campus_file",
    "campuses_behind",
    "coverage_on",
    "from_standing",
    "from_totals",
    "last_posting",
    "live_rows",
    "rows_behind",
    "sees_any",
    "standing_on",
    "stretch_of",
    "sum_behind",
    "sums",
    "timeline_of",
    "visible_unit",
]
