"""Reading findings, within a viewer's scope: of any day, as recorded now or after a posting."""

from gatehouse.findings.queries.asking import FindingQuestion, UnitQuestion, asked_of
from gatehouse.findings.queries.bases import Texts
from gatehouse.findings.queries.counting import Count, Counts, add_up, counts_by_place
from gatehouse.findings.queries.listing import (
    FindingPage,
    Found,
    UnlawfulThen,
    findings_of_campus,
    list_findings,
    unlawful_then,
)
from gatehouse.findings.queries.people import Person
from gatehouse.findings.queries.rows import findings_on, interval_of, live_findings, live_of_guards

__all__ = [
    "Count",
    "Counts",
    "FindingPage",
    "FindingQuestion",
    "Found",
    "Person",
    "Texts",
    "UnitQuestion",
    "UnlawfulThen",
    "add_up",
    "asked_of",
    "counts_by_place",
    "findings_of_campus",
    "findings_on",
    "interval_of",
    "list_findings",
    "live_findings",
    "live_of_guards",
    "unlawful_then",
]
