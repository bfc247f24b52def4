"""An import is prepared without the writers' lock; what others write meanwhile counts all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from gatehouse.campuses.models import Campus, CampusProfile
from gatehouse.census.models import WorkbookImport
from gatehouse.census.services import Result, importing, preparing
from gatehouse.census.services.preparing import Prepared
from gatehouse.census.types import ImportState
from gatehouse.foundation import posting as postings
from gatehouse.foundation.models import Posting
from gatehouse.guards.models import Guard
from gatehouse.guards.services import Person, register_guards
from gatehouse.kernel.identifiers import resident_id
from gatehouse.standing.services import self_check
from tests.kit.imports import campus_row, take_in, workbook
from tests.kit.places import EAST, EAST_2
from tests.kit.register import CENSUS_DAY, CLERK, Register, at, resident_number

BORN = date(1975, 3, 9)
NUMBER = resident_number(BORN, 77)
OTHER = "东关第9小学"

pytestmark = pytest.mark.django_db


@dataclass
class Meanwhile:
    """What somebody else does after each preparation; the last act is repeated."""

    acts: list[Callable[[], object]]
    prepared: list[Prepared] = field(default_factory=list)
    inside: list[bool] = field(default_factory=list)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Let others act between preparing and posting."""
    told = Meanwhile([])
    real = preparing.prepare

    def prepare(*words: object, **named: object) -> Prepared:
        found = real(*words, **named)  # type: ignore[arg-type]
        told.prepared.append(found)
        told.inside.append(postings._open.get() is not None)
        if told.acts and not told.inside[-1]:
            (told.acts.pop(0) if len(told.acts) > 1 else told.acts[0])()
        return found

    monkeypatch.setattr(importing, "prepare", prepare)
    return told


def send(register: Register, *, dry_run: bool = False) -> Result:
    guard = ("东关第1小学", "张三", "", NUMBER, "专职", "自聘", "否", "", "")
    stray = (OTHER, "李四", "", resident_number(BORN, 78), "专职", "自聘", "否", "", "")
    data = workbook([campus_row(1), campus_row(2)], [guard, stray])
    return take_in(data, register.places.education(EAST), dry_run=dry_run)


def nothing() -> None:
    """Nobody does anything."""


def is_right() -> bool:
    return all(proof.fault is None for proof in self_check())


def test_import_that_nobody_disturbs_is_prepared_once_and_outside(register: Register, meanwhile: Meanwhile) -> None:
    meanwhile.acts = [nothing]
    assert send(register).tally.accepted == 3
    assert meanwhile.inside == [False]


def test_writing_of_something_else_does_not_disturb(register: Register, meanwhile: Meanwhile) -> None:
    meanwhile.acts = [lambda: register.guard_on_post(register.campus("城西小学", police=EAST_2))]
    assert send(register).tally.accepted == 3
    assert meanwhile.inside == [False]
    assert is_right()


def same_campus(register: Register) -> None:
    register.campus("东关第2小学", school_code="2199000002", recorded=at("2020-11-06"))


def same_code(register: Register) -> None:
    register.campus("旧名小学", school_code="2199000002", recorded=at("2020-11-06"))


def same_guard(register: Register) -> None:
    register_guards([Person(resident_id(NUMBER))], by=CLERK, at=register.instant())


def refused_campus(register: Register) -> None:
    register.campus(OTHER, recorded=at("2020-11-06"))


@pytest.mark.parametrize("act", [same_campus, same_code, same_guard, refused_campus])
def test_writing_of_the_same_thing_is_noticed_and_the_import_prepared_again(
    register: Register, meanwhile: Meanwhile, act: Callable[[Register], None]
) -> None:
    meanwhile.acts = [lambda: act(register), nothing]
    assert send(register).tally.by_kind["campus"]["rejected"] == 0
    assert meanwhile.inside == [False, False]
    assert Guard.objects.count() == 1 + (act is refused_campus)
    coded = CampusProfile.objects.filter(superseded_by=None, school_code="2199000002")
    assert coded.values("campus").distinct().count() == 1
    assert is_right()


def test_campus_that_appears_meanwhile_takes_the_row_that_was_refused(register: Register, meanwhile: Meanwhile) -> None:
    meanwhile.acts = [lambda: refused_campus(register), nothing]
    assert send(register).tally.rejected == 0


def test_known_campus_that_changes_meanwhile_is_read_again(register: Register, meanwhile: Meanwhile) -> None:
    campus = register.campus("东关第2小学", school_code="2199000002")
    meanwhile.acts = [lambda: register.counted(campus, (7, 1, 0), on=CENSUS_DAY), nothing]
    assert send(register).tally.by_kind["campus"]["updated"] == 1
    assert meanwhile.inside == [False, False]
    assert is_right()


def test_import_that_is_always_overtaken_is_prepared_alone_in_the_end(register: Register, meanwhile: Meanwhile) -> None:
    campus = register.campus("东关第2小学", school_code="2199000002")
    counts = iter(range(20, 90))
    meanwhile.acts = [lambda: register.counted(campus, (next(counts), 3, 0), on=CENSUS_DAY)]
    assert send(register).tally.accepted == 3
    assert meanwhile.inside == [False] * (importing.ATTEMPTS - 1) + [True]
    assert WorkbookImport.objects.get().state == ImportState.PUBLISHED
    assert is_right()


def test_dry_run_is_prepared_again_too_and_leaves_nothing(register: Register, meanwhile: Meanwhile) -> None:
    meanwhile.acts = [lambda: same_campus(register), nothing]
    assert send(register, dry_run=True).tally.accepted == 3
    assert meanwhile.inside == [False, False]
    assert (Campus.objects.count(), Guard.objects.count()) == (1, 0)
    assert list(Posting.objects.order_by("-pk").values_list("act", flat=True)[:1]) == ["campuses.record"]


def test_import_is_closed_by_its_posting(register: Register) -> None:
    send(register)
    (item,) = WorkbookImport.objects.all()
    assert (item.state, item.posting.act if item.posting else "") == (ImportState.PUBLISHED, "census.import")
    send(register)
    again = WorkbookImport.objects.latest("pk")
    assert (again.state, again.posting) == (ImportState.UNCHANGED, None)
