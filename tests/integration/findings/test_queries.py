"""Findings as people ask for them: by unit and kind, page by page, of a campus, ahead, and what was unlawful then."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.findings.queries import (
    Count,
    Texts,
    UnitQuestion,
    findings_of_campus,
    list_findings,
    unlawful_then,
)
from gatehouse.findings.types import FindingKind
from gatehouse.foundation.models import Posting
from gatehouse.guards.types import CertificateState
from gatehouse.norms.types import Confidence
from gatehouse.standing.queries import OutOfScopeError, visible_unit
from gatehouse.territory.types import Line
from tests.kit.cast import scope_of
from tests.kit.places import CITY, EAST, EAST_1, PROVINCE, WEST, WEST_1, Places
from tests.kit.register import CENSUS_DAY, Register, at
from tests.kit.scene import Scene

NOV_20, DEC = date(2020, 11, 20), date(2020, 12, 1)
TODAY = date(2021, 1, 15)
SHORTAGE, UNCERTIFIED = FindingKind.SHORTAGE, FindingKind.UNCERTIFIED_ON_POST


def asked(code: str, day: date = DEC, line: Line = Line.POLICE, **more: object) -> UnitQuestion:
    return UnitQuestion(line, code, day, **more)  # type: ignore[arg-type]


def campuses_of(question: UnitQuestion, scope: Scope = EVERYTHING) -> list[int]:
    return [found.item.campus_id for found in list_findings(question, scope, today=TODAY).rows]


def test_counts_of_child_units_add_up_to_the_unit(scene: Scene) -> None:
    assert scene["plain"]
    for line in Line:
        page = list_findings(asked(PROVINCE, line=line), EVERYTHING, today=TODAY)
        whole = sum(count.findings for count in page.total.values())
        assert whole == len(page.rows) == page.chosen
        for kind, total in page.total.items():
            parts = [counts[kind] for _, counts in page.places if kind in counts]
            assert sum(part.findings for part in parts) == total.findings
            assert sum(part.amount for part in parts) == total.amount
        blocking = sum(found.item.severity.value == "BLOCK" for found in page.rows)
        assert sum(count.blocking for count in page.total.values()) == blocking


def test_amounts_of_shortages_are_the_gap_of_the_table(register: Register) -> None:
    register.campus("甲校", counts=(950, 60, 0))
    register.guard_on_post(register.campus("乙校", counts=(950, 60, 0)))
    page = list_findings(asked(CITY), EVERYTHING, today=TODAY)
    assert page.total[SHORTAGE] == Count(findings=2, blocking=2, amount=3)


def test_pages_make_up_the_whole_list_in_the_order_of_the_tree(scene: Scene) -> None:
    assert scene["plain"]
    for line in Line:
        question = asked(PROVINCE, line=line)
        whole = list_findings(question, EVERYTHING, today=TODAY).rows
        assert [found.path(line) for found in whole] == sorted(found.path(line) for found in whole)
        pieces, after = [], None
        while True:
            page = list_findings(question, EVERYTHING, today=TODAY, after=after, limit=3)
            pieces += page.rows
            after = page.next_after
            if after is None:
                break
        assert pieces == whole


def test_kind_narrows_the_list_and_not_the_counts(scene: Scene) -> None:
    assert scene["plain"]
    every = list_findings(asked(PROVINCE), EVERYTHING, today=TODAY)
    some = list_findings(asked(PROVINCE, kind=UNCERTIFIED), EVERYTHING, today=TODAY)
    assert {found.item.kind for found in some.rows} == {UNCERTIFIED}
    assert some.total == every.total
    assert some.chosen == len(some.rows) == every.total[UNCERTIFIED].findings


def test_unit_of_another_branch_does_not_exist(scene: Scene, places: Places) -> None:
    assert scene["west"]
    scope = scope_of(places.police(EAST))
    with pytest.raises(OutOfScopeError):
        list_findings(asked(WEST), scope, today=TODAY)
    assert visible_unit(Line.POLICE, EAST_1, scope, on=DEC).code == EAST_1


def test_office_of_the_other_line_sees_the_findings_of_its_own_campuses(register: Register, places: Places) -> None:
    own = register.campus("甲校", police=EAST_1, education=WEST_1)
    register.campus("乙校", police=EAST_1)
    page = list_findings(asked(EAST), scope_of(places.education(WEST)), today=TODAY)
    assert {found.item.campus_id for found in page.rows} == {own}
    assert page.total[SHORTAGE].findings == 1


def test_moved_campus_is_found_where_it_stood_on_the_day(register: Register) -> None:
    campus = register.campus()
    register.moved(campus, on=DEC, police=WEST_1, education=WEST_1)
    assert campuses_of(asked(EAST, NOV_20)) == campuses_of(asked(WEST, DEC)) == [campus] * 2
    assert campuses_of(asked(EAST, DEC)) == campuses_of(asked(WEST, NOV_20)) == []


def test_names_are_shown_only_to_those_responsible_today(register: Register, places: Places) -> None:
    campus = register.campus()
    register.guard_on_post(campus, name="李四")
    register.moved(campus, on=DEC, police=WEST_1, education=WEST_1)
    before = asked(EAST, NOV_20, kind=UNCERTIFIED)
    [seen] = list_findings(before, EVERYTHING, today=TODAY).rows
    assert seen.person
    assert (seen.person.name, "*" in seen.person.id_masked) == ("李四", True)
    [hidden] = list_findings(before, scope_of(places.police(EAST)), today=TODAY).rows
    assert hidden.person is None
    assert hidden.campus_name == "东关小学"


def test_findings_that_begin_ahead_are_those_of_runs_not_begun(register: Register) -> None:
    campus = register.campus(counts=(950, 60, 0))
    guards = [register.guard_on_post(campus, certified=True) for _ in range(2)]
    register.left(guards[0], campus, on=DEC)
    register.left(guards[1], campus, on=date(2020, 12, 10))
    assert campuses_of(asked(CITY, NOV_20)) == []
    ahead = list_findings(asked(CITY, NOV_20, ahead=15), EVERYTHING, today=NOV_20).rows
    assert [(found.item.kind, found.item.valid_from) for found in ahead] == [(SHORTAGE, DEC)]
    ahead = list_findings(asked(CITY, NOV_20, ahead=30), EVERYTHING, today=NOV_20).rows
    assert {found.item.kind for found in ahead} == {SHORTAGE, FindingKind.NO_GUARD}
    assert list_findings(asked(CITY, DEC, ahead=3660), EVERYTHING, today=NOV_20).total.keys() == {FindingKind.NO_GUARD}


def test_as_recorded_before_the_first_report_nothing_is_wrong(register: Register) -> None:
    register.campus(recorded=at("2020-11-05"))
    early = list_findings(asked(CITY, as_recorded=at("2020-11-04")), EVERYTHING, today=TODAY)
    assert (early.rows, early.total) == ([], {})
    assert len(list_findings(asked(CITY, as_recorded=at("2020-11-06")), EVERYTHING, today=TODAY).rows) == 2


def test_campus_tells_all_its_findings_past_and_to_come(scene: Scene, places: Places) -> None:
    found = findings_of_campus(scene["plain"], EVERYTHING, on=DEC, today=TODAY)
    assert [row.item.valid_from for row in found] == sorted(row.item.valid_from for row in found)
    assert {row.item.campus_id for row in found} == {scene["plain"]}
    assert findings_of_campus(scene["plain"], scope_of(places.police(WEST)), on=DEC, today=TODAY) == []


def test_late_revocation_lists_what_was_unlawful_then(register: Register, places: Places) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus, certified=True)
    register.certificate(guard, on=NOV_20, state=CertificateState.REVOKED, recorded=at("2021-01-10"))
    posting = Posting.objects.latest("pk").pk
    told = unlawful_then(posting, EVERYTHING, today=TODAY)
    assert told
    assert told.recorded_on == date(2021, 1, 10)
    [found] = told.rows
    assert (found.item.kind, found.item.guard_id, found.posting) == (UNCERTIFIED, guard, posting)
    assert (found.item.valid_from, found.item.valid_to) == (NOV_20, date(2021, 1, 10))
    register.certificate(guard, on=NOV_20, state=CertificateState.HELD, recorded=at("2021-01-12"))
    assert unlawful_then(posting, EVERYTHING, today=TODAY) == told
    foreign = unlawful_then(posting, scope_of(places.police(WEST)), today=TODAY)
    assert foreign
    assert foreign.rows == []


@pytest.mark.usefixtures("register")
def test_posting_that_does_not_exist_tells_nothing() -> None:
    assert unlawful_then(999_999, EVERYTHING, today=TODAY) is None


def test_basis_is_the_text_in_force_on_the_days_of_the_finding(register: Register) -> None:
    register.guard_on_post(register.campus(), on=NOV_20)
    [found] = list_findings(asked(CITY, NOV_20, kind=UNCERTIFIED), EVERYTHING, today=TODAY).rows
    versions = {day: {basis.version for basis in Texts().of(found.item, day) if basis.article == "16"} for day in (
        date(2000, 1, 1), date(2020, 11, 28), date(2020, 11, 29), date(2023, 1, 1)
    )}  # fmt: skip
    assert list(versions.values()) == [{"2009"}, {"2009"}, {"2020"}, {"2022"}]


def test_shortage_rests_on_the_rule_set_that_judged_and_cites_no_unverified_text_as_law(register: Register) -> None:
    register.campus()
    rows = list_findings(asked(CITY, CENSUS_DAY), EVERYTHING, today=TODAY).rows
    for found in rows:
        bases = Texts().of(found.item, CENSUS_DAY)
        assert {basis.number for basis in bases} == {"公治〔2015〕168号"}
        assert all(basis.confidence is not Confidence.VERIFIED for basis in bases)
