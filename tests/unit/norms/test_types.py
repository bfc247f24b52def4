from __future__ import annotations

import pytest

from gatehouse.norms.types import HeadCounts, Quantity


def test_head_counts_answer_for_each_named_input() -> None:
    counts = HeadCounts(students=100, staff=20, boarders=7)
    assert {quantity.value: counts.of(quantity) for quantity in Quantity} == {
        "students": 100,
        "staff": 20,
        "boarders": 7,
        "persons": 120,
    }


@pytest.mark.parametrize("counts", [(-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_negative_head_count_is_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        HeadCounts(*counts)
