"""Addresses that no page of ours makes are refused, not broken: whatever is asked, the server does not fail."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.kit.cast import Cast

LONG, ENDLESS = "9" * 30, "9" * 5000

ADDRESSES = {
    "/table/?unit=%00": 400,
    "/table.xlsx?unit=%00": 400,
    "/api/v1/table?unit=%00": 400,
    "/table/?unit=" + ENDLESS: 404,
    "/table/?line=%00": 400,
    "/table/?as_of=%00": 400,
    "/table/?as_of=9999-12-30": 200,
    "/table/?as_of=9999-12-31": 400,
    "/table/?as_of=1899-12-31": 400,
    "/table/?as_of=2020-12-01&as_recorded=0001-01-01T00:00": 400,
    "/table/?as_of=2020-12-01&as_recorded=9999-12-31": 400,
    "/table/?as_of=2020-12-01&as_recorded=1900-01-01": 200,
    "/campuses/?after=001-" + LONG: 400,
    "/campuses/?after=001-" + ENDLESS: 400,
    "/campuses/?after=" + "0" * 3000 + "-1": 200,
    "/campuses/?after=001": 400,
    "/campuses/?stratum=" + ENDLESS: 400,
    "/campuses/?stratum=77": 400,
    "/campuses/?measure=gap%00": 400,
    "/campuses/" + LONG + "/": 404,
    "/campuses/" + ENDLESS + "/": 404,
    "/api/v1/campuses/" + LONG + "/standing": 404,
    "/census/imports/" + LONG + "/": 404,
}


@pytest.mark.parametrize(("address", "status"), ADDRESSES.items(), ids=[address[:40] for address in ADDRESSES])
def test_address_is_refused_not_broken(cast: Cast, address: str, status: int) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(cast["city_police"])
    assert client.get(address).status_code == status
