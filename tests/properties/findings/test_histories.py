"""Whatever happens, in whatever order it is learnt: findings are what plain counting gives, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given

from gatehouse.accounts.types import EVERYTHING
from gatehouse.findings.models import Finding
from gatehouse.findings.queries import findings_on, unlawful_then
from gatehouse.findings.queries.rows import COLUMNS, interval_of
from gatehouse.findings.services import prove_findings
from gatehouse.findings.types import FindingKind, Interval, Subject
from gatehouse.norms.types import Severity
from tests.kit.effort import examples, undone
from tests.kit.histories import BIRTHDAYS, START, Event, Told, histories
from tests.kit.places import Places
from tests.kit.recount import Recount
from tests.kit.recount_findings import Wrong, wrong_on

ONE_DAY = timedelta(days=1)
RECORDED = date(2021, 2, 1)


def tell(places: Places, history: list[list[Event]]) -> Told:
    told = Told.begin(places)
    for batch in history:
        told.tell(batch)
    return told


def days_of(history: list[list[Event]]) -> list[date]:
    """Every day on which something may differ, the days before them, and some far ones."""
    told = {event.day for batch in history for event in batch}
    grown = {born.replace(year=born.year + 18) for born in BIRTHDAYS[:4]}
    days = told | grown | {START, date(2000, 1, 1), date(2015, 1, 1), date(2090, 12, 31)}
    return sorted(days | {day - ONE_DAY for day in days} | {RECORDED - ONE_DAY})


def shown_on(day: date, posting: int | None = None) -> dict[Subject, Wrong]:
    rows = [interval_of(row) for row in findings_on(day, posting=posting).values_list(*COLUMNS)]
    found = {item.subject: Wrong(item.severity, item.amount, (item.police_path, item.education_path)) for item in rows}
    assert len(found) == len(rows)
    return found


@examples(30)
@given(history=histories())
def test_findings_of_every_day_are_what_plain_counting_gives(places: Places, history: list[list[Event]]) -> None:
    with undone():
        plain = tell(places, history).plain
        for day in days_of(history):
            assert shown_on(day) == wrong_on(plain, day)


@examples(30)
@given(history=histories())
def test_findings_neither_overlap_nor_repeat_and_know_since_when_they_are_unbroken(
    places: Places, history: list[list[Event]]
) -> None:
    with undone():
        plain = tell(places, history).plain
        rows = [interval_of(row) for row in Finding.objects.filter(superseded_by=None).values_list(*COLUMNS)]
        runs: dict[Subject, list[Interval]] = {}
        for item in sorted(rows, key=lambda item: item.valid_from):
            runs.setdefault(item.subject, []).append(item)
        for subject, items in runs.items():
            check_run(items)
            for item in items:
                assert subject not in wrong_on(plain, item.since - ONE_DAY)
                assert subject in wrong_on(plain, item.since)


def check_run(items: list[Interval]) -> None:
    for left, right in pairwise(items):
        assert left.valid_to <= right.valid_from
        adjoins = left.valid_to == right.valid_from
        assert right.since == (left.since if adjoins else right.valid_from)
        assert not adjoins or left[6:] != right[6:]


@examples(20)
@given(history=histories())
def test_as_recorded_is_what_was_found_after_each_posting(places: Places, history: list[list[Event]]) -> None:
    with undone():
        told = tell(places, history)
        for posting, then in told.known:
            for day in days_of(history)[::3]:
                assert shown_on(day, posting) == wrong_on(then, day)


@examples(20)
@given(history=histories())
def test_posting_tells_what_was_unlawful_before_it_and_nobody_knew(places: Places, history: list[list[Event]]) -> None:
    with undone():
        told = tell(places, history)
        before = Recount()
        for posting, then in told.known:
            answer = unlawful_then(posting, EVERYTHING, today=RECORDED)
            assert answer
            assert answer.recorded_on == RECORDED
            listed = [found.item for found in answer.rows]
            assert all(item.valid_to <= RECORDED for item in listed)
            for day in (day for day in days_of(history) if day < RECORDED):
                here = {item.subject for item in listed if item.valid_from <= day < item.valid_to}
                assert here == newly_wrong(wrong_on(before, day), wrong_on(then, day))
            before = then


def newly_wrong(before: dict[Subject, Wrong], then: dict[Subject, Wrong]) -> set[Subject]:
    """What is wrong and was not known to be, or not as badly."""

    def as_bad(old: Wrong, new: Wrong) -> bool:
        return (old.severity is Severity.BLOCK or new.severity is Severity.WARN) and old.amount >= new.amount

    return {key for key, wrong in then.items() if key not in before or not as_bad(before[key], wrong)}


@examples(20)
@given(history=histories())
def test_self_check_proves_the_findings_of_every_history(places: Places, history: list[list[Event]]) -> None:
    with undone():
        tell(places, history)
        assert prove_findings()[1] is None


@examples(15)
@given(history=histories())
def test_one_posting_or_many_find_the_same(places: Places, history: list[list[Event]]) -> None:
    events = [event for batch in history for event in batch]
    day = START + timedelta(days=50)
    with undone():
        tell(places, [events])
        at_once = kinds_on(day)
    with undone():
        tell(places, [[event] for event in events])
        assert kinds_on(day) == at_once


def kinds_on(day: date) -> list[tuple[FindingKind, Wrong]]:
    """What is wrong, without the keys: a database need not give the same ones twice."""
    return sorted((kind, wrong) for (kind, _campus, _guard), wrong in shown_on(day).items())
