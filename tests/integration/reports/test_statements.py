"""Frozen statements over every door: lists, reported beside restated, signing, verification."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.test import Client

from gatehouse.config.cli import cli
from gatehouse.foundation.clock import DEMO_DAY
from gatehouse.foundation.models import Setting
from gatehouse.reports.views import reported
from gatehouse.standing import services
from gatehouse.standing.models import Statement, StatementSignature
from gatehouse.standing.types import StatementPurpose
from tests.kit.browsing import client_of, shown, text
from tests.kit.cast import Cast
from tests.kit.places import CITY, EAST, Places
from tests.kit.register import CLERK, Register, at
from tests.kit.scene import Scene

NOV_30 = date(2020, 11, 30)
LIST = f"/statements/?line=police&unit={CITY}"


@pytest.fixture
def city(scene: Scene, cast: Cast) -> Client:
    """The city's police officer before a register in which everything has happened once."""
    assert scene["plain"]
    return client_of(cast["city_police"])


def frozen(places: Places, code: str = CITY, *, on: date = NOV_30) -> int:
    return services.freeze(
        unit=places.police(code), as_of=on, purpose=StatementPurpose.SIGN_OFF, by=CLERK, at=at("2021-01-10")
    )


def test_list_says_why_it_is_empty_and_then_shows_statements(city: Client, places: Places) -> None:
    assert "本单位尚无锁定的上报表" in text(city.get(LIST))
    key = frozen(places)
    (row,) = shown(city.get(LIST))["rows"]
    assert (row.day, row.signed) == ("2020-11-30", "0 / 3")
    assert f"/statements/{key}/" in row.url
    assert city.get(row.url).status_code == 200


def test_list_goes_page_by_page(city: Client, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [date(2020, 11, day) for day in (1, 5, 9)]
    for day in days:
        frozen(places, on=day)
    monkeypatch.setattr(reported, "PAGE_ROWS", 2)
    page = shown(city.get(LIST))
    rest = shown(city.get(page["pager"].next_url))
    assert [row.day for row in (*page["rows"], *rest["rows"])] == [day.isoformat() for day in reversed(days)]
    assert city.get(f"{LIST}&after=2020-11-01").status_code == 400


def test_page_shows_reported_beside_restated(city: Client, places: Places, register: Register, scene: Scene) -> None:
    key = frozen(places)
    assert "现在登记的同日数与上报数一致" in text(city.get(f"/statements/{key}/"))
    register.closed(scene["lake"], on=NOV_30, recorded=at("2021-01-12"))
    page = shown(city.get(f"/statements/{key}/"))
    assert page["differs"]
    assert page["holds"]
    east = next(row for row in page["table"]["rows"] if row.name.startswith("东县"))
    before, after, difference = (cell.text for cell in east.cells[:3])
    assert int(after) - int(before) == -1
    assert difference == "\N{MINUS SIGN}1"
    assert Statement.objects.get(pk=key).digest in text(city.get(f"/statements/{key}/"))
    why = shown(city.get(page["compare_url"]))
    assert [row.cause for row in why["causes"]] == ["停办"]
    data = city.get(f"/api/v1/statements/{key}").json()
    assert data["holds"]
    assert data["difference"]["campuses"] == -1


def test_changed_statement_is_shown_with_a_warning(city: Client, places: Places) -> None:
    key = frozen(places)
    Statement.objects.filter(pk=key).update(by_label="somebody")
    assert "请勿采信" in text(city.get(f"/statements/{key}/"))
    assert not city.get(f"/api/v1/statements/{key}").json()["holds"]


def test_officer_freezes_and_signs_once(city: Client, cast: Cast) -> None:
    address = city.post(f"/statements/freeze?line=police&unit={CITY}&as_of=2020-11-30").headers["Location"]
    key = Statement.objects.get().pk
    assert city.post(address, {"role": "PREPARER", "name": ""}).status_code == 422
    assert city.post(address, {"role": "PREPARER", "name": "甲"}).status_code == 302
    signature = StatementSignature.objects.get(statement=key)
    assert (signature.name, signature.account) == ("甲", cast["city_police"].pk)
    page = shown(city.get(address))
    assert page["form"] is None
    assert [line.name for line in page["signatures"]] == ["甲", "", ""]
    assert city.post(address, {"role": "HEAD", "name": "甲"}).status_code == 403
    assert services.prove_statements() == (2, None)


def test_day_to_come_is_not_frozen(city: Client) -> None:
    assert city.post(f"/statements/freeze?line=police&unit={CITY}&as_of=2090-01-01").status_code == 400
    assert not Statement.objects.exists()


def test_county_freezes_nothing_for_the_city(scene: Scene, cast: Cast) -> None:
    assert scene["plain"]
    county = client_of(cast["county_police"])
    assert county.post(f"/statements/freeze?line=police&unit={CITY}").status_code == 404
    station = client_of(cast["station"])
    assert station.post("/statements/freeze").status_code == 403


def test_interface_lists_statements(city: Client, places: Places) -> None:
    key = frozen(places)
    data = city.get(f"/api/v1/statements?line=police&unit={CITY}").json()
    assert [item["statement"] for item in data["statements"]] == [key]
    assert data["next"] == ""
    assert city.get("/api/v1/statements?line=education&unit=990100").status_code == 404


@pytest.mark.usefixtures("scene")
def test_commands_freeze_list_show_verify_and_sign(places: Places) -> None:
    def run(*call: str) -> str:
        found = CliRunner().invoke(cli, call)
        assert found.exit_code == 0, found.output
        return found.output

    told = run("statement", "freeze", "--unit", EAST, "--as-of", "2020-11-30")
    key = str(Statement.objects.get(unit=places.police(EAST).id).pk)
    assert key in told
    assert json.loads(run("statement", "list", "--unit", EAST, "--json"))[0]["statement"] == int(key)
    assert "2020-11-30" in run("statement", "list", "--unit", EAST)
    run("statement", "sign", key, "--role", "REVIEWER", "--name", "乙")
    assert "乙" in run("statement", "show", key)
    assert json.loads(run("statement", "show", key, "--json"))["signers"][0]["role"] == "REVIEWER"
    assert json.loads(run("statement", "verify", key, "--json"))["ok"]
    assert Statement.objects.get(pk=key).digest in run("statement", "verify", key)
    assert CliRunner().invoke(cli, ["statement", "sign", key, "--role", "REVIEWER", "--name", "丙"]).exit_code == 1
    for nobody in ("", "  ", "名" * 65):
        assert CliRunner().invoke(cli, ["statement", "sign", key, "--role", "HEAD", "--name", nobody]).exit_code == 2
    Statement.objects.filter(pk=key).update(content="{}")
    assert CliRunner().invoke(cli, ["statement", "verify", "999999999"]).exit_code == 1


@pytest.mark.usefixtures("scene")
def test_command_verifies_and_names_what_is_wrong(places: Places) -> None:
    key = frozen(places)
    Statement.objects.filter(pk=key).update(as_of=date(2020, 11, 29))
    found = CliRunner().invoke(cli, ["statement", "verify", str(key), "--json"])
    assert found.exit_code == 1
    assert json.loads(found.output)["fault"] == "as_of is not what its content says"


@pytest.mark.usefixtures("scene")
def test_command_makes_up_month_ends() -> None:
    Setting.objects.create(name=DEMO_DAY, value="2021-01-15")
    told = CliRunner().invoke(cli, ["statement", "freeze", "--month-ends"])
    assert told.exit_code == 0
    assert "2020-11-30" in told.output
    assert CliRunner().invoke(cli, ["statement", "freeze"]).exit_code == 2
    assert Statement.objects.filter(as_of=NOV_30).exists()


@pytest.mark.parametrize("call", [["table", "--as-recorded"], ["compare", "--from", "2020-11-01", "--from-recorded"]])
@pytest.mark.usefixtures("scene")
def test_empty_moment_of_recording_is_a_wrong_call(call: list[str]) -> None:
    found = CliRunner().invoke(cli, [*call, "", "--unit", EAST])
    assert found.exit_code == 2
