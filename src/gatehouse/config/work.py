"""`gatehouse work` and `gatehouse jobs`: the worker beside the web server, and what it has to do."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
from collections.abc import Callable
from threading import Event
from typing import Any

import click
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from gatehouse.foundation import clock, jobs
from gatehouse.foundation.models import Job
from gatehouse.kernel.actor import OPERATOR

HOLDER = "GATEHOUSE_WORKER"
"""Names a worker that `gatehouse serve` started; one that takes a dead one's place has its name, and its leases."""
SERVER = "GATEHOUSE_SERVER_PROCESS"
"""The process beside which a worker works; without it there is nothing to work for."""
PAUSE, PAUSE_WITHOUT_DATABASE = 1.0, 5.0
"""Seconds between two looks at the jobs when there was nothing to do, or no database."""
SHOWN = 50


@click.command("work")
@click.option("--once", is_flag=True, help="Do what is due now and stop.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def work(*, once: bool, as_json: bool) -> None:
    """Do background jobs and the duties of closed days until stopped; `gatehouse serve` runs this itself."""
    holder = os.environ.get(HOLDER) or f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    stopped = _told_to_stop()
    steps, duties = work_until(holder, stopped=stopped, once=once)
    if as_json:
        click.echo(json.dumps({"steps": steps, "duties": duties}))
    elif once:
        click.echo(_("%(steps)d steps of jobs and %(duties)d daily duties done.") % {"steps": steps, "duties": duties})


def _told_to_stop() -> Event:
    """Set by SIGTERM and SIGINT: the step under way is finished first."""
    stopped = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    return stopped


def work_until(holder: str, *, stopped: Event, once: bool) -> tuple[int, int]:
    """Work until told to stop, or until nothing is due when ``once``; returns steps and daily duties done."""
    steps, duties = 0, 0
    server = os.environ.get(SERVER)
    while not stopped.is_set() and (server is None or os.getppid() == int(server)):
        try:
            done = jobs.run_ticks(clock.today())
            tried = jobs.run_due(timezone.now(), holder)
        except DatabaseError:
            connection.close()
            if once:
                raise
            stopped.wait(PAUSE_WITHOUT_DATABASE)
            continue
        steps, duties = steps + tried, duties + done
        if not tried and not done:
            if once:
                break
            stopped.wait(PAUSE)
    jobs.release(holder)
    return steps, duties


@click.command("jobs")
@click.option("--cancel", "cancelled", type=int, metavar="NUMBER", help="Call a job off; what it has done stays.")
@click.option("--again", type=int, metavar="NUMBER", help="Let a job that was given up go on where it stopped.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def list_jobs(*, cancelled: int | None, again: int | None, as_json: bool) -> None:
    """List background jobs, the newest first, and how far the daily duties are."""
    if cancelled is not None:
        _order(jobs.cancel, cancelled)
    if again is not None:
        _order(jobs.order_again, again)
    listed = [_as_data(job) for job in jobs.jobs()[:SHOWN]]
    duties = [{"name": tick.name, "day": tick.day.isoformat(), "error": tick.error} for tick in jobs.ticks()]
    if as_json:
        click.echo(json.dumps({"jobs": listed, "duties": duties}, ensure_ascii=False, indent=2))
        return
    for job in listed:
        click.echo("{number:>6}  {state:<9}  {kind:<24} {done} / {total}  {error}".format(**job).rstrip())
    if not listed:
        click.echo(_("There are no background jobs."))
    for duty in duties:
        click.echo("{name:<24} {day}  {error}".format(**duty).rstrip())


def _order(service: Callable[..., None], number: int) -> None:
    """Change a job's state; a number or state for which that is impossible is told in a sentence."""
    try:
        service(number, by=OPERATOR, at=clock.now())
    except jobs.UnknownJobError as error:
        raise click.ClickException(_("There is no job %(number)d.") % {"number": number}) from error
    except jobs.JobStateError as error:
        message = _("Job %(number)d stands at %(state)s, where this cannot be done.")
        raise click.ClickException(message % {"number": number, "state": str(error)}) from error


def _as_data(job: Job) -> dict[str, Any]:
    return {
        "number": job.pk,
        "kind": job.kind,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "attempts": job.attempts,
        "error": job.error,
        "by": job.by_label,
        "created_at": job.created_at.isoformat(),
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
    }
