"""Dated facts as change points: what a posting adds, leaves alone, supersedes and refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gatehouse.campuses.models import HeadCount
from gatehouse.foundation import bulk, facts
from gatehouse.foundation.facts import Act, ContradictionError, InForce, NothingSaidError, Outcome, Point
from gatehouse.foundation.models import Posting, Source, SourceRow
from gatehouse.foundation.posting import posting
from tests.kit.register import CENSUS_DAY, CLERK, Register, at

JANUARY, MARCH, MAY, JULY = date(2021, 1, 1), date(2021, 3, 1), date(2021, 5, 1), date(2021, 7, 1)
SMALL, MIDDLE, LARGE = (100, 10, 0), (200, 20, 0), (300, 30, 0)


@pytest.fixture
def campus(register: Register) -> int:
    """A campus that had the SMALL head count from the census day on."""
    return register.campus(counts=SMALL)


def record(campus: int, *points: tuple[date, tuple[int, ...]]) -> Outcome:
    with posting(by=CLERK, at=at("2021-08-01"), act="test.count") as p:
        return facts.record(p, HeadCount, [Point((campus,), day, values) for day, values in points])


def live(campus: int) -> dict[date, tuple[Any, ...]]:
    rows = HeadCount.objects.filter(campus=campus, superseded_by=None)
    return {row[0]: row[1:] for row in rows.values_list("valid_from", *HeadCount.VALUES)}


def test_first_point_is_written_and_changes_its_subject(campus: int) -> None:
    assert live(campus) == {CENSUS_DAY: SMALL}
    assert record(campus, (MARCH, LARGE)) == Outcome({(campus,): MARCH}, 0)
    assert live(campus) == {CENSUS_DAY: SMALL, MARCH: LARGE}


def test_same_point_again_writes_nothing(campus: int) -> None:
    postings = Posting.objects.count()
    assert record(campus, (CENSUS_DAY, SMALL)) == Outcome({}, 1)
    assert Posting.objects.count() == postings


def test_point_that_says_what_holds_anyway_writes_nothing(campus: int) -> None:
    assert record(campus, (MARCH, SMALL)) == Outcome({}, 1)
    assert live(campus) == {CENSUS_DAY: SMALL}


def test_correction_supersedes_and_keeps_what_was_said(campus: int) -> None:
    said = HeadCount.objects.get(campus=campus)
    record(campus, (CENSUS_DAY, LARGE))
    assert live(campus) == {CENSUS_DAY: LARGE}
    said.refresh_from_db()
    correction = HeadCount.objects.get(campus=campus, superseded_by=None)
    assert (said.students, said.superseded_by_id) == (100, correction.posting_id)


def test_correction_back_to_what_held_before_supersedes(campus: int) -> None:
    record(campus, (MARCH, LARGE))
    assert record(campus, (MARCH, SMALL)).changed == {(campus,): MARCH}
    assert facts.on_day(HeadCount, MAY).get(campus=campus).students == 100
    assert HeadCount.objects.filter(campus=campus).exclude(superseded_by=None).count() == 1


def test_point_between_two_points_holds_until_the_later_one(campus: int) -> None:
    record(campus, (MAY, LARGE))
    assert record(campus, (MARCH, MIDDLE)).changed == {(campus,): MARCH}
    students = [facts.on_day(HeadCount, day).get(campus=campus).students for day in (JANUARY, MARCH, MAY)]
    assert students == [100, 200, 300]


def test_point_before_the_first_one_holds_until_it(campus: int) -> None:
    earlier = date(2020, 9, 1)
    assert record(campus, (earlier, LARGE)).changed == {(campus,): earlier}
    assert facts.on_day(HeadCount, date(2020, 10, 31)).get(campus=campus).students == 300
    assert facts.on_day(HeadCount, CENSUS_DAY).get(campus=campus).students == 100
    assert not facts.on_day(HeadCount, date(2020, 8, 31)).filter(campus=campus).exists()


def test_points_of_one_posting_may_come_in_any_order(campus: int) -> None:
    outcome = record(campus, (JULY, SMALL), (MARCH, LARGE), (MAY, LARGE), (MARCH, LARGE))
    assert outcome == Outcome({(campus,): MARCH}, 1)
    assert live(campus) == {CENSUS_DAY: SMALL, MARCH: LARGE, JULY: SMALL}


def test_two_values_for_one_day_are_refused(campus: int) -> None:
    with pytest.raises(ContradictionError):
        record(campus, (MARCH, MIDDLE), (MARCH, LARGE))
    assert live(campus) == {CENSUS_DAY: SMALL}


def test_second_call_in_a_posting_corrects_the_first(campus: int) -> None:
    with posting(by=CLERK, at=at("2021-08-01"), act="test.twice") as p:
        facts.record(p, HeadCount, [Point((campus,), MARCH, MIDDLE)])
        facts.record(p, HeadCount, [Point((campus,), MARCH, LARGE)])
    assert live(campus) == {CENSUS_DAY: SMALL, MARCH: LARGE}


def test_second_call_with_what_is_known_corrects_the_first(campus: int) -> None:
    with posting(by=CLERK, at=at("2021-08-01"), act="test.twice") as p:
        known = InForce(HeadCount, [campus])
        facts.record(p, HeadCount, [Point((campus,), MARCH, MIDDLE)], known=known)
        facts.record(p, HeadCount, [Point((campus,), MARCH, LARGE)], known=known)
        assert known.on((campus,), MARCH) == LARGE
    assert live(campus) == {CENSUS_DAY: SMALL, MARCH: LARGE}


def test_subjects_do_not_touch_one_another(register: Register, campus: int) -> None:
    other = register.campus("other", counts=LARGE)
    record(campus, (MARCH, MIDDLE))
    assert live(other) == {CENSUS_DAY: LARGE}


def test_many_subjects_in_one_posting_pass_the_limit_of_a_statement(register: Register) -> None:
    with posting(by=CLERK, at=at("2021-01-01"), act="test.many") as p:
        campuses = [register.campus(f"campus {number}") for number in range(3)]
        start = HeadCount.objects.count()
        missing = range(10_000_000, 10_000_001 + bulk.CHUNK)
        found = facts.live_points(HeadCount, {*campuses, *missing})
        assert set(found) == {(campus,) for campus in campuses}
        assert p.written["campuses.headcount"] == start


def test_two_live_points_of_one_day_are_refused_by_the_database(campus: int) -> None:
    said = HeadCount.objects.get(campus=campus)
    said.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        said.save(force_insert=True)


def test_in_force_answers_for_any_day(campus: int) -> None:
    record(campus, (MAY, LARGE))
    known = InForce(HeadCount, [campus])
    assert known.on((campus,), date(2020, 10, 31)) is None
    assert known.on((campus,), CENSUS_DAY) == SMALL
    assert known.on((campus,), date(2021, 4, 30)) == SMALL
    assert known.on((campus,), MAY) == LARGE
    assert known.has((campus,))
    assert not known.has((campus + 1,))


def alter(campus: int, day: date, **columns: int) -> Outcome:
    with posting(by=CLERK, at=at("2021-08-02"), act="test.alter") as p:
        return facts.alter(p, HeadCount, [Act((campus,), day, columns)])


def test_confirmation_is_kept_where_asked_for_and_changes_nothing(campus: int) -> None:
    with posting(by=CLERK, at=at("2021-08-01"), act="test.confirm") as p:
        points = [Point((campus,), MARCH, SMALL)]
        assert facts.record(p, HeadCount, points, keep_confirmations=True) == Outcome({}, 0)
        assert facts.record(p, HeadCount, points, keep_confirmations=True) == Outcome({}, 1)
    assert live(campus) == {CENSUS_DAY: SMALL, MARCH: SMALL}


def test_correction_of_a_day_does_not_run_through_a_confirmation(campus: int) -> None:
    with posting(by=CLERK, at=at("2021-08-01"), act="test.confirm") as p:
        facts.record(p, HeadCount, [Point((campus,), MARCH, SMALL)], keep_confirmations=True)
    assert record(campus, (CENSUS_DAY, LARGE)).changed == {(campus,): CENSUS_DAY}
    assert live(campus) == {CENSUS_DAY: LARGE, MARCH: SMALL}


def test_act_changes_its_columns_only_and_runs_through_what_repeats_them(campus: int) -> None:
    record(campus, (MAY, (100, 77, 0)), (JULY, (400, 77, 0)))
    assert alter(campus, MARCH, students=150) == Outcome({(campus,): MARCH}, 0)
    assert live(campus) == {CENSUS_DAY: SMALL, MARCH: (150, 10, 0), MAY: (150, 77, 0), JULY: (400, 77, 0)}


def test_each_column_of_an_act_runs_as_far_as_it_is_repeated(campus: int) -> None:
    record(campus, (MAY, (100, 77, 0)), (JULY, (400, 10, 0)))
    alter(campus, MARCH, students=150, staff=11)
    assert live(campus) == {CENSUS_DAY: SMALL, MARCH: (150, 11, 0), MAY: (150, 77, 0), JULY: (400, 10, 0)}


def test_act_on_the_day_of_a_point_supersedes_it(campus: int) -> None:
    record(campus, (MARCH, MIDDLE))
    alter(campus, MARCH, staff=21)
    assert live(campus) == {CENSUS_DAY: SMALL, MARCH: (200, 21, 0)}


def test_act_that_says_what_holds_writes_nothing(campus: int) -> None:
    assert alter(campus, MARCH, students=100) == Outcome({}, 1)
    assert live(campus) == {CENSUS_DAY: SMALL}


def test_act_before_anything_is_said_is_refused(campus: int) -> None:
    with pytest.raises(NothingSaidError):
        alter(campus, date(2020, 10, 31), students=1)


def test_rewritten_point_keeps_the_row_it_came_from(campus: int) -> None:
    source = Source.objects.create(digest="0" * 64, file_name="名册.xlsx")
    row = SourceRow.objects.create(source=source, sheet="校园", row=5)
    with posting(by=CLERK, at=at("2021-08-01"), act="test.count") as p:
        facts.record(p, HeadCount, [Point((campus,), MAY, (100, 77, 0), row.pk)])
    alter(campus, MARCH, students=150)
    rows = HeadCount.objects.filter(campus=campus, superseded_by=None).order_by("valid_from")
    assert [point.source_row_id for point in rows] == [None, None, row.pk]


def test_points_are_read_as_they_were_known_after_a_posting(campus: int) -> None:
    first = Posting.objects.order_by("-pk").values_list("pk", flat=True)[0]
    record(campus, (CENSUS_DAY, LARGE))
    known = [facts.on_day(HeadCount, MARCH, posting).get(campus=campus).students for posting in (None, first)]
    assert known == [300, 100]
    assert not facts.live(HeadCount, first - 1).filter(campus=campus).exists()
