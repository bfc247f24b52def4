"""Measure the import and the pages beside their floors in the same run, and write docs/benchmarks.md.

The floor of the import is what no import can go below: reading the cells with the same reader and writing the raw
rows with one executemany. The floor of a page is the bare query that adds up the same numbers.
"""

from __future__ import annotations

import os
import platform
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CAMPUSES, GUARDS = 25_000, 75_000
RUNS, PAGE_RUNS = 3, 60
REFERENCE_DAY = date(2020, 11, 1)
CAMPUS_HEADS = "学校名称 学校标识码 学校类别 办学性质 所属乡镇（街道） 学生人数 教职工人数 住宿生人数"
GUARD_HEADS = "所在学校 姓名 性别 身份证号 文化程度 岗位性质 聘用来源 用人单位 是否持证 保安员证编号 上岗日期"
P95 = 0.95
OK = 200
STANDING_SUM = """
    SELECT substr(police_path, 1, 12), sum(required), sum(full_time), sum(gap) FROM standing_standingrow
    WHERE superseded_by_id IS NULL AND valid_from <= '2020-12-15' AND valid_to > '2020-12-15' GROUP BY 1
"""
PAGES = {
    "summary table, city": "/table/?as_of=2020-12-15",
    "summary table, county": "/table/?unit=431302&as_of=2020-12-15",
    "summary table, station": "/table/?unit=431302001&as_of=2020-12-15",
    "summary table, city, education line": "/table/?line=education&as_of=2020-12-15",
    "summary table, city, as recorded": "/table/?as_of=2020-12-15&as_recorded=2020-12-01T12:00",
    "campuses short of guards": "/campuses/?measure=gap&as_of=2020-11-20",
    "a campus's file": "/campuses/1/?as_of=2020-12-15",
    "summary table as workbook": "/table.xlsx?as_of=2020-12-15",
    "imports": "/census/imports/",
}


@dataclass
class Report:
    """The lines of the page that is written at the end."""

    lines: list[str] = field(default_factory=list)

    def row(self, *cells: object) -> None:
        """A row of a table."""
        text = "| " + " | ".join(str(cell) for cell in cells) + " |"
        self.lines.append(text)
        print(text, flush=True)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def resident_id(rng: random.Random, serial: int) -> str:
    """A valid number of the unassigned region 431399, different for every serial."""
    from stdnum.cn import ric  # noqa: PLC0415 - after the environment is set

    born = date(1955, 1, 1) + timedelta(days=serial // 999 * 3 + rng.randrange(3))
    body = f"431399{born:%Y%m%d}{serial % 999 + 1:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def write_workbook(path: Path, towns: list[str]) -> None:
    """A census workbook of 100,000 rows in the canonical layout."""
    import xlsxwriter  # noqa: PLC0415 - after the environment is set

    rng = random.Random(20201101)  # noqa: S311 - invented data
    names = [f"演示第{number:05d}小学" for number in range(CAMPUSES)]
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheets: list[tuple[str, str, Iterator[list[object]]]] = [
        ("校园基本情况", CAMPUS_HEADS, campus_rows(rng, names, towns)),
        ("保安员花名册", GUARD_HEADS, guard_rows(rng, names)),
    ]
    for title, heads, rows in sheets:
        sheet = book.add_worksheet(title)
        for number, row in enumerate([heads.split(), *rows]):
            sheet.write_row(number, 0, row)
    book.close()


def campus_rows(rng: random.Random, names: list[str], towns: list[str]) -> Iterator[list[object]]:
    """Schools of 60 to 2,600 students, one in five with boarders."""
    for number, name in enumerate(names):
        students = rng.randrange(60, 2600)
        boarders = students // 4 if rng.randrange(5) == 0 else 0
        owner, town = rng.choice(["公办", "民办"]), rng.choice(towns)
        yield [name, f"2143{number:06d}", "小学", owner, town, students, students // 15 + 3, boarders]


def guard_rows(rng: random.Random, names: list[str]) -> Iterator[list[object]]:
    """Guards, three of four full-time, half of them certified."""
    for number in range(GUARDS):
        identity = resident_id(rng, number)
        sex = "男" if int(identity[16]) % 2 else "女"
        source = rng.choice(["自聘", "物业公司", "保安公司"])
        employer = "" if source == "自聘" else f"演示{source}{number % 40}"
        held = f"湘43132015{number:06d}" if rng.randrange(2) else ""
        started = f"20{rng.randrange(10, 20)}-0{rng.randrange(1, 10)}-01"
        post = "兼职" if rng.randrange(4) == 0 else "专职"
        name = "演示" + chr(0x4E00 + number % 5000)
        campus = names[number % CAMPUSES]
        yield [campus, name, sex, identity, "初中", post, source, employer, "是" if held else "否", held, started]


def floor_of_import(path: Path, folder: Path) -> float:
    """Reading every cell and writing the raw rows, nothing else."""
    import python_calamine  # noqa: PLC0415

    def work() -> None:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        with sqlite3.connect(folder / f"floor-{time.monotonic_ns()}.sqlite3") as connection:
            for number, name in enumerate(book.sheet_names):
                rows = book.get_sheet_by_name(name).to_python()
                width = len(rows[0])
                connection.execute(f"CREATE TABLE t{number} ({', '.join(f'c{at}' for at in range(width))})")
                marks = ", ".join("?" * width)
                connection.executemany(f"INSERT INTO t{number} VALUES ({marks})", rows)  # noqa: S608 - numbers only

    return seconds(work)


def prepare(folder: Path) -> None:
    """Point Gatehouse at an empty folder and set Django up there."""
    os.environ["GATEHOUSE_HOME"] = str(folder)
    os.environ.pop("GATEHOUSE_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gatehouse.config.settings"
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


def found_city() -> tuple[Any, Any, list[str]]:
    """An empty city: the campaign, its unit and the names of its towns."""
    from gatehouse.census import services  # noqa: PLC0415
    from gatehouse.demo.loudi_2020.units import units  # noqa: PLC0415
    from gatehouse.kernel.actor import SYSTEM  # noqa: PLC0415
    from gatehouse.territory import queries  # noqa: PLC0415
    from gatehouse.territory import services as territory  # noqa: PLC0415
    from gatehouse.territory.types import Level, Line  # noqa: PLC0415

    at = recorded_at()
    divisions = territory.shipped_divisions("431300")
    territory.load_divisions(divisions, by=SYSTEM, at=at)
    territory.found_units(units(), valid_from=date(2015, 1, 1), by=SYSTEM, at=at)
    campaign = services.open_campaign(
        code="bench", name="bench", reference_day=REFERENCE_DAY, starts_on=REFERENCE_DAY, deadline=at.date(),
        by=SYSTEM, at=at,
    )  # fmt: skip
    towns = [name for _code, name, level, _above in divisions if level == Level.STATION]
    return campaign, queries.unit(Line.POLICE, "431300", on=REFERENCE_DAY), towns


def recorded_at() -> datetime:
    """The instant at which the bench's workbook is taken in."""
    from gatehouse.foundation.clock import SHANGHAI  # noqa: PLC0415

    return datetime(2020, 11, 20, 9, tzinfo=SHANGHAI)


def bench_import(report: Report, folder: Path) -> None:
    """100,000 rows into an empty register, then the same file again."""
    from gatehouse.census import presenters, services  # noqa: PLC0415
    from gatehouse.kernel.actor import SYSTEM  # noqa: PLC0415

    campaign, unit, towns = found_city()
    path, at = folder / "census.xlsx", recorded_at()
    write_workbook(path, towns)
    floor = statistics.median(floor_of_import(path, folder) for _ in range(RUNS))
    data = path.read_bytes()
    found: dict[str, Any] = {}

    def read() -> None:
        found["opened"] = services.open_workbook(
            data, file_name=path.name, reference_day=REFERENCE_DAY, today=at.date()
        )

    def write() -> None:
        found["result"] = services.import_workbook(
            found["opened"], campaign=campaign, unit=unit, by=SYSTEM, at=at, say=presenters.say
        )

    reading = statistics.median(seconds(read) for _ in range(RUNS))
    first = seconds(write)
    if found["result"].tally.created != CAMPUSES + GUARDS:
        sys.exit(f"the import is not what was measured for: {found['result'].tally}")
    again = seconds(write)
    if found["result"].tally.unchanged != CAMPUSES + GUARDS:
        sys.exit(f"the second import is not what was measured for: {found['result'].tally}")
    report.row("what", "seconds", "× floor")
    report.row("---", "---:", "---:")
    for what, time_taken in (
        ("floor: read every cell with the same reader, write the raw rows", floor),
        ("read and check every cell", reading),
        ("match, write facts, settle standing and totals, journal", first),
        ("the whole first import", reading + first),
        ("the same file again (writes nothing)", reading + again),
    ):
        report.row(what, f"{time_taken:.2f}", f"{time_taken / floor:.1f}")


def bench_pages(report: Report) -> None:
    """Server time of the demo city's pages, for the city's police officer."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from gatehouse.accounts.models import Account  # noqa: PLC0415
    from gatehouse.demo.services import load_demo  # noqa: PLC0415

    loading = seconds(lambda: list(load_demo()))
    client = Client(HTTP_HOST="localhost")
    client.force_login(Account.objects.get(username="loudi-gongan"))
    with connection.cursor() as cursor:
        floor = statistics.median(seconds(lambda: cursor.execute(STANDING_SUM).fetchall()) for _ in range(PAGE_RUNS))
    report.row("page of the demo city", "median ms", "p95 ms", "× floor")
    report.row("---", "---:", "---:", "---:")
    report.row("floor: the bare sum over standing rows by county", f"{floor * 1000:.1f}", "", "1.0")
    for name, address in PAGES.items():
        if client.get(address).status_code != OK:
            sys.exit(f"{address} does not answer")
        times = sorted(seconds(partial(client.get, address)) for _ in range(PAGE_RUNS))
        median, slow = statistics.median(times), times[int(len(times) * P95) - 1]
        report.row(name, f"{median * 1000:.1f}", f"{slow * 1000:.1f}", f"{median / floor:.0f}")
    report.lines += ["", f"Loading the demo city, all its workbooks and steps: {loading:.1f} s."]


def main() -> None:
    """Run both and write their part of the page."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from tools.benchmark_page import write  # noqa: PLC0415 - found by the path set above

    report = Report()
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "polars", "python-calamine"))
    report.lines += [
        "## The demo city, and a census of 100,000 rows", "", "Written by `make bench`, on SQLite.", "",
        f"Machine: {machine}; {packages}.", "",
        f"### Import of {CAMPUSES + GUARDS:,} rows ({CAMPUSES:,} campuses, {GUARDS:,} guards)", "",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        bench_import(report, folder)
        clear()
        report.lines += ["", "### Pages", ""]
        bench_pages(report)
        from django.db import connections  # noqa: PLC0415

        connections.close_all()
    write("city", report.lines)


def clear() -> None:
    """Empty the register between the two measurements."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("flush", verbosity=0, interactive=False)


if __name__ == "__main__":
    main()
