"""Standing rows: those that hold now, on a day, or held as recorded at an instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import as_known
from gatehouse.foundation.models import Posting
from gatehouse.standing.models import StandingRow
from gatehouse.standing.types import AMOUNTS, Amounts, Stratum, Stretch

STRETCH = ("valid_from", "valid_to", "police_path", "education_path", "stratum", "epoch", *AMOUNTS)
"""The columns of a stretch, in the order of ``stretch_of``."""


def stretch_of(row: Sequence[Any]) -> Stretch:
    """A stretch from the columns ``STRETCH`` of a row."""
    return Stretch(row[0], row[1], row[2], row[3], Stratum(row[4]), row[5], Amounts(*row[6:]))


def live_rows(campus_ids: Iterable[int]) -> dict[int, dict[Stretch, int]]:
    """By campus: live stretch → its row's key."""
    found: defaultdict[int, dict[Stretch, int]] = defaultdict(dict)
    for some in chunks(campus_ids):
        rows = StandingRow.objects.filter(campus__in=some, superseded_by=None)
        for campus_id, key, *columns in rows.values_list("campus", "pk", *STRETCH):
            found[campus_id][stretch_of(columns)] = key
    return found


def last_posting(recorded_at: datetime | None) -> int | None:
    """The number of the last posting recorded by an instant, 0 if none; None means "as recorded now"."""
    if recorded_at is None:
        return None
    newest = Posting.objects.filter(recorded_at__lte=recorded_at).order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0


def standing_on(day: date, *, posting: int | None, until: date | None = None) -> QuerySet[StandingRow]:
    """The standing rows that hold on a day (or on any from it ``until`` another), as known now or after a posting."""
    rows = StandingRow.objects.filter(valid_from__lte=until or day, valid_to__gt=day)
    return rows.filter(as_known(posting))


def parted(rows: QuerySet[StandingRow], *, posting: int | None) -> list[QuerySet[StandingRow]]:
    """The rows known now, or after a posting, as those that still hold and those superseded since.

    Each part is read by an index of its own.
    """
    if posting is None:
        return [rows.filter(superseded_by=None)]
    known = rows.filter(posting__lte=posting)
    return [known.filter(superseded_by=None), known.filter(superseded_by__isnull=False, superseded_by__gt=posting)]


def timeline_of(campus_id: int, posting: int | None = None) -> list[Stretch]:
    """A campus's stretches in order, as known now or after a posting; the caller has checked the scope."""
    parts = parted(StandingRow.objects.filter(campus=campus_id), posting=posting)
    found = [stretch_of(row) for rows in parts for row in rows.values_list(*STRETCH)]
    return sorted(found, key=lambda stretch: stretch.valid_from)
