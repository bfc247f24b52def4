"""Findings follow the facts in the very posting that writes them – whenever they are learnt, and into the future."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gatehouse.findings.models import Finding
from gatehouse.findings.queries import findings_on
from gatehouse.findings.services import are_findings_missing, prove_findings, rebuild_findings
from gatehouse.findings.types import FindingKind
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.foundation.posting import posting
from gatehouse.guards.types import CertificateState, Engagement
from gatehouse.kernel.actor import SYSTEM
from gatehouse.kernel.days import FAR
from tests.kit.effort import undone
from tests.kit.places import WEST_1
from tests.kit.register import CENSUS_DAY, CLERK, Register, at
from tests.kit.scene import Scene

NOV_20, DEC, JAN = date(2020, 11, 20), date(2020, 12, 1), date(2021, 1, 1)
NEXT_YEAR = date(2022, 3, 1)
UNCERTIFIED = FindingKind.UNCERTIFIED_ON_POST


def live(kind: FindingKind, campus: int | None = None) -> list[tuple[date, date, date]]:
    """Live findings of a kind: first day, end, since."""
    rows = Finding.objects.filter(kind=kind, superseded_by=None)
    chosen = rows if campus is None else rows.filter(campus=campus)
    return list(chosen.order_by("campus", "valid_from").values_list("valid_from", "valid_to", "since"))


def everything_found() -> list[tuple[object, ...]]:
    """All live findings, whatever posting wrote them."""
    columns = ("campus", "kind", "guard", "valid_from", "valid_to", "since", "severity", "amount")
    return list(Finding.objects.filter(superseded_by=None).order_by(*columns[:4]).values_list(*columns))


def test_hire_ends_the_shortage_and_starts_the_finding_of_an_uncertified_guard(register: Register) -> None:
    campus = register.campus()
    assert live(FindingKind.SHORTAGE) == live(FindingKind.NO_GUARD) == [(CENSUS_DAY, FAR, CENSUS_DAY)]
    register.guard_on_post(campus, on=DEC)
    assert live(FindingKind.SHORTAGE) == live(FindingKind.NO_GUARD) == [(CENSUS_DAY, DEC, CENSUS_DAY)]
    assert live(UNCERTIFIED) == [(DEC, FAR, DEC)]


def test_certificate_that_lapses_next_year_is_a_finding_of_next_year_already(register: Register) -> None:
    guard = register.guard_on_post(register.campus(), certified=True)
    assert live(UNCERTIFIED) == []
    register.certificate(guard, on=NEXT_YEAR, state=CertificateState.NONE)
    assert live(UNCERTIFIED) == [(NEXT_YEAR, FAR, NEXT_YEAR)]


def test_revocation_learnt_late_is_found_from_its_own_day(register: Register) -> None:
    guard = register.guard_on_post(register.campus(), certified=True)
    register.certificate(guard, on=NOV_20, state=CertificateState.REVOKED, recorded=at("2021-01-10"))
    assert live(UNCERTIFIED) == [(NOV_20, FAR, NOV_20)]


def test_what_stays_the_same_is_not_written_again(register: Register) -> None:
    campus = register.campus(counts=(950, 60, 0))
    register.guard_on_post(campus)
    before = set(Finding.objects.filter(superseded_by=None).values_list("pk", flat=True))
    register.guard_on_post(campus, on=DEC, engagement=Engagement.PART_TIME, certified=True)
    assert set(Finding.objects.filter(superseded_by=None).values_list("pk", flat=True)) == before


def test_what_no_longer_holds_is_superseded_and_kept(register: Register) -> None:
    campus = register.campus()
    first = Posting.objects.latest("pk").pk
    register.guard_on_post(campus, certified=True)
    assert not findings_on(DEC).exists()
    kinds = findings_on(DEC, posting=first).values_list("kind", flat=True)
    assert set(kinds) == {FindingKind.SHORTAGE, FindingKind.NO_GUARD}


def test_move_cuts_a_finding_for_the_scope_and_keeps_its_first_day(register: Register) -> None:
    campus = register.campus()
    register.moved(campus, on=DEC, police=WEST_1)
    assert live(FindingKind.SHORTAGE) == [(CENSUS_DAY, DEC, CENSUS_DAY), (DEC, FAR, CENSUS_DAY)]
    paths = Finding.objects.filter(kind=FindingKind.SHORTAGE, superseded_by=None).values_list("police_path", flat=True)
    assert len(set(paths)) == 2


def test_second_full_time_post_is_found_at_both_and_ends_at_both(register: Register) -> None:
    here, there = register.campus("甲校"), register.campus("乙校")
    guard = register.guard_on_post(here)
    register.on_post(guard, there, on=NOV_20)
    twice = FindingKind.TWO_FULL_TIME_POSTS
    assert live(twice, here) == live(twice, there) == [(NOV_20, FAR, NOV_20)]
    register.left(guard, here, on=DEC)
    assert live(twice, here) == live(twice, there) == [(NOV_20, DEC, NOV_20)]
    register.closed(there, on=date(2020, 11, 25))
    assert live(twice, here) == live(twice, there) == [(NOV_20, date(2020, 11, 25), NOV_20)]


def test_closing_a_campus_leaves_its_guard_to_be_found_there(register: Register) -> None:
    campus = register.campus()
    guard = register.guard_on_post(campus)
    register.closed(campus, on=DEC)
    assert live(FindingKind.GUARD_AT_CLOSED_CAMPUS) == [(DEC, FAR, DEC)]
    assert live(UNCERTIFIED) == [(CENSUS_DAY, DEC, CENSUS_DAY)]
    register.left(guard, campus, on=JAN)
    assert live(FindingKind.GUARD_AT_CLOSED_CAMPUS) == [(DEC, JAN, DEC)]


def test_guard_under_age_is_found_up_to_the_birthday(register: Register) -> None:
    register.guard_on_post(register.campus(), born=date(2003, 1, 1), certified=True)
    assert live(FindingKind.UNDER_AGE) == [(CENSUS_DAY, JAN, CENSUS_DAY)]


def test_days_before_any_norm_are_unjudged(register: Register) -> None:
    register.campus(on=date(2014, 9, 1))
    assert live(FindingKind.UNJUDGED) == [(date(2014, 9, 1), date(2015, 1, 1), date(2014, 9, 1))]


def test_two_live_findings_of_one_subject_and_day_are_impossible(register: Register) -> None:
    register.guard_on_post(register.campus(counts=(950, 60, 0)))
    for kind in (FindingKind.SHORTAGE, UNCERTIFIED):
        row = Finding.objects.get(kind=kind, superseded_by=None)
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_finding_without_a_day_is_impossible(register: Register) -> None:
    register.campus()
    row = Finding.objects.filter(kind=FindingKind.SHORTAGE).get()
    for column, day in (("valid_to", row.valid_from), ("since", DEC)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.filter(pk=row.pk).update(**{column: day})


def test_register_older_than_its_findings_is_settled_once_in_a_posting_of_its_own(scene: Scene) -> None:
    assert scene["plain"]
    before = everything_found()
    Finding.objects.all().delete()
    assert are_findings_missing()
    assert rebuild_findings(by=SYSTEM, at=at("2021-02-01")) == len(before)
    assert everything_found() == before
    assert JournalEntry.objects.latest("pk").act == "findings.rebuild"
    assert prove_findings()[1] is None
    postings = Posting.objects.count()
    assert rebuild_findings(by=SYSTEM, at=at("2021-02-01")) == 0
    assert Posting.objects.count() == postings


@pytest.mark.usefixtures("register")
def test_empty_register_has_no_findings_to_miss() -> None:
    assert not are_findings_missing()


def test_posting_undone_leaves_findings_as_they_were(register: Register) -> None:
    campus = register.campus()
    before = live(FindingKind.SHORTAGE)
    with undone(), posting(by=CLERK, at=at("2021-01-01"), act="test"):
        register.guard_on_post(campus)
    assert live(FindingKind.SHORTAGE) == before
