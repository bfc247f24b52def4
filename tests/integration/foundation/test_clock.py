"""The day of the register: the real one, or the demo's; and instants as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from gatehouse.foundation import clock
from gatehouse.foundation.clock import SHANGHAI
from gatehouse.foundation.instants import InstantError, instant
from gatehouse.foundation.models import Setting


@pytest.mark.django_db
def test_day_changes_at_midnight_in_shanghai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2020, 12, 31, 15, 59, tzinfo=UTC))
    assert clock.today() == date(2020, 12, 31)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2020, 12, 31, 16, 0, tzinfo=UTC))
    assert clock.today() == date(2021, 1, 1)


@pytest.mark.django_db
def test_demo_stays_on_its_day_at_this_time_of_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 5, 4, 3, 2, tzinfo=UTC))
    assert clock.demo_name() is None
    Setting.objects.create(name=clock.DEMO, value="loudi-2020")
    Setting.objects.create(name=clock.DEMO_DAY, value="2021-01-15")
    assert clock.demo_name() == "loudi-2020"
    assert clock.today() == date(2021, 1, 15)
    assert clock.now() == datetime(2021, 1, 15, 11, 2, tzinfo=SHANGHAI)


@pytest.mark.parametrize("text", ["2020-11-03", "20201103"])
def test_day_means_its_last_moment_in_shanghai(text: str) -> None:
    assert instant(text) == datetime(2020, 11, 4, tzinfo=SHANGHAI) - timedelta(microseconds=1)


def test_instant_without_zone_is_shanghais() -> None:
    assert instant("2020-11-03T17:30") == datetime(2020, 11, 3, 17, 30, tzinfo=SHANGHAI)


def test_instant_keeps_the_zone_it_names() -> None:
    assert instant("2020-11-03T09:30+00:00") == datetime(2020, 11, 3, 17, 30, tzinfo=SHANGHAI)
    assert instant("2020-11-03T09:30Z") == datetime(2020, 11, 3, 17, 30, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2020-13-01", "2020-11-31", "9999-12-31", "9999-12-31T23:30-08:00", "0001-01-01T00:00"]
)
def test_what_is_no_instant_on_the_register_is_refused(text: str) -> None:
    with pytest.raises(InstantError):
        instant(text)
