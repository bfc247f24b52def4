"""`gatehouse campus close|merge|split` and `gatehouse guard end|revoke`."""

from __future__ import annotations

import json
from datetime import date

import pytest

from gatehouse.campuses import queries as campuses
from gatehouse.foundation.facts import live, on_day
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.guards.models import GuardCertificate, GuardPost
from gatehouse.guards.types import CertificateState, Engagement, LeavingReason
from tests.kit.commands import done, refused, run
from tests.kit.register import BORN, Register, resident_number

DEC, JAN, FEB = date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1)


def serving(campus: int, on: date) -> set[int]:
    posts = on_day(GuardPost, on).filter(campus=campus).exclude(engagement=Engagement.ENDED)
    return set(posts.values_list("guard", flat=True))


def in_operation(campus: int, on: date) -> bool:
    profile = campuses.profile_of(campus, on=on)
    assert profile
    return profile.in_operation


# Campuses with their guards


def test_closed_campus_lets_its_guards_go(register: Register) -> None:
    campus = register.campus()
    register.guard_on_post(campus)
    done("campus", "close", "东关小学", "--on", DEC)
    assert (in_operation(campus, DEC), serving(campus, DEC)) == (False, set())
    assert refused("campus", "close", campus, "--on", JAN) == "not-in-operation"


def test_merged_campuses_hand_over_guards_and_pupils(register: Register) -> None:
    into, other, third = register.campus("甲校"), register.campus("乙校"), register.campus("丙校")
    guard = register.guard_on_post(other)
    told = done("campus", "merge", "乙校", third, "--into", "甲校", "--on", DEC)
    assert (told["campuses"], told["into"]) == ([other, third], into)
    assert serving(into, DEC) == {guard}
    assert [in_operation(key, DEC) for key in (into, other, third)] == [True, False, False]
    count = campuses.head_count_of(into, on=DEC)
    assert count
    assert count.students == 3 * 85


@pytest.mark.parametrize(
    ("others", "into", "code"),
    [(["甲校"], "甲校", "merged-into-itself"), (["乙校", "乙校"], "甲校", "merged-twice"),
     (["甲校"], "闭校", "not-in-operation")],
)  # fmt: skip
def test_merger_that_cannot_be_is_refused(register: Register, others: list[str], into: str, code: str) -> None:
    for name in ("甲校", "乙校", "闭校"):
        register.campus(name)
    done("campus", "close", "闭校", "--on", DEC)
    assert refused("campus", "merge", *others, "--into", into, "--on", JAN) == code


def test_split_campus_parts_with_people(register: Register) -> None:
    campus = register.campus("甲校", counts=(500, 40, 10))
    stays, goes = register.guard_on_post(campus), register.guard_on_post(campus, born=date(BORN.year + 1, 1, 1))
    parts = ("--part", "乙校", 200, 10, 5, "--part", "丙校", 100, 5, 0)
    told = done("campus", "split", "甲校", *parts, "--guard", goes, "乙校", "--on", DEC)
    second, third = told["parts"]["乙校"], told["parts"]["丙校"]
    assert (serving(campus, DEC), serving(second, DEC), serving(third, DEC)) == ({stays}, {goes}, set())
    counts = [campuses.head_count_of(key, on=DEC) for key in (campus, second, third)]
    assert [(count.students, count.staff, count.boarders) for count in counts if count] == [
        (200, 25, 5), (200, 10, 5), (100, 5, 0),
    ]  # fmt: skip
    profile = campuses.profile_of(second, on=DEC)
    assert profile
    assert (profile.kind, profile.opened_on) == ("PRIMARY", DEC)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--part", "乙校", 86, 1, 0), "parts-too-large"),
        (("--part", "乙校", 1, 1, 0, "--guard", 4711, "乙校"), "not-serving"),
        (("--part", "乙校", 1, 1, 2), "parts-too-large"),
    ],
)
def test_split_that_cannot_be_is_refused(register: Register, words: tuple[object, ...], code: str) -> None:
    campus = register.campus("甲校")
    postings = Posting.objects.count()
    assert refused("campus", "split", "甲校", *words, "--on", DEC) == code
    assert Posting.objects.count() == postings
    assert in_operation(campus, DEC)


@pytest.mark.parametrize(
    "words", [(), ("--part", "乙校", 1, 1), ("--part", "乙校", 1, 1, 0, "--part", "乙校", 1, 1, 0),
              ("--part", "乙校", 1, 1, 0, "--guard", 1, "丙校")],
)  # fmt: skip
def test_wrong_split_is_a_wrong_call(register: Register, words: tuple[object, ...]) -> None:
    register.campus("甲校")
    assert run("campus", "split", "甲校", *words).exit_code == 2


def test_closed_campus_is_not_split(register: Register) -> None:
    register.campus("甲校")
    done("campus", "close", "甲校", "--on", DEC)
    assert refused("campus", "split", "甲校", "--part", "乙校", 1, 1, 0, "--on", JAN) == "not-in-operation"


# Guards


def test_engagement_ends_by_register_number(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus)
    done("guard", "end", campus, "--guard", guard, "--reason", "age", "--on", JAN)
    assert live(GuardPost).get(guard=guard, valid_from=JAN).reason == LeavingReason.AGE
    assert refused("guard", "end", campus, "--guard", guard, "--reason", "AGE", "--on", FEB) == "not-serving"


def test_guard_is_found_by_the_id_number_from_the_input_which_is_kept_nowhere(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus)
    number = resident_number()
    told = run("guard", "end", campus, "--reason", "RESIGNED", "--on", JAN, "--json", typed=f" {number}\n")
    assert json.loads(told.stdout)["guard"] == guard
    assert serving(campus, JAN) == set()
    assert number not in told.output
    assert not [entry for entry in JournalEntry.objects.all() if number in str(entry.details)]


def test_id_number_on_the_command_line_is_refused_and_not_repeated(register: Register) -> None:
    campus = register.campus()
    register.guard_on_post(campus)
    number = resident_number()
    told = run("guard", "end", campus, "--guard", number, "--reason", "AGE")
    assert told.exit_code == 2
    assert number not in told.output
    assert "An ID number never stands on a command line" in told.output
    assert number not in run("campus", "split", campus, "--part", "乙校", 1, 1, 0, "--guard", number, "乙校").output


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "id-length"), ("4711\n", "id-length"), (f"{resident_number(serial=7)}\n", "unknown-guard"),
     (resident_number()[:17] + ("1" if resident_number()[17] != "1" else "2"), "id-check_digit")],
)  # fmt: skip
def test_number_that_means_nobody_is_refused(register: Register, typed: str, code: str) -> None:
    campus = register.campus()
    register.guard_on_post(campus)
    assert refused("guard", "end", campus, "--reason", "AGE", typed=typed) == code
    assert refused("guard", "revoke", "--guard", 4711) == "unknown-guard"


@pytest.mark.parametrize("state", ["REVOKED", "WITHDRAWN", "NONE"])
def test_certificate_holds_no_more_from_a_past_day(register: Register, state: str) -> None:
    guard = register.guard_on_post(register.campus(), certified=True)
    told = done("guard", "revoke", "--guard", guard, "--state", state.lower(), "--on", DEC)
    assert on_day(GuardCertificate, JAN).get(guard=guard).state == CertificateState(state)
    assert Posting.objects.get(pk=told["posting"]).act == "guards.revoke"
    assert done("guard", "revoke", "--guard", guard, "--state", state, "--on", DEC)["posting"] is None


@pytest.mark.parametrize(
    ("language", "reason"),
    [("zh-hans", "登记册中没有第{}号保安员在 2020-12-01 的保安员证。"), ("en", "No certificate of guard no. {} is")],
)
def test_certificate_that_was_never_held_is_not_revoked(register: Register, language: str, reason: str) -> None:
    guard = register.guard_on_post(register.campus(), name="李无证")
    told = run("guard", "revoke", "--guard", guard, "--on", DEC, language=language)
    assert told.exit_code == 1
    assert reason.format(guard) in told.stderr
    assert "李无证" not in told.output
