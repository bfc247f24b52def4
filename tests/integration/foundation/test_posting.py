"""One way to write facts: together, in order, settled and journalled – or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from gatehouse.campuses.models import Campus, HeadCount
from gatehouse.foundation import journal
from gatehouse.foundation.models import JournalEntry, Posting, Source
from gatehouse.foundation.posting import OpenPosting, PostingError, journalled, posting
from gatehouse.standing import queries as standing
from gatehouse.standing.models import StandingRow, UnitTotal
from tests.kit.register import CENSUS_DAY, CLERK, FIRST_RECORDED, Register, at

RECORDED = at("2020-11-20")
COUNTED = (HeadCount, Campus, StandingRow, UnitTotal, Posting, JournalEntry)


def tally() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def test_services_inside_a_posting_share_it(register: Register) -> None:
    before = Posting.objects.count()
    with posting(by=CLERK, at=RECORDED, act="test.both") as p:
        campus = register.campus()
        guard = register.guard_on_post(campus)
    assert Posting.objects.count() == before + 1
    assert Campus.objects.get(pk=campus).posting_id == p.id
    assert {row.posting_id for row in StandingRow.objects.filter(campus=campus)} == {p.id}
    assert guard
    entry = JournalEntry.objects.get(posting=p.id)
    assert (entry.act, entry.details["campuses"]) == ("test.both", 1)
    assert entry.details["written"]["guards.guard"] == 1


def test_posting_settles_once_at_its_end(register: Register) -> None:
    with posting(by=CLERK, at=RECORDED, act="test.both"):
        campus = register.campus()
        assert not StandingRow.objects.filter(campus=campus).exists()
        register.guard_on_post(campus)
    assert StandingRow.objects.filter(campus=campus, superseded_by=None).exists()
    assert not StandingRow.objects.filter(campus=campus).exclude(superseded_by=None).exists()


def test_posting_that_writes_nothing_leaves_no_trace(register: Register) -> None:
    campus = register.campus()
    before = tally()
    register.counted(campus, (85, 8, 0), on=CENSUS_DAY)
    with posting(by=CLERK, at=RECORDED, act="test.nothing"):
        pass
    assert tally() == before


def test_dry_run_sees_what_it_wrote_and_leaves_no_trace(register: Register) -> None:
    before = tally()
    with posting(by=CLERK, at=RECORDED, act="test.try", dry_run=True):
        campus = register.campus()
        assert HeadCount.objects.filter(campus=campus).exists()
    assert tally() == before


def test_exception_undoes_everything(register: Register) -> None:
    before = tally()

    def write_and_fail() -> None:
        with posting(by=CLERK, at=RECORDED, act="test.fails"):
            register.guard_on_post(register.campus())
            message = "the clerk stumbles"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="stumbles"):
        write_and_fail()
    assert tally() == before
    assert register.campus("another") > 0  # the next posting opens as if nothing had been


def test_exception_in_a_settler_undoes_everything(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tally()

    def broken(_: OpenPosting) -> None:
        message = "cannot settle"
        raise RuntimeError(message)

    monkeypatch.setattr("gatehouse.foundation.posting._settlers", [broken])
    with pytest.raises(RuntimeError, match="cannot settle"):
        register.campus()
    assert tally() == before


def test_fact_that_the_database_refuses_undoes_everything(register: Register) -> None:
    campus = register.campus()
    before = tally()
    with pytest.raises(IntegrityError):
        register.counted(campus, (100, 10, 101), on=date(2020, 12, 1))
    assert tally() == before


def test_recording_instants_never_fall(register: Register) -> None:
    register.campus("first", recorded=at("2020-11-20"))
    register.campus("second", recorded=at("2020-11-19"))
    instants = list(Posting.objects.order_by("pk").values_list("recorded_at", flat=True))
    assert instants == sorted(instants)
    last = JournalEntry.objects.order_by("-pk")[0]
    assert last.at == Posting.objects.order_by("-pk")[0].recorded_at == at("2020-11-20")


def test_posting_names_who_when_and_from_what(register: Register) -> None:
    source = Source.objects.create(digest="0" * 64, file_name="东县.xlsx")
    with posting(by=CLERK, at=RECORDED, act="census.import", source=source) as p:
        register.campus()
    kept = Posting.objects.get(pk=p.id)
    assert (kept.act, kept.by_account, kept.by_label, kept.recorded_at) == ("census.import", None, "clerk", RECORDED)
    assert kept.source == source


def test_touching_keeps_the_earliest_day(register: Register) -> None:
    campus = register.campus()
    with posting(by=CLERK, at=RECORDED, act="test.touch") as p:
        for day in (date(2020, 12, 2), date(2020, 11, 5), date(2020, 12, 1)):
            p.touch(campus, since=day)
        assert p.touched == {campus: date(2020, 11, 5)}


def test_as_recorded_the_last_posting_of_an_instant_counts(register: Register) -> None:
    register.campus("first", recorded=RECORDED)
    register.campus("second", recorded=RECORDED)
    last = Posting.objects.order_by("-pk")[0].pk
    assert standing.last_posting(RECORDED) == last
    assert (standing.last_posting(RECORDED - timedelta(microseconds=1)) or 0) < last - 1
    assert standing.last_posting(FIRST_RECORDED.replace(year=2000)) == 0


def test_dry_run_inside_an_open_posting_is_refused(register: Register) -> None:
    with (
        posting(by=CLERK, at=RECORDED, act="test.outer"),
        pytest.raises(PostingError),
        posting(by=CLERK, at=RECORDED, act="test.inner", dry_run=True),
    ):
        register.campus()


def test_failure_inside_a_shared_posting_cannot_be_swallowed(register: Register) -> None:
    before = tally()

    def write_half() -> None:
        with posting(by=CLERK, at=RECORDED, act="test.inner"):
            register.campus("half")
            message = "half-way"
            raise ValueError(message)

    def swallow() -> None:
        with posting(by=CLERK, at=RECORDED, act="test.outer"), pytest.raises(ValueError, match="half-way"):
            write_half()

    with pytest.raises(PostingError):
        swallow()
    assert tally() == before


def test_journalled_writes_are_undone_with_their_entry(register: Register) -> None:
    before = tally()

    def fail() -> None:
        with journalled(by=CLERK, at=RECORDED, act="test.look", details={}):
            Source.objects.create(digest="1" * 64, file_name="x.xlsx")
            message = "no"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="no"):
        fail()
    assert tally() == before
    assert not Source.objects.exists()
    assert register.campus() > 0
    assert journal.verify()[1] is None
