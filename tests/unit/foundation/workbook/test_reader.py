from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gatehouse.foundation.workbook.grid import Merge
from gatehouse.foundation.workbook.reader import read_workbook
from tests.kit.workbooks import WRITERS, Page, Write, by_openpyxl


@pytest.fixture(params=sorted(WRITERS))
def write(request: pytest.FixtureRequest) -> Write:
    return WRITERS[request.param]


def test_cells_keep_their_types_and_places(write: Write) -> None:
    page = Page("甲", [["姓名", 35, 3.5, date(2019, 3, 5), True, None, "  留白 "], [None], ["末行"]])
    [sheet] = read_workbook(write(page), filename="a.xlsx").sheets
    assert sheet.name == "甲"
    assert sheet.visible
    assert sheet.rows[0] == ["姓名", 35.0, 3.5, date(2019, 3, 5), True, "", "  留白 "]
    assert [row[0] for row in sheet.rows] == ["姓名", "", "末行"]
    assert sheet.width == 7


def test_rows_and_columns_before_the_first_filled_cell_stay_in_the_grid(write: Write) -> None:
    page = Page("甲", [[None, None], [None, "值"]])
    [sheet] = read_workbook(write(page), filename="a.xlsx").sheets
    assert sheet.rows == [["", ""], ["", "值"]]


def test_merged_ranges_are_told_and_cut_off_at_the_grid(write: Write) -> None:
    page = Page("甲", [["标题", None, None], ["云溪镇", "一", "二"], [None, "三", "四"]], ("A1:H1", "A2:A9", "K20:L21"))
    [sheet] = read_workbook(write(page), filename="a.xlsx").sheets
    assert sorted(sheet.merged, key=lambda merge: merge.first_row) == [Merge(0, 0, 0, 2), Merge(1, 0, 2, 0)]


def test_hidden_sheet_is_read_and_marked(write: Write) -> None:
    pages = [Page("一", [["x"]]), Page("二", [["y"]], hidden=True)]
    assert [(sheet.name, sheet.visible) for sheet in read_workbook(write(*pages), filename="a.xlsx").sheets] == [
        ("一", True),
        ("二", False),
    ]


def test_empty_sheet_beside_a_filled_one_has_no_rows(write: Write) -> None:
    first, second = read_workbook(write(Page("一", []), Page("二", [["y"]])), filename="a.xlsx").sheets
    assert first.rows == []
    assert first.width == 0
    assert second.rows == [["y"]]


def test_rows_without_content_at_the_end_are_dropped() -> None:
    between = Page("甲", [["x"], *[[""]] * 400, ["y"]])
    at_the_end = Page("乙", [["x"], *[[""]] * 400])
    first, second = read_workbook(by_openpyxl(between, at_the_end), filename="a.xlsx").sheets
    assert (len(first.rows), len(second.rows)) == (402, 1)


def test_instants_and_durations_are_told_apart_from_days() -> None:
    page = Page("甲", [[datetime(2019, 3, 5, 8, 30), timedelta(hours=30)]])  # noqa: DTZ001 - a workbook knows no zone
    [sheet] = read_workbook(by_openpyxl(page), filename="a.xlsx").sheets
    assert sheet.rows[0][1] == timedelta(hours=30)
