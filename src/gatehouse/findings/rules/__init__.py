"""From facts and standing to findings: plain decisions, no database, no clock."""

from gatehouse.findings.rules.bases import Bases, parse_bases
from gatehouse.findings.rules.campus import Judged, campus_findings
from gatehouse.findings.rules.guards import Ground, Place, PostFacts, grounds, guard_findings, two_posts
from gatehouse.findings.rules.runs import Part, intervals
from gatehouse.findings.rules.unlawful import newly_unlawful

__all__ = [
    "Bases",
    "Ground",
    "Judged",
    "Part",
    "Place",
    "PostFacts",
    "campus_findings",
    "grounds",
    "guard_findings",
    "intervals",
    "newly_unlawful",
    "parse_bases",
    "two_posts",
]
