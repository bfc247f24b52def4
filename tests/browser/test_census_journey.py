"""The main job in a real Chromium: a workbook with errors goes in, is mended, and the table answers for it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from gatehouse.census.models import WorkbookImport
from tests.kit.cast import PASSWORD, Cast
from tests.kit.imports import campus_row, open_campaign, workbook
from tests.kit.places import EAST
from tests.kit.register import CENSUS_DAY, Register, resident_number

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = f"/table/?unit={EAST}&line=education&as_of=2020-11-02"
GOOD, BAD = 4, 2


def rows() -> bytes:
    """Four good schools; two bad rows: one school without a number of students, one guard with a wrong check digit."""
    number = resident_number()
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    campuses = [campus_row(number) for number in range(1, 4)] + [campus_row(4, students="不详")]
    guards = [
        ("东关第1小学", "张三", "男", number, "专职", "自聘", "是", "湘1", "2019-03-01"),
        ("东关第2小学", "李四", "男", wrong, "专职", "保安公司", "否", "", "2019-03-01"),
    ]
    return workbook(campuses, guards)


def log_in(page: Page, name: str) -> None:
    """Log in by the page's own form."""
    page.goto("/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/table/**")


def send_in(page: Page, path: Path) -> None:
    """Choose a file, send it, look at what it would change, publish it."""
    page.goto("/census/imports/")
    page.set_input_files("input[type=file]", str(path))
    page.click("form[enctype='multipart/form-data'] button[type=submit]")
    page.wait_for_url("**/census/imports/*/")
    page.click("form[action$='/publish'] button")
    expect(page.locator("form[action$='/publish']")).to_have_count(0)


def mended(path: Path) -> Path:
    """Mend the error workbook as a person would: the coloured cells."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        heads = {str(cell.value): at for at, cell in enumerate(sheet[1], start=1)}
        for row in range(2, sheet.max_row + 1):
            if "学生人数" in heads:
                sheet.cell(row, heads["学生人数"]).value = 150
            if "身份证号" in heads:
                sheet.cell(row, heads["身份证号"]).value = resident_number(serial=7)
    found = path.with_name("mended.xlsx")
    book.save(found)
    return found


def test_workbook_is_imported_mended_and_read_in_the_table(
    page: Page, cast: Cast, tmp_path: Path, picture: Callable[[Page, str], Path]
) -> None:
    assert cast["county_education"].is_active
    open_campaign()
    path = tmp_path / "东县.xlsx"
    path.write_bytes(rows())
    log_in(page, "county_education")

    send_in(page, path)
    tally = WorkbookImport.objects.latest("pk").tally
    assert (tally["accepted"], tally["rejected"]) == (GOOD, BAD)
    picture(page, "import-done-zh")
    with page.expect_download() as download:
        page.click("a[href$='errors.xlsx']")
    errors = tmp_path / "errors.xlsx"
    download.value.save_as(errors)
    assert sum(sheet.max_row - 1 for sheet in openpyxl.load_workbook(errors).worksheets) == BAD

    send_in(page, mended(errors))
    assert WorkbookImport.objects.latest("pk").tally["rejected"] == 0

    page.goto(TABLE)
    expect(page.locator("tfoot")).to_contain_text("1,590")
    total = page.locator("tfoot tr").first.inner_text().split()
    assert total[1] == "4"
    picture(page, "table-after-import-zh")

    # drill: the gap opens the campuses behind it, a campus its file, the file its source
    page.locator("tfoot a[href*='measure=gap']").first.click()
    page.wait_for_url("**/campuses/?**")
    expect(page.locator("main")).to_contain_text("东关第1小学")
    page.get_by_role("link", name="东关第1小学").click()
    page.wait_for_url("**/campuses/*/**")
    expect(page.locator("main")).to_contain_text("公治〔2015〕168号")
    assert "东县.xlsx" in page.content()

    page.goto(TABLE)
    with page.expect_download() as download:
        page.click("a[href*='table.xlsx']")
    sheet = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).worksheets[0]
    assert any("合计" in str(row[0].value) for row in sheet.iter_rows(max_col=1))


def test_page_in_english_tells_the_same_numbers(open_page: Callable[..., Page], cast: Cast) -> None:
    assert cast["county_education"].is_active
    page = open_page()
    log_in(page, "county_education")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_contain_text("summary table")


@pytest.mark.parametrize("width", [1366, 360])
def test_no_page_is_wider_than_the_screen(
    open_page: Callable[..., Page], cast: Cast, register: Register, width: int
) -> None:
    assert cast["city_police"].is_active
    campus = register.campus(on=CENSUS_DAY)
    register.guard_on_post(campus, certified=True)
    page = open_page(width=width)
    log_in(page, "city_police")
    for address in ("/table/", "/campuses/", f"/campuses/{campus}/", "/census/imports/", "/no-such-page"):
        page.goto(address)
        wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wider, address


def test_file_that_is_no_workbook_is_refused_with_the_remedy(page: Page, cast: Cast, tmp_path: Path) -> None:
    assert cast["county_education"].is_active
    open_campaign()
    path = tmp_path / "notes.xlsx"
    path.write_text(json.dumps({"no": "workbook"}))
    log_in(page, "county_education")
    page.goto("/census/imports/")
    page.set_input_files("input[type=file]", str(path))
    page.click("form[enctype='multipart/form-data'] button[type=submit]")
    expect(page.locator("main")).to_contain_text("不是工作簿")
    assert not WorkbookImport.objects.exists()
