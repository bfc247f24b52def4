"""Whole columns agree with single values, and what is written canonically is read back the same."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gatehouse.census.reading import COLUMNS, check_book, error_workbook, read_tables, read_workbook
from gatehouse.census.reading.columns import meaning, understand
from gatehouse.census.reading.dates import first_day, with_day
from gatehouse.census.reading.fields import FIELDS
from gatehouse.census.reading.numbers import MAX_COUNT, with_number
from gatehouse.census.reading.people import ID_BIRTH, ID_SEX, age_on, resident_ids
from gatehouse.census.reading.said import Said
from gatehouse.census.reading.texts import fault, raw
from gatehouse.census.types import RowKind
from gatehouse.foundation.workbook.grid import Book, Sheet
from gatehouse.foundation.workbook.refusal import WorkbookRefused
from gatehouse.kernel import days
from gatehouse.kernel.identifiers import IdentifierError, IdFault, ResidentId, resident_id
from gatehouse.kernel.problem import Place, Problem
from tests.kit.census_books import REFERENCE_DAY, TODAY, campuses, guards
from tests.kit.workbooks import WRITERS, Page, by_xlsxwriter
from tests.kit.workbooks import resident_id as made_up_id

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
SAME_FAULT = {
    "id-length": IdFault.LENGTH,
    "id-old-15-digits": IdFault.LENGTH,
    "id-birth-date": IdFault.BIRTH_DATE,
    "id-check-digit": IdFault.CHECK_DIGIT,
}


@st.composite
def id_texts(draw: st.DrawFn) -> str:
    """Right and nearly right ID numbers, in full-width or lower case, with blanks; and anything else."""
    born = draw(st.dates(date(1850, 1, 1), LAST_DAY))
    number = made_up_id(f"{born:%Y%m%d}", draw(st.integers(0, 999)), region=f"{draw(st.integers(0, 999_999)):06d}")
    if draw(st.booleans()):
        place, digit = draw(st.integers(0, 17)), draw(st.sampled_from("0123456789Xx１Ａ"))
        number = number[:place] + digit + number[place + 1 :]
    if draw(st.booleans()):
        number = number.translate(str.maketrans("0123456789X", "０１２３４５６７８９ｘ"))
    if draw(st.booleans()):
        place = draw(st.integers(0, 18))
        number = number[:place] + draw(st.sampled_from(" \u3000\n\t\xa0")) + number[place:]
    return draw(st.sampled_from([number, number[:17], number + "0", number[:6] + number[8:17]]))


def single(text: str) -> ResidentId | IdFault:
    """What the kernel says of one number."""
    try:
        return resident_id(text)
    except IdentifierError as wrong:
        return wrong.fault


@given(st.lists(st.one_of(id_texts(), st.text(max_size=20)), min_size=1, max_size=30))
@example(["431399196807140000", "4.3E+17", "4313991968071400１", "", "43139919000229001X"])
def test_column_of_id_numbers_is_checked_as_each_single_one(texts: list[str]) -> None:
    frame = resident_ids(pl.DataFrame({"row": range(len(texts)), raw("id_number"): texts}))
    for text, row in zip(texts, frame.iter_rows(named=True), strict=True):
        code, right = row[fault("id_number")], single(text)
        if isinstance(right, IdFault):
            assert (row["id_number"], row[ID_BIRTH], row[ID_SEX]) == (None, None, None)
            assert code == "id-digits-lost" or SAME_FAULT[code] is right
        else:
            assert code is None
            assert (row["id_number"], row[ID_BIRTH], row[ID_SEX]) == (right.number, right.birth_date, right.sex.value)


@given(st.lists(st.dates(FIRST_DAY, LAST_DAY), min_size=1, max_size=30), st.dates(FIRST_DAY, LAST_DAY))
@example([date(2000, 2, 29)], date(2019, 2, 28))
@example([date(2000, 2, 29)], date(2019, 3, 1))
def test_ages_of_a_column_are_those_of_each_single_person(born: list[date], day: date) -> None:
    ages = pl.DataFrame({"born": born}).select(age_on(pl.col("born"), day)).to_series()
    assert ages.to_list() == [days.age_on(each, day) for each in born]


DAY_SHAPES = (
    "{0:%Y-%m-%d}",
    "{0:%Y%m%d}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    " {0.year} 年 {0.month} 月 {0.day} 号",
)
MONTH_SHAPES = ("{0.year}.{0.month}", "{0.year}年{0.month}月", "{0.year}-{0.month:02d}", "{0.year}/{0.month}")


@given(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(DAY_SHAPES), st.booleans())
def test_day_is_read_from_every_shape(day: date, shape: str, wide: bool) -> None:  # noqa: FBT001 - drawn
    text = shape.format(day)
    if wide:
        text = text.translate(str.maketrans("0123456789.-/", "０１２３４５６７８９．－／"))
    assert first_day(text) == day


@given(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(MONTH_SHAPES))
def test_month_is_read_as_its_first_day(day: date, shape: str) -> None:
    assert first_day(shape.format(day)) == day.replace(day=1)


@given(st.integers(10_000, 79_999))
def test_serial_number_of_excel_is_the_day_it_stands_for(serial: int) -> None:
    assert first_day(str(serial)) == date(1899, 12, 30) + timedelta(days=serial)


@given(st.text(max_size=14) | st.from_regex(r"\A[0-9]{1,5}[-./年][0-9]{1,3}[-./月]?[0-9]{0,3}日?\Z"))
def test_text_is_a_day_or_faulty_but_never_both(text: str) -> None:
    frame = with_day(pl.DataFrame({raw("day"): [text]}), "day")
    value, wrong = frame["day"][0], frame[fault("day")][0]
    assert value is None or wrong is None
    assert value is None or value >= days.FIRST


@given(st.text(max_size=12) | st.integers(-(10**6), 10**20).map(str) | st.floats(0, 10**6).map(str))
def test_text_is_a_head_count_or_faulty_but_never_both(text: str) -> None:
    frame = with_number(pl.DataFrame({raw("n"): [text]}), "n")
    value, wrong = frame["n"][0], frame[fault("n")][0]
    assert value is None or wrong is None
    assert value is None or 0 <= value <= MAX_COUNT


@given(st.integers(0, MAX_COUNT), st.sampled_from(["{}", "{}.0", "{:,}", "{}人", " {} "]))
def test_head_count_is_read_from_every_shape(number: int, shape: str) -> None:
    frame = with_number(pl.DataFrame({raw("n"): [shape.format(number)]}), "n")
    assert (frame["n"][0], frame[fault("n")][0]) == (number, None)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=12))
def test_any_head_is_mapped_without_taking_a_column_or_a_field_twice(heads: list[str]) -> None:
    mapping = understand([[head] if head else [] for head in heads])
    letters = [column.letter for column in mapping.columns] + [column.letter for column in mapping.unused]
    assert len(letters) == len(set(letters))
    assert len(mapping.fields) == len(mapping.columns)


@given(st.sampled_from(list(RowKind)), st.data())
def test_blanks_and_marks_in_a_heading_change_nothing(kind: RowKind, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FIELDS[kind]))
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "\n", "\u3000"]), min_size=20, max_size=20))
    heading = "".join(letter + gap for letter, gap in zip(field.heading, gaps, strict=False))
    assert meaning(kind, [f"*{heading}："]) == (field.name, 1.0)


NAMES = st.text("云溪石桥金龙洞庭星湖学校小中1２Ａb（）", min_size=1, max_size=10).filter(str.strip)


@st.composite
def campus_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Campus rows in the words of our own template."""
    count = draw(st.integers(1, 8))
    rows = []
    for number in range(count):
        students = draw(st.integers(0, 5000))
        rows.append(
            {
                "学校名称": f"第{number}{draw(NAMES)}",
                "学校标识码": draw(st.none() | st.integers(10**9, 10**10 - 1).map(str)),
                "学校类别": draw(st.sampled_from(["小学", "初中", "高中", "教学点"])),
                "办学性质": draw(st.sampled_from(["公办", "民办", "普惠性民办"])),
                "学生人数": students,
                "教职工人数": draw(st.integers(0, 500)),
                "住宿生人数": draw(st.integers(0, students)),
                "地址": draw(st.none() | NAMES),
            }
        )
    return rows


@settings(max_examples=25, deadline=None)
@given(campus_rows(), st.sampled_from(sorted(WRITERS)))
def test_canonical_rows_are_read_back_the_same(rows: list[dict[str, Any]], writer: str) -> None:
    read = read_workbook(WRITERS[writer](campuses(*rows)), filename="a.xlsx")
    book = check_book(read, reference_day=REFERENCE_DAY, today=TODAY)
    assert book.problems == ()
    [frame] = [table.frame for table in book.tables]
    assert dict(frame.schema) == COLUMNS[RowKind.CAMPUS]
    for number, (row, back) in enumerate(zip(rows, frame.iter_rows(named=True), strict=True), start=2):
        assert back["row"] == number
        assert back["school_code"] == row["学校标识码"]
        counts = (back["students"], back["staff"], back["boarders"])
        assert counts == (row["学生人数"], row["教职工人数"], row["住宿生人数"])
    # A name may have been brought into one spelling; spelt so, everything is read back as it was written.
    spelt = [row | {"学校名称": name} for row, name in zip(rows, frame["name"], strict=True)]
    again = read_workbook(WRITERS[writer](campuses(*spelt)), filename="a.xlsx")
    assert check_book(again, reference_day=REFERENCE_DAY, today=TODAY).tables[0].frame.equals(frame)


CELLS = st.one_of(
    st.just(""),
    st.sampled_from(
        ["学校名称", "学校类别", "办学性质", "学生人数", "教职工人数", "姓名", "合计", "填表人：", "小学", "公办", "1"]
    ),
    st.text(max_size=6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(FIRST_DAY, LAST_DAY),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 7).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12)
    )
)
def test_any_grid_is_read_and_checked_without_failing(rows: list[list[Any]]) -> None:
    book = read_tables(Book("a.xlsx", (Sheet("表", visible=True, rows=rows),)))
    checked = check_book(book, reference_day=REFERENCE_DAY, today=TODAY)
    for table, first in zip(checked.tables, book.tables, strict=True):
        refused = {problem.place.row for problem in table.problems if problem.severity == "ERROR"}
        assert set(table.frame["row"]) == set(first.frame["row"]) - refused


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_spoilt_file_is_refused_or_read_but_never_fails(chance: random.Random, changes: int) -> None:
    data = bytearray(by_xlsxwriter(campuses({}, {}), guards({}, {})))
    for _ in range(changes):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(WorkbookRefused):
        book = read_workbook(bytes(data), filename="a.xlsx")
        checked = check_book(book, reference_day=REFERENCE_DAY, today=TODAY)
        assert len(checked.tables) == len(book.tables)


@settings(max_examples=20, deadline=None)
@given(campus_rows(), st.data())
def test_error_workbook_gives_back_the_rows_it_was_given(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    sent = by_xlsxwriter(Page("表", [["某县普查表"], *campuses(*rows).rows]))
    read = read_workbook(sent, filename="a.xlsx")
    numbers = read.tables[0].frame["row"].to_list()
    bad = data.draw(st.lists(st.sampled_from(numbers), min_size=1, unique=True))
    problems = [Problem("required-empty", Place("a.xlsx", "表", row, "A")) for row in bad]
    errors = error_workbook(sent, read, problems, say=lambda _: Said("", "", "=因", "改"))
    again = read_workbook(errors, filename="b.xlsx").tables[0].frame
    assert again.drop("row").equals(read.tables[0].frame.filter(pl.col("row").is_in(bad)).drop("row"))
