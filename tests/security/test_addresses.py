"""Every address for every member of the cast: the table of ``addresses.py``, tried row by row."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gatehouse.standing.services import freeze
from gatehouse.standing.types import StatementPurpose
from tests.kit.cast import Cast
from tests.kit.imports import import_campuses
from tests.kit.places import EAST, EAST_1
from tests.kit.register import CENSUS_DAY, CLERK, FIRST_RECORDED, Register
from tests.security.addresses import ADDRESSES, CAST, Row

ROWS = [(name, row) for name, rows in ADDRESSES.items() for row in rows]


@pytest.fixture
def keys(register: Register, cast: Cast) -> dict[str, str]:
    """What the table's placeholders stand for."""
    campus = register.campus(police=EAST_1)
    sent = import_campuses(register.places, EAST, by=cast["county_education"], bad_rows=1)
    reported = freeze(
        unit=register.places.police(EAST), as_of=CENSUS_DAY, purpose=StatementPurpose.SIGN_OFF, by=CLERK,
        at=FIRST_RECORDED,
    )  # fmt: skip
    return {"CAMPUS": str(campus), "IMPORT": str(sent.pk), "STATEMENT": str(reported)}


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name} {row.case}" for name, row in ROWS])
def test_address_answers_each_member_of_the_cast(name: str, row: Row, keys: dict[str, str], cast: Cast) -> None:
    kwargs = {key: keys.get(value, value) for key, value in row.kwargs}
    address = reverse(name, kwargs=kwargs) + row.query
    found = {}
    for member in CAST:
        client = Client()
        if member != "stranger":
            client.force_login(cast[member])
        found[member] = getattr(client, row.method)(address).status_code
    assert found == row.status
