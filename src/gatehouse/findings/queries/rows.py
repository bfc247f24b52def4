"""Finding rows: those that hold now, on a day, or held as recorded at an instant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gatehouse.findings.models import Finding
from gatehouse.findings.types import FindingKind, Interval
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import as_known
from gatehouse.norms.types import Severity

COLUMNS = Interval._fields
_KINDS = {kind.value: kind for kind in FindingKind}
_SEVERITIES = {severity.value: severity for severity in Severity}


def interval_of(row: Sequence[Any]) -> Interval:
    """A finding from the columns ``COLUMNS`` of a row."""
    return Interval(
        _KINDS[row[0]], row[1], row[2], row[3], row[4], row[5], row[6], row[7], _SEVERITIES[row[8]], row[9], row[10]
    )


def live_findings(campus_ids: Iterable[int]) -> dict[Interval, int]:
    """The live findings of some campuses, with their rows' keys; for keeping and proving them."""
    found: dict[Interval, int] = {}
    for some in chunks(campus_ids, 2000):
        rows = Finding.objects.filter(campus__in=some, superseded_by=None)
        for key, *columns in rows.values_list("pk", *COLUMNS).iterator(chunk_size=5000):
            found[interval_of(columns)] = key
    return found


def live_of_guards(guard_ids: Iterable[int]) -> dict[Interval, int]:
    """The live findings of some guards that they serve full-time at two campuses, with their rows' keys."""
    found: dict[Interval, int] = {}
    for some in chunks(sorted(guard_ids)):
        rows = Finding.objects.filter(guard__in=some, superseded_by=None, kind=FindingKind.TWO_FULL_TIME_POSTS)
        for key, *columns in rows.values_list("pk", *COLUMNS):
            found[interval_of(columns)] = key
    return found


def known_after(posting: int | None) -> QuerySet[Finding]:
    """The rows that hold now (None) or held as recorded after a posting."""
    return Finding.objects.filter(as_known(posting))


def parts_known_after(posting: int | None) -> list[QuerySet[Finding]]:
    """The same rows in parts that are read by an index each: those that still hold, and those that held then."""
    if posting is None:
        return [Finding.objects.filter(superseded_by=None)]
    told = Finding.objects.filter(posting__lte=posting)
    return [told.filter(superseded_by=None), told.filter(superseded_by__gt=posting)]


def findings_on(day: date, *, posting: int | None = None) -> QuerySet[Finding]:
    """The findings of a day, as known now or after a posting."""
    return known_after(posting).filter(valid_from__lte=day, valid_to__gt=day)
