"""The census workbooks, read again with another library: what they say, how they differ, and where they are wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from stdnum.cn import ric

from gatehouse.demo.loudi_2020 import City, WrittenBook, load_scenario, write_workbooks
from gatehouse.demo.loudi_2020.books.rows import FaultKind
from tests.kit.demo_books import Line, SheetText, read_book

pytestmark = pytest.mark.slow  # fourteen workbooks are written, and read with a thorough but slow library

Read = dict[str, list[SheetText]]
LARGE = ("431302", "431321", "431322", "431382")


@pytest.fixture(scope="session")
def read(books: list[WrittenBook], folder: Path) -> Read:
    return {book.file_name: read_book(folder / book.file_name) for book in books}


def first(books: list[WrittenBook]) -> list[WrittenBook]:
    return [book for book in books if not book.mended]


def faulty(book: WrittenBook) -> set[tuple[str, int]]:
    return {(fault.sheet, fault.row) for fault in book.planted}


def good_lines(books: list[WrittenBook], read: Read, kind: str) -> list[Line]:
    return [
        line
        for book in books
        for sheet in read[book.file_name]
        for line in sheet.lines
        if sheet.kind == kind and (sheet.name, line.row) not in faulty(book)
    ]


def test_workbooks_are_those_of_the_scenario(books: list[WrittenBook], folder: Path) -> None:
    steps = load_scenario().imports
    told = [(book.file_name, book.unit, book.recorded_at, book.mended) for book in books]
    assert told == [(step.file, step.unit, step.at, step.mended) for step in steps]
    assert sorted(path.name for path in folder.glob("*.xlsx")) == sorted(book.file_name for book in books)


def test_sheets_hold_as_many_rows_as_expected(books: list[WrittenBook], read: Read) -> None:
    for book in books:
        found = Counter({sheet.kind: 0 for sheet in read[book.file_name]})
        for sheet in read[book.file_name]:
            found[sheet.kind] += len(sheet.lines)
        expected = {kind.value: rows.accepted + rows.rejected for kind, rows in book.expected.items()}
        assert {kind: found[kind] for kind in expected} == expected, book.file_name


def test_first_submissions_expect_a_refusal_for_every_planted_row(books: list[WrittenBook], read: Read) -> None:
    for book in first(books):
        for kind, rows in book.expected.items():
            names = {sheet.name for sheet in read[book.file_name] if sheet.kind == kind}
            assert rows.rejected == len({place for place in faulty(book) if place[0] in names})
        assert len(faulty(book)) == len(book.planted)


def test_large_counties_get_one_row_in_a_hundred_wrong(books: list[WrittenBook]) -> None:
    for book in first(books):
        rows = sum(kind.accepted + kind.rejected for kind in book.expected.values())
        assert 0.005 < len(book.planted) / rows < 0.045
        if book.unit in LARGE:
            assert 0.01 < len(book.planted) / rows < 0.02 + 0.001
            assert 8 <= sum(fault.kind is not FaultKind.CAMPUS_NOT_FOUND for fault in book.planted) <= 15


def test_every_kind_of_error_is_made_somewhere(books: list[WrittenBook]) -> None:
    assert {fault.kind for book in books for fault in book.planted} == set(FaultKind)


@dataclass(frozen=True, slots=True)
class Spot:
    """A planted error with everything around it."""

    field: str
    line: Line
    sheet: SheetText
    book: WrittenBook
    refused: set[str]
    city: City

    @property
    def text(self) -> str:
        return self.line.text(self.field)

    @property
    def ids(self) -> set[str]:
        return {guard.resident_id for guard in self.city.guards}


def has_wrong_check_digit(spot: Spot) -> bool:
    body = spot.text[:-1]
    return spot.text not in spot.ids and body + ric.calc_check_digit(f"{body}0") in spot.ids


def repeats_an_earlier_row(spot: Spot) -> bool:
    campus = spot.line.text("campus")
    earlier = [line for line in spot.sheet.lines if line.row < spot.line.row]
    return any(line.text(spot.field) == spot.text and line.text("campus") == campus for line in earlier)


def stands_in_a_foreign_town(spot: Spot) -> bool:
    own = {campus.town.name for campus in spot.city.campuses if campus.reporter == spot.book.unit}
    reporters = {campus.name: campus.reporter for campus in spot.city.campuses}
    return spot.text not in own and reporters[spot.line.text("campus")] != spot.book.unit


WRONG: dict[FaultKind, Callable[[Spot], bool]] = {
    FaultKind.ID_CHECK_DIGIT: has_wrong_check_digit,
    FaultKind.MISSING_CELL: lambda spot: spot.text == "" and spot.field in {"name", "id_number", "students"},
    FaultKind.IMPOSSIBLE_DATE: lambda spot: (
        spot.field == "started_on" and (spot.text == "2019-13-45" or spot.text.startswith("2031"))
    ),
    FaultKind.DUPLICATE_ROW: repeats_an_earlier_row,
    FaultKind.HEAD_COUNT_TEXT: lambda spot: spot.text == "不详",
    FaultKind.FOREIGN_TOWN: stands_in_a_foreign_town,
    FaultKind.NEGATIVE_COUNT: lambda spot: spot.line.number(spot.field) < 0,
    FaultKind.UNKNOWN_OWNERSHIP: lambda spot: spot.field == "ownership" and spot.text == "集体联办",
    FaultKind.CAMPUS_NOT_FOUND: lambda spot: spot.text in spot.refused,
}


def test_planted_errors_stand_at_their_cells(books: list[WrittenBook], read: Read, city: City) -> None:
    for book in first(books):
        refused = refused_campuses(book, read)
        for fault in book.planted:
            sheet = next(sheet for sheet in read[book.file_name] if sheet.name == fault.sheet)
            line = next(line for line in sheet.lines if line.row == fault.row)
            field = next(field for field, letter in sheet.columns.items() if letter == fault.column)
            assert WRONG[fault.kind](Spot(field, line, sheet, book, refused, city)), (book.file_name, fault)


def refused_campuses(book: WrittenBook, read: Read) -> set[str]:
    return {
        line.text("campus")
        for sheet in read[book.file_name]
        for line in sheet.lines
        if sheet.kind == "campus" and (sheet.name, line.row) in faulty(book)
    }


def test_guard_of_a_refused_campus_is_refused_too(books: list[WrittenBook], read: Read) -> None:
    for book in first(books):
        refused = refused_campuses(book, read)
        for sheet in read[book.file_name]:
            for line in sheet.lines:
                if sheet.kind == "guard" and line.text("campus") in refused:
                    assert (sheet.name, line.row) in faulty(book)


def test_mended_workbook_holds_only_right_rows(books: list[WrittenBook]) -> None:
    for book in books:
        if book.mended:
            assert book.planted == ()
            assert {rows.rejected for rows in book.expected.values()} == {0}


def test_campuses_accepted_are_exactly_the_city(books: list[WrittenBook], read: Read, city: City) -> None:
    told = sorted(
        (
            line.text("campus"),
            line.text("school_code"),
            line.text("credit_code"),
            line.text("town"),
            line.text("ownership"),
            line.number("students"),
            line.number("staff"),
            line.number("boarders"),
        )
        for line in good_lines(books, read, "campus")
    )
    words = {"PUBLIC": "公办", "PRIVATE": "民办"}
    assert told == sorted(
        (
            campus.name,
            campus.school_code,
            campus.credit_code,
            campus.town.name,
            words[campus.ownership],
            campus.students,
            campus.staff,
            campus.boarders,
        )
        for campus in city.campuses
    )


def test_guards_accepted_are_exactly_the_city(books: list[WrittenBook], read: Read, city: City) -> None:
    told = sorted(
        (
            line.text("id_number").upper(),
            line.text("name"),
            line.text("campus"),
            line.text("engagement") in {"专职", "是"},
            line.text("source").removeprefix("学校").replace("服务", "").removesuffix("公司"),
            line.text("employer"),
            line.text("certificate_number"),
            str(line.day("certificate_issued_on")),
            str(line.day("started_on")),
        )
        for line in good_lines(books, read, "guard")
    )
    names = {campus.key: campus.name for campus in city.campuses}
    words = {"SELF": "自聘", "PROPERTY": "物业", "COMPANY": "保安"}
    assert told == sorted(
        (
            guard.resident_id,
            guard.name,
            names[guard.campus],
            guard.census == "FULL_TIME",
            words[guard.source],
            guard.employer,
            guard.certificate.number if guard.certificate else "",
            str(guard.certificate.issued_on if guard.certificate else None),
            str(guard.started_on),
        )
        for guard in city.guards
        if guard.census
    )


def test_reported_full_time_guards_agree_with_the_register(books: list[WrittenBook], read: Read) -> None:
    assert sum(line.number("reported_full_time") for line in good_lines(books, read, "campus")) == 2214


def test_layouts_differ_clearly(books: list[WrittenBook], read: Read) -> None:
    heads = {book.layout: {sheet.heads for sheet in read[book.file_name]} for book in first(books)}
    assert len(heads) == 5
    for layout, own in heads.items():
        assert all(own.isdisjoint(others) for other, others in heads.items() if other != layout)
    assert {len(read[book.file_name]) for book in first(books)} == {2, 3, 4}


def test_every_sheet_says_that_it_is_invented(read: Read) -> None:
    for sheets in read.values():
        for sheet in sheets:
            assert any("演示数据 纯属虚构" in text for text in sheet.around)


def test_sums_are_right(read: Read) -> None:
    closed = [sheet for sheets in read.values() for sheet in sheets if sheet.totals]
    assert closed
    for sheet in closed:
        for field in {"students", "staff", "boarders", "reported_full_time"} & set(sheet.columns):
            cells = [line.values[field] for line in sheet.lines]
            assert sheet.totals[field] == sum(cell for cell in cells if isinstance(cell, int | float))


def test_signature_rows_follow_the_tables(books: list[WrittenBook], read: Read) -> None:
    for book in books:
        signed = [sheet.around for sheet in read[book.file_name] if book.layout != "canonical"]
        assert all(any("填表人" in text and "审核人" in "".join(around) for text in around) for around in signed)


def test_resident_ids_are_text(books: list[WrittenBook], read: Read) -> None:
    ids = [line.values["id_number"] for line in good_lines(books, read, "guard")]
    assert all(isinstance(value, str) for value in ids)
    assert any(value != value.upper() for value in map(str, ids))
    assert any(not value.isascii() for value in map(str, ids))


def test_dates_are_written_in_five_ways(books: list[WrittenBook], read: Read) -> None:
    forms = {book.unit: good_lines([book], read, "guard")[0].values["started_on"] for book in first(books)}
    assert isinstance(forms["431321"], datetime)
    assert str(forms["431302"]).count(".") == 1
    assert str(forms["431322"]).endswith("月")
    assert str(forms["431381"]).endswith("日")
    assert len(str(forms["431382"])) == 8


def test_town_and_campus_are_merged_down_the_group_where_the_layout_groups(read: Read) -> None:
    merged = {name: [sheet.merged for sheet in sheets] for name, sheets in read.items()}
    grouped = [name for name, counts in merged.items() if any(counts)]
    assert {name[:3] for name in grouped} == {"新化县"}


def test_heads_have_two_merged_levels_where_the_layout_says(folder: Path, books: list[WrittenBook]) -> None:
    book = next(book for book in books if book.layout == "two-level")
    sheet = load_workbook(folder / book.file_name).worksheets[0]
    texts = {sheet.cell(area.min_row, area.min_col).value: str(area) for area in sheet.merged_cells.ranges}
    assert texts["学校规模"] == "L4:N4"
    assert texts["序号"] == "A4:A5"
    assert [sheet.cell(5, column).value for column in (12, 13, 14)] == ["学生人数", "教职工人数", "住宿生人数"]


def test_same_city_gives_the_same_bytes(city: City, books: list[WrittenBook], folder: Path, tmp_path: Path) -> None:
    assert write_workbooks(city, tmp_path / "again") == books
    for book in books:
        assert (tmp_path / "again" / book.file_name).read_bytes() == (folder / book.file_name).read_bytes()
