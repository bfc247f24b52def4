"""Reading standing and totals: sums of any unit by its children on any day, as recorded now or at any instant."""

from gatehouse.standing.queries.behind import (
    MEASURES,
    CampusStanding,
    Narrowing,
    campuses_behind,
    sum_behind,
)
from gatehouse.standing.queries.campus_file import CampusFile, campus_file
from gatehouse.standing.queries.changes import ChangedCampus, changed_campuses
from gatehouse.standing.queries.comparison import ComparedRow, Comparison, compare, restated
from gatehouse.standing.queries.explaining import CauseSum, NamedChange, When, causes_of, named, sides_of
from gatehouse.standing.queries.histories import Origin, origins_of
from gatehouse.standing.queries.question import Question, rows_behind, sees_any
from gatehouse.standing.queries.rows import last_posting, live_rows, standing_on, stretch_of, timeline_of
from gatehouse.standing.queries.scoping import OutOfScopeError, visible_unit, whole_unit
from gatehouse.standing.queries.sides import Side, side, side_reported, side_restated
from gatehouse.standing.queries.statements import KeptStatement, UnknownStatementError, statement, statements_of
from gatehouse.standing.queries.stories import Story, campus_story
from gatehouse.standing.queries.totals import COVERAGE, Sums, coverage_on, from_standing, from_totals, sums
from gatehouse.standing.queries.unit_stories import UnitStory, story_of_unit

__all__ = [
    "COVERAGE",
    "MEASURES",
    "CampusFile",
    "CampusStanding",
    "CauseSum",
    "ChangedCampus",
    "ComparedRow",
    "Comparison",
    "KeptStatement",
    "NamedChange",
    "Narrowing",
    "Origin",
    "OutOfScopeError",
    "Question",
    "Side",
    "Story",
    "Sums",
    "UnitStory",
    "UnknownStatementError",
    "When",
    "campus_file",
    "campus_story",
    "campuses_behind",
    "causes_of",
    "changed_campuses",
    "compare",
    "coverage_on",
    "from_standing",
    "from_totals",
    "last_posting",
    "live_rows",
    "named",
    "origins_of",
    "restated",
    "rows_behind",
    "sees_any",
    "side",
    "side_reported",
    "side_restated",
    "sides_of",
    "standing_on",
    "statement",
    "statements_of",
    "story_of_unit",
    "stretch_of",
    "sum_behind",
    "sums",
    "timeline_of",
    "visible_unit",
    "whole_unit",
]
