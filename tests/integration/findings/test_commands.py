"""`gatehouse findings` as people and scripts call it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from gatehouse.config import cli as script
from gatehouse.config.cli import cli
from gatehouse.findings.models import Finding
from gatehouse.foundation.models import Posting
from gatehouse.guards.types import CertificateState
from tests.kit.places import CITY, EAST, WEST
from tests.kit.register import Register, at
from tests.kit.scene import Scene


def run(*words: str, language: str = "en") -> Result:
    with translation.override(language):
        return CliRunner().invoke(cli, ["findings", *words])


@pytest.mark.parametrize(("language", "word"), [("en", "Guards missing: "), ("zh-hans", "专职保安员缺额: ")])
def test_findings_of_a_unit_for_people(scene: Scene, language: str, word: str) -> None:
    assert scene["lake"]
    done = run("--unit", EAST, "--as-of", "2020-12-01", language=language)
    assert done.exit_code == 0
    assert word in done.stdout
    assert "东湖中学" in done.stdout


def test_findings_of_a_unit_for_scripts(scene: Scene) -> None:
    found = json.loads(run("--unit", CITY, "--line", "education", "--as-of", "2020-12-01", "--json").stdout)
    assert (found["unit"], found["line"], found["as_of"]) == (CITY, "education", "2020-12-01")
    assert sum(count["findings"] for count in found["counts"].values()) == len(found["findings"])
    assert {place["unit"] for place in found["places"]} >= {EAST, WEST}
    lake = [row for row in found["findings"] if row["campus"] == scene["lake"]]
    [short] = [row for row in lake if row["kind"] == "SHORTAGE"]
    assert (short["from"], short["since"], short["until"], short["amount"]) == ("2020-12-01", "2020-11-01", None, 1)
    assert all(row["legal_basis"] or row["kind"] == "UNJUDGED" for row in found["findings"])
    assert found["next_after"] is None


def test_one_kind_alone(scene: Scene) -> None:
    assert scene["lake"]
    found = json.loads(run("--unit", CITY, "--as-of", "2020-12-01", "--kind", "uncertified_on_post", "--json").stdout)
    assert {row["kind"] for row in found["findings"]} == {"UNCERTIFIED_ON_POST"}
    assert all("*" in row["guard"]["id_masked"] for row in found["findings"])


def test_what_is_to_come_if_nobody_acts(register: Register) -> None:
    guard = register.guard_on_post(register.campus(), certified=True)
    register.certificate(guard, on=date(2021, 3, 1), state=CertificateState.NONE)
    words = ("--unit", CITY, "--as-of", "2021-01-15")
    assert "Nothing is wrong here" in run(*words).stdout
    assert "2021-03-01 to no end known" in run(*words, "--ahead", "90").stdout


def test_late_revocation_tells_what_was_unlawful_then(register: Register) -> None:
    guard = register.guard_on_post(register.campus(), certified=True)
    register.certificate(guard, on=date(2020, 11, 20), state=CertificateState.REVOKED, recorded=at("2021-01-10"))
    number = str(Posting.objects.latest("pk").pk)
    assert "2020-11-20 to 2021-01-09" in run("--posting", number).stdout
    found = json.loads(run("--posting", number, "--json").stdout)
    assert (found["posting"], found["recorded_on"], len(found["findings"])) == (int(number), "2021-01-10", 1)
    assert "shows nothing unlawful" in run("--posting", str(Posting.objects.earliest("pk").pk)).stdout


def test_unknown_unit_and_posting_are_told(scene: Scene) -> None:
    assert scene["lake"]
    for words in (("--unit", "123456"), ("--posting", "999999")):
        done = run(*words)
        assert done.exit_code == 1
        assert words[1] in done.stderr


@pytest.mark.parametrize("words", [[], ["--unit", CITY, "--kind", "noise"], ["--unit", CITY, "--as-of", "0001-01-01"]])
def test_wrong_call_ends_with_two(scene: Scene, words: list[str]) -> None:
    assert scene["lake"]
    assert run(*words).exit_code == 2


def test_start_settles_a_register_that_is_older_than_its_findings(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scene["lake"]
    count = Finding.objects.filter(superseded_by=None).count()
    script.settle_findings()
    assert capsys.readouterr().err == ""
    Finding.objects.all().delete()
    script.settle_findings()
    assert Finding.objects.count() == count
    assert "once" in capsys.readouterr().err
