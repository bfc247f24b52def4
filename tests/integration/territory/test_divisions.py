"""Divisions of the country."""

from __future__ import annotations

import pytest

from gatehouse.foundation.models import JournalEntry
from gatehouse.kernel.actor import SYSTEM
from gatehouse.territory import queries, services
from gatehouse.territory.models import Division
from gatehouse.territory.types import Level
from tests.kit.places import FOUNDED_AT

Row = tuple[str, str, Level, str | None]

ROWS: list[Row] = [
    ("361000", "抚州市", Level.CITY, None),
    ("361002", "临川区", Level.COUNTY, "361000"),
    ("361002001", "青云街道", Level.STATION, "361002"),
    ("361100", "上饶市", Level.CITY, None),
    ("361102", "信州区", Level.COUNTY, "361100"),
    ("361102001", "水南街道", Level.STATION, "361102"),
    ("500000", "重庆市", Level.PROVINCE, None),
    ("500112001", "双凤桥街道", Level.STATION, "500000"),
    ("510104001", "督院街街道", Level.STATION, None),
    ("431320", "某县", Level.COUNTY, None),
    ("431320001", "某镇", Level.STATION, "431320"),
    ("431321001", "邻镇", Level.STATION, None),
]

pytestmark = pytest.mark.django_db


def load() -> int:
    return services.load_divisions(ROWS, by=SYSTEM, at=FOUNDED_AT)


def test_divisions_are_loaded_once_and_journalled() -> None:
    assert load() == len(ROWS)
    assert load() == 0
    assert Division.objects.get(code="361002001").parent_id == "361002"
    assert [entry.details["divisions"] for entry in JournalEntry.objects.order_by("pk")] == [len(ROWS), 0]


@pytest.mark.parametrize(
    ("below", "towns"),
    [
        ("361002", ["361002001"]),
        ("361000", ["361002001"]),
        ("360000", ["361002001", "361102001"]),
        ("500000", ["500112001"]),
        ("431320", ["431320001"]),
        ("361002001", ["361002001"]),
        ("990000", []),
    ],
)
def test_towns_below_a_division_are_those_of_its_own_code(below: str, towns: list[str]) -> None:
    load()
    assert sorted(queries.towns(below=below)) == towns


def test_names_of_divisions() -> None:
    load()
    assert queries.division_names(["361002", "999999"]) == {"361002": "临川区"}


def test_shipped_city_is_whole() -> None:
    shipped = services.shipped_divisions("431300")
    codes = [code for code, *_ in shipped]
    assert len(set(codes)) == len(codes)
    assert all(above is None or above in codes[:place] for place, (_code, _name, _level, above) in enumerate(shipped))
    towns = [code for code, _name, level, _above in shipped if level is Level.STATION]
    assert len(towns) == 89
