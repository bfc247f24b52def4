"""Measure how long clerks and readers wait while 100,000 rows are imported, and write their part of the page.

tools/bench_waiting.py [--database sqlite|postgres …]

One process imports, one posts a head count again and again, one reads the city's table again and again; each database
first without an import, then with one into an empty register, tried dry, and sent again.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
CITY, COUNTY = "431300", "431302"
QUIET = 10.0
"""Seconds for which clerk and reader are measured alone."""
IMPORTS = {"a first import": False, "a dry run of the same file": True, "the same file again": False}
PAUSE = 0.02
"""Seconds between two acts of the clerk, and of the reader."""


def clerk() -> Callable[[], None]:
    """Another head count for one campus, each time."""
    from gatehouse.campuses.queries import last_number  # noqa: PLC0415 - after Django is set up
    from gatehouse.campuses.services import record_head_count  # noqa: PLC0415
    from gatehouse.kernel.actor import SYSTEM  # noqa: PLC0415
    from tools.bench import REFERENCE_DAY, recorded_at  # noqa: PLC0415

    campus, numbers = last_number(), itertools.count(20)

    def act() -> None:
        record_head_count(
            campus, on=REFERENCE_DAY, students=next(numbers), staff=9, boarders=0, by=SYSTEM, at=recorded_at()
        )

    return act


def reader() -> Callable[[], None]:
    """The city's table."""
    from gatehouse.accounts.types import EVERYTHING  # noqa: PLC0415 - after Django is set up
    from gatehouse.reports.queries import TableQuestion, summary_table  # noqa: PLC0415
    from gatehouse.territory.types import Line  # noqa: PLC0415
    from tools.bench import REFERENCE_DAY  # noqa: PLC0415

    question = TableQuestion(Line.POLICE, CITY, REFERENCE_DAY)

    def act() -> None:
        summary_table(question, EVERYTHING)

    return act


ROLES = {"clerk": clerk, "reader": reader}


def play(role: str, log: Path) -> None:
    """Act until killed; a line an act tells when it began and how many seconds it took."""
    import django  # noqa: PLC0415 - the environment is the parent's

    django.setup()
    act = ROLES[role]()
    with log.open("w", encoding="utf-8", buffering=1) as lines:
        while True:
            start = time.time()
            act()
            lines.write(f"{start} {time.time() - start}\n")
            time.sleep(PAUSE)


@dataclass(frozen=True, slots=True)
class Phase:
    """What somebody did, from when to when, and how long of it the writers' lock was held."""

    name: str
    start: float
    end: float
    held: float


def import_phases(folder: Path) -> list[Phase]:
    """Nothing; then a first import, a dry run, and the same file again."""
    from gatehouse.census import presenters, services  # noqa: PLC0415 - after Django is set up
    from gatehouse.kernel.actor import SYSTEM  # noqa: PLC0415
    from tools import bench  # noqa: PLC0415

    campaign, unit = _campaign()
    at, path = bench.recorded_at(), folder / "census.xlsx"
    opened = services.open_workbook(
        path.read_bytes(), file_name=path.name, reference_day=bench.REFERENCE_DAY, today=at.date()
    )
    held = _holding()
    phases = [_phase("nobody imports", held, lambda: time.sleep(QUIET))]
    for name, dry_run in IMPORTS.items():
        send = partial(
            services.import_workbook, opened, campaign=campaign, unit=unit, by=SYSTEM, at=at, dry_run=dry_run
        )
        phases.append(_phase(name, held, partial(send, say=presenters.say)))
    return phases


def _campaign() -> tuple[Any, Any]:
    from gatehouse.census.queries import campaign  # noqa: PLC0415 - after Django is set up
    from gatehouse.territory import queries  # noqa: PLC0415
    from gatehouse.territory.types import Line  # noqa: PLC0415
    from tools.bench import REFERENCE_DAY  # noqa: PLC0415

    return campaign("bench"), queries.unit(Line.POLICE, CITY, on=REFERENCE_DAY)


def _phase(name: str, held: list[float], work: Callable[[], object]) -> Phase:
    held.clear()
    start = time.time()
    work()
    return Phase(name, start, time.time(), max(held, default=0.0))


def _holding() -> list[float]:
    """A list that learns for how many seconds each of this process's transactions was open."""
    from django.db import transaction  # noqa: PLC0415 - after Django is set up

    held: list[float] = []

    class Watched(transaction.Atomic):
        """Django's own, with a clock around the outermost."""

        def __enter__(self) -> None:
            super().__enter__()
            if not transaction.get_connection().savepoint_ids:
                self.since = time.perf_counter()

        def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
        ) -> None:
            super().__exit__(kind, error, trace)
            if not transaction.get_connection().in_atomic_block:
                held.append(time.perf_counter() - self.since)

    transaction.Atomic = Watched  # type: ignore[misc]
    return held


def found(folder: Path) -> None:
    """A city with one campus, its campaign, and the workbook."""
    from gatehouse.campuses.services import CampusReport, Profile, record_campuses  # noqa: PLC0415 - after set-up
    from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership  # noqa: PLC0415
    from gatehouse.kernel.actor import SYSTEM  # noqa: PLC0415
    from gatehouse.territory import queries  # noqa: PLC0415
    from gatehouse.territory.types import Line  # noqa: PLC0415
    from tools import bench  # noqa: PLC0415

    _, _, towns = bench.found_city()
    bench.write_workbook(folder / "census.xlsx", towns)
    police, education = (queries.unit(line, COUNTY, on=bench.REFERENCE_DAY) for line in (Line.POLICE, Line.EDUCATION))
    profile = Profile("等候小学", CampusKind.PRIMARY, Ownership.PUBLIC, CensusLabel.SCHOOL)
    report = CampusReport(None, bench.REFERENCE_DAY, profile, police, education, 10, 9, 0)
    record_campuses([report], by=SYSTEM, at=bench.recorded_at() - timedelta(minutes=1))


def measure(database: str) -> list[str]:
    """The table's rows of one database."""
    from tools.crash import DATABASES, set_up  # noqa: PLC0415 - after the path is set

    with tempfile.TemporaryDirectory(prefix="gatehouse-wait-") as name:
        folder = Path(name)
        server = DATABASES[database](folder)
        players = []
        try:
            set_up(server.url, folder)
            from django.core.management import call_command  # noqa: PLC0415 - after Django is set up
            from django.db import connections  # noqa: PLC0415

            call_command("migrate", verbosity=0)
            found(folder)
            logs = {role: folder / role for role in ROLES}
            for role, log in logs.items():
                players.append(subprocess.Popen([sys.executable, __file__, "--play", role, str(log)]))
            while not all(log.exists() and log.stat().st_size for log in logs.values()):
                time.sleep(PAUSE)
            phases = import_phases(folder)
            connections.close_all()
        finally:
            for player in players:
                player.kill()
                player.wait()
            server.stop()
        return [row(database, phase, logs) for phase in phases]


def row(database: str, phase: Phase, logs: dict[str, Path]) -> str:
    """One line of the table: medians and longest times of clerk and reader during a phase, in milliseconds."""
    cells = [database, phase.name, f"{phase.end - phase.start:.1f}", f"{phase.held:.1f}"]
    for log in logs.values():
        told = [tuple(map(float, line.split())) for line in log.read_text(encoding="utf-8").splitlines()]
        taken = [lasted * 1000 for start, lasted in told if start < phase.end and start + lasted > phase.start]
        cells += [f"{statistics.median(taken):.0f}", f"{max(taken):.0f}"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure each database in a process of its own and write the page; or be such a process, or a player."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", nargs="*", choices=("sqlite", "postgres"), default=("sqlite", "postgres"))
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--play", nargs=2, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.play:
        play(told.play[0], Path(told.play[1]))
    elif told.measure:
        print(json.dumps(measure(told.measure)))
    else:
        load = os.getloadavg()[0]
        write_page([line for name in told.database for line in measured(name)], load=load)


def measured(database: str) -> list[str]:
    """The rows of one database, from a process that has met no other."""
    command = [sys.executable, __file__, "--measure", database]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    rows: list[str] = json.loads(done.stdout)
    print("\n".join(rows), flush=True)
    return rows


HEAD = """## Waiting while 100,000 rows are imported

Written by `tools/bench_waiting.py`. Three processes on {machine}: one imports, one clerk posts a head count again and
again, one reader asks for the city's table. The longest time a clerk waits is the time for which an import holds the
writers' lock; readers do not wait for it. Others kept {load:.1f} processes busy when this began: alone, the three
finish that much sooner.

| database | while | seconds | lock held, s | clerk median ms | longest ms | reader median ms | longest ms |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"""


def write_page(rows: list[str], *, load: float) -> None:
    """The part about waiting."""
    from tools.benchmark_page import write  # noqa: PLC0415 - after the path is set

    machine = f"{os.cpu_count()} {platform.machine()} cores"
    write("waiting", [HEAD.format(machine=machine, load=load), *rows])


if __name__ == "__main__":
    main()
