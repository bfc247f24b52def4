"""The page of findings, and the findings in a campus's file and over the API."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.desk import views
from gatehouse.foundation.models import Posting
from gatehouse.guards.types import CertificateState
from tests.kit.browsing import client_of, shown, text
from tests.kit.cast import Cast
from tests.kit.places import CITY, EAST, WEST_1
from tests.kit.register import Register
from tests.kit.scene import Scene

DAY = "2020-12-01"
CITY_PAGE = f"/findings/?as_of={DAY}&line=police&unit={CITY}"


@pytest.mark.parametrize(("language", "words"), [
    ("zh-hans", ("问题清单", "专职在岗，无有效保安员证", "《保安服务管理条例》")),
    ("en", ("Findings", "Serves full-time without a guard certificate in force", "Regulation on guard services")),
])  # fmt: skip
def test_page_speaks_the_chosen_language(scene: Scene, cast: Cast, language: str, words: tuple[str, ...]) -> None:
    assert scene["lake"]
    response = client_of(cast["city_police"], language=language).get(CITY_PAGE)
    assert response.status_code == 200
    assert all(word in text(response) for word in words)


def test_counts_on_the_page_lead_to_their_lists(scene: Scene, cast: Cast) -> None:
    assert scene["lake"]
    client = client_of(cast["city_police"], language="en")
    page = shown(client.get(CITY_PAGE))
    for choice in page["kinds"]:
        behind = shown(client.get(choice.url))
        assert choice.text.endswith(f" {behind['pager'].total}")
    for name, url, cells in page["places"]:
        if not url:
            assert name == f"{page['unit']} (directly)"
            continue
        behind = shown(client.get(url))
        assert behind["unit"] == name
        assert behind["total"] == [cell for cell in cells if cell]


def test_page_is_read_on_from_where_it_ended(scene: Scene, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scene["lake"]
    client = client_of(cast["city_police"])
    whole = [row.told for row in shown(client.get(CITY_PAGE))["rows"]]
    monkeypatch.setattr(views, "PAGE_ROWS", 5)
    page, found = shown(client.get(CITY_PAGE)), []
    while True:
        found += [row.told for row in page["rows"]]
        if not page["pager"].next_url:
            break
        page = shown(client.get(page["pager"].next_url))
    assert found == whole
    assert page["first_url"]


def test_what_is_to_come_is_marked_and_tells_from_when(register: Register, cast: Cast) -> None:
    guard = register.guard_on_post(register.campus(), certified=True)
    register.certificate(guard, on=date(2020, 12, 20), state=CertificateState.NONE)
    client = client_of(cast["county_police"], language="en")
    empty = client.get(f"/findings/?as_of={DAY}")
    assert "Nothing is wrong here" in text(empty)
    ahead = client.get(f"/findings/?as_of={DAY}&ahead=30")
    [row] = shown(ahead)["rows"]
    assert (row.since, row.is_future) == ("2020-12-20", True)
    assert "to come" in text(ahead)
    assert "No finding is like this" in text(client.get(f"/findings/?as_of={DAY}&ahead=7"))


def test_campus_file_tells_what_is_wrong_to_come_and_past(register: Register, cast: Cast) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, on=date(2020, 11, 20))
    register.certificate(guard, on=date(2020, 12, 20))
    register.certificate(guard, on=date(2021, 2, 1), state=CertificateState.REVOKED)
    page = shown(client_of(cast["station"]).get(f"/campuses/{campus}/?as_of={DAY}&line=police"))
    assert [row.since for row in page["findings"]] == ["2020-11-20"]
    assert [row.since for row in page["findings_ahead"]] == ["2021-02-01"]
    assert {row.told.until for row in page["findings_past"]} == {"2020-11-19"}
    assert {basis.is_verified for item in page["grounds"] for basis in item.bases} == {True, False}


def test_campus_in_order_says_so(register: Register, cast: Cast) -> None:
    campus = register.campus()
    register.guard_on_post(campus, certified=True)
    response = client_of(cast["station"], language="en").get(f"/campuses/{campus}/?as_of={DAY}&line=police")
    assert "Nothing is wrong here on this day" in text(response)


def test_guard_of_a_campus_given_away_is_not_named(register: Register, cast: Cast) -> None:
    campus = register.campus()
    register.guard_on_post(campus, name="李四")
    register.moved(campus, on=date(2020, 12, 10), police=WEST_1, education=WEST_1)
    response = client_of(cast["county_police"]).get(f"/findings/?as_of={DAY}")
    assert "外辖区保安员" in text(response)
    assert "李四" not in text(response)


def test_api_lists_what_the_page_lists(scene: Scene, cast: Cast) -> None:
    assert scene["lake"]
    client = client_of(cast["county_police"])
    page = shown(client.get(f"/findings/?as_of={DAY}&unit={EAST}"))
    found = client.get(f"/api/v1/findings?as_of={DAY}&unit={EAST}").json()
    assert [row["sentence"] for row in found["findings"]] == [row.told.sentence for row in page["rows"]]
    assert sum(count["findings"] for count in found["counts"].values()) == page["pager"].total


def test_api_tells_what_a_posting_shows_within_the_callers_branch(register: Register, cast: Cast) -> None:
    guard = register.guard_on_post(register.campus(), certified=True)
    outcome = register.certificate(guard, on=date(2020, 11, 3), state=CertificateState.REVOKED)
    assert outcome.changed
    number = Posting.objects.latest("pk").pk
    own = client_of(cast["county_police"]).get(f"/api/v1/findings/unlawful?posting={number}").json()
    assert [row["guard"]["guard"] for row in own["findings"]] == [guard]
    foreign = client_of(cast["neighbour"]).get(f"/api/v1/findings/unlawful?posting={number}").json()
    assert foreign["findings"] == []
