"""Undoing a whole import from its page: what it would do, doing it, and what the pages say afterwards."""

from __future__ import annotations

import pytest
from django.test import Client

from gatehouse.campuses.models import CampusProfile
from gatehouse.census.models import WorkbookImport
from gatehouse.foundation.facts import live
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.standing.services import self_check
from gatehouse.standing.services import undo as counter
from tests.kit.browsing import client_of, shown, text
from tests.kit.cast import Cast
from tests.kit.imports import campus_row, import_campuses, open_campaign, take_in, workbook
from tests.kit.places import EAST, Places
from tests.kit.register import CENSUS_DAY, CLERK, Register, at

NOW = at("2021-04-01")


@pytest.fixture
def sent(places: Places, cast: Cast) -> WorkbookImport:
    """An import of three campuses by East's education office."""
    return import_campuses(places, EAST, by=cast["county_education"])


@pytest.fixture
def clerk(cast: Cast) -> Client:
    """The county's education officer."""
    return client_of(cast["county_education"])


def page(sent: WorkbookImport, act: str = "") -> str:
    return f"/census/imports/{sent.pk}/{act}"


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ("撤销本次导入", "将涉及 3 所学校（园）", "师生人数")),
     ("en", ("Undo this import", "3 campuses would change", "head counts"))],
)  # fmt: skip
def test_page_shows_first_what_undoing_would_do(
    sent: WorkbookImport, cast: Cast, language: str, words: tuple[str, ...]
) -> None:
    clerk = client_of(cast["county_education"], language=language)
    address = shown(clerk.get(page(sent)))["undo_url"]
    assert address == page(sent, "undo")
    postings = Posting.objects.count()
    response = clerk.get(address)
    assert response.status_code == 200
    for word in words:
        assert word in text(response)
    found = shown(response)
    assert found["campuses"] == 3
    assert [count for _, count in found["lines"]] == ["3", "3", "3"]
    assert Posting.objects.count() == postings
    assert live(CampusProfile).count() == 3


@pytest.mark.parametrize(("language", "state"), [("zh-hans", "已撤销"), ("en", "Undone")])
def test_undone_import_says_by_whom_when_and_by_which_posting(
    sent: WorkbookImport, cast: Cast, language: str, state: str
) -> None:
    clerk = client_of(cast["county_education"], language=language)
    response = clerk.post(page(sent, "undo"), follow=True)
    assert live(CampusProfile).count() == 0
    undoing = Posting.objects.latest("pk")
    assert (undoing.counters_id, undoing.by_account) == (sent.posting_id, cast["county_education"].pk)
    assert JournalEntry.objects.get(posting=undoing).act == "register.undo"
    found = shown(response)
    assert (found["state"], found["undo_url"], found["is_undone"]) == (state, "", True)
    *_, recorded, undone = found["pairs"]
    assert str(sent.posting_id) in recorded.note
    assert undone.term == state
    assert str(undoing.pk) in undone.note
    assert "某county_education" in undone.note
    (row,) = shown(clerk.get("/census/imports/"))["rows"]
    assert row.state == state
    assert [proof for proof in self_check() if proof.fault] == []


def test_import_is_undone_once(sent: WorkbookImport, clerk: Client) -> None:
    clerk.post(page(sent, "undo"))
    postings = Posting.objects.count()
    for response in (clerk.post(page(sent, "undo")), clerk.get(page(sent, "undo"))):
        assert (response.status_code, response.headers["Location"]) == (302, page(sent))
    assert Posting.objects.count() == postings


def test_import_whose_undoing_is_undone_counts_again(sent: WorkbookImport, clerk: Client) -> None:
    clerk.post(page(sent, "undo"))
    counter(Posting.objects.latest("pk").pk, by=CLERK, at=NOW)
    found = shown(clerk.get(page(sent)))
    assert (found["state"], bool(found["undo_url"])) == ("已发布", True)
    assert live(CampusProfile).count() == 3


def test_workbook_that_changed_nothing_has_nothing_to_undo(sent: WorkbookImport, places: Places, clerk: Client) -> None:
    take_in(workbook([campus_row(number) for number in range(1, 4)]), places.education(EAST), campaign=open_campaign())
    again = WorkbookImport.objects.latest("pk")
    assert again.pk != sent.pk
    assert shown(clerk.get(page(again)))["undo_url"] == ""
    assert clerk.post(page(again, "undo")).headers["Location"] == page(again)
    assert live(CampusProfile).count() == 3


def test_undone_workbook_can_be_sent_in_again(sent: WorkbookImport, places: Places, clerk: Client) -> None:
    clerk.post(page(sent, "undo"))
    result = take_in(workbook([campus_row(number) for number in range(1, 4)]), places.education(EAST))
    assert result.tally.created == 3
    assert live(CampusProfile).count() == 3


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ("本次导入不能撤销", "东关第1小学（登记号", "请先撤销第")),
     ("en", ("This import cannot be undone", "东关第1小学 (no. ", "Undo posting"))],
)  # fmt: skip
def test_import_on_which_others_build_says_why_it_stays(
    register: Register, cast: Cast, language: str, words: tuple[str, ...]
) -> None:
    sent = import_campuses(register.places, EAST, by=cast["county_education"])
    campus = live(CampusProfile).get(name="东关第1小学").campus_id
    register.guard_on_post(campus, on=CENSUS_DAY)
    clerk = client_of(cast["county_education"], language=language)
    for response in (clerk.get(page(sent, "undo")), clerk.post(page(sent, "undo"))):
        assert response.status_code == 409
        for word in words:
            assert word in text(response)
        assert '<form method="post">' not in text(response)
    assert live(CampusProfile).count() == 3
