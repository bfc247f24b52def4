"""The door: logging in."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from gatehouse.foundation import clock
from gatehouse.foundation.models import JournalEntry, Setting
from tests.kit.browsing import text
from tests.kit.cast import PASSWORD, Cast

LOG_IN = "/account/log-in/"


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "校卫 Gatehouse"), ("en", "Full-time guards of schools")])
def test_log_in_page_speaks_the_chosen_language(db: None, language: str, word: str) -> None:  # noqa: ARG001 - sessions
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get(LOG_IN)
    assert response.status_code == 200
    assert word in text(response)
    assert "演示城市" not in text(response)


def test_log_in_page_of_a_demo_says_where_its_accounts_are_told(db: None) -> None:  # noqa: ARG001 - settings
    Setting.objects.create(name=clock.DEMO, value="loudi-2020")
    assert "演示城市" in text(Client().get(LOG_IN))


def test_stranger_is_led_to_the_door_and_then_on(cast: Cast) -> None:
    client = Client()
    door = client.get("/campuses/?measure=gap")
    assert door.status_code == 302
    assert door.headers["Location"].startswith(LOG_IN)
    form = {"username": "county_police", "password": PASSWORD, "next": "/campuses/?measure=gap"}
    assert cast["county_police"].is_active
    assert client.post(LOG_IN, form).headers["Location"] == "/campuses/?measure=gap"


def test_wrong_password_is_answered_by_one_sentence_and_journalled(cast: Cast) -> None:
    assert cast["county_police"].is_active
    response = Client().post(LOG_IN, {"username": "county_police", "password": "wrong"})
    assert "用户名或密码不正确" in text(response)
    assert JournalEntry.objects.filter(act="accounts.log-in").latest("pk").details["success"] is False
