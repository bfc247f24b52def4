"""Writing an invented nation: facts in the order of their postings, everything derived by the product's settlers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import polars as pl
from django.db import connection, models

from gatehouse.campuses.models import Campus, CampusPlace, CampusProfile, HeadCount
from gatehouse.foundation import frames
from gatehouse.foundation.models import ChangePoint
from gatehouse.foundation.posting import OpenPosting, posting
from gatehouse.guards.models import Guard, GuardCertificate, GuardPost, GuardProfile
from gatehouse.kernel.actor import SYSTEM
from gatehouse.territory.models import Unit, UnitPoint
from tools.nation import campuses, guards
from tools.nation.places import places
from tools.nation.recording import RECORDED
from tools.nation.scale import BEGIN, Scale

CAMPUS_FACTS: tuple[type[ChangePoint], ...] = (CampusProfile, CampusPlace, HeadCount, GuardPost)
"""Facts that name the campus they bear on."""


@dataclass(frozen=True, slots=True)
class Posted:
    """One posting of an invented nation: how much it wrote and how long that took."""

    facts: int
    campuses: int
    writing: float
    """Seconds for the facts; checks of foreign keys are left out on PostgreSQL, as the facts are invented whole."""
    settling: float
    """Seconds from the last fact to the end of the commit: standing, totals, findings, journal."""


Facts = dict[type[models.Model], pl.DataFrame]


def invented(scale: Scale) -> Facts:
    """Every row of a scale, table by table in an order that foreign keys allow; ``posting`` says which records it."""
    tree = places(scale)
    all_campuses = campuses.campuses(scale)
    known = guards.guards(scale, all_campuses)
    sealed = b"\x00" * 8 if connection.vendor == "sqlite" else "\\x" + "00" * 8
    return {
        Unit: tree.units,
        UnitPoint: tree.points,
        Campus: all_campuses.select(id="campus", posting=pl.lit(1, pl.Int64)),
        CampusProfile: campuses.profiles(all_campuses),
        CampusPlace: campuses.places_of(all_campuses, scale, tree),
        HeadCount: campuses.head_counts(all_campuses),
        Guard: guards.people(known, sealed),
        GuardProfile: guards.profiles(known),
        GuardPost: guards.posts(known),
        GuardCertificate: guards.certificates(known),
    }


def load(scale: Scale) -> Iterator[Posted]:
    """Write an invented nation into an empty database, one posting after another."""
    facts = invented(scale)
    frames.insert(Unit, facts.pop(Unit))
    serving = facts[GuardPost].select("guard_id", "campus_id").unique()
    for number, at in enumerate(RECORDED, start=1):
        started = time.perf_counter()
        some = {model: rows.filter(pl.col("posting") == number) for model, rows in facts.items()}
        with posting(by=SYSTEM, at=at, act="nation.report") as p:
            with _unchecked():
                for model, rows in some.items():
                    _write(p, model, rows)
            for campus in _touched(some, serving):
                p.touch(campus, since=BEGIN)
            written = time.perf_counter()
        settled = time.perf_counter()
        yield Posted(sum(p.written.values()), len(p.touched), written - started, settled - written)
    _resume_numbering()


def _write(p: OpenPosting, model: type[models.Model], rows: pl.DataFrame) -> None:
    """Write one table's part of a posting; points said anew for a day supersede those before."""
    rows = rows.drop("posting").with_columns(posting_id=pl.lit(p.id, pl.Int64))
    if model is HeadCount:
        _supersede(p, rows)
    frames.insert(model, rows)
    if rows.height:
        p.written[model._meta.label_lower] += rows.height  # noqa: SLF001


def _supersede(p: OpenPosting, rows: pl.DataFrame) -> None:
    """Head counts of a day that is told anew."""
    with frames.chosen(rows["campus_id"].unique()) as told:
        live = HeadCount.objects.filter(campus__in=told, superseded_by=None).values_list("pk", "campus", "valid_from")
        kept = frames.read(live, {"key": pl.Int64, "campus_id": pl.Int64, "valid_from": pl.Date})
    with frames.chosen(kept.join(rows, on=["campus_id", "valid_from"])["key"]) as gone:
        HeadCount.objects.filter(pk__in=gone).update(superseded_by=p.id)


def _touched(some: Facts, serving: pl.DataFrame) -> list[int]:
    """The campuses on which the facts of a posting bear."""
    named = [some[model]["campus_id"] for model in CAMPUS_FACTS]
    by_guard = some[GuardCertificate].join(serving, on="guard_id")["campus_id"]
    return sorted(pl.concat([*named, by_guard]).unique())


@contextmanager
def _unchecked() -> Iterator[None]:
    """Leave foreign keys unchecked on PostgreSQL while whole tables are filled."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def _resume_numbering() -> None:
    """Let PostgreSQL number new rows after those that brought their own numbers."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in (Unit, Campus, Guard):
            table = model._meta.db_table  # noqa: SLF001
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
