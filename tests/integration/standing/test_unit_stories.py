"""Units renamed, moved, merged and abolished: told alike of the unit and of its campuses, with the figures beside."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.services import abolish_unit, merge_units, move_campus, move_unit
from gatehouse.config.cli import cli
from gatehouse.guards.services import close_campus
from gatehouse.standing.queries import OutOfScopeError, story_of_unit
from gatehouse.standing.services import self_check, undo
from gatehouse.territory.queries import UnknownUnitError, unit_by_id
from gatehouse.territory.services import rename_unit
from gatehouse.territory.types import Line
from tests.kit.cast import scope_of
from tests.kit.places import CITY, EAST, EAST_1, EAST_2, OTHER_CITY, SOUTH, WEST, WEST_1, Places
from tests.kit.register import CLERK, Register, at
from tests.kit.stories import EVE, Expected, Narrator, Recorded, figures, newest

DEC, JAN, FEB = date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1)
NOW = at("2020-12-11")
TELL = Narrator(on=date(2021, 1, 15))
LATE = ("learnt 10 days late", "迟10天获知")


@pytest.fixture(autouse=True)
def _sound(places: Places) -> object:  # noqa: ARG001 - after the register is gone nothing is left to check
    """Whatever a test does, the register can prove itself afterwards."""
    yield
    assert [proof for proof in self_check() if proof.fault] == []


def there(number: int) -> tuple[str, str]:
    return f"campuses there: {number}", f"现有学校（园）{number}所"


def moved(registered: int, came: int, went: int, total: int) -> tuple[str, str]:
    return (
        f"campuses: {registered} registered, {came} from elsewhere, {went} to elsewhere, {total} there",
        f"学校（园）：新登记{registered}所，转入{came}所，转出{went}所，现有{total}所",
    )


def test_unit_renamed(register: Register, places: Places) -> None:
    campus = register.campus()
    past = figures(places.police(EAST), DEC - EVE)
    rename_unit(places.police(EAST_1).id, name="新关公安机关", name_en="New Gate Police", on=DEC, by=CLERK, at=NOW)
    said: Recorded = {"posting": newest(), "act": ("unit renamed", "单位更名")}
    words = ("East Gate Police is renamed New Gate Police", "东关公安机关更名为新关公安机关")
    TELL.check(campus, Expected(DEC, *words, notes=(LATE,), **said))
    TELL.check_words(f"--unit {EAST_1}", Expected(DEC, *words, notes=(there(1), LATE), **said))
    assert figures(places.police(EAST), DEC - EVE) == past == figures(places.police(EAST), DEC)
    assert "New Gate" not in TELL.tells("--unit", EAST_1, "--line", "education", language="en")


def test_unit_below_another_parent(register: Register, places: Places) -> None:
    campus = register.campus()
    city, other = places.police(CITY), places.police(OTHER_CITY)
    past = figures(city, JAN - EVE)
    move_unit(places.police(EAST).id, under=other.id, on=JAN, by=CLERK, at=NOW)
    said: Recorded = {"posting": newest(), "act": ("unit moved", "单位划转")}
    words = (
        "East Police moves from Some City Police to below Other City Police",
        "东县公安机关由某市公安机关划归邻市公安机关",
    )
    TELL.check(campus, Expected(JAN, *words, **said))
    for code, note in ((EAST, there(1)), (CITY, moved(0, 0, 1, 0)), (OTHER_CITY, moved(0, 1, 0, 1))):
        TELL.check_words(f"--unit {code}", Expected(JAN, *words, notes=(note,), **said))
    assert [(figures(city, day).campuses, figures(other, day).campuses) for day in (JAN - EVE, JAN)] == [(1, 0), (0, 1)]
    assert figures(city, JAN - EVE) == past == figures(city, JAN - EVE, posting=newest() - 1)
    went_along = ("East Gate Police goes along with a unit above it", "东关公安机关随上级单位变动")
    TELL.check_words(f"--unit {EAST_1}", Expected(JAN, *went_along, notes=(there(1),), **said))


def test_units_merged(register: Register, places: Places) -> None:
    campus = register.campus()
    register.campus("西关小学", police=WEST_1)
    merge_units(places.police(EAST).id, into=places.police(WEST).id, on=FEB, by=CLERK, at=NOW)
    said: Recorded = {"posting": newest(), "act": ("units merged", "单位合并")}
    words = ("East Police is merged into West Police", "东县公安机关并入西县公安机关")
    TELL.check(campus, Expected(FEB, *words, **said), ahead=True)
    TELL.check_words(f"--unit {EAST}", Expected(FEB, *words, notes=(moved(0, 0, 1, 0),), **said), ahead=True)
    gained = (
        "East Gate Police moves from East Police to below West Police",
        "东关公安机关由东县公安机关划归西县公安机关",
    )
    TELL.check_words(
        f"--unit {WEST}",
        Expected(FEB, *words, notes=(moved(0, 1, 0, 2),), **said),
        Expected(FEB, *gained, notes=(there(2),), **said),
        ahead=True,
    )
    west = places.police(WEST)
    assert [figures(west, day).campuses for day in (FEB - EVE, FEB)] == [1, 2]
    assert figures(places.police(EAST), FEB - EVE).campuses == 1


def test_campus_whose_unit_is_abolished_can_still_be_explained(register: Register, places: Places) -> None:
    campus = register.campus(police=EAST_2)
    register.guard_on_post(campus)
    close_campus(campus, on=DEC, by=CLERK, at=NOW)
    abolish_unit(places.police(EAST_2).id, on=JAN, by=CLERK, at=NOW)
    said: Recorded = {"posting": newest(), "act": ("unit abolished", "撤销单位")}
    told = TELL.tells(str(campus), language="en")
    assert told.splitlines()[1] == "东湖公安机关 · 东湖教育部门"
    assert "No standing on this day" in told
    TELL.check(
        campus,
        Expected(DEC, "Closes", "停办", notes=(LATE,), posting=newest() - 1, act=("campus closed", "停办学校")),
    )
    words = ("East Lake Police is abolished", "东湖公安机关撤销")
    TELL.check_words(f"--unit {EAST_2}", Expected(JAN, *words, notes=(there(1),), **said))
    assert [figures(places.police(EAST), day).campuses for day in (DEC - EVE, DEC, JAN)] == [1, 0, 0]


def test_undone_move_of_a_unit_stays_in_both_stories(register: Register, places: Places) -> None:
    campus = register.campus()
    move_unit(places.police(EAST).id, under=places.police(OTHER_CITY).id, on=JAN, by=CLERK, at=NOW)
    wrong = newest()
    undone = undo(wrong, by=CLERK, at=NOW).posting_id
    line = Expected(
        JAN,
        "East Police moves from Some City Police to below Other City Police",
        "东县公安机关由某市公安机关划归邻市公安机关",
        notes=((f"undone by posting no. {undone}", f"已由第 {undone} 号入账撤销"),),
        posting=wrong,
        act=("unit moved", "单位划转"),
    )
    TELL.check(campus, line)
    TELL.check_words(f"--unit {EAST}", line)
    assert unit_by_id(places.police(EAST).id, on=JAN).path == places.police(EAST).path


def test_campuses_that_come_and_go_by_themselves_are_counted(register: Register, places: Places) -> None:
    first = register.campus()
    register.campus("西关小学", police=WEST_1)
    move_campus(first, on=DEC, police_unit=places.police(WEST_1).id, by=CLERK, at=NOW)
    said: Recorded = {"posting": newest(), "act": ("campus moved", "学校划转")}
    words = ("Campuses come or go, each by itself", "个别学校（园）转入转出")
    TELL.check_words(f"--unit {WEST}", Expected(DEC, *words, notes=(moved(0, 1, 0, 2), LATE), **said))
    TELL.check_words(f"--unit {EAST}", Expected(DEC, *words, notes=(moved(0, 0, 1, 0), LATE), **said))
    assert figures(places.police(WEST), DEC).campuses == 2


def test_viewer_counts_the_campuses_they_see(register: Register, places: Places) -> None:
    register.campus(police=EAST_1, education=WEST_1)
    register.campus("乙校", police=EAST_1, education=EAST_1)
    east = scope_of(places.education(EAST))
    totals = {}
    for name, scope in (("all", EVERYTHING), ("east", east), ("own line", scope_of(places.police(EAST)))):
        story = story_of_unit(Line.POLICE, EAST, scope, on=JAN).story
        totals[name] = story.events[-1].flow.there if story.events[-1].flow else 0
    assert totals == {"all": 2, "east": 1, "own line": 2}
    for code, line in ((SOUTH, Line.POLICE), (WEST, Line.EDUCATION)):
        with pytest.raises(OutOfScopeError):
            story_of_unit(line, code, east, on=JAN)
    with pytest.raises(UnknownUnitError):
        story_of_unit(Line.POLICE, EAST, EVERYTHING, on=JAN, posting=0)


def test_unit_story_for_scripts(register: Register) -> None:
    register.campus()
    words = ["explain", "--unit", EAST, "--as-of", "2021-01-15", "--json"]
    found = json.loads(CliRunner().invoke(cli, words).stdout)
    assert (found["unit"], found["line"], found["name"]) == (EAST, "police", "东县公安机关")
    assert [item["happening"] for item in found["story"]] == ["UNIT_FOUNDED", "CAMPUSES"]
    assert found["story"][-1]["campuses"] == {"registered": 1, "came": 0, "went": 0, "there": 1}
