"""Columns go into tables and come out again as they were, on both databases."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from gatehouse.campuses.models import Campus, CampusProfile
from gatehouse.foundation import frames
from gatehouse.foundation.models import Setting
from gatehouse.standing.models import StandingRow, UnitTotal
from gatehouse.standing.types import AMOUNTS
from tests.kit.register import Register

KEYS = ("line", "depth", "path", "stratum", "bucket")
SCHEMA = {"epoch": pl.String, "valid_from": pl.Date, "valid_to": pl.Date, "students": pl.Int32, "gone": pl.Int64}


def standing() -> pl.DataFrame:
    """Two rows of standing."""
    values: dict[str, object] = {
        "campus_id": [1, 2], "valid_from": [date(2020, 1, 1), date(1999, 2, 28)],
        "valid_to": [date(9999, 12, 31), date(2020, 1, 1)], "police_path": "001", "education_path": "001",
        "stratum": 11, "epoch": ["", 'a "b", c'], "posting_id": 7,
        **dict.fromkeys(AMOUNTS, 0), "students": [3, 2**31 - 1],
    }  # fmt: skip
    return pl.DataFrame(values)


@pytest.mark.django_db
def test_rows_come_out_as_they_went_in() -> None:
    frames.insert(StandingRow, standing())
    rows = StandingRow.objects.order_by("campus").values_list(
        "epoch", "valid_from", "valid_to", "students", "superseded_by"
    )
    found = frames.read(rows, SCHEMA)
    assert found.schema == pl.Schema(SCHEMA)
    assert found.with_columns(pl.col("epoch").fill_null("")).rows() == [
        ("", date(2020, 1, 1), date(9999, 12, 31), 3, None),
        ('a "b", c', date(1999, 2, 28), date(2020, 1, 1), 2**31 - 1, None),
    ]


@pytest.mark.django_db
def test_nothing_is_a_frame_with_its_columns() -> None:
    found = frames.read(StandingRow.objects.values_list("epoch", "valid_from", "valid_to", "students", "pk"), SCHEMA)
    assert found.schema == pl.Schema(SCHEMA)
    assert found.is_empty()


def test_truth_comes_out_as_truth(register: Register) -> None:
    campus = register.campus()
    CampusProfile.objects.create(
        campus_id=campus, valid_from=date(2030, 1, 1), in_operation=False, kind="PRIMARY", census_label="SCHOOL",
        posting_id=Campus.objects.get(pk=campus).posting_id,
    )  # fmt: skip
    rows = CampusProfile.objects.order_by("valid_from").values_list("in_operation")
    assert frames.read(rows, {"operates": pl.Boolean})["operates"].to_list() == [True, False]


@pytest.mark.django_db
@pytest.mark.parametrize("before", [0, 5])
def test_amounts_are_added_to_rows_that_are_there_and_others_made(before: int) -> None:
    if before:
        UnitTotal.objects.create(line="police", depth=2, path="001001", stratum=11, bucket=2020, campuses=before)
    rows = pl.DataFrame(
        [("police", 2, "001001", 11, 2020, 3, -4), ("police", 2, "001001", 11, 2021, 1, 1)],
        schema=[*KEYS, "campuses", "gap"], orient="row",
    ).with_columns(pl.lit(0).alias(name) for name in AMOUNTS if name not in ("campuses", "gap"))  # fmt: skip
    frames.add_up(UnitTotal, KEYS, rows)
    found = UnitTotal.objects.order_by("bucket").values_list("bucket", "campuses", "gap", "students")
    assert list(found) == [(2020, 3 + before, -4, 0), (2021, 1, 1, 0)]


@pytest.mark.django_db
def test_chosen_keys_can_be_chosen_again() -> None:
    frames.insert(StandingRow, standing())
    for wanted in ([2], [1, 2], []):
        with frames.chosen(pl.Series(wanted, dtype=pl.Int64)) as keys:
            found = StandingRow.objects.filter(campus__in=keys).order_by("campus").values_list("campus", flat=True)
            assert list(found) == wanted


@pytest.mark.django_db
def test_many_rows_are_written_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "AT_ONCE", 2)
    rows = pl.DataFrame({"name": [f"bench {number}" for number in range(5)], "value": "1"})
    frames.insert(Setting, rows)
    assert Setting.objects.filter(name__startswith="bench").count() == 5
