"""The table's files, read again and added up by somebody who trusts nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from django.utils import translation
from pytest_django import DjangoDbBlocker

from gatehouse.accounts.types import EVERYTHING
from gatehouse.foundation.clock import SHANGHAI
from gatehouse.foundation.models import Setting
from gatehouse.reports.presenters import as_csv, as_file, as_json, as_text, as_workbook
from gatehouse.reports.queries import TableQuestion, summary_table
from gatehouse.reports.types import RowKind, SummaryTable, TableRow
from gatehouse.standing.types import Stratum
from gatehouse.territory.types import Line
from tests.kit.cast import scope_of
from tests.kit.effort import undone
from tests.kit.places import CITY, EAST, EAST_1, ZONE, found_province
from tests.kit.readers import read_csv, read_ownership, read_table, read_workbook, texts
from tests.kit.register import Register, at
from tests.kit.scene import DEC, play
from tests.kit.tables import SOUND, recorded_at, row
from tests.kit.tables import table as hand_made

CODES = (CITY, EAST, EAST_1)
PARTS = {
    "Sex": ["Men", "Women"],
    "Age": ["Under 35", "35–44", "45–54", "55–59", "60 and over"],
    "Hiring source": ["School itself", "Property manager", "Security company", "Not told"],
}

ZONE_OFFICE = "zone office"
"""Somebody of the other line, who sees a part of the city's table."""

Tables = dict[str, SummaryTable]


@pytest.fixture(scope="module")
def tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Tables:  # noqa: ARG001 - the database is there
    """Tables of the scene, read once: their files need no register."""
    with django_db_blocker.unblock(), undone():
        places = found_province()
        play(Register(places))
        found = {
            code: summary_table(TableQuestion(Line.POLICE, code, DEC), EVERYTHING) for code in (CITY, EAST, EAST_1)
        }
        scope = scope_of(places.education(ZONE))
        Setting.objects.create(name="demo", value="loudi-2020")
        found[ZONE_OFFICE] = summary_table(TableQuestion(Line.POLICE, CITY, DEC), scope)
        return found


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English sentences to read."""
    with translation.override("en"):
        yield


# Workbook


@pytest.mark.parametrize("code", CODES)
def test_workbooks_columns_add_up_to_its_total_row(tables: Tables, code: str) -> None:
    sheet = read_table(as_workbook(tables[code]))
    assert list(sheet.rows)[-1] == "Total"
    for place, head in enumerate(sheet.heads):
        *parts, total = (values[place] for values in sheet.rows.values())
        if head == ("Meeting the norm", "Coverage"):
            met, campuses = (
                sheet.column(*name)[-1] for name in (("Meeting the norm", "Campuses"), ("Campuses", "All"))
            )
            assert met is not None
            assert campuses
            assert total == pytest.approx(met / campuses)
        else:
            assert sum(part or 0 for part in parts) == total, head


@pytest.mark.parametrize("code", CODES)
def test_workbooks_parts_make_up_the_full_time_guards_of_every_row(tables: Tables, code: str) -> None:
    sheet = read_table(as_workbook(tables[code]))
    whole = sheet.column("Full-time guards", "On post")
    for group, heads in PARTS.items():
        columns = [sheet.column(group, head) for head in heads]
        assert [sum(part or 0 for part in parts) for parts in zip(*columns, strict=True)] == whole


def test_workbooks_heads_are_merged_over_their_columns(tables: Tables) -> None:
    sheet = read_table(as_workbook(tables[CITY]))
    assert {"A1:Y1", "A2:Y2", "A3:A4", "B3:E3", "F3:H3", "I3:L3", "M3:N3", "O3:P3", "Q3:U3", "V3:Y3"} <= set(
        sheet.merged
    )
    assert sheet.heads[0] == ("Campuses", "All")
    assert sheet.heads[-1] == ("Hiring source", "Not told")
    assert len(sheet.heads) == 24


def test_workbook_says_whose_it_is_and_of_when(tables: Tables) -> None:
    sheet = read_table(as_workbook(tables[CITY]))
    assert sheet.title == "City summary table of full-time campus guards"
    assert sheet.info.split("    ") == ["Unit: Some City Police", "Police line", "As of 2020-12-01"]


def test_workbook_ends_with_cross_foot_and_sign_off_lines(tables: Tables) -> None:
    foot = read_table(as_workbook(tables[CITY])).foot
    assert foot[0] == "Cross-foot check: all rows and columns add up."
    assert foot[1:3] == ["Public security authority (seal)", "Education authority (seal)"]
    assert foot[3] == foot[4]
    assert all(word in foot[3] for word in ("Prepared by", "Checked by", "Head of unit", "Date"))


def test_workbook_tells_the_first_sum_that_does_not_add_up() -> None:
    wrong = hand_made([row("东县", {Stratum.SCHOOL_PUBLIC: SOUND._replace(male=9)})])
    foot = read_table(as_workbook(wrong)).foot
    assert foot[0] == "Cross-foot check: 东县, male, female: parts 10, whole 8."


def test_workbook_tells_recording_instant_in_shanghai_branch_and_demo(tables: Tables) -> None:
    utc = datetime.fromisoformat("2020-12-21T16:30:00+00:00")
    info = read_table(as_workbook(recorded_at(tables[ZONE_OFFICE], utc))).info
    assert "As recorded at 2020-12-22 00:30" in info
    assert "Only campuses within your own branch" in info
    assert "Demo data, purely fictitious" in info
    assert "Police line" in info


def test_workbook_of_an_empty_table_has_a_total_of_nothing() -> None:
    sheet = read_table(as_workbook(hand_made([])))
    assert list(sheet.rows) == ["Total"]
    assert {value for value in sheet.rows["Total"] if value is not None} == {0}


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+86", "-1", "https://example.org", "{=1}"])
def test_names_stay_texts_in_the_workbook(name: str) -> None:
    rows = [replace(row(), name_en=name, name=name)]
    sheet = read_workbook(as_workbook(hand_made(rows)))
    cell = sheet["A5"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_ownership_sheet_divides_the_total_by_founder(tables: Tables) -> None:
    found = tables[CITY]
    heads, groups, total = read_ownership(as_workbook(found))
    assert heads == ["Ownership", "Campuses", "Required", "On post", "Certified", "Gap", "Meeting the norm", "Coverage"]
    assert list(groups) == [
        "Public schools",
        "Private schools",
        "Public kindergartens",
        "Private kindergartens",
    ]
    for place in range(6):
        assert sum(line[place] or 0 for line in groups.values()) == total[place]
    amounts = found.total.amounts
    assert total[:6] == [
        amounts.campuses, amounts.required, amounts.full_time, amounts.certified, amounts.gap, amounts.campuses_met,
    ]  # fmt: skip


def test_workbook_speaks_chinese_by_default(tables: Tables) -> None:
    with translation.override("zh-hans"):
        data = as_workbook(tables[CITY])
    sheet = read_table(data)
    assert sheet.title == "全市校园专职保安员配备情况汇总表"
    assert list(sheet.rows)[-1] == "合计"
    heads = [text for text in texts(read_workbook(data, 1)) if text in {"合计", "学校（园）", "达标"}]
    assert heads == ["学校（园）", "达标", "合计"]


# CSV


@pytest.mark.parametrize("code", CODES)
def test_csv_adds_up_and_says_what_the_workbook_says(tables: Tables, code: str) -> None:
    found = tables[code]
    head, rows = read_csv(as_csv(found))
    sheet = read_table(as_workbook(found))
    assert head == ["Code", "Unit", *(f"{group}/{name}" for group, name in sheet.heads)]
    assert [line["Unit"] for line in rows] == list(sheet.rows)
    for place, name in enumerate(head[2:]):
        cells = [line[name] for line in rows]
        expected = [values[place] for values in sheet.rows.values()]
        assert [float(cell) if cell else None for cell in cells] == pytest.approx(expected, abs=1e-6)
        if name != "Meeting the norm/Coverage":
            assert sum(int(cell) for cell in cells[:-1]) == int(cells[-1])


def test_csv_opens_rightly_in_excel(tables: Tables) -> None:
    data = as_csv(tables[CITY])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == len(tables[CITY].rows) + 2


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", "\rx", "a,b", 'say "no"', "两\n行"])
def test_csv_carries_no_formula_and_keeps_every_name(name: str) -> None:
    kept = TableRow(RowKind.CAMPUS, name, name, name, "", {Stratum.SCHOOL_PUBLIC: SOUND})
    _, rows = read_csv(as_csv(hand_made([kept])))
    assert rows[0]["Unit"] == rows[0]["Code"]
    assert rows[0]["Unit"].removeprefix("'") == name
    assert not rows[0]["Unit"].startswith(("=", "+", "-", "@", "\t", "\r"))


# JSON

PROMISED = {
    "campuses", "schools", "city_kindergartens", "town_kindergartens", "required", "full_time", "certified", "gap",
    "campuses_met", "staff", "students", "boarders", "by_source", "by_age", "by_sex", "by_ownership",
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_json_adds_up(tables: Tables, code: str) -> None:
    found = json.loads(json.dumps(as_json(tables[code])))
    rows, total = found["rows"], found["total"]
    for name in (
        "campuses",
        "schools",
        "required",
        "full_time",
        "certified",
        "gap",
        "campuses_met",
        "students",
        "surplus",
    ):
        assert sum(item[name] for item in rows) == total[name]
    for item in (*rows, total):
        assert item.keys() >= PROMISED
        for parts in ("by_source", "by_age", "by_sex"):
            assert sum(item[parts].values()) == item["full_time"]
        for name in ("campuses", "required", "full_time", "gap"):
            assert sum(group[name] for group in item["by_ownership"].values()) == item[name]
        assert item["schools"] + item["city_kindergartens"] + item["town_kindergartens"] == item["campuses"]
        assert item["coverage"] == (round(item["campuses_met"] / item["campuses"], 6) if item["campuses"] else None)
    assert found["cross_foot"] == []


def test_json_says_whose_it_is_and_of_when(tables: Tables) -> None:
    found = as_json(recorded_at(tables[CITY], at("2020-12-22", "08:00")))
    assert found["unit"] == {"code": CITY, "name": "某市公安机关", "name_en": "Some City Police"}
    assert (found["line"], found["as_of"]) == ("police", "2020-12-01")
    assert datetime.fromisoformat(found["as_recorded"]) == datetime(2020, 12, 22, 8, 0, tzinfo=SHANGHAI)
    assert as_json(tables[CITY])["as_recorded"] is None


def test_json_divisions_make_up_the_total(tables: Tables) -> None:
    found = as_json(tables[CITY])
    assert sum(item["campuses"] for item in found["by_division"].values()) == found["total"]["campuses"]
    assert sum(item["full_time"] for item in found["by_division"].values()) == found["total"]["full_time"]


def test_json_names_the_campuses_of_a_station(tables: Tables) -> None:
    rows = as_json(tables[EAST_1])["rows"]
    assert [item["campus"] for item in rows] == [row.campus_id for row in tables[EAST_1].rows]
    assert {item["kind"] for item in rows} == {"campus"}


@pytest.mark.parametrize("shape", ["xlsx", "csv", "json"])
def test_file_of_each_shape_is_what_its_presenter_writes(tables: Tables, shape: str) -> None:
    data = as_file(tables[CITY], shape)
    if shape == "json":
        assert json.loads(data) == json.loads(json.dumps(as_json(tables[CITY])))
    elif shape == "csv":
        assert data == as_csv(tables[CITY])
    else:
        assert read_table(data) == read_table(as_workbook(tables[CITY]))


def test_file_of_another_shape_is_refused(tables: Tables) -> None:
    with pytest.raises(KeyError):
        as_file(tables[CITY], "pdf")


# Text


def test_text_lines_up_and_ends_with_the_check(tables: Tables) -> None:
    lines = as_text(tables[CITY]).splitlines()
    assert lines[0].startswith("City summary table of full-time campus guards  Some City Police  2020-12-01")
    assert lines[-1] == "Cross-foot check: all rows and columns add up."
    assert len({len(line) for line in lines[1:-1]}) == 1
    assert lines[-2].split()[:2] == ["Total", "8"]


def test_text_lines_up_in_chinese(tables: Tables) -> None:
    with translation.override("zh-hans"):
        lines = as_text(tables[CITY]).splitlines()
    width = {sum(2 if ord(mark) > 0x2E80 else 1 for mark in line) for line in lines[1:-1]}
    assert len(width) == 1
