"""What the register cannot keep is refused at its cell, with the register's own limits."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from gatehouse.campuses.models import CampusProfile
from gatehouse.census.reading import campus_checks, guard_checks
from gatehouse.companies.models import Company
from gatehouse.guards.models import GuardCertificate, GuardProfile
from tests.kit.census_books import campuses, check, guards

CERTIFIED: dict[str, Any] = {"是否持证": "是"}


def longest(model: type[models.Model], name: str) -> int | None:
    field = model._meta.get_field(name)
    assert isinstance(field, models.CharField)
    return field.max_length


def test_limits_are_those_of_the_register() -> None:
    assert {name: longest(CampusProfile, name) for name in ("name", "address")} == campus_checks.LONGEST
    assert {
        "name": longest(GuardProfile, "name"),
        "employer": longest(Company, "name"),
        "certificate_number": longest(GuardCertificate, "number"),
    } == guard_checks.LONGEST


@pytest.mark.parametrize(
    ("page", "right", "wrong"),
    [
        (campuses, {"学校名称": "某" * 128}, {"学校名称": "某" * 129}),
        (campuses, {"地址": "某" * 255}, {"地址": "某" * 256}),
        (guards, {"姓名": "张" * 64}, {"姓名": "张" * 65}),
        (guards, {"用人单位": "某" * 128}, {"用人单位": "某" * 129}),
        (guards, CERTIFIED | {"保安员证编号": "1" * 25}, CERTIFIED | {"保安员证编号": "1" * 26}),
    ],
)
def test_text_is_taken_up_to_its_limit(page: Any, right: dict[str, Any], wrong: dict[str, Any]) -> None:  # noqa: ANN401 - either kind of sheet
    book = check(page(right, wrong))
    assert [(problem.code, problem.place.row) for problem in book.problems if problem.code == "text-too-long"] == [
        ("text-too-long", 3)
    ]
    assert book.tables[0].frame["row"].to_list() == [2]
