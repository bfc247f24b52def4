"""Sending a workbook in: the form, what would change, publishing it, and what came of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gatehouse.campuses.models import Campus
from gatehouse.census.models import Campaign, WorkbookImport
from gatehouse.census.presenters import pages
from gatehouse.census.types import ImportState
from tests.kit.browsing import client_of, shown, text
from tests.kit.cast import Cast
from tests.kit.imports import campus_row, import_campuses, open_campaign, workbook
from tests.kit.places import EAST, Places

IMPORTS = "/census/imports/"


@pytest.fixture
def campaign(places: Places) -> Campaign:  # noqa: ARG001 - founds the province first
    """A campaign to report for."""
    return open_campaign()


@pytest.fixture
def clerk(cast: Cast) -> Client:
    """The county's education officer, who reports."""
    return client_of(cast["county_education"])


def send(client: Client, campaign: Campaign, places: Places, data: bytes, name: str = "东县.xlsx") -> WorkbookImport:
    """Send a workbook in and follow to its page."""
    response = client.post(IMPORTS, form_of(campaign, places, data, name))
    assert response.status_code == 302, shown(response)["form"].errors
    return WorkbookImport.objects.latest("pk")


def form_of(campaign: Campaign, places: Places, data: bytes, name: str = "东县.xlsx") -> dict[str, object]:
    return {
        "campaign": campaign.pk,
        "unit": places.education(EAST).id,
        "file": SimpleUploadedFile(name, data),
    }


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "报送工作簿"), ("en", "Send in a workbook")])
def test_imports_page_speaks_the_chosen_language(cast: Cast, language: str, word: str) -> None:
    response = client_of(cast["county_education"], language=language).get(IMPORTS)
    assert response.status_code == 200
    assert word in text(response)
    assert 'enctype="multipart/form-data"' in text(response)


def test_sent_workbook_waits_with_what_it_would_change(clerk: Client, campaign: Campaign, places: Places) -> None:
    sent = send(clerk, campaign, places, workbook([campus_row(1), campus_row(2, students="不详")]))
    assert sent.state == ImportState.STAGED
    assert Campus.objects.count() == 0
    response = clerk.get(f"{IMPORTS}{sent.pk}/")
    found = shown(response)
    assert found["publish_url"].endswith("/publish")
    assert [fate.counts for fate in found["fates"]][-1] == ["1", "0", "0", "1"]
    assert [step.name for step in found["steps"] if step.is_current] == ["将要变更的内容"]
    (problem,) = found["problems"]
    assert "第 3 行" in problem.where
    assert problem.remedy
    assert "以下内容尚未写入登记册" in text(response)


def test_page_tells_how_each_column_was_understood(clerk: Client, campaign: Campaign, places: Places) -> None:
    sent = send(clerk, campaign, places, workbook([campus_row(1)]))
    (table,) = shown(clerk.get(f"{IMPORTS}{sent.pk}/"))["tables"]
    assert table.sheet == "学校情况"
    assert ("学校（园）", "A", "学校名称") in table.columns
    assert ("教职工", "F", "教职工人数") in table.columns


def test_published_workbook_leads_to_its_table_and_its_errors(
    clerk: Client, campaign: Campaign, places: Places
) -> None:
    sent = send(clerk, campaign, places, workbook([campus_row(1), campus_row(2, students="不详")]))
    response = clerk.post(f"{IMPORTS}{sent.pk}/publish", follow=True)
    found = shown(response)
    assert Campus.objects.count() == 1
    assert found["publish_url"] == ""
    assert "已写入登记册" in text(response)
    table = clerk.get(found["table_url"], follow=True)
    assert shown(table)["total"].cells[0].text == "1"
    assert clerk.get(found["errors_url"]).headers["Content-Type"].endswith("spreadsheetml.sheet")
    again = send(clerk, campaign, places, workbook([campus_row(1)]))
    assert "登记册中已有全部内容" in text(clerk.post(f"{IMPORTS}{again.pk}/publish", follow=True))


def test_list_shows_who_sent_what_and_how_it_fared(clerk: Client, cast: Cast, places: Places) -> None:
    import_campuses(places, EAST, by=cast["county_education"], bad_rows=2)
    (row,) = shown(clerk.get(IMPORTS))["rows"]
    assert row.counts == ["5", "3", "0", "0", "2"]
    assert (row.unit, row.by, row.state) == ("东县教育部门", "某county_education", "已发布")


def test_unit_is_chosen_by_a_person_who_may_report_for_several(campaign: Campaign, cast: Cast, places: Places) -> None:
    city = client_of(cast["city_education"])
    assert "请选择单位" in text(city.get(IMPORTS))
    form = form_of(campaign, places, workbook([campus_row(1)])) | {"unit": ""}
    assert shown(city.post(IMPORTS, form))["form"].errors.keys() == {"unit"}


def test_file_that_is_no_workbook_is_refused_on_the_form(clerk: Client, campaign: Campaign, places: Places) -> None:
    response = clerk.post(IMPORTS, form_of(campaign, places, b"a,b\n1,2\n"))
    assert response.status_code == 422
    (error,) = shown(response)["form"].errors["file"]
    assert ".xlsx" in error
    assert WorkbookImport.objects.count() == 0


def test_many_problems_are_counted_not_all_listed(
    clerk: Client, campaign: Campaign, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SHOWN", 2)
    sent = send(clerk, campaign, places, workbook([campus_row(number, students="不详") for number in range(5)]))
    found = shown(clerk.get(f"{IMPORTS}{sent.pk}/"))
    assert (len(found["problems"]), found["problems_left"]) == (2, 3)
    assert "另有 3 个问题" in text(clerk.get(f"{IMPORTS}{sent.pk}/"))


def test_import_of_a_foreign_unit_does_not_exist(cast: Cast, places: Places) -> None:
    sent = import_campuses(places, EAST, by=cast["county_education"])
    assert client_of(cast["neighbour"]).get(f"{IMPORTS}{sent.pk}/").status_code == 404
    assert client_of(cast["station"]).get(IMPORTS).status_code == 403
