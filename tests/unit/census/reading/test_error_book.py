from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gatehouse.census.reading import ReadBook, Said, check_book, error_workbook, read_workbook
from gatehouse.foundation.workbook.reader import read_workbook as read_grids
from gatehouse.kernel.problem import Place, Problem
from tests.kit.census_books import FILE, REFERENCE_DAY, TODAY, campuses, guards
from tests.kit.census_layouts import LAYOUTS, titled, two_levels
from tests.kit.workbooks import WRITERS, Page, by_openpyxl, resident_id

RED, YELLOW = "FFF4B6B0", "FFFFF2B3"


def say(problem: Problem) -> Said:
    return Said("", problem.value, f"因{problem.code}", f"改{problem.code}")


def problems_of(read: ReadBook) -> tuple[Problem, ...]:
    return check_book(read, reference_day=REFERENCE_DAY, today=TODAY).problems


def errors_of(data: bytes) -> bytes:
    read = read_workbook(data, filename=FILE)
    return error_workbook(data, read, problems_of(read), say=say)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def texts(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def spoilt(page: Page, row: int, column: int, value: object) -> Page:
    """The page with one cell changed; row and column counted from 0."""
    rows = [list(cells) for cells in page.rows]
    rows[row][column] = value
    return Page(page.name, rows, page.merged, page.hidden)


def test_only_bad_rows_stand_between_their_number_and_their_remedy() -> None:
    book = opened(errors_of(by_openpyxl(campuses({}, {"学生人数": "不详"}, {}, {"办学性质": "其它", "学生人数": -1}))))
    assert book.sheetnames == ["学校"]
    assert texts(book["学校"]) == [
        ["原行号", "学校名称", "学校标识码", "学校类别", "办学性质", "学生人数", "教职工人数", "错误原因", "修改建议"],
        [3, "云溪第2小学", "2143000001", "小学", "公办", "不详", 48, "因number-unknown", "改number-unknown"],
        [5, "云溪第4小学", "2143000001", "小学", "其它", -1, 48, "因word-unknown\n因number-negative",
         "改word-unknown\n改number-negative"],
    ]  # fmt: skip


def test_faulty_cell_is_red_with_a_comment_and_doubtful_one_yellow() -> None:
    sheet = opened(errors_of(by_openpyxl(campuses({"学生人数": "不详", "师生总人数": "约900"}))))["学校"]
    assert [(cell.coordinate, cell.fill.fgColor.rgb) for cell in sheet[2] if cell.fill.fill_type] == [
        ("F2", RED),
        ("H2", YELLOW),
    ]
    assert sheet["F2"].comment is not None
    assert sheet["F2"].comment.text.strip() == "因number-unknown\n改number-unknown"
    assert sheet.freeze_panes == "B2"


def test_row_with_only_a_warning_stays_out() -> None:
    sheet = opened(errors_of(by_openpyxl(campuses({"师生总人数": 1}, {"学生人数": None}))))["学校"]
    assert [row[0] for row in texts(sheet)] == ["原行号", 3]


def test_cells_keep_their_types_and_numbers_of_persons_are_texts() -> None:
    row = {
        "姓名": None,
        "联系电话": 13800000000,
        "上岗日期": date(2019, 3, 5),
        "年龄": 52,
        "备注号": 4.3139919680714e17,
    }
    sheet = opened(errors_of(by_openpyxl(guards(row))))["保安员"]
    values = dict(zip(*texts(sheet), strict=True))
    assert values["联系电话"] == "13800000000"
    assert values["上岗日期"] == datetime(2019, 3, 5)  # noqa: DTZ001 - a workbook knows no zone
    assert values["年龄"] == 52
    assert values["备注号"] == "431399196807140000"
    formats = {cell.value: cell.number_format for cell in sheet[2]}
    assert formats[values["身份证号"]] == "@"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}"])
def test_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    source = WRITERS["xlsxwriter"](Page("学校", campuses({"学生人数": "不详"}).rows))
    read = read_workbook(source, filename=FILE)
    grids = read_grids(source, filename=FILE)
    grids.sheets[0].rows[1][0] = text
    cell = opened(error_workbook(grids, read, problems_of(read), say=say))["学校"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_head_of_two_merged_levels_is_kept() -> None:
    page = spoilt(two_levels()[0], 4, 7, "不详")
    sheet = opened(errors_of(by_openpyxl(page)))[page.name]
    assert sorted(str(merged) for merged in sheet.merged_cells.ranges) == sorted(
        ["A1:A3", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:K1", "L1:L3", "M1:M3"]
    )
    assert [cell.value for cell in sheet[2]][4:11] == [
        "学校类型", "办学体制", "所在乡镇", "总人数", "学生", "教职工", "其中：住宿生",
    ]  # fmt: skip
    assert sheet.freeze_panes == "B4"


def test_merged_cell_is_written_into_every_row_it_covers() -> None:
    page = spoilt(titled()[0], 5, 6, "不详")
    sheet = opened(errors_of(by_openpyxl(page)))[page.name]
    assert [cell.value for cell in sheet[2]][:4] == [6, 2, "云溪镇", "云溪中心幼儿园"]


def test_tables_of_one_sheet_get_sheets_of_their_own() -> None:
    head = guards({}).rows[0]
    rows = [*campuses({"学生人数": "不详"}).rows, [], head, [*guards({"姓名": None}).rows[1]]]
    assert opened(errors_of(by_openpyxl(Page("汇总", rows)))).sheetnames == ["汇总", "汇总 (2)"]


def test_table_without_bad_rows_has_no_sheet() -> None:
    book = opened(errors_of(by_openpyxl(campuses({}), guards({"姓名": None}))))
    assert book.sheetnames == ["保安员"]


def test_workbook_without_errors_has_no_error_workbook() -> None:
    data = by_openpyxl(campuses({"师生总人数": 1}))
    read = read_workbook(data, filename=FILE)
    with pytest.raises(ValueError, match="no row has an error"):
        error_workbook(data, read, problems_of(read), say=say)


def test_problem_of_a_table_alone_needs_no_row() -> None:
    data = by_openpyxl(campuses({"学生人数": "不详"}), Page("花名册", [["姓名", "身份证号", "年龄"], ["谭", "x", 50]]))
    read = read_workbook(data, filename=FILE)
    problems = [*read.problems, *problems_of(read)]
    assert {problem.code for problem in problems} == {"missing-columns", "number-unknown"}
    assert opened(error_workbook(data, read, problems, say=say)).sheetnames == ["学校"]


def mended(data: bytes, sheet: str, cell: str, value: object) -> bytes:
    book = opened(data)
    book[sheet][cell].value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_mended_error_workbook_is_read_again() -> None:
    errors = errors_of(by_openpyxl(guards({"身份证号": "1"}, {}, {"姓名": None})))
    again = read_workbook(errors, filename=FILE)
    assert [problem.code for problem in problems_of(again)] == ["id-length", "required-empty"]
    assert again.tables[0].unused == ()
    assert again.tables[0].excerpt
    number = resident_id("19680714", 77)
    errors = mended(mended(errors, "保安员", "D2", number), "保安员", "C3", "贺建军")
    book = check_book(read_workbook(errors, filename=FILE), reference_day=REFERENCE_DAY, today=TODAY)
    assert book.problems == ()
    assert book.tables[0].frame.select("name", "id_number").rows()[0] == ("谭建国", number)
    assert book.tables[0].frame["name"].to_list()[1] == "贺建军"


def test_half_mended_error_workbook_gives_another_one_without_growing() -> None:
    errors = errors_of(by_openpyxl(campuses({"学生人数": "不详"}, {"学生人数": -1})))
    again = errors_of(mended(errors, "学校", "F2", 300))
    assert [row[0] for row in texts(opened(again)["学校"])] == ["原行号", 3]
    assert texts(opened(again)["学校"])[0] == texts(opened(errors)["学校"])[0]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_error_workbook_of_every_layout_tells_the_same_again(
    layout: Callable[[], tuple[Page, ...]], write: Callable[..., bytes]
) -> None:
    data = write(*layout())
    read = read_workbook(data, filename=FILE)
    refused = [
        Problem("id-length", Place(FILE, table.sheet, row)) for table in read.tables for row in table.frame["row"]
    ]
    again = read_workbook(error_workbook(data, read, refused, say=say), filename=FILE)
    assert [table.kind for table in again.tables] == [table.kind for table in read.tables]
    for table, first in zip(again.tables, read.tables, strict=True):
        assert table.frame.drop("row").equals(first.frame.drop("row"))
        assert [column.field for column in table.mapping] == [column.field for column in first.mapping]
        assert [column.heading for column in table.unused] == [column.heading for column in first.unused]
    assert problems_of(again) == ()


def test_very_many_bad_rows_are_written_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatehouse.census.reading.error_book.MANY_ROWS", 2)
    pages = two_levels()
    for row in (4, 5, 6):
        pages = (spoilt(pages[0], row, 7, "不详"), pages[1])
    errors = errors_of(by_openpyxl(*pages))
    sheet = opened(errors)[pages[0].name]
    assert sheet["I4"].comment is None
    assert sheet["I4"].fill.fgColor.rgb == RED
    assert [problem.code for problem in problems_of(read_workbook(errors, filename=FILE))] == ["number-unknown"] * 3
