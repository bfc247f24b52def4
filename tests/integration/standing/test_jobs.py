"""Month ends come by themselves: ordered by the daily duty, frozen step by step, whatever was missed."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from gatehouse.foundation.jobs import open_jobs, run_due, run_ticks
from gatehouse.standing.jobs import MONTH_END
from gatehouse.standing.models import Statement
from gatehouse.standing.services import freeze_month_end, month_ends, prove_statements
from tests.kit.register import at


@pytest.mark.usefixtures("scene")
def test_missed_months_are_made_up_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(month_ends, "UNITS_AT_ONCE", 3)
    while run_ticks(date(2021, 1, 15)):
        pass
    orders = open_jobs().filter(kind=MONTH_END)
    assert [job.arguments["as_of"] for job in orders.order_by("pk")] == ["2020-11-30", "2020-12-31"]
    steps = 0
    while open_jobs().exists():
        steps += run_due(timezone.now(), "worker")
    assert steps > 6
    months = Statement.objects.values_list("as_of", flat=True).distinct().order_by("as_of")
    assert {date(2020, 11, 30), date(2020, 12, 31)} <= set(months)
    assert freeze_month_end(date(2020, 11, 30), at=at("2021-01-15")) == 0
    assert prove_statements() == (Statement.objects.count(), None)


@pytest.mark.usefixtures("scene")
def test_days_within_a_month_order_nothing() -> None:
    while run_ticks(date(2020, 11, 30)):
        pass
    assert not open_jobs().filter(kind=MONTH_END).exists()
