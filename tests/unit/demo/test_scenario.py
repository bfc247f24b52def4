"""The scenario file: its steps in order, its figures true of the city, its mistakes refused."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from gatehouse.demo.loudi_2020 import Change, City, load_scenario
from gatehouse.demo.loudi_2020.scenario import (
    FoundUnits,
    ImportBook,
    OpenAccounts,
    OpenCampaign,
    RecordChanges,
    ScenarioError,
    parse_scenario,
)
from gatehouse.territory.types import Line
from tests.kit.demo_register import Register, figures

HEAD = """
code = "x"
title = "x"
title_en = "x"
note = "x"
demo_day = 2021-01-15
account = []
checkpoint = []
[campaign]
code = "x"
title = "x"
reference_day = 2020-11-01
starts_on = 2020-11-03
deadline = 2020-11-20
[reporters]
431302 = "x"
[[step]]
at = 2020-11-03T09:00:00+08:00
"""


def test_scenario_opens_on_the_day_of_the_demo() -> None:
    scenario = load_scenario()
    assert scenario.demo_day == date(2021, 1, 15)
    assert scenario.note == "演示数据 纯属虚构"
    assert scenario.campaign.code == "loudi-2020-11"
    assert (scenario.campaign.reference_day, scenario.campaign.starts_on, scenario.campaign.deadline) == (
        date(2020, 11, 1),
        date(2020, 11, 3),
        date(2020, 11, 20),
    )


def test_steps_stand_in_the_order_of_their_instants() -> None:
    steps = load_scenario().steps
    instants = [step.at for step in steps]
    assert instants == sorted(instants)
    assert [type(step) for step in steps[:3]] == [FoundUnits, OpenAccounts, OpenCampaign]
    assert instants[-1].date() < load_scenario().demo_day


def test_workbooks_come_in_office_hours_of_the_census() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    for step in load_scenario().imports:
        local = step.at.astimezone(zone)
        assert date(2020, 11, 5) <= local.date() <= date(2020, 11, 20)
        assert time(9) <= local.time() <= time(17, 30)
        assert local.weekday() < 5


def test_every_reporter_sends_first_and_mends_later() -> None:
    scenario = load_scenario()
    sent: dict[str, list[bool]] = {}
    for step in scenario.imports:
        sent.setdefault(step.unit, []).append(step.mended)
    assert sent.keys() == scenario.reporters.keys()
    assert all(mended == [False, True] for mended in sent.values())
    assert len({step.file for step in scenario.imports}) == len(scenario.imports)
    assert {step.line for step in scenario.imports if step.unit == "431300SZ"} == {Line.EDUCATION}


def test_changes_are_recorded_on_their_days(story: tuple[Change, ...]) -> None:
    steps = [step for step in load_scenario().steps if isinstance(step, RecordChanges)]
    by_day: dict[date, Counter[str]] = {}
    for change in story:
        by_day.setdefault(change.recorded_on, Counter())[change.kind] += 1
    assert {step.at.date(): step.counts for step in steps} == by_day


def test_first_change_is_recorded_after_the_last_workbook() -> None:
    scenario = load_scenario()
    changes = [step.at for step in scenario.steps if isinstance(step, RecordChanges)]
    assert max(step.at for step in scenario.imports) < min(changes)


def test_accounts_belong_to_reporters_of_both_lines() -> None:
    scenario = load_scenario()
    assert len({account.username for account in scenario.accounts}) == len(scenario.accounts)
    units = {(account.line, account.unit) for account in scenario.accounts}
    assert {(step.line, step.unit) for step in scenario.imports} <= units
    assert {(line, "431300") for line in Line} <= units


@pytest.mark.parametrize("number", range(len(load_scenario().checkpoints)))
def test_checkpoint_is_true_of_the_city(city: City, register: Register, number: int) -> None:
    point = load_scenario().checkpoints[number]
    if point.recorded_at is not None and point.recorded_at < load_scenario().imports[0].at:
        assert set(point.figures.values()) == {0}
        return
    campuses = [
        campus
        for campus in city.campuses
        if point.county in ("", campus.county) and point.stratum in (None, campus.stratum)
    ]
    found = figures(campuses, register.posts(point.as_of), point.as_of)
    assert {name: found[name] for name in point.figures} == point.figures


def test_checkpoints_cover_every_line_of_the_ledger() -> None:
    points = load_scenario().checkpoints
    assert {point.stratum for point in points if point.stratum} == {
        "PUBLIC_SCHOOL",
        "PRIVATE_SCHOOL",
        "PUBLIC_KINDERGARTEN",
        "PRIVATE_KINDERGARTEN",
    }
    assert {point.county for point in points} - {""} == {"431302", "431321", "431322", "431381", "431382"}
    assert {point.as_of for point in points if not point.county} >= {
        date(2020, 11, 1),
        date(2020, 11, 30),
        date(2020, 12, 15),
        date(2020, 12, 28),
        date(2020, 12, 31),
    }


def test_step_is_read_into_its_own_class() -> None:
    text = HEAD + 'kind = "import-book"\nunit = "431302"\nline = "police"\nfile = "a.xlsx"\nmended = false\n'
    (step,) = parse_scenario(text).steps
    at = datetime(2020, 11, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert step == ImportBook(at, "431302", Line.POLICE, "a.xlsx", mended=False)


@pytest.mark.parametrize(
    "step",
    [
        'kind = "dance"',
        'kind = "record-changes"\nvanish = 3',
        'kind = "import-book"\nunit = "431302"',
        'kind = "import-book"\nunit = "431302"\nline = "fire"\nfile = "a.xlsx"\nmended = false',
        'kind = "found-units"\nextra = 1',
    ],
)
def test_step_that_is_not_understood_is_refused(step: str) -> None:
    with pytest.raises(ScenarioError):
        parse_scenario(f"{HEAD}{step}\n")
