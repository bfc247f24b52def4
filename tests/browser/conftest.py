"""A real Chromium before the real pages; a page that complains in its console fails its test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tools.ensure_chromium import find

PICTURES = Path(__file__).resolve().parents[2] / "build" / "pictures"
DESK = {"width": 1366, "height": 768}
"""The screen that officers have."""
PATIENCE = 15_000
SERVER_ERROR = 500


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    path = find()
    assert path, "no Chromium here: run tools/ensure_chromium.py"
    # Playwright runs an event loop in this thread, which makes Django refuse its database without this.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


class Complaints:
    """What goes wrong in a page beside what the test looks at."""

    def __init__(self, page: Page, server: str) -> None:
        """Listen to the page."""
        self.heard: list[str] = []
        self.host = urlsplit(server).netloc
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        page.on("request", self.request)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        """Keep errors; a refused log-in or a missing page is shown there, too, and is the test's own matter."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.heard.append(f"console: {message.text}")

    def request(self, request: Request) -> None:
        """Keep whatever leaves this machine."""
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.heard.append(f"foreign: {request.url}")

    def response(self, response: Response) -> None:
        """Keep the server's own failures."""
        if response.status >= SERVER_ERROR:
            self.heard.append(f"server: {response.status} {response.url}")


@pytest.fixture
def open_page(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open a page of the running product: ``open_page(locale="en", width=360)``. Several may be open at a time."""
    contexts, complaints = [], []

    def open_one(*, locale: str = "zh-CN", width: int = DESK["width"], height: int = DESK["height"]) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            locale=locale,
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": height},
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        complaints.append(Complaints(page, live_server.url))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [text for one in complaints for text in one.heard] == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """An officer's screen, in Chinese."""
    return open_page()


@pytest.fixture
def picture() -> Callable[[Page, str], Path]:
    """Keep a picture of the whole page below ``build/pictures``, to be looked at."""

    def take(page: Page, name: str) -> Path:
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take
