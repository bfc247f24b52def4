"""One fact writer at a time, in one order for all; readers never wait."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Event
from typing import TypeVar

import pytest
from django.db import connection
from django.utils import timezone

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.models import Campus
from gatehouse.foundation import jobs, journal
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.foundation.posting import posting
from gatehouse.norms import jobs as norm_jobs
from gatehouse.norms import queries as norms
from gatehouse.norms.services import publish
from gatehouse.reports.queries import TableQuestion, summary_table
from gatehouse.standing import facts
from gatehouse.standing.rules import CampusFacts
from gatehouse.standing.services import self_check
from gatehouse.territory.types import Line
from tests.kit.imports import campus_row, open_campaign, take_in, workbook
from tests.kit.norms import norm_text
from tests.kit.places import EAST, EAST_1, Places, found_province
from tests.kit.register import CLERK, Register, at

T = TypeVar("T")
WRITERS, EACH = 8, 3
PATIENCE = 60
HELD = 2.0
"""Seconds for which a writer keeps everybody waiting."""
LONGEST_READ = 0.5
"""Seconds that a read may take on a busy machine while a writer is at work; undisturbed it takes some hundredths."""

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def register() -> Register:
    """A clerk's hand on a register that other connections see."""
    places: Places = found_province()
    places.police(EAST_1)
    places.education(EAST_1)
    return Register(places)


def apart(work: Callable[[], T]) -> Callable[[], T]:
    """Work done on a connection of its own, which is closed afterwards."""

    def done() -> T:
        try:
            return work()
        finally:
            connection.close()

    return done


def test_postings_of_many_writers_have_one_order(register: Register) -> None:
    before = Posting.objects.count()

    def write() -> None:
        for _ in range(EACH):
            register.guard_on_post(register.campus())

    with ThreadPoolExecutor(WRITERS) as pool:
        tasks: list[Future[None]] = [pool.submit(apart(write)) for _ in range(WRITERS)]
    for task in tasks:
        task.result(PATIENCE)
    records = list(Posting.objects.order_by("pk"))
    assert len(records) == before + WRITERS * EACH * 4  # campus, guard, profile, post
    assert [item.recorded_at for item in records] == sorted(item.recorded_at for item in records)
    assert list(JournalEntry.objects.order_by("pk").values_list("posting", flat=True)) == [item.pk for item in records]
    assert journal.verify() == (len(records), None)
    assert [proof for proof in self_check() if proof.fault] == []


def test_readers_do_not_wait_for_a_writer_and_see_nothing_half(register: Register) -> None:
    register.campus()
    written, read = Event(), Event()

    def write() -> None:
        with posting(by=CLERK, at=at("2020-12-01"), act="test.slow"):
            register.campus()
            written.set()
            assert read.wait(PATIENCE)

    with ThreadPoolExecutor(1) as pool:
        task = pool.submit(apart(write))
        assert written.wait(PATIENCE)
        seen = Campus.objects.count()
        read.set()
        task.result(PATIENCE)
    assert (seen, Campus.objects.count()) == (1, 2)


def test_writers_of_every_kind_take_turns(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clerks, workbooks and a norm on its way, all at once."""
    monkeypatch.setattr(norm_jobs, "CAMPUSES_A_STEP", 1)
    campuses = [register.campus(f"起点{number}小学") for number in range(4)]
    campaign = open_campaign()
    publish(norm_text(date(2021, 9, 1)), source="norm.toml", by=CLERK, at=at("2020-12-01"))
    before = set(Posting.objects.values_list("pk", flat=True))

    def hire() -> None:
        for campus in campuses:
            register.guard_on_post(campus)

    def import_(first: int) -> None:
        data = workbook([campus_row(first + number) for number in range(EACH)])
        take_in(data, register.places.education(EAST), campaign=campaign, file_name=f"{first}.xlsx")

    def roll() -> None:
        for _ in campuses:
            jobs.run_due(timezone.now(), "worker")

    acts: list[Callable[[], None]] = [hire, hire, hire, partial(import_, 10), partial(import_, 20), roll]
    acts += [partial(import_, 30), hire]
    with ThreadPoolExecutor(WRITERS) as pool:
        tasks = [pool.submit(apart(act)) for act in acts]
    for task in tasks:
        task.result(PATIENCE)
    roll()
    written = Posting.objects.exclude(pk__in=before).order_by("pk")
    kinds = Counter(item.act for item in written)
    assert kinds.pop("norms.roll", 0) <= len(campuses)  # whom a clerk was faster with, it need not roll
    assert kinds == {"guards.register": 16, "guards.profile": 16, "guards.post": 16, "census.import": 3}
    assert [item.recorded_at for item in written] == sorted(item.recorded_at for item in written)
    assert norms.rolling() is None
    assert Campus.objects.count() == len(campuses) + 3 * EACH
    assert [proof for proof in self_check() if proof.fault] == []


def test_reads_take_no_longer_while_a_posting_is_open(register: Register) -> None:
    register.campus()
    written, end = Event(), Event()

    def write() -> None:
        with posting(by=CLERK, at=at("2020-12-01"), act="test.slow"):
            register.campus()
            written.set()
            end.wait(HELD)

    def read() -> float:
        start = time.perf_counter()
        table = summary_table(TableQuestion(Line.POLICE, EAST, date(2020, 12, 1)), EVERYTHING)
        assert table.total.amounts.campuses == 1
        return time.perf_counter() - start

    with ThreadPoolExecutor(1) as pool:
        task = pool.submit(apart(write))
        assert written.wait(PATIENCE)
        taken = [read() for _ in range(30)]
        assert not task.done()
        end.set()
        task.result(PATIENCE)
    assert max(taken) < LONGEST_READ
    assert Campus.objects.count() == 2


def test_second_writer_waits_for_the_first(register: Register) -> None:
    written, order = Event(), []

    def first() -> None:
        with posting(by=CLERK, at=at("2020-12-01"), act="test.first"):
            register.campus()
            written.set()
            Event().wait(0.2)
            order.append("first")

    def second() -> None:
        assert written.wait(PATIENCE)
        with posting(by=CLERK, at=at("2020-12-01"), act="test.second"):
            order.append("second")
            register.campus()

    with ThreadPoolExecutor(2) as pool:
        tasks = [pool.submit(apart(work)) for work in (first, second)]
    for task in tasks:
        task.result(PATIENCE)
    assert order == ["first", "second"]
    assert [item.act for item in Posting.objects.order_by("pk")][-2:] == ["test.first", "test.second"]


def test_self_check_is_not_confused_by_what_is_written_meanwhile(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    campus = register.campus()
    real = facts.facts_of
    disturbed: list[int] = []

    def disturb() -> None:
        register.guard_on_post(campus)

    def between(campus_ids: Sequence[int], posting: int | None = None) -> dict[int, CampusFacts]:
        """Somebody writes after the kept standing was read and before the facts are."""
        if not disturbed:
            disturbed.append(campus)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(apart(disturb)).result(PATIENCE)
        return real(campus_ids, posting)

    monkeypatch.setattr(facts, "facts_of", between)
    assert [proof for proof in self_check() if proof.fault] == []
    assert disturbed == [campus]
    assert [proof for proof in self_check() if proof.fault] == []
    assert not connection.in_atomic_block
    assert register.campus("乙") > campus


def test_writer_that_fails_leaves_the_way_free(register: Register) -> None:
    def fail() -> None:
        with posting(by=CLERK, at=at("2020-12-01"), act="test.fails"):
            register.campus()
            message = "no"
            raise RuntimeError(message)

    with ThreadPoolExecutor(1) as pool:
        task = pool.submit(apart(fail))
    with pytest.raises(RuntimeError, match="no"):
        task.result(PATIENCE)
    assert register.campus() > 0
    assert Campus.objects.count() == 1
