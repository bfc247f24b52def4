"""Every hard case of the register: one exact line of `gatehouse explain`, and the figures on either side of its day."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.services import (
    CampusReport,
    Profile,
    change_campus,
    move_campus,
    record_head_count,
    reopen_campus,
)
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership
from gatehouse.config.cli import cli
from gatehouse.findings.queries import unlawful_then
from gatehouse.foundation import jobs
from gatehouse.guards.services import (
    close_campus,
    end_post,
    merge_campuses,
    revoke_certificate,
    split_campus,
)
from gatehouse.guards.types import CertificateState, LeavingReason
from gatehouse.norms.services import publish
from gatehouse.standing.queries import last_posting
from gatehouse.standing.services import self_check, undo
from tests.kit.norms import norm_text
from tests.kit.places import EAST, EAST_1, WEST, WEST_1, Places
from tests.kit.register import CENSUS_DAY, CLERK, Register, at
from tests.kit.stories import EVE, Expected, Narrator, Said, figures, newest

NOV, DEC, MID, JAN, FEB = date(2020, 11, 20), date(2020, 12, 1), date(2020, 12, 11), date(2021, 1, 1), date(2021, 2, 1)
NOW = at("2020-12-11")
TELL = Narrator(on=date(2021, 1, 15))
REPORTED = ("campuses reported", "填报学校")


@pytest.fixture(autouse=True)
def _sound(places: Places) -> object:  # noqa: ARG001 - after the register is gone nothing is left to check
    """Whatever a test does, the register can prove itself afterwards."""
    yield
    assert [proof for proof in self_check() if proof.fault] == []


def late(days: int) -> tuple[str, str]:
    return f"learnt {days} days late", f"迟{days}天获知"


def test_hire_today(register: Register, places: Places) -> None:
    campus = register.campus()
    guard = register.person()
    register.on_post(guard, campus, on=MID, recorded=NOW)
    TELL.check(
        campus,
        Expected(
            MID,
            "张三 comes on post: Full-time, School itself, without a guard certificate",
            "张三上岗：专职，学校自聘，无保安员证",
            posting=newest(),
            act=("engagement reported", "填报岗位"),
        ),
    )
    east = places.police(EAST)
    assert [figures(east, day).full_time for day in (MID - EVE, MID)] == [0, 1]
    assert figures(east, MID - EVE) == figures(east, MID - EVE, posting=newest() - 1)


def test_hire_learnt_late_restates_what_was_reported(register: Register, places: Places) -> None:
    campus = register.campus()
    guard = register.person()
    reported = newest()
    register.on_post(guard, campus, on=NOV, recorded=NOW)
    TELL.check(
        campus,
        Expected(
            NOV,
            "张三 comes on post: Full-time, School itself, without a guard certificate",
            "张三上岗：专职，学校自聘，无保安员证",
            notes=(late(21),),
            posting=newest(),
            act=("engagement reported", "填报岗位"),
        ),
    )
    east = places.police(EAST)
    assert [figures(east, day).full_time for day in (NOV - EVE, NOV, DEC)] == [0, 1, 1]
    assert [figures(east, DEC, posting=number).full_time for number in (reported, newest())] == [0, 1]


def test_revocation_from_an_earlier_day_tells_what_was_unlawful_then(register: Register, places: Places) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, certified=True)
    before = newest()
    revoke_certificate(guard, on=NOV, state=CertificateState.REVOKED, by=CLERK, at=NOW)
    hint = f"gatehouse findings --posting {newest()}"
    TELL.check(
        campus,
        Expected(
            NOV,
            "张三's guard certificate is revoked",
            "张三的保安员证被吊销",
            notes=(late(21), (f"unlawful then: {hint}", f"当时已违规的情况：{hint}")),
            posting=newest(),
            act=("certificate revoked", "吊销保安员证"),
        ),
    )
    told = unlawful_then(newest(), EVERYTHING, today=MID)
    assert told is not None
    assert {(row.item.campus_id, row.item.guard_id) for row in told.rows} == {(campus, guard)}
    east = places.police(EAST)
    assert [figures(east, day).certified for day in (NOV - EVE, NOV)] == [1, 0]
    assert figures(east, NOV, posting=before).certified == 1


def test_certificate_known_to_lapse_stands_ahead(register: Register, places: Places) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, certified=True)
    register.certificate(guard, on=FEB, state=CertificateState.LAPSED, recorded=NOW)
    lapse = Expected(
        FEB,
        "张三's guard certificate lapses",
        "张三的保安员证失效",
        posting=newest(),
        act=("certificate reported", "填报保安员证"),
    )
    birthday = Expected(date(2025, 6, 15), "张三 turns 55", "张三年满55周岁")
    TELL.check(campus, lapse, birthday, ahead=True)
    assert [figures(places.police(EAST), day).certified for day in (FEB - EVE, FEB)] == [1, 0]


def test_campus_moved(register: Register, places: Places) -> None:
    campus = register.campus()
    move_campus(campus, on=DEC, police_unit=places.police(WEST_1).id, by=CLERK, at=NOW)
    TELL.check(
        campus,
        Expected(
            DEC,
            "Moves from East Gate Police to West Gate Police",
            "由东关公安机关划归西关公安机关",
            notes=(late(10),),
            posting=newest(),
            act=("campus moved", "学校划转"),
        ),
    )
    east, west = places.police(EAST), places.police(WEST)
    assert [(figures(east, day).campuses, figures(west, day).campuses) for day in (DEC - EVE, DEC)] == [(1, 0), (0, 1)]
    assert figures(places.education(EAST), DEC).campuses == 1


def test_planned_move_stands_ahead(register: Register, places: Places) -> None:
    campus = register.campus()
    move_campus(campus, on=FEB, education_unit=places.education(WEST_1).id, by=CLERK, at=NOW)
    moved = Expected(
        FEB,
        "Moves from East Gate Education to West Gate Education",
        "由东关教育部门划归西关教育部门",
        posting=newest(),
        act=("campus moved", "学校划转"),
    )
    TELL.check(campus, moved, ahead=True)
    Narrator(on=FEB).check(campus, moved)
    assert [figures(places.education(WEST), day).campuses for day in (FEB - EVE, FEB)] == [0, 1]


def test_campuses_merged(register: Register, places: Places) -> None:
    into, other = register.campus("甲校"), register.campus("乙校", counts=(100, 10, 5))
    register.guard_on_post(other)
    past = figures(places.police(EAST), DEC - EVE)
    merge_campuses([other], into=into, on=DEC, by=CLERK, at=NOW)
    said: Said = {"notes": (late(10),), "posting": newest(), "act": ("campuses merged", "学校合并")}
    TELL.check(
        into,
        Expected(
            DEC,
            "Head count: 185 students, 18 staff, 5 boarders; before: 85 students, 8 staff, 0 boarders",
            "师生人数：学生 185 人、教职工 18 人、住宿生 5 人；此前：学生 85 人、教职工 8 人、住宿生 0 人",
            **said,
        ),
        Expected(DEC, "“乙校” is merged into it", "“乙校”并入本校（园）", **said),
        Expected(
            DEC,
            "张三 comes on post: Full-time, School itself, without a guard certificate",
            "张三上岗：专职，学校自聘，无保安员证",
            **said,
        ),
    )
    TELL.check(
        other,
        Expected(DEC, "Closes", "停办", **said),
        Expected(DEC, "Is merged into “甲校”", "并入“甲校”", **said),
        Expected(DEC, "张三 leaves: Transferred to another campus", "张三离岗：调往其他学校（园）", **said),
    )
    after = figures(places.police(EAST), DEC)
    assert (past.campuses, past.students, past.full_time) == (2, 185, 1)
    assert (after.campuses, after.students, after.full_time) == (1, 185, 1)
    assert figures(places.police(EAST), DEC - EVE) == past


def test_campus_split(register: Register, places: Places) -> None:
    campus = register.campus("老校", counts=(1000, 100, 50))
    going = register.guard_on_post(campus)
    past = figures(places.police(EAST), DEC - EVE)
    profile = Profile("新校", CampusKind.PRIMARY, Ownership.PUBLIC, CensusLabel.SCHOOL)
    part = CampusReport(None, DEC, profile, places.police(EAST_1), places.education(EAST_1), 400, 40, 20)
    (new,) = split_campus(campus, [part], guards={going: 0}, on=DEC, by=CLERK, at=NOW)
    said: Said = {"notes": (late(10),), "posting": newest(), "act": ("campus split", "学校分设")}
    TELL.check(
        campus,
        Expected(
            DEC,
            "Head count: 600 students, 60 staff, 30 boarders; before: 1000 students, 100 staff, 50 boarders",
            "师生人数：学生 600 人、教职工 60 人、住宿生 30 人；此前：学生 1000 人、教职工 100 人、住宿生 50 人",
            **said,
        ),
        Expected(DEC, "“新校” is split off from it", "分设出“新校”", **said),
    )
    TELL.check(
        new,
        Expected(DEC, "Registered as “新校”: Primary school, Public", "登记为“新校”：小学，公办", **said),
        Expected(DEC, "Is split off from “老校”", "由“老校”分设", **said),
    )
    after = figures(places.police(EAST), DEC)
    assert (past.campuses, past.students) == (1, 1000)
    assert (after.campuses, after.students, after.full_time) == (2, 1000, 1)
    assert figures(places.police(EAST), DEC - EVE) == past


def test_campus_closed_and_reopened(register: Register, places: Places) -> None:
    campus = register.campus()
    register.guard_on_post(campus)
    close_campus(campus, on=DEC, by=CLERK, at=NOW)
    closed: Said = {"notes": (late(10),), "posting": newest(), "act": ("campus closed", "停办学校")}
    reopen_campus(campus, on=JAN, by=CLERK, at=NOW)
    TELL.check(
        campus,
        Expected(DEC, "Closes", "停办", **closed),
        Expected(DEC, "张三 leaves: Campus closed", "张三离岗：学校（园）停办", **closed),
        Expected(JAN, "In operation again", "恢复办学", posting=newest(), act=("campus reopened", "恢复办学")),
    )
    counts = [figures(places.police(EAST), day).campuses for day in (DEC - EVE, DEC, JAN - EVE, JAN)]
    assert counts == [1, 0, 0, 1]


def test_campus_renamed(register: Register) -> None:
    campus = register.campus()
    change_campus(campus, on=DEC, columns={"name": "东关实验小学"}, by=CLERK, at=NOW)
    TELL.check(
        campus,
        Expected(
            DEC,
            "Particulars change: name “东关小学” → “东关实验小学”",
            "信息变更：名称“东关小学” → “东关实验小学”",
            notes=(late(10),),
            posting=newest(),
            act=("particulars changed", "变更学校信息"),
        ),
    )


def test_guard_who_leaves(register: Register, places: Places) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus)
    end_post(guard, campus, on=MID, reason=LeavingReason.RESIGNED, by=CLERK, at=NOW)
    TELL.check(
        campus,
        Expected(
            MID, "张三 leaves: Resigned", "张三离岗：辞职", posting=newest(), act=("engagement ended", "保安员离岗")
        ),
    )
    assert [figures(places.police(EAST), day).full_time for day in (MID - EVE, MID)] == [1, 0]


def test_future_norm_stands_ahead_and_moves_no_earlier_day(register: Register, places: Places) -> None:
    campus = register.campus()
    past = figures(places.police(EAST), FEB - EVE)
    published = publish(norm_text(FEB, posts=7), source="norm.toml", by=CLERK, at=NOW).posting_id
    while jobs.run_due(NOW, "test"):
        pass
    TELL.check(
        campus,
        Expected(
            FEB,
            "Judged by Example norm from this day on",
            "自该日起按示例标准核定",
            posting=published,
            act=("norm published", "发布标准"),
        ),
        ahead=True,
    )
    assert figures(places.police(EAST), FEB - EVE) == past
    assert (past.required, figures(places.police(EAST), FEB).required) == (1, 7)


def test_past_head_count_corrected(register: Register, places: Places) -> None:
    campus = register.campus()
    reported = newest()
    record_head_count(campus, on=CENSUS_DAY, students=1200, staff=80, boarders=0, by=CLERK, at=NOW)
    TELL.check(
        campus,
        Expected(
            CENSUS_DAY,
            "Head count: 1200 students, 80 staff, 0 boarders",
            "师生人数：学生 1200 人、教职工 80 人、住宿生 0 人",
            notes=(
                late(40),
                ("puts right: 85 students, 8 staff, 0 boarders", "更正原记载：学生 85 人、教职工 8 人、住宿生 0 人"),
            ),
            posting=newest(),
            act=("head count reported", "填报师生人数"),
        ),
    )
    east = places.police(EAST)
    assert [figures(east, DEC, posting=number).students for number in (reported, newest())] == [85, 1200]
    assert figures(east, CENSUS_DAY - EVE).campuses == 0


def test_undone_posting_stays_in_the_story(register: Register, places: Places) -> None:
    campus = register.campus()
    before = figures(places.police(EAST), DEC)
    register.counted(campus, (900, 80, 400), on=CENSUS_DAY, recorded=NOW)
    wrong = newest()
    undone = undo(wrong, by=CLERK, at=at("2020-12-12")).posting_id
    TELL.check(
        campus,
        Expected(
            CENSUS_DAY,
            "Head count: 900 students, 80 staff, 400 boarders",
            "师生人数：学生 900 人、教职工 80 人、住宿生 400 人",
            notes=(
                late(40),
                ("puts right: 85 students, 8 staff, 0 boarders", "更正原记载：学生 85 人、教职工 8 人、住宿生 0 人"),
                (f"undone by posting no. {undone}", f"已由第 {undone} 号入账撤销"),
            ),
            posting=wrong,
            act=REPORTED,
        ),
        Expected(
            CENSUS_DAY,
            "Head count: 85 students, 8 staff, 0 boarders",
            "师生人数：学生 85 人、教职工 8 人、住宿生 0 人",
            notes=(late(41), ("holds again since another posting was undone", "因撤销入账而恢复")),
            posting=undone,
            act=("posting undone", "撤销入账"),
        ),
    )
    assert figures(places.police(EAST), DEC) == before != figures(places.police(EAST), DEC, posting=wrong)


def test_story_as_the_register_knew_it(register: Register) -> None:
    campus = register.campus()
    register.counted(campus, (900, 80, 400), on=CENSUS_DAY, recorded=NOW)
    wrong = newest()
    undo(wrong, by=CLERK, at=at("2020-12-12"))
    then = Narrator(on=date(2021, 1, 15), extra=("--as-recorded", "2020-12-11"))
    assert last_posting(NOW) == wrong
    told = then.tells(str(campus), language="en")
    assert "Head count: 900 students, 80 staff, 400 boarders [learnt 40 days late; puts right: 85" in told
    assert "undone" not in told
    assert "Students 900, staff 80, boarders 400" in told


def test_wrong_calls_are_told_as_such(register: Register) -> None:
    campus = register.campus()
    for words in ((), (str(campus), "--unit", EAST), (str(campus), "--as-recorded", "once")):
        assert CliRunner().invoke(cli, ["explain", *words]).exit_code == 2
    assert CliRunner().invoke(cli, ["explain", "--unit", "123"]).exit_code == 1


def test_story_for_scripts(register: Register) -> None:
    campus = register.campus()
    register.counted(campus, (900, 80, 400), on=CENSUS_DAY, recorded=NOW)
    done = CliRunner().invoke(cli, ["explain", str(campus), "--as-of", "2021-01-15", "--json"])
    story = json.loads(done.stdout)["story"]
    (counted,) = [item for item in story if item["happening"] == "COUNTED"]
    assert (counted["day"], counted["days_late"], counted["posting"]) == ("2020-11-01", 40, newest())
    assert counted["corrects"] == [{"students": 85, "staff": 8, "boarders": 0}]
    assert (counted["act"], counted["by"], counted["fate"]) == ("campuses.record", "clerk", "HOLDS")
    assert not counted["ahead"]
