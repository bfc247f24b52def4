"""The reader's language and the headers of every answer."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_in() -> str:
    """A page that anybody may open."""
    return reverse("accounts:log-in")


def test_page_is_chinese_whatever_the_browser_prefers(log_in: str) -> None:
    answer = Client(headers={"accept-language": "en-US,en;q=0.9"}).get(log_in)
    assert '<html lang="zh-hans"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "zh-hans"


def test_choice_of_language_is_kept(log_in: str) -> None:
    client = Client()
    client.post(reverse("set_language"), {"language": "en", "next": log_in})
    assert '<html lang="en"' in client.get(log_in).content.decode()


def test_language_that_does_not_exist_is_ignored(log_in: str) -> None:
    client = Client()
    client.cookies["gatehouse_language"] = "xx'><script>"
    assert '<html lang="zh-hans"' in client.get(log_in).content.decode()


def test_policy_allows_nothing_from_elsewhere(log_in: str) -> None:
    policy = Client().get(log_in).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy


def test_no_page_carries_inline_script_or_style(log_in: str) -> None:
    page = Client().get(log_in).content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page


def test_answer_is_compressed_for_browsers_that_take_it(log_in: str) -> None:
    answer = Client(headers={"accept-encoding": "gzip"}).get(log_in)
    assert answer.headers["Content-Encoding"] == "gzip"


def test_next_address_of_another_site_is_not_followed() -> None:
    answer = Client().post(reverse("set_language"), {"language": "en", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"
