"""Coverage over time as a chart: what was, and what will be if nobody acts."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.reports.presenters.charts import trend_chart
from gatehouse.reports.queries import TrendPoint
from gatehouse.reports.rules import percent_points
from gatehouse.standing.types import Amounts

DAYS = (date(2020, 10, 31), date(2020, 11, 15), date(2020, 11, 30), date(2020, 12, 15))


def trend(*met: int) -> list[TrendPoint]:
    return [
        TrendPoint(day, Amounts(campuses=200 if count >= 0 else 0, campuses_met=max(count, 0)))
        for day, count in zip(DAYS, met, strict=True)
    ]


def test_days_after_today_are_a_line_of_their_own_that_begins_today() -> None:
    chart = trend_chart(trend(100, 120, 140, 140), date(2020, 11, 30))
    was, will_be = (list(series.values) for series in chart.series)
    assert was == [50.0, 60.0, 70.0, None]
    assert will_be == [None, None, 70.0, 70.0]


def test_days_before_the_first_report_are_left_out() -> None:
    chart = trend_chart(trend(-1, 120, 140, 200), date(2021, 1, 15))
    assert list(chart.categories) == ["2020-11-15", "2020-11-30", "2020-12-15"]
    assert list(chart.series[0].hints) == ["120 / 200", "140 / 200", "200 / 200"]
    assert not any(chart.series[1].values)


@pytest.mark.parametrize(
    ("part", "whole", "points"), [(0, 3, 0.0), (1, 3, 33.3), (3, 3, 100.0), (1906, 1907, 99.9), (1, 1907, 0.1)]
)
def test_only_a_complete_share_is_a_hundred(part: int, whole: int, points: float) -> None:
    assert percent_points(part, whole) == points
