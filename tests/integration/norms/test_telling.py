"""What people see while campuses are on their way to a new norm: pages, table and commands."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from gatehouse.config.cli import cli
from gatehouse.foundation import jobs
from gatehouse.norms import jobs as norm_jobs
from gatehouse.norms.models import NormVersion
from gatehouse.norms.services import publish
from tests.kit.browsing import client_of, text
from tests.kit.cast import Cast
from tests.kit.norms import norm_text
from tests.kit.places import EAST
from tests.kit.register import CLERK, Register, at

SEPTEMBER = date(2021, 9, 1)
TABLE = ["table", "--unit", EAST, "--format", "json", "--as-of"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def half_rolled(register: Register, monkeypatch: pytest.MonkeyPatch) -> int:
    """A norm from September on has reached one of two campuses; returns that one."""
    monkeypatch.setattr(norm_jobs, "CAMPUSES_A_STEP", 1)
    first, _ = register.campus("东关小学"), register.campus("西关小学")
    publish(norm_text(SEPTEMBER), source="norm.toml", by=CLERK, at=at("2021-01-01"))
    jobs.run_due(timezone.now(), "test")
    return first


def finish() -> None:
    while jobs.run_due(timezone.now(), "test"):
        pass


def told(*words: str) -> str:
    done = CliRunner().invoke(cli, list(words))
    assert done.exit_code == 0, done.output
    return done.output


def test_table_says_so_only_for_days_of_the_norm_and_only_while_true(half_rolled: int) -> None:
    assert half_rolled
    assert json.loads(told(*TABLE, "2021-09-01"))["recalculating"] == 50
    assert "recalculating" not in json.loads(told(*TABLE, "2021-08-31"))
    assert "recalculating" not in json.loads(told(*TABLE, "2021-09-01", "--as-recorded", "2021-01-01"))
    assert "50 %" in told("table", "--unit", EAST, "--as-of", "2021-09-01")
    finish()
    assert "recalculating" not in json.loads(told(*TABLE, "2021-09-01"))
    assert "%" in told("table", "--unit", EAST, "--as-of", "2021-09-01")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh-hans", "正在按新标准重算 50 %"), ("en", "Recalculating by a new norm: 50 %")],
)
def test_date_bar_says_so_on_table_and_campus_file(half_rolled: int, cast: Cast, language: str, sentence: str) -> None:
    client = client_of(cast["county_police"], language=language)
    addresses = [reverse("reports:table"), reverse("desk:campus", args=[half_rolled])]
    for address in addresses:
        assert sentence in text(client.get(address, {"as_of": "2021-09-01"}))
        assert sentence not in text(client.get(address, {"as_of": "2021-08-31"}))
        assert sentence not in text(client.get(address, {"as_of": "2021-09-01", "as_recorded": "2021-01-01T10:00"}))
    finish()
    for address in addresses:
        assert sentence not in text(client.get(address, {"as_of": "2021-09-01"}))


def test_norm_is_published_and_listed_by_command(register: Register, tmp_path: Path) -> None:
    register.campus()
    path = tmp_path / "norm.toml"
    path.write_text(norm_text(SEPTEMBER), encoding="utf-8")
    assert json.loads(told("norm", "publish", str(path), "--json")) == {
        "norm": "CN-TEST-1.1", "valid_from": "2021-09-01", "recalculating": 1,
    }  # fmt: skip
    listed = json.loads(told("norm", "list", "--json"))
    assert listed["recalculating"] == 0
    assert [item["norm"] for item in listed["norms"]] == ["CN-2015-168.1", "CN-TEST-1.1"]
    shipped, published = listed["norms"]
    assert (shipped["published_by"], shipped["valid_to"]) == (None, None)
    assert (published["published_by"], published["valid_from"]) == ("operator", "2021-09-01")
    assert json.loads(told("work", "--once", "--json"))["steps"] > 0
    assert "recalculating" not in json.loads(told("norm", "list", "--json"))
    lines = told("norm", "list").splitlines()
    assert [line.split()[0] for line in lines] == ["CN-2015-168.1", "CN-TEST-1.1"]
    path.write_text(norm_text(SEPTEMBER, revision=2), encoding="utf-8")
    assert "CN-TEST-1.2" in told("norm", "publish", str(path))
    assert "0 %" in told("norm", "list").splitlines()[-1]


def test_faulty_norm_is_refused_by_command_with_place_and_value(tmp_path: Path) -> None:
    path = tmp_path / "norm.toml"
    path.write_text(norm_text(SEPTEMBER, region="430000"), encoding="utf-8")
    done = CliRunner().invoke(cli, ["norm", "publish", str(path)])
    assert done.exit_code == 1
    assert "norm.toml: region: must be 000000, not '430000'" in done.output
    done = CliRunner().invoke(cli, ["norm", "publish", str(path), "--json"])
    assert done.exit_code == 1
    assert json.loads(done.output)["refused"]["key"] == "region"
    path.write_bytes("标准".encode("gbk"))
    done = CliRunner().invoke(cli, ["norm", "publish", str(path)])
    assert done.exit_code == 1
    assert "UTF-8" in done.output
    assert not NormVersion.objects.exists()
