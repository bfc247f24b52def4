"""The worker by hand, the list of jobs, and the worker that `gatehouse serve` keeps alive."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner
from django.db import OperationalError, connection

from gatehouse.config import work
from gatehouse.config.cli import cli
from gatehouse.foundation import jobs
from gatehouse.foundation.jobs import registry
from gatehouse.foundation.models import Job, Setting
from gatehouse.foundation.types import JobState
from gatehouse.kernel.actor import Actor
from tests.kit.processes import children_of, is_gone, until

CLERK = Actor(None, "clerk")
AT = datetime(2020, 11, 20, 1, 0, tzinfo=UTC)
PATIENCE = 60


def step(claim: jobs.Claim) -> jobs.Progress:
    """Three pieces."""
    with claim.unit():
        done = claim.done + 1
        return claim.move(cursor={"at": done}, done=done, total=3, finished=done == 3)


@pytest.fixture
def job(db: None) -> Iterator[int]:  # noqa: ARG001 - asks for the database
    """A job of a kind of its own."""
    jobs.register_job("test.work", step)
    yield jobs.enqueue("test.work", arguments={}, by=CLERK, at=AT)
    del registry.KINDS["test.work"]


def told(*words: str) -> str:
    done = CliRunner().invoke(cli, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def test_worker_does_what_is_due_and_stops(job: int) -> None:
    listed = json.loads(told("jobs", "--json"))["jobs"]
    assert [(item["number"], item["state"]) for item in listed] == [(job, "QUEUED")]
    assert json.loads(told("work", "--once", "--json"))["steps"] == 3
    (item,) = json.loads(told("jobs", "--json"))["jobs"]
    assert (item["state"], item["done"], item["total"], item["by"]) == ("DONE", 3, 3, "clerk")
    assert "0" in told("work", "--once")
    assert re.search(rf"{job}\s+DONE\s+test\.work\s+3 / 3", told("jobs"))


def test_worker_that_is_told_to_stop_finishes_its_step_and_gives_its_jobs_back(job: int) -> None:
    class AfterOneStep(Event):
        def is_set(self) -> bool:
            return Job.objects.filter(done__gt=0).exists()

    assert work.work_until("first", stopped=AfterOneStep(), once=False) == (1, 0)
    found = Job.objects.get(pk=job)
    assert (found.state, found.done, found.holder) == (JobState.RUNNING, 1, "")


def test_worker_without_its_server_stops(job: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(work.SERVER, "1" if os.getppid() != 1 else "2")
    assert work.work_until("first", stopped=Event(), once=False) == (0, 0)
    assert Job.objects.get(pk=job).done == 0


def test_worker_waits_for_a_database_that_does_not_answer(job: int, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = Event()
    failures = [OperationalError("gone")]

    def run_due(now: datetime, holder: str) -> int:
        if failures:
            raise failures.pop()
        stopped.set()
        return real(now, holder)

    real = jobs.run_due
    monkeypatch.setattr(jobs, "run_due", run_due)
    monkeypatch.setattr(work, "PAUSE_WITHOUT_DATABASE", 0.0)
    monkeypatch.setattr(connection, "close", lambda: None)
    assert work.work_until("first", stopped=stopped, once=False) == (1, 0)
    assert Job.objects.get(pk=job).done == 1
    failures.append(OperationalError("gone"))
    with pytest.raises(OperationalError):
        work.work_until("first", stopped=Event(), once=True)


@pytest.mark.django_db
def test_daily_duties_are_done_and_listed() -> None:
    def write_down(day: date) -> None:
        Setting.objects.create(name=str(day), value=1)

    jobs.register_tick("test.duty", write_down)
    try:
        told("work", "--once")
        jobs.ticks().update(day=date(2020, 1, 1), error="RuntimeError: no ink")
        assert "RuntimeError: no ink" in told("jobs")
        assert json.loads(told("work", "--once", "--json"))["duties"] > 300
        duty = next(item for item in json.loads(told("jobs", "--json"))["duties"] if item["name"] == "test.duty")
    finally:
        del registry.DUTIES["test.duty"]
    assert duty["error"] == ""
    assert Setting.objects.filter(name="2020-01-02").exists()


def test_job_is_called_off_and_one_given_up_is_ordered_again(job: int) -> None:
    told("jobs", "--cancel", str(job))
    assert Job.objects.get(pk=job).state == JobState.CANCELLED
    refused = CliRunner().invoke(cli, ["jobs", "--again", str(job)])
    assert refused.exit_code == 1
    assert "CANCELLED" in refused.output
    Job.objects.update(state=JobState.FAILED)
    told("jobs", "--again", str(job))
    assert Job.objects.get(pk=job).state == JobState.QUEUED
    refused = CliRunner().invoke(cli, ["jobs", "--cancel", "999"])
    assert (refused.exit_code, "999" in refused.output) == (1, True)


@pytest.mark.django_db
def test_nothing_to_list_is_told() -> None:
    assert told("jobs").strip()


def worker_of(server: int) -> int | None:
    return next((pid for pid, command in children_of(server).items() if command.rstrip().endswith("cli work")), None)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`gatehouse serve` in a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GATEHOUSE_")}
    environment = {**kept, "GATEHOUSE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gatehouse.config.cli", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        until(lambda: worker_of(process.pid))
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE)


@pytest.mark.slow
def test_server_keeps_one_worker_and_takes_it_along(server: subprocess.Popen[bytes]) -> None:
    first = worker_of(server.pid)
    assert first
    os.kill(first, signal.SIGKILL)
    until(lambda: worker_of(server.pid) not in {None, first})
    second = worker_of(server.pid)
    assert second
    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0
    assert is_gone(second)


@pytest.mark.slow
def test_worker_ends_with_a_server_that_is_killed(server: subprocess.Popen[bytes]) -> None:
    worker = worker_of(server.pid)
    assert worker
    server.kill()
    server.wait(PATIENCE)
    until(lambda: is_gone(worker))
