"""Error pages: both languages, no login, nothing stored is touched."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from gatehouse.web import views

PAGES = [
    (views.bad_request, HTTPStatus.BAD_REQUEST, "This request cannot be understood", "无法识别此请求"),
    (views.permission_denied, HTTPStatus.FORBIDDEN, "You may not do this", "您无权进行此项操作"),
    (views.form_expired, HTTPStatus.FORBIDDEN, "This form has expired", "此表单已失效"),
    (views.not_found, HTTPStatus.NOT_FOUND, "There is no such page", "页面不存在"),
    (views.server_error, HTTPStatus.INTERNAL_SERVER_ERROR, "The system has failed here", "系统出现故障"),
]


@pytest.mark.parametrize(("view", "status", "english", "chinese"), PAGES)
def test_error_page_says_what_happened_in_both_languages(
    view: Callable[[HttpRequest], HttpResponse], status: HTTPStatus, english: str, chinese: str
) -> None:
    for language, title in (("en", english), ("zh-hans", chinese)):
        with override(language):
            answer = view(RequestFactory().get("/nowhere"))
        assert answer.status_code == status
        page = answer.content.decode()
        assert f"<h1>{title}</h1>" in page
        assert f'<html lang="{language}"' in page


def test_error_page_offers_the_other_language_and_comes_back() -> None:
    with override("zh-hans"):
        page = views.not_found(RequestFactory().get("/nowhere?a=1&b=2")).content.decode()
    assert 'value="en" lang="en">English</button>' in page
    assert 'name="next" value="/nowhere?a=1&amp;b=2"' in " ".join(page.split())


def test_error_page_does_not_repeat_an_address_as_markup() -> None:
    page = views.not_found(RequestFactory().get("/x", {"q": "<script>alert(1)</script>"})).content.decode()
    assert "<script>alert" not in page
