"""Two days or two recordings side by side, over every door, explained down to campuses and postings."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.test import Client

from gatehouse.reports.commands import compare
from gatehouse.reports.views import comparisons
from gatehouse.standing.types import Cause, Learnt
from tests.kit.browsing import client_of, shown, text
from tests.kit.cast import Cast
from tests.kit.places import CITY, EAST, WEST
from tests.kit.scene import Scene

TIMES = "from=2020-11-01&as_of=2021-01-01"
PAGE = f"/compare/?unit={CITY}&line=police&{TIMES}"
CAMPUSES = f"/compare/campuses/?unit={CITY}&line=police&{TIMES}"


@pytest.fixture
def city(scene: Scene, cast: Cast) -> Client:
    """The city's police officer before a register in which everything has happened once."""
    assert scene["plain"]
    return client_of(cast["city_police"])


def test_page_shows_both_sides_with_signed_differences(city: Client) -> None:
    found = shown(city.get(PAGE))
    west = next(row for row in found["table"]["rows"] if row.name.startswith("西县"))
    assert [cell.text for cell in west.cells[:3]] == ["1", "0", "\N{MINUS SIGN}1"]
    assert west.cells[2].look == " diff minus"
    assert f"unit={WEST}" in west.campuses_url
    total = found["table"]["total"].cells
    assert [cell.text for cell in total[:3]] == ["9", "9", "0"]  # none opened, none closed for good
    assert "plus" in text(city.get(PAGE))


def test_rows_add_up_to_the_total_and_causes_to_the_difference(city: Client) -> None:
    data = city.get(f"/api/v1/compare?unit={CITY}&line=police&from=2020-11-01&to=2021-01-01").json()
    for name, whole in data["total"]["difference"].items():
        assert sum(row["difference"][name] for row in data["rows"]) == whole
        assert data["total"]["after"][name] - data["total"]["before"][name] == whole
    changes = city.get(f"/api/v1/compare/campuses?unit={CITY}&line=police&from=2020-11-01&to=2021-01-01").json()
    told = [item for campus in changes["campuses"] for item in campus["contributions"]]
    assert changes["next"] == ""
    for name in ("campuses", "full_time", "certified", "gap", "required", "age_60_over"):
        assert sum(item["amounts"].get(name, 0) for item in told) == data["total"]["difference"][name], name


def test_each_contribution_names_its_posting(city: Client, scene: Scene) -> None:
    rows = {row.name: row for row in shown(city.get(CAMPUSES))["rows"]}
    plain = rows["东关小学"].told
    assert any("clerk" in item.recorded and item.posting for item in plain)
    page = text(city.get(CAMPUSES))
    assert "证件失效" in page
    assert f"/campuses/{scene['plain']}/" in page


def test_two_recordings_of_one_day_tell_what_was_learnt_later(city: Client) -> None:
    query = f"unit={EAST}&line=police&from=2020-11-30&from_recorded=2020-11-30&to=2020-11-30"
    found = city.get(f"/api/v1/compare/campuses?{query}").json()["campuses"]
    ways = {(item["cause"], item["learnt"]) for campus in found for item in campus["contributions"]}
    assert ways == {(Cause.HEAD_COUNT.value, Learnt.CORRECTED.value)}
    page = shown(city.get(f"/compare/?{query}"))
    assert [side.day for side in page["sides"]] == ["2020-11-30", "2020-11-30"]
    assert "23:59" in page["sides"][0].recorded


def test_list_of_campuses_goes_page_by_page(city: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [row.name for row in shown(city.get(CAMPUSES))["rows"]]
    monkeypatch.setattr(comparisons, "PAGE_ROWS", 2)
    names, address = [], CAMPUSES
    while address:
        page = shown(city.get(address))
        names += [row.name for row in page["rows"]]
        address = page["pager"].next_url
    assert names == whole
    assert len(whole) > 2


def test_too_many_campuses_are_not_added_up_on_a_page(city: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(city.get(PAGE))["causes"]
    monkeypatch.setattr(comparisons, "LARGE", 1)
    page = city.get(PAGE)
    assert shown(page)["causes"] is None
    assert "请选择下级单位" in text(page)


def test_nothing_differs_between_a_day_and_itself(city: Client) -> None:
    page = city.get(f"/compare/?unit={CITY}&line=police&from=2020-11-30&as_of=2020-11-30")
    assert not shown(page)["differs"]
    assert "没有差异" in text(page)
    empty = text(city.get(f"/compare/campuses/?unit={CITY}&line=police&from=2020-11-30&as_of=2020-11-30"))
    assert "没有学校存在差异" in empty


def test_times_that_are_none_are_refused(city: Client) -> None:
    for query in ("from=2020-13-01", "from=1800-01-01", "from_recorded=never", "from_posting=x", "after=9"):
        assert city.get(f"/compare/campuses/?unit={CITY}&{query}").status_code == 400, query


@pytest.mark.usefixtures("scene")
def test_command_compares_and_explains() -> None:
    call = ["--unit", CITY, "--from", "2020-11-01", "--to", "2021-01-01"]
    told = json.loads(CliRunner().invoke(compare, [*call, "--explain", "--json"]).output)
    assert told["from"] == {"as_of": "2020-11-01", "as_recorded": None, "posting": None, "statement": None}
    gap = sum(item["amounts"].get("gap", 0) for item in told["causes"])
    assert gap == told["total"]["difference"]["gap"]
    assert {item["posting"]["act"] for row in told["campuses"] for item in row["contributions"] if item["posting"]}
    plain = CliRunner().invoke(compare, [*call, "--explain"]).output
    assert "东关小学" in plain
    assert "\N{MINUS SIGN}1" in plain
    brief = CliRunner().invoke(compare, [*call, "--from-recorded", "2020-11-03"])
    assert brief.exit_code == 0
    assert "东关小学" not in brief.output


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize(
    ("more", "code"),
    [(["--unit", "999999"], 1), (["--from", "1800-01-01"], 2), (["--from-recorded", "never"], 2)],
)
def test_wrong_calls_are_told(more: list[str], code: int) -> None:
    call = ["--unit", CITY, "--from", "2020-11-01", *more]
    assert CliRunner().invoke(compare, call).exit_code == code


def test_pages_speak_english_when_it_is_chosen(scene: Scene, cast: Cast) -> None:
    assert scene["plain"]
    client = client_of(cast["city_police"], language="en")
    page = text(client.get(PAGE))
    assert "Why it differs" in page
    assert "Certificate lost" in page
    assert "East Police" in text(client.get(CAMPUSES.replace(f"unit={CITY}", f"unit={EAST}")))
