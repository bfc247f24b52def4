"""The self-check finds every kind of planted fault and names its subject."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gatehouse.campuses.models import CampusPlace, HeadCount
from gatehouse.findings.models import Finding
from gatehouse.foundation import facts
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.foundation.posting import posting
from gatehouse.kernel.actor import SYSTEM
from gatehouse.standing.models import StandingRow, Statement, UnitTotal
from gatehouse.standing.services import Fault, Proof, checking, freeze, self_check
from gatehouse.standing.types import StatementPurpose
from gatehouse.territory.models import Unit, UnitPoint
from gatehouse.territory.types import UnitOn
from tests.kit.places import CITY, EAST, EAST_1, EAST_2, WEST, WEST_1, Places
from tests.kit.register import CENSUS_DAY, Register, at
from tests.kit.scene import DEC, Scene

PARTS = [
    "facts", "trees", "places", "standing", "recordings", "totals", "findings", "statements", "journal",
]  # fmt: skip


def faults() -> dict[str, Fault]:
    return {proof.part: proof.fault for proof in self_check() if proof.fault}


def only_fault(part: str) -> Fault:
    found = faults()
    assert list(found) == [part]
    return found[part]


def write_point(unit: UnitOn, on: date, **values: object) -> int:
    """A later point of a unit, written past the rules; returns its posting."""
    before = UnitPoint.objects.filter(unit=unit.id, superseded_by=None).latest("valid_from")
    new = tuple(values.get(name, getattr(before, name)) for name in UnitPoint.VALUES)
    with posting(by=SYSTEM, at=at("2021-01-01"), act="test.unit") as p:
        facts.record(p, UnitPoint, [facts.Point((unit.id,), on, new)])
        return p.id


def test_sound_register_is_proven_part_by_part(scene: Scene) -> None:
    proofs = list(self_check())
    assert [proof.part for proof in proofs] == PARTS
    assert [proof.fault for proof in proofs] == [None] * len(PARTS)
    counted = {proof.part: proof.compared for proof in proofs}
    assert counted["trees"] == UnitPoint.objects.count()
    assert counted["places"] == CampusPlace.objects.count() >= len(scene.campuses) + 1
    assert counted["standing"] == StandingRow.objects.filter(superseded_by=None).count()
    assert counted["totals"] == UnitTotal.objects.count()
    assert counted["journal"] == JournalEntry.objects.count()


@pytest.mark.django_db
def test_empty_register_is_proven() -> None:
    assert list(self_check()) == [Proof(part, 0, None) for part in PARTS]


def test_campuses_are_checked_in_portions(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "CAMPUSES_AT_ONCE", 2)
    assert faults() == {}
    HeadCount.objects.filter(campus=scene["far"]).update(students=5000)
    assert only_fault("standing").subject == f"campus {scene['far']}"


# Trees


@pytest.mark.parametrize(
    "path",
    ["001001001001999", "001001001002001", "001", "001001001001001001", "", "x", "００１００１００１００１００１"],
)
def test_unit_at_a_wrong_path_is_named(places: Places, path: str) -> None:
    unit = places.police(EAST_1)
    point = UnitPoint.objects.get(unit=unit.id)
    UnitPoint.objects.filter(pk=point.pk).update(path=path)
    fault = faults()["trees"]
    assert (fault.subject, fault.posting) == (f"unit {unit.id}", point.posting_id)


def test_two_units_on_one_path_are_named(places: Places) -> None:
    UnitPoint.objects.filter(unit=places.police(EAST_2).id).update(path=places.police(EAST_1).path)
    fault = only_fault("trees")
    assert fault.subject in {f"unit {places.police(code).id}" for code in (EAST_1, EAST_2)}
    assert "too" in fault.difference


def test_unit_below_another_parent_than_its_path_says_is_named(places: Places) -> None:
    UnitPoint.objects.filter(unit=places.police(EAST_1).id).update(parent=places.police(WEST).id)
    assert only_fault("trees").subject == f"unit {places.police(EAST_1).id}"


def test_unit_below_the_other_lines_parent_is_named(places: Places) -> None:
    UnitPoint.objects.filter(unit=places.police(EAST_1).id).update(parent=places.education(EAST).id)
    assert only_fault("trees").subject == f"unit {places.police(EAST_1).id}"


def test_unit_of_a_level_that_is_not_its_depth_is_named(places: Places) -> None:
    Unit.objects.filter(pk=places.police(EAST_1).id).update(level=4)
    assert only_fault("trees").subject == f"unit {places.police(EAST_1).id}"


def test_unit_older_than_its_parent_is_named(places: Places) -> None:
    UnitPoint.objects.filter(unit=places.police(EAST_1).id).update(valid_from=date(1999, 1, 1))
    assert only_fault("trees").subject == f"unit {places.police(EAST_1).id}"


def test_unit_that_stays_behind_when_its_parent_moves_is_named(places: Places) -> None:
    write_point(places.police(EAST), DEC, path=f"{places.police(CITY).path}009")
    assert only_fault("trees").subject in {f"unit {places.police(code).id}" for code in (EAST_1, EAST_2)}


def test_unit_that_outlives_its_parent_is_named(places: Places) -> None:
    write_point(places.police(WEST), DEC, in_force=False)
    assert only_fault("trees").subject == f"unit {places.police(WEST_1).id}"
    write_point(places.police(WEST_1), DEC, in_force=False)
    assert faults() == {}


def test_units_that_move_together_are_sound(places: Places) -> None:
    path = f"{places.police(CITY).path}009"
    write_point(places.police(EAST), DEC, path=path)
    write_point(places.police(EAST_1), DEC, path=f"{path}001")
    write_point(places.police(EAST_2), DEC, path=f"{path}002")
    assert faults() == {}


# Places


@pytest.mark.parametrize("column", ["police_path", "education_path"])
def test_campus_at_a_path_that_is_not_its_units_is_named(places: Places, scene: Scene, column: str) -> None:
    point = CampusPlace.objects.get(campus=scene["plain"])
    CampusPlace.objects.filter(pk=point.pk).update(**{column: places.police(WEST_1).path})
    found = faults()
    # what is derived still stands where the facts said before
    assert set(found) >= {"places", "standing"}
    assert set(found) <= {"places", "standing", "findings", "recordings"}
    assert found["places"].subject == found["standing"].subject == f"campus {scene['plain']}"
    assert found["places"].posting == point.posting_id


def test_campus_in_a_unit_of_the_other_line_is_named(places: Places, scene: Scene) -> None:
    CampusPlace.objects.filter(campus=scene["plain"]).update(police_unit=places.education(EAST_1).id)
    assert only_fault("places").subject == f"campus {scene['plain']}"


def test_campus_older_than_its_unit_is_named(places: Places, scene: Scene) -> None:
    UnitPoint.objects.filter(unit=places.police(EAST_2).id).update(valid_from=CENSUS_DAY + timedelta(days=1))
    assert only_fault("places").subject == f"campus {scene['lake']}"


def test_campus_that_stays_behind_when_its_unit_moves_is_named(places: Places, scene: Scene) -> None:
    write_point(places.police(EAST_2), DEC, path=f"{places.police(EAST).path}009")
    assert only_fault("places").subject == f"campus {scene['lake']}"


# Standing


@pytest.mark.parametrize("column", ["required", "full_time", "source_unknown", "stratum", "epoch", "valid_to"])
def test_changed_standing_is_named(scene: Scene, column: str) -> None:
    row = StandingRow.objects.filter(campus=scene["lake"], superseded_by=None).latest("valid_from")
    wrong = {"stratum": 12, "epoch": "XX-1", "valid_to": date(2090, 1, 1)}.get(column, 77)
    StandingRow.objects.filter(pk=row.pk).update(**{column: wrong})
    fault = faults()["standing"]
    assert fault.subject == f"campus {scene['lake']}"
    assert row.valid_from.isoformat() in fault.difference


def test_missing_standing_is_named(scene: Scene) -> None:
    row = StandingRow.objects.filter(campus=scene["far"], superseded_by=None).latest("valid_from")
    row.delete()
    fault = faults()["standing"]
    assert (fault.subject, fault.difference) == (
        f"campus {scene['far']}",
        f"standing from {row.valid_from} is missing",
    )


def test_standing_too_much_is_named_with_its_posting(scene: Scene) -> None:
    row = StandingRow.objects.filter(campus=scene["south"], superseded_by=None).earliest("valid_from")
    row.pk, row.valid_from, row.valid_to = None, date(2019, 1, 1), date(2019, 2, 1)
    row.save(force_insert=True)
    fault = faults()["standing"]
    assert (fault.subject, fault.posting) == (f"campus {scene['south']}", row.posting_id)


def test_standing_superseded_by_mistake_is_named(scene: Scene) -> None:
    StandingRow.objects.filter(campus=scene["zone"]).update(superseded_by=Posting.objects.latest("pk"))
    assert faults()["standing"].subject == f"campus {scene['zone']}"


def test_fact_changed_behind_the_registers_back_is_named(scene: Scene) -> None:
    HeadCount.objects.filter(campus=scene["city-run"]).update(students=3000)
    assert only_fault("standing").subject == f"campus {scene['city-run']}"


# What was said, and what was known


def test_point_that_nobody_said_is_named(scene: Scene) -> None:
    point = HeadCount.objects.get(campus=scene["far"])
    HeadCount.objects.filter(pk=point.pk).update(said=0)
    fault = only_fault("facts")
    assert fault.subject == f"campuses.headcount of {scene['far']}"
    assert fault.posting == point.posting_id


def test_point_that_was_done_away_with_is_named(register: Register, scene: Scene) -> None:
    campus = scene["far"]
    register.counted(campus, (900, 80, 0), on=DEC)
    point = HeadCount.objects.get(campus=campus, valid_from=DEC)
    HeadCount.objects.filter(pk=point.pk).update(superseded_by=point.posting_id)
    found = faults()
    assert found["facts"].subject == f"campuses.headcount of {campus}"
    assert "missing" in found["facts"].difference
    assert "standing" in found


def test_recording_that_was_changed_afterwards_is_named(register: Register, scene: Scene) -> None:
    campus = scene["far"]
    register.counted(campus, (900, 80, 0), on=DEC)
    row = StandingRow.objects.filter(campus=campus).exclude(superseded_by=None).first()
    assert row
    StandingRow.objects.filter(pk=row.pk).update(full_time=row.full_time + 1)
    fault = only_fault("recordings")
    assert (fault.subject, fault.posting) == (f"campus {campus}", row.posting_id)


def test_finding_that_is_none_is_named(scene: Scene) -> None:
    finding = Finding.objects.filter(campus=scene["far"]).first()
    assert finding
    Finding.objects.filter(pk=finding.pk).update(amount=finding.amount + 1)
    assert only_fault("findings").subject.startswith(f"campus {scene['far']}")


def test_statement_that_was_changed_is_named(places: Places, scene: Scene) -> None:  # noqa: ARG001
    purpose = StatementPurpose.SIGN_OFF
    key = freeze(unit=places.police(EAST), as_of=DEC, purpose=purpose, by=SYSTEM, at=at("2021-01-05"))
    Statement.objects.filter(pk=key).update(as_of=date(2020, 12, 2))
    assert str(key) in only_fault("statements").subject


# Totals


def test_changed_total_is_named(places: Places, scene: Scene) -> None:
    assert scene["far"]
    row = UnitTotal.objects.filter(path=places.police(CITY).path, line="education", full_time__gt=0)[0]
    UnitTotal.objects.filter(pk=row.pk).update(full_time=row.full_time + 1)
    fault = only_fault("totals")
    assert fault.subject == f"education {row.path} depth {row.depth} stratum {row.stratum} bucket {row.bucket}"
    assert fault.difference == f"full_time is {row.full_time + 1}, the standing behind it adds up to {row.full_time}"


def test_missing_total_is_named(scene: Scene) -> None:
    assert scene["far"]
    row = UnitTotal.objects.filter(campuses=1)[0]
    UnitTotal.objects.filter(pk=row.pk).delete()
    fault = only_fault("totals")
    assert fault.subject == f"{row.line} {row.path} depth {row.depth} stratum {row.stratum} bucket {row.bucket}"
    assert fault.difference == "this total is missing"


def test_total_too_much_is_named(scene: Scene) -> None:
    assert scene["far"]
    UnitTotal.objects.create(line="police", path="001001998", depth=3, stratum=11, bucket=2020, campuses=1)
    assert only_fault("totals").subject == "police 001001998 depth 3 stratum 11 bucket 2020"


def test_total_of_nothing_is_no_fault(scene: Scene) -> None:
    assert scene["far"]
    UnitTotal.objects.create(line="police", path="001001998", depth=3, stratum=11, bucket=2020)
    assert faults() == {}


# Journal


def test_changed_journal_entry_is_named(scene: Scene) -> None:
    assert scene["far"]
    entry = JournalEntry.objects.earliest("pk")
    JournalEntry.objects.filter(pk=entry.pk).update(by_label="somebody else")
    assert only_fault("journal").subject == f"journal entry {entry.pk}"


def test_journal_cut_off_at_its_end_is_named(scene: Scene) -> None:
    assert scene["far"]
    last = JournalEntry.objects.latest("pk")
    posted = last.posting_id
    last.delete()
    assert only_fault("journal") == Fault(f"posting {posted}", "has no journal entry", posted)


@pytest.mark.parametrize(
    ("column", "value"),
    [("recorded_at", at("2020-11-01")), ("act", "other"), ("by_label", "other"), ("by_account", 7)],
)
def test_changed_posting_is_named(scene: Scene, column: str, value: object) -> None:
    assert scene["far"]
    record = Posting.objects.latest("pk")
    Posting.objects.filter(pk=record.pk).update(**{column: value})
    assert only_fault("journal") == Fault(f"posting {record.pk}", "is not what its journal entry says", record.pk)
