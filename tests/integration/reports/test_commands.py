"""`gatehouse table` as a script calls it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from gatehouse.accounts.types import EVERYTHING
from gatehouse.config.cli import cli
from gatehouse.reports.presenters import as_csv
from gatehouse.reports.queries import TableQuestion, summary_table
from gatehouse.territory.types import Line
from tests.kit.places import CITY, EAST_1
from tests.kit.readers import read_csv, read_table


def table(*words: str) -> Result:
    """Run `gatehouse table` with some words more."""
    with translation.override("en"):
        return CliRunner().invoke(cli, ["table", *words])


def as_data(*words: str) -> Any:  # noqa: ANN401 - JSON is anything
    done = table("--format", "json", *words)
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.usefixtures("scene")
def test_table_is_printed_for_people() -> None:
    done = table("--unit", CITY, "--as-of", "2020-12-01")
    assert done.exit_code == 0
    assert "City summary table of full-time campus guards  Some City Police  2020-12-01" in done.stdout
    assert "Cross-foot check: all rows and columns add up." in done.stdout


@pytest.mark.usefixtures("scene")
def test_table_is_written_for_scripts() -> None:
    found = as_data("--unit", CITY, "--as-of", "2020-12-01")
    assert (found["unit"]["code"], found["line"], found["as_of"], found["as_recorded"]) == (
        CITY, "police", "2020-12-01", None,
    )  # fmt: skip
    assert found["total"]["campuses"] == sum(row["campuses"] for row in found["rows"]) == 8


@pytest.mark.usefixtures("scene")
def test_table_of_the_education_line() -> None:
    found = as_data("--unit", CITY, "--line", "education", "--as-of", "2020-12-01")
    assert (found["line"], found["unit"]["name_en"]) == ("education", "Some City Education")


@pytest.mark.parametrize(("day", "campuses"), [("2012-08-31", 0), ("2014-12-31", 1), ("2099-01-01", 9)])
@pytest.mark.usefixtures("scene")
def test_table_of_any_day_past_or_future(day: str, campuses: int) -> None:
    assert as_data("--unit", CITY, "--as-of", day)["total"]["campuses"] == campuses


@pytest.mark.usefixtures("scene")
def test_table_without_a_day_is_todays() -> None:
    assert as_data("--unit", CITY)["total"]["campuses"] == 9


@pytest.mark.parametrize(("instant", "campuses"), [("2020-11-03", 0), ("2020-11-04T23:59", 0), ("2020-11-05", 9)])
@pytest.mark.usefixtures("scene")
def test_table_as_recorded(instant: str, campuses: int) -> None:
    found = as_data("--unit", CITY, "--as-of", "2020-12-01", "--as-recorded", instant)
    assert found["total"]["campuses"] == campuses
    assert found["as_recorded"].startswith(instant)


@pytest.mark.usefixtures("scene")
def test_csv_on_standard_output_is_the_file_itself() -> None:
    done = table("--unit", EAST_1, "--as-of", "2020-12-01", "--format", "csv")
    _, rows = read_csv(done.stdout_bytes)
    assert [row["Unit"] for row in rows][-1] == "Total"


@pytest.mark.parametrize("shape", ["xlsx", "csv", "json", "text"])
@pytest.mark.usefixtures("scene")
def test_table_goes_into_the_file_named(shape: str, tmp_path: Path) -> None:
    path = tmp_path / f"表 1.{shape}"
    done = table("--unit", CITY, "--as-of", "2020-12-01", "--format", shape, "-o", str(path))
    assert (done.exit_code, done.stdout_bytes) == (0, b"")
    data = path.read_bytes()
    if shape == "xlsx":
        assert read_table(data).column("Campuses", "All")[-1] == 8
    elif shape == "json":
        assert json.loads(data)["total"]["campuses"] == 8
    elif shape == "csv":
        with translation.override("en"):
            found = summary_table(TableQuestion(Line.POLICE, CITY, date(2020, 12, 1)), EVERYTHING)
            assert data == as_csv(found)
    else:
        assert data.decode().splitlines()[-1].startswith("Cross-foot check")


@pytest.mark.usefixtures("scene")
def test_workbook_may_be_piped() -> None:
    done = table("--unit", CITY, "--as-of", "2020-12-01", "--format", "xlsx")
    assert read_table(done.stdout_bytes).column("Campuses", "All")[-1] == 8


@pytest.mark.parametrize("words", [("--unit", "990199"), ("--unit", CITY, "--as-of", "1999-12-31"), ("--unit", "")])
@pytest.mark.usefixtures("places")
def test_unknown_unit_fails_with_a_sentence(words: tuple[str, ...]) -> None:
    done = table(*words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "No unit has the code" in done.stderr


@pytest.mark.usefixtures("places")
def test_file_that_cannot_be_written_fails_with_a_sentence(tmp_path: Path) -> None:
    done = table("--unit", CITY, "--format", "csv", "-o", str(tmp_path / "no" / "such" / "folder.csv"))
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert "folder.csv" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--unit",),
        ("--unit", CITY, "--line", "fire"),
        ("--unit", CITY, "--as-of", "yesterday"),
        ("--unit", CITY, "--as-of", "2020-13-01"),
        ("--unit", CITY, "--as-of", "9999-12-31"),
        ("--unit", CITY, "--as-of", "1899-12-31"),
        ("--unit", CITY, "--as-recorded", "yesterday"),
        ("--unit", CITY, "--as-recorded", "2020-02-30"),
        ("--unit", CITY, "--format", "pdf"),
        ("--unit", CITY, "--shape", "csv"),
        ("--unit", CITY, "surplus"),
        ("--unit", CITY, "-o", "/"),
    ],
    ids=" ".join,
)
@pytest.mark.django_db
def test_wrong_call_is_told_as_such(words: tuple[str, ...]) -> None:
    done = table(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr
