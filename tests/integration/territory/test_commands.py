"""`gatehouse unit found` and `gatehouse unit rename`."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.foundation.models import Posting
from gatehouse.territory.queries import unit
from gatehouse.territory.types import Level, Line, UnitKind
from tests.kit.commands import done, refused, run
from tests.kit.places import EAST, EAST_1, Places

JAN = date(2021, 1, 1)
FOUND = ("unit", "found", "990102003", "--line", "police", "--name", "东山派出所", "--name-en", "East Hill Station")
RENAME = ("unit", "rename", EAST, "--line", "police", "--name", "东市公安局", "--name-en", "East City Bureau")


def test_unit_is_founded_one_level_below_another(places: Places) -> None:
    told = done(*FOUND, "--under", EAST, "--on", JAN)
    station = unit(Line.POLICE, "990102003", on=JAN)
    assert (station.name, station.name_en, station.level) == ("东山派出所", "East Hill Station", Level.STATION)
    assert station.path[:-3] == places.police(EAST).path
    posting = Posting.objects.get(pk=told["posting"])
    assert (posting.act, posting.by_label) == ("territory.found", "operator")


def test_zone_works_in_a_division_of_another_code(places: Places) -> None:
    words = ("unit", "found", "990100GX", "--line", "education", "--under", "990100", "--kind", "ZONE")
    done(*words, "--division", EAST, "--name", "高新区教育局", "--name-en", "High-tech Zone", "--on", JAN)
    zone = unit(Line.EDUCATION, "990100GX", on=JAN)
    assert (zone.kind, zone.division, zone.level) == (UnitKind.ZONE, places.police(EAST).code, Level.COUNTY)


@pytest.mark.usefixtures("places")
def test_code_is_given_once_in_a_line() -> None:
    done(*FOUND, "--under", EAST, "--on", JAN)
    assert refused(*FOUND, "--under", EAST, "--on", JAN) == "code-taken"
    assert refused(*FOUND[:2], "x", *FOUND[3:], "--under", "990102003", "--on", JAN) == "lowest-level"
    assert refused(*FOUND, "--under", "4711") == "unknown-unit"


def test_renamed_unit_has_its_new_name_from_the_day_on(places: Places) -> None:
    assert done(*RENAME, "--on", JAN)["posting"]
    assert unit(Line.POLICE, EAST, on=JAN).name == "东市公安局"
    assert unit(Line.POLICE, EAST, on=date(2020, 12, 31)).name == places.police(EAST).name


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "登记册中已是如此"), ("en", "says so already")])
@pytest.mark.usefixtures("places")
def test_renaming_again_says_that_nothing_was_written(language: str, word: str) -> None:
    assert run(*RENAME, "--on", JAN).exit_code == 0
    again = run(*RENAME, "--on", JAN, language=language)
    assert again.exit_code == 0
    assert word in again.stdout
    assert done(*RENAME, "--on", JAN)["posting"] is None


@pytest.mark.parametrize(
    ("language", "reason", "remedy"),
    [("zh-hans", "2021-01-01 没有代码为 4711 的单位（公安线）。", "请核对"),
     ("en", "There is no unit 4711 on 2021-01-01 (Police line).", "Check the code")],
)  # fmt: skip
@pytest.mark.usefixtures("places")
def test_unknown_unit_is_told_with_a_remedy(language: str, reason: str, remedy: str) -> None:
    words = [word if word != EAST else "4711" for word in RENAME]
    told = run(*words, "--on", JAN, language=language)
    assert (told.exit_code, told.stdout) == (1, "")
    assert reason in told.stderr
    assert remedy in told.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--on", "2021-13-01"), ("--on", "today"), ("--on", "9999-12-31"), ("--on", "1899-12-31"), ("--name", " "),
        ("--name-en", "x" * 129), ("--line", "army"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("places")
def test_wrong_call_is_told_as_such(words: tuple[str, str]) -> None:
    postings = Posting.objects.count()
    assert run(*RENAME, *words).exit_code == 2
    assert Posting.objects.count() == postings


@pytest.mark.usefixtures("places")
def test_unit_belongs_to_one_line() -> None:
    assert run("unit", "rename", EAST_1, "--name", "a", "--name-en", "a").exit_code == 2
