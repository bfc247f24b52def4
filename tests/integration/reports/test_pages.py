"""The summary table's page and files, and the lists behind its numbers."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pytest
from django.test import Client

from gatehouse.reports import views
from tests.kit.browsing import client_of, shown, text
from tests.kit.cast import Cast
from tests.kit.places import CITY, CITY_RUN, EAST, EAST_1, WEST, WEST_1
from tests.kit.register import Register
from tests.kit.scene import Scene

DAY = "2020-11-30"
HREF = re.compile(r'<td class="num[^"]*"[^>]*><a href="([^"]+)">([^<]+)</a>')


def table_of(unit: str = CITY, *, line: str = "police", **more: str) -> str:
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/table/?unit={unit}&line={line}&as_of={DAY}{extra}"


@pytest.fixture
def city(scene: Scene, cast: Cast) -> Client:
    """The city's police officer before a register in which everything has happened once."""
    assert scene["plain"]
    return client_of(cast["city_police"])


@pytest.mark.parametrize(
    ("language", "title", "lang"),
    [
        ("zh-hans", "全市校园专职保安员配备情况汇总表", "zh-hans"),
        ("en", "City summary table of full-time campus guards", "en"),
    ],
)
def test_table_page_speaks_the_chosen_language(scene: Scene, cast: Cast, language: str, title: str, lang: str) -> None:
    assert scene["plain"]
    page = text(client_of(cast["city_police"], language=language).get(table_of()))
    assert title in page
    assert f'<html lang="{lang}"' in page


def test_each_number_is_the_sum_of_the_list_it_opens(city: Client) -> None:
    page = text(city.get(table_of()))
    foot = page[page.index("<tfoot>") : page.index("</tfoot>")]
    cells = HREF.findall(foot)
    assert len(cells) > 15
    for address, number in cells:
        if "%" in number:
            continue
        found = shown(city.get(address.replace("&amp;", "&")))
        asked = [figure.text for figure in found["total"] if figure.is_asked]
        assert number in (asked or [found["total_campuses"]]), address


def test_names_lead_to_tables_and_at_the_lowest_level_to_campus_files(city: Client, scene: Scene) -> None:
    rows = shown(city.get(table_of()))["rows"]
    east = next(row for row in rows if row.name.startswith("东县"))
    assert f"unit={EAST}" in east.url
    campuses = shown(city.get(table_of(EAST_1)))["rows"]
    assert f"/campuses/{scene['plain']}/" in {row.url.partition("?")[0] for row in campuses}
    assert city.get(campuses[0].url).status_code == 200


def test_part_of_a_units_own_campuses_opens_no_list_of_more(city: Client) -> None:
    found = shown(city.get(table_of(EAST)))
    own = next(row for row in found["rows"] if "直属" in row.name)
    assert all(cell.url == "" for cell in own.cells)
    alone = shown(city.get(table_of(CITY_RUN, line="education")))
    assert [bool(cell.url) for cell in alone["rows"][0].cells[:1]] == [True]


def test_crumbs_begin_at_the_highest_unit_within_the_scope(scene: Scene, cast: Cast) -> None:
    assert scene["plain"]
    crumbs = shown(client_of(cast["county_police"]).get(table_of(EAST_1)))["crumbs"]
    assert [link.label for link in crumbs] == ["东县公安机关", "东关公安机关"]
    assert [bool(link.url) for link in crumbs] == [True, False]


def test_table_of_a_foreign_unit_does_not_exist(scene: Scene, cast: Cast) -> None:
    assert scene["plain"]
    neighbour = client_of(cast["neighbour"])
    assert neighbour.get(table_of(EAST)).status_code == 404
    assert neighbour.get(table_of(WEST)).status_code == 200
    assert neighbour.get(f"/campuses/?unit={EAST}&line=police").status_code == 404


def test_unit_of_the_other_line_is_partial_only_when_it_has_more(register: Register, cast: Cast) -> None:
    register.campus(police=EAST_1)
    officer = client_of(cast["county_police"])
    assert shown(officer.get(table_of(line="education")))["partial"] is False
    register.campus("西关小学", police=WEST_1)
    page = officer.get(table_of(line="education"))
    assert shown(page)["partial"] is True
    assert "只统计您辖区内的学校（园）" in text(page)


def test_city_run_schools_are_titled_as_no_county(city: Client) -> None:
    assert shown(city.get(table_of(CITY_RUN, line="education")))["title"] == "校园专职保安员配备情况汇总表"


def test_table_before_anything_was_recorded_says_so_and_what_to_do(city: Client) -> None:
    page = text(city.get(table_of(as_recorded="2020-11-03T09:00")))
    assert "登记册中没有学校（园）" in page
    assert "<tfoot>" not in page
    assert "按现时记载" in page


def test_charts_show_need_by_ownership_and_coverage_over_time(city: Client) -> None:
    found = shown(city.get(table_of()))
    need, trend = found["charts"]
    required = next(stat.value for stat in found["stats"] if stat.label == "专职保安员应配")
    assert sum(need.series[0].values) == required
    assert DAY in trend.categories
    assert found["map"] is None  # no map of an invented city


@pytest.mark.parametrize(
    ("shape", "media"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json; charset=utf-8"),
    ],
)
def test_export_is_a_file_of_the_same_question(city: Client, shape: str, media: str) -> None:
    exports = {export.url for export in shown(city.get(table_of(EAST)))["exports"]}
    address = next(url for url in exports if f"/table.{shape}?" in url)
    response = city.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == media
    assert f"{EAST}-{DAY}.{shape}" in response.headers["Content-Disposition"]


def test_exported_files_tell_the_pages_total(city: Client) -> None:
    total = shown(city.get(table_of()))["total"]
    campuses = int(total.cells[0].text)
    data = json.loads(city.get(table_of().replace("/table/", "/table.json")).content)
    assert data["total"]["campuses"] == campuses
    book = openpyxl.load_workbook(io.BytesIO(city.get(table_of().replace("/table/", "/table.xlsx")).content))
    sums = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] == "合计"]
    assert sums[0][1] == campuses


def test_list_turns_its_pages_without_gap_or_repetition(city: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"/campuses/?unit={CITY}&line=police&as_of={DAY}"
    whole = [row.name for row in shown(city.get(address))["rows"]]
    monkeypatch.setattr(views.tables, "PAGE_ROWS", 3)
    seen: list[str] = []
    while address:
        found = shown(city.get(address))
        seen += [row.name for row in found["rows"]]
        address = found["pager"].next_url
    assert seen == whole
    assert len(whole) > 6


def test_list_offers_its_neighbours_and_marks_itself(city: Client) -> None:
    found = shown(city.get(f"/campuses/?unit={CITY}&line=police&as_of={DAY}&measure=gap&stratum=12&stratum=13"))
    current = [choice.text for row in found["filters"] for choice in row.choices if choice.current]
    assert current == ["有缺额", "中小学", "民办"]
    everything = shown(city.get(found["all_url"]))
    assert [choice.text for row in everything["filters"] for choice in row.choices if choice.current] == [
        "全部学校（园）",
        "全部",
        "全部",
    ]


def test_list_that_is_empty_says_why(city: Client) -> None:
    page = text(city.get(f"/campuses/?unit={CITY}&line=police&as_of={DAY}&measure=unjudged&stratum=31"))
    assert "没有符合条件的学校（园）" in page


@pytest.mark.parametrize("query", ["measure=nonsense", "stratum=99", "stratum=x", "after=1", "as_of=2020-13-01"])
def test_list_refuses_an_address_that_asks_nothing(city: Client, query: str) -> None:
    assert city.get(f"/campuses/?unit={CITY}&line=police&{query}").status_code == 400


def test_long_table_keeps_its_head_in_sight(register: Register, cast: Cast) -> None:
    for number in range(24):
        register.campus(f"东关第{number}小学")
    page = text(client_of(cast["county_police"]).get(table_of(EAST_1)))
    assert "table-tall" in page
