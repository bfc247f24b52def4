from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from gatehouse.foundation.workbook.reader import read_workbook
from gatehouse.foundation.workbook.refusal import DEFAULT_LIMITS, Limits, WorkbookRefused
from gatehouse.kernel.problem import Problem
from tests.kit.workbooks import Page, by_openpyxl, by_xlsxwriter

FILE = "报表.xlsx"
SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def book() -> bytes:
    return by_openpyxl(Page("表", [["姓名", "年龄"], ["张三", 35]]))


def refused(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Problem:
    with pytest.raises(WorkbookRefused) as caught:
        read_workbook(data, filename=FILE, limits=limits)
    assert caught.value.problem.place.file == FILE
    return caught.value.problem


def rebuilt(change: Callable[[str, bytes], bytes | None], source: bytes | None = None) -> bytes:
    """The workbook with its parts changed; None leaves a part out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source or book())) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()


def with_rows(rows: bytes) -> bytes:
    """The workbook with these rows, as XML, in its only sheet."""
    return rebuilt(lambda name, content: HEAD + rows + TAIL if name == SHEET else content)


def zipped(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        ("姓名,年龄\n张三,35\n".encode(), "file-is-text"),
        ("\ufeff姓名,年龄\n".encode(), "file-is-text"),
        ("姓名,年龄\n张三,35\n".encode("gb18030"), "file-is-text"),
        ("姓名\t年龄\n".encode("utf-16"), "file-is-text"),
        (("姓名,年龄\n" * 2000).encode(), "file-is-text"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file-is-web-page"),
        (b"%PDF-1.7\x00\x01\x02", "file-other-format"),
        (b"\xff\xfb\x90\xff\xff", "file-other-format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), "file-is-old-workbook"),
        (OLE + "WordDocument".encode("utf-16-le"), "file-other-format"),
        (b"PK\x03\x04 and no more", "file-truncated"),
        (zipped(**{"乡镇__a.xlsx": "x"}), "file-is-archive"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "file-other-format"),
        (zipped(**{"[Content_Types].xml": "x", "word__document.xml": "x"}), "file-other-format"),
        (zipped(**{"[Content_Types].xml": "x", "xl__workbook.bin": "x"}), "file-other-format"),
    ],
)
def test_other_file_is_refused_by_what_it_is(data: bytes, code: str) -> None:
    problem = refused(data)
    assert problem.code == code
    assert problem.params["formats"] == ".xlsx"


def test_file_over_the_limit_is_refused_with_both_sizes() -> None:
    problem = refused(bytes(3 << 20), replace(DEFAULT_LIMITS, file=2 << 20))
    assert (problem.code, problem.params["size"], problem.params["limit"]) == ("file-too-big", 3, 2)


def test_workbook_cut_off_is_refused() -> None:
    assert refused(book()[:-300]).code == "file-truncated"


def test_workbook_with_a_locked_part_is_refused() -> None:
    data = bytearray(book())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature) + offset
        data[place] |= 1
    assert refused(bytes(data)).code == "file-encrypted"


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: content[:-20] if name == SHEET else content,
        lambda name, content: b'<!DOCTYPE x [<!ENTITY a "b">]>' + content if name == SHEET else content,
        lambda name, content: None if name == SHEET else content,
        lambda name, content: content.replace(b'r="A1"', b'r="A0"') if name == SHEET else content,
    ],
    ids=["cut-off", "entities", "sheet-missing", "impossible-cell"],
)
def test_workbook_with_a_broken_part_is_refused(change: Callable[[str, bytes], bytes | None]) -> None:
    # An odd cell makes the exact measuring read the sheet, which meets the fault first.
    odd = rebuilt(lambda name, content: content.replace(b'<c r="B1"', b'<c  r="B1"') if name == SHEET else content)
    assert refused(rebuilt(change, odd)).code == "file-damaged"


def test_workbook_with_flipped_bits_is_refused() -> None:
    data = bytearray(book())
    place = data.find(SHEET.encode()) + len(SHEET) + 10
    data[place : place + 8] = bytes(8)
    assert refused(bytes(data)).code == "file-damaged"


def test_workbook_with_a_part_twice_is_refused() -> None:
    target = io.BytesIO(book())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(SHEET.upper(), b"second")
    assert refused(target.getvalue()).code == "file-damaged"


def test_workbook_without_worksheet_is_refused() -> None:
    def without_sheets(name: str, content: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return content
        start, end = content.index(b"<sheets>"), content.index(b"</sheets>")
        return content[: start + len(b"<sheets>")] + content[end:]

    assert refused(rebuilt(without_sheets)).code == "workbook-no-sheets"


def test_workbook_of_empty_sheets_is_refused() -> None:
    assert refused(by_xlsxwriter(Page("一", []), Page("二", [[None]]))).code == "workbook-no-cells"


def test_overlapping_merges_are_refused() -> None:
    merges = b"".join(b'<mergeCell ref="A1:B2"/>' for _ in range(9))

    def merged(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        return content.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>")

    assert refused(rebuilt(merged)).code == "file-damaged"


def test_part_that_unpacks_beyond_the_limit_is_refused() -> None:
    data = rebuilt(lambda name, content: content + bytes(3 << 20) if name == "xl/styles.xml" else content)
    assert refused(data, replace(DEFAULT_LIMITS, unpacked=2 << 20)).code == "file-bomb"


def test_part_packed_far_tighter_than_any_sheet_is_refused() -> None:
    data = rebuilt(lambda name, content: content + bytes(9 << 20) if name == "xl/styles.xml" else content)
    assert refused(data).code == "file-bomb"


def test_size_written_in_the_container_is_not_believed() -> None:
    data = bytearray(rebuilt(lambda name, content: content + bytes(3 << 20) if name == "xl/styles.xml" else content))
    for signature, name_at, size_at in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
        place = data.find(signature)
        while data[place + name_at :].startswith(b"xl/styles.xml") is False:
            place = data.find(signature, place + 1)
        data[place + size_at : place + size_at + 4] = struct.pack("<I", 100)
    assert refused(bytes(data), replace(DEFAULT_LIMITS, unpacked=2 << 20)).code == "file-bomb"


def test_sheet_with_too_many_rows_is_refused_by_name() -> None:
    data = by_openpyxl(Page("一", [["x"]]), Page("二", [["x"]] * 1200))
    problem = refused(data, replace(DEFAULT_LIMITS, rows=1100))
    assert (problem.code, problem.place.sheet) == ("sheet-too-long", "二")
    assert (problem.params["found"], problem.params["limit"]) == (1200, 1100)


def test_sheet_with_too_many_columns_is_refused_by_name() -> None:
    problem = refused(by_openpyxl(Page("宽表", [["x"] * 600])))
    assert (problem.code, problem.place.sheet, problem.params["found"]) == ("sheet-too-wide", "宽表", 600)


def test_one_cell_at_the_far_end_is_refused_without_laying_out_the_grid() -> None:
    data = with_rows(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert refused(data).code == "sheet-too-long"


@pytest.mark.parametrize(
    "row",
    [
        b"<row r=\"2000000\"><c r='A2000000'><v>1</v></c></row>",
        b'<row r="2000000"><c><v>1</v></c></row>',
        b'<x:row xmlns:x="urn:any" r="2000000"><x:c r="A2000000"><x:v>1</x:v></x:c></x:row>',
        b'<row r="1"><c\nr="A2000000"><v>1</v></c></row>',
    ],
    ids=["single-quotes", "no-reference", "prefixed", "line-break"],
)
def test_far_cell_is_found_however_it_is_written(row: bytes) -> None:
    assert refused(with_rows(row)).code == "sheet-too-long"


def test_grids_too_large_together_are_refused() -> None:
    pages = [Page(str(n), [["x"], *[[None]] * 1500, [None] * 90 + ["x"]]) for n in range(4)]
    assert refused(by_openpyxl(*pages), replace(DEFAULT_LIMITS, cells=400_000)).code == "workbook-too-large"


def test_long_shared_text_in_many_cells_is_refused() -> None:
    data = by_xlsxwriter(Page("表", [["长" * 30_000]] * 900))
    assert refused(data, replace(DEFAULT_LIMITS, text=10_000_000)).code == "workbook-too-large"


def test_long_shared_text_in_few_cells_is_read() -> None:
    data = by_xlsxwriter(Page("表", [["长" * 30_000], *[["短"]] * 900]))
    [sheet] = read_workbook(data, filename=FILE, limits=replace(DEFAULT_LIMITS, text=10_000_000)).sheets
    assert len(sheet.rows) == 901


def test_formatted_cells_far_away_do_not_count() -> None:
    data = with_rows(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>')
    [sheet] = read_workbook(data, filename=FILE).sheets
    assert sheet.rows == [[1.0]]
