"""What is measured of an invented nation: reading tables, posting changes, and the floors beside them.

A figure here is one function that returns ``Figure`` rows; whoever adds one names it in ``FIGURES``.
"""

from __future__ import annotations

import math
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import polars as pl
from django.db import connection

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.models import HeadCount
from gatehouse.foundation import facts, frames
from gatehouse.foundation.models import Posting
from gatehouse.foundation.posting import posting
from gatehouse.kernel.actor import SYSTEM
from gatehouse.standing import queries
from gatehouse.standing.models import StandingRow
from gatehouse.standing.queries.unit_sums import unit_sums
from gatehouse.standing.rules.columns import STRETCHES
from gatehouse.standing.services.statements import Occasion, freeze_all
from gatehouse.standing.types import AMOUNTS, StatementPurpose
from gatehouse.territory import queries as territory
from gatehouse.territory.models import Unit
from gatehouse.territory.types import Level, Line, UnitOn

SEED = 20201231
FIRST_DAY, LAST_DAY = date(2018, 1, 15), date(2030, 12, 31)
TODAY = date(2021, 1, 11)
MANY = 5_000
P95 = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the page: times of several tries, in seconds, beside a goal if there is one."""

    name: str
    times: tuple[float, ...]
    goal: float | None = None

    @property
    def median(self) -> float:
        """The middle of the times."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """The time that 95 of a hundred tries do not exceed."""
        return sorted(self.times)[math.ceil(len(self.times) * P95) - 1]


def timed(works: Iterable[Callable[[], object]]) -> tuple[float, ...]:
    """How long each of these takes."""
    found = []
    for work in works:
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return tuple(found)


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure of the database that Django is connected to."""
    for figure in FIGURES:
        yield from figure(folder)


def floors(folder: Path) -> Iterator[Figure]:
    """The same sums by a bare scan of the same rows in a file of columns: what any table is measured against."""
    path = folder / "standing.parquet"
    if not path.exists():
        columns = (*(name for name in STRETCHES if name != "epoch"), "superseded_by")
        schema = {name: STRETCHES.get(name, pl.Int64) for name in columns}
        rows = StandingRow.objects.filter(superseded_by=None).values_list(*columns)
        frames.read(rows, schema).write_parquet(path)
    day = date(2021, 5, 5)
    for level, runs in ((Level.PROVINCE, 5), (Level.COUNTY, 5)):
        name = f"floor: polars scans all live standing rows, sums of a day by {level.name.lower()}"
        yield Figure(name, timed([partial(_scan, path, level, day)] * runs))


def _scan(path: Path, level: Level, day: date) -> pl.DataFrame:
    held = (pl.col("valid_from") <= day) & (pl.col("valid_to") > day)
    place = pl.col("police_path").str.head(level * 3)
    return pl.scan_parquet(path).filter(held).group_by(place, "stratum").agg(pl.col(AMOUNTS).sum()).collect()


def tables(_folder: Path) -> Iterator[Figure]:
    """The table of a unit by its children, as of days past and to come."""
    rng = random.Random(SEED)  # noqa: S311 - a sample, no secret
    for level, tries in ((Level.NATION, 40), (Level.PROVINCE, 60), (Level.CITY, 60), (Level.COUNTY, 60)):
        units = [_unit(rng, level) for _ in range(tries)]
        reads = [partial(unit_sums, unit, EVERYTHING, on=_day(rng)) for unit in units]
        yield Figure(f"table of a {level.name.lower()} by its children, any day to 2030", timed(reads), 0.060)


def recordings(_folder: Path) -> Iterator[Figure]:
    """The same as recorded after some posting before the last."""
    rng = random.Random(SEED + 1)  # noqa: S311 - a sample, no secret
    for level, tries, goal in ((Level.CITY, 40, 0.1), (Level.PROVINCE, 10, 1.0), (Level.NATION, 3, 10.0)):
        units = [_unit(rng, level) for _ in range(tries)]
        reads = [partial(unit_sums, unit, EVERYTHING, on=_day(rng), posting=rng.randrange(1, 4)) for unit in units]
        yield Figure(f"table of a {level.name.lower()}, as recorded at an instant", timed(reads), goal)


def trends(_folder: Path) -> Iterator[Figure]:
    """The coverage of a whole branch on fourteen days."""
    rng = random.Random(SEED + 2)  # noqa: S311 - a sample, no secret
    days = [TODAY + timedelta(days=15 * number) for number in range(-7, 7)]
    for level in (Level.NATION, Level.PROVINCE, Level.CITY):
        units = [_unit(rng, level) for _ in range(10)]
        reads = [partial(_trend, unit, days) for unit in units]
        yield Figure(f"coverage of a {level.name.lower()} on fourteen days", timed(reads), 0.060)


def _trend(unit: UnitOn, days: list[date]) -> object:
    question = queries.Question(unit.line, unit.branch, unit.level, days[0])
    return queries.coverage_on(days, question, EVERYTHING)


def statements(_folder: Path) -> Iterator[Figure]:
    """A frozen statement, read back."""
    rng = random.Random(SEED + 3)  # noqa: S311 - a sample, no secret
    units = [_unit(rng, level) for level in (Level.NATION, Level.PROVINCE, Level.CITY) for _ in range(5)]
    occasion = Occasion(date(2020, 12, 31), StatementPurpose.MONTH_END)
    at = datetime(2021, 1, 11, 9, tzinfo=UTC)
    keys = freeze_all(units=list({unit.id: unit for unit in units}.values()), occasion=occasion, by=SYSTEM, at=at)
    reads = [partial(queries.statement, key, EVERYTHING, today=TODAY) for key in keys * 5]
    yield Figure("a frozen statement read back", timed(reads), 0.060)


def changes(_folder: Path) -> Iterator[Figure]:
    """Posting changed head counts: of one campus, of a hundred, of five thousand."""
    rng = random.Random(SEED + 4)  # noqa: S311 - a sample, no secret
    last = StandingRow.objects.order_by("-campus").values_list("campus", flat=True)[0]
    single = 0.050 if connection.vendor == "postgresql" else 0.020
    for count, tries, goal in ((1, 60, single), (100, 5, None), (MANY, 3, 5.0)):
        works = [partial(_post, sorted(rng.sample(range(1, last + 1), count)), number) for number in range(tries)]
        yield Figure(f"{count:,} changed campus{'es' if count > 1 else ''} posted", timed(works), goal)


def _post(campuses: list[int], number: int) -> None:
    """Head counts of a day in January 2021, told anew."""
    day = TODAY - timedelta(days=number % 8)
    known = Posting.objects.count()  # so that nothing is told twice, however often a nation is measured
    told = [facts.Point((campus,), day, (500 + (campus + known) % 97, 40, 0)) for campus in campuses]
    with posting(by=SYSTEM, at=datetime(2021, 1, 12, 9, tzinfo=UTC), act="nation.bench") as p:
        for (campus,), since in facts.record(p, HeadCount, told).changed.items():
            p.touch(campus, since=since)


def _unit(rng: random.Random, level: Level) -> UnitOn:
    """Some unit of a level, of either line."""
    line = rng.choice(list(Line))
    units = Unit.objects.filter(line=line, level=level).order_by("pk").values_list("pk", flat=True)
    return territory.unit_by_id(units[rng.randrange(units.count())], on=TODAY)


def _day(rng: random.Random) -> date:
    return FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days))


FIGURES: tuple[Callable[[Path], Iterator[Figure]], ...] = (floors, tables, recordings, trends, statements, changes)
"""What is measured, in this order; changes come last, because they are kept."""
