"""Campuses closed, merged and split, units moved, postings undone: findings are what plain counting gives."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given

from gatehouse.findings.queries import findings_on
from gatehouse.findings.types import FindingKind, Subject
from gatehouse.norms.types import Severity
from tests.kit.effort import examples, undone
from tests.kit.lives import START, Event, Lives, Plain, lives
from tests.kit.places import Places
from tests.kit.recount_findings import wrong_on


def days_of(story: list[Event]) -> list[date]:
    days = {event.day for event in story} | {START, date(2020, 11, 20), date(2021, 1, 1), date(2030, 1, 1)}
    return sorted(days | {day - timedelta(days=1) for day in days})


def found(day: date, posting: int | None = None) -> dict[Subject, tuple[Severity, int]]:
    rows = findings_on(day, posting=posting).values_list("kind", "campus", "guard", "severity", "amount")
    return {
        (FindingKind(kind), campus, guard): (Severity(severity), amount)
        for kind, campus, guard, severity, amount in rows
    }


def expected(plain: Plain, teller: Lives, day: date) -> dict[Subject, tuple[Severity, int]]:
    """Where each campus stands is proven elsewhere; paths are not known here."""
    return {subject: wrong[:2] for subject, wrong in wrong_on(plain.recount(teller.people), day).items()}


@examples(30)
@given(story=lives())
def test_findings_of_whole_lives_are_what_telling_all_again_gives(places: Places, story: list[Event]) -> None:
    with undone():
        teller = Lives(places)
        for event in story:
            teller.tell(event)
        for day in days_of(story):
            assert found(day) == expected(teller.plain(), teller, day)
        for number, then in teller.known:
            for day in days_of(story)[::5]:
                assert found(day, number) == expected(then, teller, day)
