"""Settling tens of thousands of campuses at once: facts in, stretches out, everything between as columns."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from django.db.models.expressions import RawSQL

from gatehouse.campuses.models import CampusPlace, CampusProfile, HeadCount
from gatehouse.foundation import bulk, frames
from gatehouse.foundation.posting import OpenPosting
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost
from gatehouse.guards.types import CertificateState
from gatehouse.standing.models import StandingRow, UnitTotal
from gatehouse.standing.queries.rows import STRETCH
from gatehouse.standing.rules import Epochs, column_differences, columns

CAMPUSES_AT_ONCE = 50_000
"""Campuses judged together: some hundred megabytes."""

MANY_ROWS = 10_000
"""Rows of one table in one posting from which its statistics are taken anew before it is read."""

_STATES = {"guard": pl.Int64, "day": pl.Date, "state": pl.String}


def settle(p: OpenPosting, campus_ids: Sequence[int], epochs: Epochs) -> None:
    """Do what ``settling.settle`` does, for many campuses."""
    frames.take_stock(label for label, count in p.written.items() if count >= MANY_ROWS)
    days = [_settle_some(p, some, epochs) for some in bulk.chunks(campus_ids, CAMPUSES_AT_ONCE)]
    for rows in column_differences.by_bucket(pl.concat(days)):
        frames.add_up(UnitTotal, column_differences.TOTAL_KEYS, rows)
    if p.derived >= MANY_ROWS:
        frames.take_stock([StandingRow._meta.label_lower])  # noqa: SLF001 - findings are read off it next


def _settle_some(p: OpenPosting, campus_ids: list[int], epochs: Epochs) -> pl.DataFrame:
    """Settle some campuses; returns what changes in totals, by day."""
    with frames.chosen(pl.Series(campus_ids, dtype=pl.Int64)) as chosen:
        found = columns.timelines(_facts_of(chosen), epochs)
        kept = _live_rows(chosen)
    gone, come = column_differences.compared(kept, found)
    if not gone.is_empty():
        with frames.chosen(gone["key"]) as superseded:
            StandingRow.objects.filter(pk__in=superseded).update(superseded_by=p.id)
    names = {"campus": "campus_id"}
    frames.insert(StandingRow, come.rename(names).with_columns(posting_id=pl.lit(p.id, pl.Int64)))
    p.derived += gone.height + come.height
    return column_differences.by_day(gone, come)


def _facts_of(chosen: RawSQL) -> columns.FactColumns:
    """The live facts that bear on the standing of the chosen campuses."""
    posts = GuardPost.objects.filter(campus__in=chosen, superseded_by=None)
    guards = posts.values("guard")
    certificates = GuardCertificate.objects.filter(guard__in=guards, superseded_by=None)
    states = frames.read(certificates.values_list("guard", "valid_from", "state"), _STATES)

    profiles = CampusProfile.objects.filter(campus__in=chosen, superseded_by=None)
    places = CampusPlace.objects.filter(campus__in=chosen, superseded_by=None)
    counts = HeadCount.objects.filter(campus__in=chosen, superseded_by=None)
    return columns.FactColumns(
        profiles=frames.read(
            profiles.values_list("campus", "valid_from", "in_operation", "census_label", "ownership"), columns.PROFILES
        ),
        places=frames.read(places.values_list("campus", "valid_from", "police_path", "education_path"), columns.PLACES),
        head_counts=frames.read(
            counts.values_list("campus", "valid_from", "students", "staff", "boarders"), columns.HEAD_COUNTS
        ),
        posts=frames.read(posts.values_list("campus", "guard", "valid_from", "engagement", "source"), columns.POSTS),
        certificates=states.select("guard", "day", held=pl.col("state") == CertificateState.HELD.value),
        people=frames.read(Guard.objects.filter(pk__in=guards).values_list("pk", "birth_date", "sex"), columns.PEOPLE),
    )


def _live_rows(chosen: RawSQL) -> pl.DataFrame:
    """The chosen campuses' standing as it is kept, with the keys of its rows."""
    rows = StandingRow.objects.filter(campus__in=chosen, superseded_by=None)
    kept = frames.read(rows.values_list("campus", *STRETCH, "pk"), column_differences.KEPT)
    return kept.with_columns(pl.col("epoch").fill_null(""))
