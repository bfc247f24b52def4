from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from gatehouse.norms import rules
from gatehouse.norms.types import RuleSet

INTEGERS = [pl.UInt16, pl.UInt32, pl.Int32, pl.Int64]


@pytest.mark.parametrize("kind", INTEGERS)
def test_required_expression_over_columns_of_any_integer_kind(national: RuleSet, kind: type[pl.DataType]) -> None:
    frame = pl.DataFrame(
        {"students": [0, 980, 1500, 60], "staff": [0, 60, 100, 9], "boarders": [0, 0, 0, 900]},
        schema={"students": kind, "staff": kind, "boarders": kind},
    )
    required = frame.select(rules.required_expression(national)).get_column("required")
    assert required.dtype == pl.Int64
    assert required.to_list() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("rounding", "required"),
    [("floor", [1, 1, 1, 1, 2]), ("ceiling", [1, 2, 2, 2, 2]), ("nearest", [1, 1, 2, 2, 2])],
)
def test_rounding_of_a_step_begun_half_and_nearly_complete(
    national_data: dict[str, Any], rounding: str, required: list[int]
) -> None:
    national_data["rule"][0]["posts"] = {"steps": "students", "size": 500, "rounding": rounding}
    frame = pl.DataFrame({"students": [500, 501, 750, 999, 1000], "staff": [0] * 5, "boarders": [0] * 5})
    expression = rules.required_expression(rules.parse(national_data, "test.toml"))
    assert frame.select(expression).get_column("required").to_list() == required


@pytest.mark.parametrize("missing", ["students", "staff", "boarders"])
def test_required_is_unknown_where_a_count_is_missing(national: RuleSet, missing: str) -> None:
    frame = pl.DataFrame({"students": [200, 200], "staff": [20, 20], "boarders": [10, 10]})
    frame = frame.with_columns(pl.Series(missing, [None, 20], dtype=pl.Int64))
    required = frame.select(rules.required_expression(national)).get_column("required")
    assert required.to_list() == [None, 2]


def test_required_expression_of_no_rows_is_an_empty_column(national: RuleSet) -> None:
    frame = pl.DataFrame(schema={"students": pl.Int64, "staff": pl.Int64, "boarders": pl.Int64})
    required = frame.select(rules.required_expression(national)).get_column("required")
    assert required.dtype == pl.Int64
    assert required.is_empty()
