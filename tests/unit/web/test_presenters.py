"""The shell's contents, addresses that keep what a page answers for, and the words of the shared parts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from gatehouse.web.presenters import (
    LineChoice,
    Shell,
    distance_text,
    long_day,
    quick_day_text,
    time_left_text,
    urls_with,
)
from gatehouse.web.types import Frame, Progress, QuickDay, TreeNode

NOON = datetime(2020, 12, 3, 4, 0, tzinfo=UTC)
"""Noon in Shanghai."""


def shell(*, demo: bool = True, as_recorded: datetime | None = None) -> Shell:
    return Shell(
        account_name="刘建军",
        account_role="内保支队",
        demo=demo,
        today=date(2021, 1, 15),
        as_of=date(2020, 11, 30),
        is_today=False,
        as_recorded=as_recorded,
        line="police",
        lines=[LineChoice("police", "Police", "?", current=True), LineChoice("education", "Education", "?")],
        tree=[TreeNode("city", "431300", "?", 1, current=True)],
    )


def address(start: str, path: str = "", **changes: object) -> str:
    return urls_with(RequestFactory().get(start), path, **changes)


def test_address_keeps_what_is_not_changed() -> None:
    start = "/table?unit=431300&as_of=2020-11-30&line=police&kind=PRIMARY&kind=JUNIOR"
    assert address(start, line="education") == (
        "/table?unit=431300&as_of=2020-11-30&line=education&kind=PRIMARY&kind=JUNIOR"
    )


def test_address_takes_days_and_instants() -> None:
    assert address("/table", as_of=date(2020, 11, 30), as_recorded=NOON) == (
        "/table?as_of=2020-11-30&as_recorded=2020-12-03T12:00"
    )


@pytest.mark.parametrize("nothing", [None, ""])
def test_address_drops_what_is_set_to_nothing(nothing: str | None) -> None:
    assert address("/table?as_of=2020-11-30", as_of=nothing) == "/table"


def test_address_forgets_where_a_list_stood() -> None:
    assert address("/campuses?after=abc&unit=431300", unit="431321") == "/campuses?unit=431321"
    assert address("/campuses?after=abc&unit=431300", after="def") == "/campuses?unit=431300&after=def"


def test_address_of_another_page_keeps_the_query() -> None:
    assert address("/table?as_of=2020-11-30", "/campuses") == "/campuses?as_of=2020-11-30"


def test_address_escapes_what_a_filter_says() -> None:
    assert address("/campuses", name="一中&unit=1") == "/campuses?name=%E4%B8%80%E4%B8%AD%26unit%3D1"


def test_shell_knows_its_frame_line_and_tree() -> None:
    assert shell().frame is Frame.PAST
    assert shell().line_label == "Police"
    assert [row.is_shown for row in shell().tree_rows] == [True]


def test_basis_says_day_record_line_and_demo() -> None:
    with override("en"):
        assert shell().basis == "As of 30 November 2020 · recorded now · Police · Demo data, entirely fictitious"
    with override("zh-hans"):
        assert shell().basis == "截至 2020年11月30日 · 按现时记载 · Police · 演示数据 纯属虚构"


def test_basis_names_the_instant_of_an_earlier_record_and_no_demo_outside_one() -> None:
    with override("en"):
        assert shell(demo=False, as_recorded=NOON).basis == (
            "As of 30 November 2020 · recorded by 2020-12-03 12:00 · Police"
        )


@pytest.mark.parametrize(("language", "text"), [("zh-hans", "2020年11月5日"), ("en", "5 November 2020")])
def test_day_in_a_document_is_written_as_the_language_does(language: str, text: str) -> None:
    with override(language):
        assert long_day(date(2020, 11, 5)) == text


@pytest.mark.parametrize(
    ("day", "english", "chinese"),
    [
        (date(2021, 1, 15), "today", "今日"),
        (date(2021, 1, 14), "1 day ago", "1 天前"),
        (date(2020, 11, 30), "46 days ago", "46 天前"),
        (date(2021, 1, 16), "in 1 day", "1 天后"),
        (date(2021, 2, 14), "in 30 days", "30 天后"),
    ],
)
def test_distance_from_today_is_said_in_days(day: date, english: str, chinese: str) -> None:
    with override("en"):
        assert distance_text(day, date(2021, 1, 15)) == english
    with override("zh-hans"):
        assert distance_text(day, date(2021, 1, 15)) == chinese


def test_every_quick_day_has_a_name_of_its_own() -> None:
    with override("en"):
        assert len({quick_day_text(kind) for kind in QuickDay}) == len(QuickDay)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, ""),
        (59, "less than a minute left"),
        (60, "about 1 minute left"),
        (61, "about 2 minutes left"),
        (3600, "about 1 hour left"),
        (3601, "about 2 hours left"),
    ],
)
def test_time_left_is_rounded_up(seconds: int | None, text: str) -> None:
    with override("en"):
        assert time_left_text(Progress("import", 5, 10, seconds)) == text


def test_finished_job_has_no_time_left() -> None:
    assert time_left_text(Progress("import", 10, 10, 30)) == ""
