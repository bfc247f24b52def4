"""Background jobs: one step at a time, cursor and work together, leases, attempts, and who may stop what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from gatehouse.foundation import jobs, journal
from gatehouse.foundation.jobs import registry, running
from gatehouse.foundation.models import Job, JournalEntry, Posting, Setting
from gatehouse.foundation.posting import posting
from gatehouse.foundation.types import JobState
from gatehouse.kernel.actor import Actor

CLERK = Actor(None, "clerk")
AT = datetime(2020, 11, 20, 1, 0, tzinfo=UTC)
PIECES = 3

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart() -> Iterator[None]:
    """Only the kinds and duties of the test."""
    kinds, duties = dict(registry.KINDS), dict(registry.DUTIES)
    registry.KINDS.clear()
    registry.DUTIES.clear()
    yield
    registry.KINDS.clear()
    registry.DUTIES.clear()
    registry.KINDS.update(kinds)
    registry.DUTIES.update(duties)


def write_piece(claim: jobs.Claim) -> jobs.Progress:
    """Write one value a step; the value tells which piece and who did it."""
    piece = claim.cursor.get("piece", 0)
    with claim.unit():
        Setting.objects.create(name=f"{claim.job_id} {piece}", value=claim.holder)
        done = piece + 1
        return claim.move(cursor={"piece": done}, done=done, total=PIECES, finished=done == PIECES)


def order(kind: str = "test.write") -> int:
    return jobs.enqueue(kind, arguments={"what": 1}, by=CLERK, at=AT)


def until_idle(holder: str = "first", now: datetime | None = None) -> int:
    steps = 0
    while tried := jobs.run_due(now or timezone.now(), holder):
        steps += tried
    return steps


def acts() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("act", flat=True))


def test_job_is_done_step_by_step_and_its_beginning_and_end_are_journalled() -> None:
    jobs.register_job("test.write", write_piece)
    number = order()
    assert jobs.run_due(timezone.now(), "first") == 1
    job = Job.objects.get(pk=number)
    assert (job.state, job.done, job.total, job.cursor) == (JobState.RUNNING, 1, PIECES, {"piece": 1})
    assert until_idle() == PIECES - 1
    job.refresh_from_db()
    assert (job.state, job.done, job.holder, job.attempts) == (JobState.DONE, PIECES, "", 0)
    assert job.finished_at is not None
    assert Setting.objects.count() == PIECES
    assert acts() == ["job.start", "job.done"]
    assert journal.verify() == (2, None)


def test_jobs_take_turns() -> None:
    seen: list[int] = []

    def step(claim: jobs.Claim) -> jobs.Progress:
        seen.append(claim.job_id)
        return write_piece(claim)

    jobs.register_job("test.write", step)
    first, second = order(), order()
    until_idle()
    assert seen == [first, second] * PIECES


def test_kind_nobody_registered_is_neither_ordered_nor_done() -> None:
    with pytest.raises(KeyError):
        order("test.unknown")
    jobs.register_job("test.write", write_piece)
    order()
    registry.KINDS.clear()
    assert jobs.run_due(timezone.now(), "first") == 0


def test_job_ordered_in_a_posting_that_fails_is_not_ordered() -> None:
    jobs.register_job("test.write", write_piece)

    def fail() -> None:
        with posting(by=CLERK, at=AT, act="test"):
            order()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Job.objects.exists()


def test_step_that_fails_writes_nothing_and_is_tried_again_later() -> None:
    failures = [RuntimeError("no paper"), None]

    def step(claim: jobs.Claim) -> jobs.Progress:
        error = failures.pop(0) if failures else None
        if error is None:
            return write_piece(claim)
        with claim.unit():
            Setting.objects.create(name="half", value=1)
            raise error

    jobs.register_job("test.write", step)
    number = order()
    now = timezone.now()
    assert jobs.run_due(now, "first") == 1
    job = Job.objects.get(pk=number)
    assert (job.state, job.attempts, job.error) == (JobState.QUEUED, 1, "RuntimeError: no paper")
    assert not Setting.objects.exists()
    assert jobs.run_due(now, "first") == 0
    assert until_idle(now=now + timedelta(minutes=1)) == PIECES
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")


def test_job_that_never_comes_further_is_given_up_and_may_be_ordered_again() -> None:
    def step(claim: jobs.Claim) -> jobs.Progress:
        raise RuntimeError(claim.kind)

    jobs.register_job("test.write", step)
    number = order()
    now = timezone.now()
    for hours in range(running.ATTEMPTS + 2):
        jobs.run_due(now + timedelta(hours=hours), "first")
    job = Job.objects.get(pk=number)
    assert (job.state, job.attempts) == (JobState.FAILED, running.ATTEMPTS)
    assert acts()[-1] == "job.failed"
    jobs.register_job("test.write", write_piece)
    jobs.order_again(number, by=CLERK, at=AT)
    assert until_idle() == PIECES
    with pytest.raises(jobs.JobStateError):
        jobs.order_again(number, by=CLERK, at=AT)


def test_worker_that_dies_at_the_same_step_every_time_does_not_try_for_ever() -> None:
    def die(_claim: jobs.Claim) -> jobs.Progress:
        raise KeyboardInterrupt

    jobs.register_job("test.write", die)
    number = order()
    now = timezone.now()
    for _ in range(running.ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            jobs.run_due(now, "first")
    assert jobs.run_due(now, "first") == 0
    assert Job.objects.get(pk=number).state == JobState.FAILED


def test_dead_workers_job_goes_on_where_it_stopped_when_its_lease_ends() -> None:
    jobs.register_job("test.write", write_piece)
    number = order()
    now = timezone.now()
    jobs.run_due(now, "dead")
    assert jobs.run_due(now, "second") == 0
    assert until_idle("second", timezone.now() + running.LEASE) == PIECES - 1
    assert Job.objects.get(pk=number).state == JobState.DONE
    holders = Setting.objects.order_by("name").values_list("value", flat=True)
    assert list(holders) == ["dead", "second", "second"]


def test_worker_that_stops_gives_its_jobs_back_at_once() -> None:
    jobs.register_job("test.write", write_piece)
    order()
    jobs.run_due(timezone.now(), "first")
    jobs.release("first")
    assert jobs.run_due(timezone.now(), "second") == 1


def test_worker_that_lost_its_lease_writes_nothing() -> None:
    def overtaken(claim: jobs.Claim) -> jobs.Progress:
        Job.objects.filter(pk=claim.job_id).update(holder="second")
        return write_piece(claim)

    jobs.register_job("test.write", overtaken)
    number = order()
    jobs.run_due(timezone.now(), "first")
    assert not Setting.objects.exists()
    assert Job.objects.get(pk=number).holder == "second"


def test_sign_of_life_keeps_the_lease_and_fails_without_one() -> None:
    far = timezone.now() - timedelta(hours=1)

    def slow(claim: jobs.Claim) -> jobs.Progress:
        Job.objects.update(lease_until=far)
        claim.beat()
        assert not Job.objects.filter(lease_until=far).exists()
        Job.objects.update(holder="second")
        with pytest.raises(jobs.LostLeaseError):
            claim.beat()
        Job.objects.update(holder="first")
        return write_piece(claim)

    jobs.register_job("test.write", slow)
    order()
    assert jobs.run_due(timezone.now(), "first") == 1
    assert Setting.objects.count() == 1


@pytest.mark.parametrize("inside", [True, False])
def test_cursor_moves_in_the_transaction_of_the_work(*, inside: bool) -> None:
    def step(claim: jobs.Claim) -> jobs.Progress:
        if inside:
            with claim.unit():
                Setting.objects.create(name="forgotten", value=1)
        return claim.move(cursor={}, done=1)

    jobs.register_job("test.write", step)
    number = order()
    jobs.run_due(timezone.now(), "first")
    assert "RuntimeError" in Job.objects.get(pk=number).error
    assert not Setting.objects.exists()


def test_posting_that_writes_nothing_still_moves_the_cursor() -> None:
    def step(claim: jobs.Claim) -> jobs.Progress:
        with claim.unit():
            with posting(by=CLERK, at=AT, act="test"):
                pass
            return claim.move(cursor={"at": 7}, done=1, finished=True)

    jobs.register_job("test.write", step)
    number = order()
    assert until_idle() == 1
    assert Job.objects.get(pk=number).cursor == {"at": 7}
    assert not Posting.objects.exists()


def test_open_job_is_called_off_and_a_closed_one_is_not() -> None:
    jobs.register_job("test.write", write_piece)
    number = order()
    jobs.run_due(timezone.now(), "first")
    jobs.cancel(number, by=CLERK, at=AT)
    assert until_idle() == 0
    assert Job.objects.get(pk=number).state == JobState.CANCELLED
    with pytest.raises(jobs.JobStateError):
        jobs.cancel(number, by=CLERK, at=AT)
    with pytest.raises(jobs.UnknownJobError):
        jobs.cancel(number + 1, by=CLERK, at=AT)
    assert acts() == ["job.start", "job.cancel"]


def test_job_that_must_be_done_cannot_be_called_off() -> None:
    jobs.register_job("test.write", write_piece, may_cancel=False)
    with pytest.raises(jobs.JobStateError):
        jobs.cancel(order(), by=CLERK, at=AT)


def test_unfinished_are_the_open_ones_and_those_given_up() -> None:
    jobs.register_job("test.write", write_piece)
    numbers = [order() for _ in range(4)]
    for number, state in zip(numbers, (JobState.QUEUED, JobState.RUNNING, JobState.FAILED, JobState.DONE), strict=True):
        Job.objects.filter(pk=number).update(state=state)
    assert [job.pk for job in jobs.unfinished("test.write")] == numbers[:3]
    assert {job.pk for job in jobs.open_jobs()} == set(numbers[:2])
    assert [job.pk for job in jobs.jobs()] == numbers[::-1]


TODAY = date(2020, 12, 2)


def test_duty_begins_with_today_and_missed_days_are_made_up_in_order() -> None:
    seen: list[date] = []
    jobs.register_tick("test.duty", seen.append)
    assert jobs.run_ticks(TODAY) == 0
    assert jobs.run_ticks(TODAY) == 0
    assert jobs.run_ticks(TODAY + timedelta(days=3)) == 3
    assert seen == [TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)]
    assert [(tick.name, tick.day) for tick in jobs.ticks()] == [("test.duty", seen[-1])]


def test_many_missed_days_are_made_up_in_several_calls() -> None:
    seen: list[date] = []
    jobs.register_tick("test.duty", seen.append)
    jobs.run_ticks(TODAY)
    later = TODAY + timedelta(days=150)
    assert [jobs.run_ticks(later) for _ in range(3)] == [100, 50, 0]
    assert seen == [TODAY + timedelta(days=number) for number in range(150)]


def test_duty_may_begin_with_the_registers_first_day() -> None:
    Posting.objects.create(recorded_at=AT, act="test", by_label="clerk")
    seen: list[date] = []
    jobs.register_tick("test.duty", seen.append, from_first_day=True)
    assert jobs.run_ticks(TODAY) == 12
    assert (seen[0], seen[-1]) == (AT.date(), date(2020, 12, 1))


def test_duty_that_fails_is_kept_with_its_error_and_others_go_on() -> None:
    seen: list[date] = []
    faults = [RuntimeError("no ink")]

    def fail(day: date) -> None:
        Setting.objects.create(name=f"duty {day}", value=1)
        if faults:
            raise faults.pop()

    jobs.register_tick("test.fails", fail)
    jobs.register_tick("test.works", seen.append)
    jobs.run_ticks(TODAY)
    assert jobs.run_ticks(TODAY + timedelta(days=1)) == 1
    assert seen == [TODAY]
    assert [tick.error for tick in jobs.ticks()] == ["RuntimeError: no ink", ""]
    assert not Setting.objects.exists()
    assert jobs.run_ticks(TODAY + timedelta(days=1)) == 1
    assert [tick.error for tick in jobs.ticks()] == ["", ""]
    assert Setting.objects.count() == 1
