"""`gatehouse explain` and `gatehouse self-check` as people and scripts call them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from gatehouse.campuses.models import CampusPlace, HeadCount
from gatehouse.config.cli import cli
from gatehouse.foundation.models import JournalEntry
from gatehouse.norms.queries import rule_set_on
from gatehouse.standing.models import UnitTotal
from tests.kit.register import CENSUS_DAY
from tests.kit.scene import Scene


def run(*words: str, language: str = "en") -> Result:
    with translation.override(language):
        return CliRunner().invoke(cli, words)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_explanation_of_a_campus_for_people(scene: Scene, language: str) -> None:
    done = run("explain", "东湖中学", "--as-of", "2020-12-01", language=language)
    assert done.exit_code == 0
    assert scene["lake"]
    first, units, *_ = done.stdout.splitlines()
    assert first == "东湖中学  2020-12-01"
    assert units == "东湖公安机关 · 东湖教育部门"
    for number in ("1620", "130", "700"):
        assert number in done.stdout
    assert ("Required: 3" if language == "en" else "应配: 3") in done.stdout


def test_explanation_of_a_campus_for_scripts(scene: Scene) -> None:
    done = run("explain", str(scene["lake"]), "--as-of", "2020-12-01", "--json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert (found["campus"], found["name"], found["as_of"]) == (scene["lake"], "东湖中学", "2020-12-01")
    numbers = {number["key"]: number["value"] for number in found["numbers"]}
    assert numbers == {"required": 3, "full_time": 2, "certified": 1, "gap": 1, "surplus": 0}
    assert all(number["reason"] for number in found["numbers"])
    assert found["norm"]["rule_set"] == rule_set_on(CENSUS_DAY).epoch
    assert max(line["posts"] for line in found["norm"]["lines"]) == found["norm"]["required"] == 3
    assert all(line["legal_basis"] for line in found["norm"]["lines"])
    assert found["timeline"][0]["valid_from"] == "2020-11-01"
    assert found["amounts"]["part_time"] == 0


def test_campus_is_found_by_school_code(scene: Scene) -> None:
    found = json.loads(run("explain", "9943000001", "--as-of", "2020-12-01", "--json").stdout)
    assert found["campus"] == scene["plain"]


def test_closed_campus_has_no_standing_to_explain(scene: Scene) -> None:
    done = run("explain", str(scene["south"]), "--as-of", "2020-12-15")
    assert done.exit_code == 0
    assert "No standing on this day" in done.stdout
    found = json.loads(run("explain", str(scene["south"]), "--as-of", "2020-12-15", "--json").stdout)
    assert (found["numbers"], found["amounts"]) == ([], None)


def test_campus_before_the_norm_is_explained_without_it(scene: Scene) -> None:
    found = json.loads(run("explain", str(scene["old"]), "--as-of", "2014-12-31", "--json").stdout)
    assert found["norm"] is None
    assert found["amounts"]["unjudged"] == 1
    assert run("explain", str(scene["old"]), "--as-of", "2014-12-31").exit_code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("无此校",), "0 campuses answer to"),
        (("99999999999999999999",), "0 campuses answer to"),
        (("东湖中学", "--as-of", "2020-10-31"), "is on the register from 2020-11-01 on"),
    ],
)
def test_campus_that_is_not_there_fails_with_a_sentence(scene: Scene, words: tuple[str, ...], sentence: str) -> None:
    assert scene["lake"]
    done = run("explain", *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert sentence in done.stderr


@pytest.mark.parametrize(
    "words", [(), ("东湖中学", "--as-of", "today"), ("东湖中学", "--as-of", "9999-12-31"), ("a", "b")]
)
@pytest.mark.django_db
def test_wrong_call_is_told_as_such(words: tuple[str, ...]) -> None:
    assert run("explain", *words).exit_code == 2


@pytest.mark.usefixtures("scene")
def test_sound_register_passes_the_self_check() -> None:
    done = run("self-check")
    assert done.exit_code == 0
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "✓ facts", "✓ trees", "✓ places", "✓ standing", "✓ recordings", "✓ totals", "✓ findings", "✓ statements",
        "✓ journal",
    ]  # fmt: skip
    found = json.loads(run("self-check", "--json").stdout)
    assert found["ok"] is True
    assert [proof["fault"] for proof in found["proofs"]] == [None] * 9
    assert {proof["part"]: proof["compared"] for proof in found["proofs"]}["places"] == CampusPlace.objects.count()


def test_faults_fail_the_self_check_and_are_named(scene: Scene) -> None:
    HeadCount.objects.filter(campus=scene["far"]).update(students=5000)
    UnitTotal.objects.filter(campuses=1).update(campuses=2)
    done = run("self-check")
    assert done.exit_code == 1
    assert "✗ standing" in done.stdout
    assert f"campus {scene['far']}" in done.stdout
    assert "campuses is 2" in done.stdout
    found = run("self-check", "--json")
    assert found.exit_code == 1
    proofs = {proof["part"]: proof["fault"] for proof in json.loads(found.stdout)["proofs"]}
    assert json.loads(found.stdout)["ok"] is False
    assert proofs["standing"]["subject"] == f"campus {scene['far']}"
    assert (proofs["trees"], proofs["journal"]) == (None, None)


@pytest.mark.django_db
def test_self_check_of_an_empty_register_passes() -> None:
    assert run("self-check").exit_code == 0
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db
def test_self_check_takes_no_words() -> None:
    assert run("self-check", "everything").exit_code == 2
