"""The sign of life."""

from __future__ import annotations

from http import HTTPStatus
from typing import Never

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from gatehouse.web import views


@pytest.mark.django_db
def test_health_is_good_when_the_database_answers() -> None:
    answer = views.health(RequestFactory().get("/healthz"))
    assert answer.status_code == HTTPStatus.OK
    assert answer.content == b'{"status": "ok"}'
    assert "no-cache" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_is_bad_when_the_database_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Never:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    assert views.health(RequestFactory().get("/healthz")).status_code == HTTPStatus.SERVICE_UNAVAILABLE


def test_health_only_answers_readers() -> None:
    assert views.health(RequestFactory().post("/healthz")).status_code == HTTPStatus.METHOD_NOT_ALLOWED
