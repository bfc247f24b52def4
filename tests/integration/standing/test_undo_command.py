"""`gatehouse undo` as people and scripts call it."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.campuses.models import CampusProfile
from gatehouse.foundation.facts import live
from gatehouse.foundation.models import JournalEntry, Posting
from tests.kit.commands import done, refused, run
from tests.kit.register import Register

JAN = date(2021, 1, 1)


def last() -> int:
    return Posting.objects.order_by("-pk").values_list("pk", flat=True)[0]


def test_posting_is_undone_and_told_by_kinds(register: Register) -> None:
    register.campus()
    number = last()
    told = done("undo", number)
    assert (told["undone"], told["dry_run"], told["campuses"]) == (number, False, 1)
    assert told["points"]["campuses.campusprofile"] == 1
    undoing = Posting.objects.get(pk=told["posting"])
    assert (undoing.counters_id, undoing.by_label) == (number, "operator")
    assert JournalEntry.objects.get(posting=undoing).details["counters"] == number
    assert not live(CampusProfile).exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ("将涉及 1 所学校（园）", "师生人数: 1", "没有写入任何内容")),
     ("en", ("campuses concerned: 1", "head counts: 1", "this was a dry run"))],
)  # fmt: skip
def test_dry_run_tells_and_writes_nothing(register: Register, language: str, words: tuple[str, ...]) -> None:
    register.campus()
    number = last()
    told = run("undo", number, "--dry-run", language=language)
    assert told.exit_code == 0
    for word in words:
        assert word in told.stdout
    assert done("undo", number, "--dry-run")["posting"] is None
    assert last() == number


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "已由第"), ("en", "is undone by posting")])
def test_undoing_is_told_in_words(register: Register, language: str, word: str) -> None:
    register.campus()
    assert word in run("undo", last(), language=language).stdout


def test_act_of_a_command_is_taken_back_by_the_number_it_tells(register: Register) -> None:
    campus = register.campus("甲校")
    told = done("campus", "rename", campus, "--name", "乙校", "--on", JAN)
    done("undo", told["posting"])
    assert set(live(CampusProfile).filter(campus=campus).values_list("name", flat=True)) == {"甲校"}


def test_what_cannot_be_undone_says_why(register: Register) -> None:
    campus = register.campus("甲校")
    founded = last()
    register.guard_on_post(campus)
    assert refused("undo", founded) == "on-campus"
    told = run("undo", founded)
    assert (told.exit_code, told.stdout) == (1, "")
    assert f"甲校 (no. {campus})" in told.stderr
    assert refused("undo", 999_999) == "unknown-posting"
    number = last()
    done("undo", number)
    assert refused("undo", number) == "undone-already"


@pytest.mark.parametrize("words", [(), ("first",), ("0",), ("1", "2"), (str(2**63),)])
@pytest.mark.django_db
def test_wrong_call_is_told_as_such(words: tuple[str, ...]) -> None:
    assert run("undo", *words).exit_code == 2
