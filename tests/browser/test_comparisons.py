"""Comparisons and statements in a real Chromium: on an officer's screen and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gatehouse.standing.services import freeze
from gatehouse.standing.types import StatementPurpose
from tests.kit.cast import PASSWORD, Cast
from tests.kit.places import CITY, Places
from tests.kit.register import CLERK, at
from tests.kit.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)

COMPARED = f"unit={CITY}&line=police&from=2020-11-01&as_of=2021-01-01"
SCREENS = (1366, 360)


@pytest.fixture
def kept(scene: Scene, cast: Cast, places: Places) -> int:
    """What the city reported, in a register in which everything has happened once."""
    assert scene["plain"]
    assert cast["city_police"].username
    return freeze(
        unit=places.police(CITY), as_of=date(2020, 11, 30), purpose=StatementPurpose.SIGN_OFF, by=CLERK,
        at=at("2021-01-10"),
    )  # fmt: skip


@pytest.mark.parametrize("width", SCREENS)
def test_differences_lead_to_campuses_and_statements_fit_the_screen(
    open_page: Callable[..., Page], picture: Callable[[Page, str], Path], kept: int, width: int
) -> None:
    page = open_page(width=width)
    page.goto(f"/compare/?{COMPARED}")
    page.fill("input[name=username]", "city_police")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/compare/**")
    expect(page.locator("td.minus").first).to_contain_text("\N{MINUS SIGN}")
    shown(page, picture, f"compare-{width}")
    page.locator("a.why").first.click()
    page.wait_for_url("**/compare/campuses/**")
    expect(page.locator("table.changes")).to_be_visible()
    shown(page, picture, f"compare-campuses-{width}")
    page.goto(f"/statements/{kept}/")
    expect(page.locator(".stamp-done")).to_be_visible()
    shown(page, picture, f"statement-{width}")


def shown(page: Page, picture: Callable[[Page, str], Path], name: str) -> None:
    """Keep a picture, and see that nothing makes the page wider than its screen."""
    picture(page, name)
    screen = page.viewport_size
    assert screen
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
