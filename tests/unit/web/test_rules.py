"""How figures and the tree are shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gatehouse.web.rules import frame_of, grouped, percent, quick_days, sparkline, tree_rows
from gatehouse.web.types import Frame, QuickDay, Share, TreeNode


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (None, 0, "—"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1_531_406, 0, "1,531,406"),
        (-1234, 0, "-1,234"),
        (2.345, 2, "2.35"),
        (Decimal("0.5"), 0, "1"),
        (99.0, 1, "99.0"),
    ],
)
def test_number_is_grouped_and_rounded_half_up(value: float | Decimal | None, decimals: int, text: str) -> None:
    assert grouped(value, decimals) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (1126, 1907, "59.0%"),
        (1903, 1907, "99.8%"),
        (1, 3, "33.3%"),
        (1, 16, "6.3%"),  # 6.25: half up, not to even
        (0, 1907, "0.0%"),
        (1907, 1907, "100.0%"),
        (3352, 3319, "101.0%"),
    ],
)
def test_share_is_a_percentage_with_one_decimal(part: int, whole: int, text: str) -> None:
    assert percent(Share(part, whole)) == text


def test_nearly_complete_share_never_reads_complete() -> None:
    assert percent(Share(2999, 3000)) == "99.9%"


def test_nearly_empty_share_never_reads_empty() -> None:
    assert percent(Share(1, 3000)) == "0.1%"


def test_share_of_nothing_is_a_dash() -> None:
    assert percent(Share(0, 0)) == "—"
    assert percent(None) == "—"


def test_sparkline_spreads_over_its_box_with_the_largest_on_top() -> None:
    line = sparkline([0, 5, 10], 80, 20)
    assert line.points == "0,20 40,10 80,0"
    assert (line.last_x, line.last_y) == (80, 0)


def test_sparkline_leaves_gaps_out_and_keeps_the_distance() -> None:
    assert sparkline([1, None, 2], 80, 20).points == "0,20 80,0"


def test_sparkline_of_equal_values_lies_in_the_middle() -> None:
    assert sparkline([7, 7], 80, 20).points == "0,10 80,10"


@pytest.mark.parametrize("values", [[], [3], [None, 3, None]])
def test_sparkline_of_fewer_than_two_values_draws_nothing(values: list[float | None]) -> None:
    assert sparkline(values, 80, 20).points == ""


def node(name: str, depth: int, *, current: bool = False, has_children: bool = False) -> TreeNode:
    return TreeNode(name, name, f"/{name}", depth, current, has_children)


def shown(nodes: list[TreeNode]) -> list[str]:
    return [row.node.name for row in tree_rows(nodes) if row.is_shown]


def city(current: str) -> list[TreeNode]:
    return [
        node("city", 1, current=current == "city", has_children=True),
        node("north", 2, current=current == "north", has_children=True),
        node("n1", 3, current=current == "n1"),
        node("n2", 3, current=current == "n2"),
        node("south", 2, current=current == "south", has_children=True),
        node("s1", 3, current=current == "s1"),
    ]


def test_tree_opens_the_topmost_unit() -> None:
    assert shown(city("city")) == ["city", "north", "south"]


def test_tree_opens_the_way_to_the_current_unit() -> None:
    assert shown(city("n2")) == ["city", "north", "n1", "n2", "south"]


def test_tree_opens_the_current_unit_itself() -> None:
    assert shown(city("south")) == ["city", "north", "south", "s1"]


def test_tree_with_several_topmost_units_shows_all_of_them() -> None:
    assert shown([node("a", 1, has_children=True), node("a1", 2), node("b", 1)]) == ["a", "a1", "b"]


def test_folded_unit_hides_everything_below_however_deep() -> None:
    deep = [
        node("nation", 1, has_children=True),
        node("province", 2, has_children=True),
        node("city", 3, has_children=True),
        node("county", 4),
    ]
    assert shown(deep) == ["nation", "province"]
    assert [row.is_open for row in tree_rows(deep)] == [True, False, False, False]


def test_unit_without_children_is_never_open() -> None:
    assert [row.is_open for row in tree_rows([node("campus", 1, current=True)])] == [False]


TODAY = date(2021, 1, 15)


@pytest.mark.parametrize(
    ("as_of", "is_today", "frame"),
    [
        (TODAY, True, Frame.TODAY),
        (date(2020, 11, 30), False, Frame.PAST),
        (date(2021, 2, 14), False, Frame.FUTURE),
        (TODAY, False, Frame.PAST),  # today's register as it was recorded earlier
    ],
)
def test_frame_tells_the_time_shown(as_of: date, is_today: bool, frame: Frame) -> None:  # noqa: FBT001 - a parameter table
    assert frame_of(as_of=as_of, today=TODAY, is_today=is_today) is frame


def test_quick_days_stand_in_calendar_order() -> None:
    choices = quick_days(date(2020, 11, 30))
    assert [(choice.kind, choice.day) for choice in choices] == [
        (QuickDay.LAST_YEAR_END, date(2019, 12, 31)),
        (QuickDay.LAST_MONTH_END, date(2020, 10, 31)),
        (QuickDay.TODAY, date(2020, 11, 30)),
        (QuickDay.IN_30_DAYS, date(2020, 12, 30)),
        (QuickDay.THIS_YEAR_END, date(2020, 12, 31)),
    ]


def test_quick_days_name_no_day_twice() -> None:
    days = [choice.day for choice in quick_days(TODAY)]
    assert days == [date(2020, 12, 31), TODAY, date(2021, 2, 14), date(2021, 12, 31)]
