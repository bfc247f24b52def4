"""Whole numbers that fit margins exactly."""

from __future__ import annotations

import pytest

from gatehouse.demo.loudi_2020.fitting import MarginError, fit_table, share


def test_share_splits_in_proportion() -> None:
    assert share(10, [1, 1, 3], low=[0, 0, 0], high=[10, 10, 10]) == [2, 2, 6]


def test_share_keeps_bounds() -> None:
    assert share(10, [1, 1, 3], low=[4, 0, 0], high=[10, 10, 3]) == [4, 3, 3]


@pytest.mark.parametrize("total", [2, 12])
def test_share_refuses_totals_outside_its_bounds(total: int) -> None:
    with pytest.raises(MarginError):
        share(total, [1, 1], low=[2, 1], high=[5, 6])


def test_table_has_its_sums_and_stays_below_its_bounds() -> None:
    high = [[3, 9, 9], [9, 1, 9]]
    table = fit_table([[5, 5, 1], [1, 5, 5]], rows=[10, 7], columns=[6, 5, 6], high=high)
    assert [sum(row) for row in table] == [10, 7]
    assert [sum(column) for column in zip(*table, strict=True)] == [6, 5, 6]
    assert all(
        cell <= most for row, mosts in zip(table, high, strict=True) for cell, most in zip(row, mosts, strict=True)
    )


def test_table_is_near_the_weights_when_they_fit() -> None:
    assert fit_table([[20, 10], [10, 20]], rows=[30, 30], columns=[30, 30], high=[[99, 99], [99, 99]]) == [
        [20, 10],
        [10, 20],
    ]


def test_table_moves_units_along_a_path_when_greed_blocks_itself() -> None:
    # The weights lure the first units into the corner that only the last row could have used.
    table = fit_table([[9, 1], [9, 1]], rows=[1, 1], columns=[1, 1], high=[[1, 1], [1, 0]])
    assert table == [[0, 1], [1, 0]]


def test_table_refuses_sums_that_differ() -> None:
    with pytest.raises(MarginError):
        fit_table([[1]], rows=[1], columns=[2], high=[[9]])


def test_table_refuses_bounds_that_forbid_every_fit() -> None:
    with pytest.raises(MarginError):
        fit_table([[1, 1], [1, 1]], rows=[2, 2], columns=[2, 2], high=[[0, 1], [2, 2]])
