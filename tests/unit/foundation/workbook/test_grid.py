from __future__ import annotations

from datetime import date, datetime, time

import pytest

from gatehouse.foundation.workbook.grid import (
    Cell,
    column_letter,
    column_number,
    displayed,
    displayed_column,
    has_lost_digits,
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 张三\n", "张三"),
        ("", ""),
        (567.0, "567"),
        (-3.0, "-3"),
        (3.5, "3.5"),
        (2019.1, "2019.1"),
        (13812345678.0, "13812345678"),
        (4.31399199001011e17, "431399199001011000"),
        (1.2e17, "120000000000000000"),
        (1e-7, "0.0000001"),
        (0.1 + 0.2, "0.30000000000000004"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2019, 3, 5), "2019-03-05"),
        (datetime(2019, 3, 5), "2019-03-05"),  # noqa: DTZ001 - a workbook knows no zone
        (datetime(2019, 3, 5, 8, 30), "2019-03-05 08:30:00"),  # noqa: DTZ001 - likewise
        (time(8, 30), "08:30:00"),
    ],
)
def test_cell_is_displayed_in_plain_digits_and_iso_days(cell: Cell, text: str) -> None:
    assert displayed(cell) == text


def test_column_is_displayed_with_nothing_for_empty_cells() -> None:
    assert displayed_column(["", "  ", " a", 5.0, date(2020, 11, 1)]) == [None, None, "a", "5", "2020-11-01"]


@pytest.mark.parametrize(
    ("cell", "lost"),
    [(4.31399199001011e17, True), (1e15, True), (999_999_999_999_999.0, False), ("431399199001011000", False)],
)
def test_only_a_number_beyond_fifteen_digits_has_lost_some(cell: Cell, *, lost: bool) -> None:
    assert has_lost_digits(cell) is lost


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_column_has_its_letters(column: int, letters: str) -> None:
    assert column_letter(column) == letters
    assert column_number(letters) == column
