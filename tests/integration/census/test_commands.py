"""`gatehouse census template` and `gatehouse census import`."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from gatehouse.campuses.models import Campus
from gatehouse.config.cli import cli
from gatehouse.kernel.identifiers import masked_id
from tests.kit.imports import campus_row, open_campaign, take_in, workbook
from tests.kit.places import EAST, PROVINCE, Places
from tests.kit.register import resident_number


@pytest.fixture
def campaign(places: Places) -> str:  # noqa: ARG001 - the units must stand
    """A campaign to report for."""
    return open_campaign().code


def call(*words: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(cli, [str(word) for word in words])


def written(folder: Path, data: bytes, name: str = "东县.xlsx") -> Path:
    """A workbook on disk."""
    path = folder / name
    path.write_bytes(data)
    return path


def test_import_tells_counts_and_writes_the_error_workbook(tmp_path: Path, campaign: str) -> None:
    path = written(tmp_path, workbook([campus_row(1), campus_row(2, students="不详")]))
    found = call("census", "import", path, "--campaign", campaign, "--unit", EAST, "--json")
    assert found.exit_code == 0
    told = json.loads(found.output)
    assert {name: told[name] for name in ("rows", "accepted", "created", "updated", "unchanged", "rejected")} == {
        "rows": 2, "accepted": 1, "created": 1, "updated": 0, "unchanged": 0, "rejected": 1,
    }  # fmt: skip
    (problem,) = told["problems"]
    assert (problem["sheet"], problem["row"], problem["column"], problem["value"]) == ("学校情况", 3, "E", "不详")
    assert problem["reason"]
    assert problem["remedy"]
    assert openpyxl.load_workbook(told["error_workbook"]).worksheets[0].cell(2, 1).value == 3


def test_dry_run_writes_nothing(tmp_path: Path, campaign: str) -> None:
    path = written(tmp_path, workbook([campus_row(1)]))
    found = call("census", "import", path, "--campaign", campaign, "--unit", EAST, "--dry-run")
    assert found.exit_code == 0
    assert "没有写入" in found.output
    assert not Campus.objects.exists()


def test_refused_file_says_why_and_how_to_mend_it(tmp_path: Path, campaign: str) -> None:
    path = written(tmp_path, b"no workbook at all", "notes.xlsx")
    found = call("census", "import", path, "--campaign", campaign, "--unit", EAST, "--json")
    assert found.exit_code == 1
    refused = json.loads(found.output)["refused"]
    assert refused["file"] == "notes.xlsx"
    assert refused["reason"]
    assert refused["remedy"]


def test_no_personal_number_stands_in_the_answer(tmp_path: Path, campaign: str) -> None:
    number = resident_number()
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    guard = ("东关第1小学", "张三", "男", wrong, "专职", "自聘", "否", "", "2019-03-01")
    path = written(tmp_path, workbook([campus_row(1)], [guard]))
    found = call("census", "import", path, "--campaign", campaign, "--unit", EAST, "--json")
    assert wrong not in found.output
    assert masked_id(wrong) in found.output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--campaign", "none", "--unit", EAST], 1),
        (["--campaign", "test-2020", "--unit", "000"], 1),
        (["--campaign", "test-2020", "--unit", PROVINCE], 1),
        (["--campaign", "test-2020"], 2),
    ],
)
def test_wrong_calls_are_told(tmp_path: Path, campaign: str, words: list[str], code: int) -> None:
    assert campaign == "test-2020"
    path = written(tmp_path, workbook([campus_row(1)]))
    assert call("census", "import", path, *words).exit_code == code


def test_template_comes_back_unchanged(tmp_path: Path, places: Places, campaign: str) -> None:
    rows = [(*campus_row(1), "2015-09-01"), (*campus_row(2), None)]
    take_in(workbook(rows, more=["开办日期"]), places.education(EAST))
    path = tmp_path / "template.xlsx"
    found = call("census", "template", "--campaign", campaign, "--unit", EAST, "-o", path)
    assert found.exit_code == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.cell(4, 1).value == "东关第1小学"
    heads = [cell.value for cell in sheet[3]]
    assert [sheet.cell(row, 1 + heads.index("开办日期")).value for row in (4, 5)] == ["2015-09-01", None]
    again = call("census", "import", path, "--campaign", campaign, "--unit", EAST, "--json")
    assert json.loads(again.output)["unchanged"] == 2
