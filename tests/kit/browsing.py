"""Pages as a logged-in person gets them, without a browser."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from gatehouse.accounts.models import Account


def client_of(account: Account, *, language: str = "zh-hans") -> Client:
    """A logged-in person's client; the language as chosen on a page."""
    client = Client()
    client.force_login(account)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def shown(response: Any) -> dict[str, Any]:  # noqa: ANN401 - the test client's response has no type of its own
    """What the page's template was given."""
    found: dict[str, Any] = response.context[0].flatten()
    return found


def text(response: HttpResponse | Any) -> str:  # noqa: ANN401 - likewise
    """The page as text."""
    content: bytes = response.content
    return content.decode()
