"""Change points say what a plain dictionary of days would, in whatever order it is learnt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from gatehouse.campuses.models import HeadCount
from gatehouse.foundation import facts
from gatehouse.foundation.facts import InForce, Point
from gatehouse.foundation.posting import posting
from tests.kit.effort import examples, undone
from tests.kit.recount import in_force
from tests.kit.register import CLERK, Register, at

START = date(2020, 11, 1)
DAYS = st.integers(0, 9).map(lambda number: START + timedelta(days=number))
VALUES = st.integers(0, 3).map(lambda number: (number * 10, number, 0))
SAID = st.tuples(st.integers(0, 1), DAYS, VALUES)
POSTINGS = st.lists(st.lists(SAID, min_size=1, max_size=4), min_size=1, max_size=8)

Values = tuple[int, int, int]
Said = tuple[int, date, Values]
History = dict[int, dict[date, Values]]


def tell(model: History, batch: list[Said]) -> None:
    """The naive register: one batch is learnt by day; what holds anyway is not said again."""
    for subject, day, values in sorted(batch, key=lambda item: item[1]):
        if in_force(model[subject], day) != values:
            model[subject][day] = values


def without_contradictions(batch: list[Said]) -> list[Said]:
    seen: dict[tuple[int, date], Values] = {}
    for subject, day, values in batch:
        seen.setdefault((subject, day), values)
    return [(subject, day, values) for (subject, day), values in seen.items()]


def known_after(campuses: list[int], posting_id: int) -> History:
    """What the register knew after a posting, read from all points ever written."""
    then = HeadCount.objects.filter(Q(superseded_by=None) | Q(superseded_by__gt=posting_id), posting__lte=posting_id)
    found: History = {0: {}, 1: {}}
    for campus, day, *values in then.values_list("campus", "valid_from", "students", "staff", "boarders"):
        assert day not in found[campuses.index(campus)]
        found[campuses.index(campus)][day] = (values[0], values[1], values[2])
    return found


@pytest.fixture
def campuses(register: Register) -> list[int]:
    """Two subjects of which nothing is said yet."""
    found = [register.campus(name) for name in ("甲", "乙")]
    HeadCount.objects.all().delete()
    return found


@examples(60)
@given(batches=POSTINGS, shared=st.booleans())
def test_register_says_what_a_dictionary_would(campuses: list[int], batches: list[list[Said]], *, shared: bool) -> None:
    model: History = {0: {}, 1: {}}
    remembered: list[tuple[int, History]] = []
    with undone():
        for batch in batches:
            said = without_contradictions(batch)
            with posting(by=CLERK, at=at("2020-12-01"), act="test.count") as p:
                known = InForce(HeadCount, campuses) if shared else None
                points = [Point((campuses[subject],), day, values) for subject, day, values in said]
                facts.record(p, HeadCount, points, known=known)
            tell(model, said)
            if p.written:  # the number of a posting that wrote nothing is given to another one
                remembered.append((p.id, {subject: dict(days) for subject, days in model.items()}))
        check_now(campuses, model)
        for posting_id, then in remembered:
            assert known_after(campuses, posting_id) == then


def check_now(campuses: list[int], model: History) -> None:
    register = InForce(HeadCount, campuses)
    for number in range(-1, 11):
        day = START + timedelta(days=number)
        rows = facts.on_day(HeadCount, day).values_list("campus", "students", "staff", "boarders")
        found = {campus: tuple(values) for campus, *values in rows}
        for subject, campus in enumerate(campuses):
            assert found.get(campus) == register.on((campus,), day) == in_force(model[subject], day)


@examples(40)
@given(batch=st.lists(SAID, min_size=1, max_size=8), order=st.randoms(use_true_random=False))
def test_order_within_a_posting_does_not_matter(campuses: list[int], batch: list[Said], order: object) -> None:
    said = without_contradictions(batch)
    shuffled = list(said)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    written = []
    for some in (said, shuffled):
        with undone(), posting(by=CLERK, at=at("2020-12-01"), act="test.count") as p:
            facts.record(p, HeadCount, [Point((campuses[subject],), day, values) for subject, day, values in some])
            written.append(set(HeadCount.objects.values_list("campus", "valid_from", "students")))
    assert written[0] == written[1]


@examples(40)
@given(batches=POSTINGS)
def test_saying_everything_again_writes_nothing(campuses: list[int], batches: list[list[Said]]) -> None:
    with undone():
        said = [without_contradictions(batch) for batch in batches]
        last = without_contradictions([item for batch in reversed(said) for item in batch])
        for batch in [*said, last]:
            with posting(by=CLERK, at=at("2020-12-01"), act="test.count") as p:
                facts.record(p, HeadCount, [Point((campuses[who],), day, values) for who, day, values in batch])
        before = HeadCount.objects.count()
        with posting(by=CLERK, at=at("2020-12-02"), act="test.again") as p:
            again = facts.record(p, HeadCount, [Point((campuses[who],), day, values) for who, day, values in last])
            assert again.changed == {}
        assert HeadCount.objects.count() == before
