"""One fact writer at a time, in one order for all; readers never wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

import pytest
from django.db import connection

from gatehouse.campuses.models import Campus
from gatehouse.foundation import journal
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.foundation.posting import posting
from gatehouse.standing import facts
from gatehouse.standing.rules import CampusFacts
from gatehouse.standing.services import self_check
from tests.kit.places import EAST_1, Places, found_province
from tests.kit.register import CLERK, Register, at

T = TypeVar("T")
WRITERS, EACH = 4, 3
PATIENCE = 20

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

    def between(campus_ids: Sequence[int]) -> dict[int, CampusFacts]:
        """Somebody writes after the kept standing was read and before the facts are."""
        if not disturbed:
            disturbed.append(campus)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(apart(disturb)).result(PATIENCE)
        return real(campus_ids)

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
