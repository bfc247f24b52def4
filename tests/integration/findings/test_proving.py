"""The self-check of findings: whatever is planted is named with its posting."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gatehouse.findings.models import Finding
from gatehouse.findings.services import prove_findings, proving
from gatehouse.findings.types import FindingKind
from tests.kit.register import CENSUS_DAY, Register
from tests.kit.scene import Scene


def test_scene_is_proven(scene: Scene) -> None:
    assert scene["plain"]
    compared, fault = prove_findings()
    assert fault is None
    assert compared == Finding.objects.filter(superseded_by=None).count() > 10


@pytest.mark.parametrize(
    "change",
    [{"amount": 9}, {"severity": "WARN"}, {"valid_to": date(2020, 12, 24)}, {"epoch": "X.1"}, {"police_path": "001"}],
)
def test_spoilt_finding_is_named_with_its_posting(scene: Scene, change: dict[str, Any]) -> None:
    row = Finding.objects.get(campus=scene["plain"], kind=FindingKind.SHORTAGE, superseded_by=None)
    Finding.objects.filter(pk=row.pk).update(**change)
    _, fault = prove_findings()
    assert fault
    assert fault.subject == f"campus {scene['plain']}"
    assert fault.difference.startswith(f"SHORTAGE from {row.valid_from} is ")


def test_missing_finding_is_named(scene: Scene) -> None:
    row = Finding.objects.get(campus=scene["plain"], kind=FindingKind.SHORTAGE, superseded_by=None)
    Finding.objects.filter(pk=row.pk).update(superseded_by=row.posting_id)
    _, fault = prove_findings()
    assert fault
    assert (fault.subject, fault.posting) == (f"campus {scene['plain']}", None)
    assert fault.difference.endswith("is missing")


def test_finding_too_many_is_named_with_its_posting(register: Register) -> None:
    campus = register.campus()
    register.guard_on_post(campus, certified=True)
    gone = Finding.objects.filter(campus=campus, kind=FindingKind.SHORTAGE).exclude(superseded_by=None).latest("pk")
    Finding.objects.filter(pk=gone.pk).update(superseded_by=None)
    _, fault = prove_findings()
    assert fault
    assert fault.posting == gone.posting_id
    assert fault.difference == f"SHORTAGE from {CENSUS_DAY} is not what the facts amount to"


def test_forgotten_second_post_is_named_with_its_guard(register: Register) -> None:
    here, there = register.campus("甲校"), register.campus("乙校")
    guard = register.guard_on_post(here)
    register.on_post(guard, there)
    Finding.objects.filter(kind=FindingKind.TWO_FULL_TIME_POSTS, campus=there).delete()
    _, fault = prove_findings()
    assert fault
    assert fault.subject == f"campus {there}, guard {guard}"


def test_campuses_are_proven_in_portions(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "CAMPUSES_AT_ONCE", 2)
    assert prove_findings()[1] is None
    Finding.objects.filter(campus=scene["far"], superseded_by=None).delete()
    _, fault = prove_findings()
    assert fault
    assert fault.subject == f"campus {scene['far']}"
