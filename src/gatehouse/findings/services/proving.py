"""The self-check's part of this room: every live finding is what the facts amount to, and nothing is missing."""

from __future__ import annotations

from gatehouse.campuses.models import Campus
from gatehouse.findings import facts
from gatehouse.findings.models import Finding
from gatehouse.findings.queries import live_findings
from gatehouse.findings.services.settling import CAMPUSES_AT_ONCE, found_at, found_of_guards
from gatehouse.findings.types import Interval
from gatehouse.foundation import bulk
from gatehouse.standing.services import Fault


def prove_findings() -> tuple[int, Fault | None]:
    """Judge every campus and guard anew; how many findings were compared, and the first that differs."""
    compared = 0
    for some in bulk.chunks(Campus.objects.order_by("pk").values_list("pk", flat=True), CAMPUSES_AT_ONCE):
        wanted, found = set(some), live_findings(some)
        here = facts.facts_of(some)
        twice = found_of_guards(facts.at_two_campuses(some))
        expected = {*found_at(some, here), *(item for item in twice if item.campus_id in wanted)}
        compared += len(expected)
        differing = expected.symmetric_difference(found)
        if differing:
            first = min(differing, key=lambda item: (item.campus_id, item.valid_from, item.kind, item.guard_id or 0))
            return compared, _fault(first, found.get(first))
    return compared, None


def _fault(item: Interval, key: int | None) -> Fault:
    row = Finding.objects.filter(pk=key).first() if key else None
    subject = f"campus {item.campus_id}" + (f", guard {item.guard_id}" if item.guard_id else "")
    what = "not what the facts amount to" if row else "missing"
    return Fault(subject, f"{item.kind.value} from {item.valid_from} is {what}", row.posting_id if row else None)
