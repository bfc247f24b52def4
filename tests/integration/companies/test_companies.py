"""Companies are known once by kind and name."""

from __future__ import annotations

import pytest

from gatehouse.companies.models import Company
from gatehouse.companies.services import ensure_companies
from gatehouse.companies.types import CompanyKind
from gatehouse.foundation.models import Posting
from tests.kit.register import CLERK, at

SECURITY, PROPERTY = CompanyKind.SECURITY, CompanyKind.PROPERTY
NOON = at("2020-11-05", "12:00")

pytestmark = pytest.mark.django_db


def test_unknown_companies_are_registered_and_known_ones_found() -> None:
    first = ensure_companies(
        [(SECURITY, "平安保安"), (PROPERTY, "平安保安"), (SECURITY, "平安保安")], by=CLERK, at=NOON
    )
    assert len(first) == len(set(first.values())) == Company.objects.count() == 2
    again = ensure_companies([(SECURITY, "平安保安"), (SECURITY, "卫士保安")], by=CLERK, at=NOON)
    assert again[SECURITY, "平安保安"] == first[SECURITY, "平安保安"]
    assert set(again) == {(SECURITY, "平安保安"), (SECURITY, "卫士保安")}


def test_known_companies_write_nothing() -> None:
    ensure_companies([(SECURITY, "平安保安")], by=CLERK, at=NOON)
    postings = Posting.objects.count()
    ensure_companies([(SECURITY, "平安保安")], by=CLERK, at=NOON)
    assert ensure_companies([], by=CLERK, at=NOON) == {}
    assert Posting.objects.count() == postings
