"""The summary table's rows, and the cross-foot check that an auditor would make by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatehouse.campuses.types import CensusLabel
from gatehouse.reports.types import OwnershipGroup, RowKind, TableRow, added, cross_foot
from gatehouse.standing.types import AMOUNTS, NOTHING, Amounts, Stratum
from tests.kit.tables import SOUND, row, table


def total_row(amounts: Amounts) -> TableRow:
    return TableRow(RowKind.TOTAL, "990100", "合计", "Total", "990100", {Stratum.SCHOOL_PUBLIC: amounts})


def test_sound_table_has_no_fault() -> None:
    assert cross_foot(table([row(), row("西县", {Stratum.CITY_KINDERGARTEN_PRIVATE: SOUND})])) == []


def test_empty_table_adds_up() -> None:
    assert cross_foot(table([])) == []
    assert cross_foot(table([row(strata={Stratum.SCHOOL_PUBLIC: NOTHING})])) == []


@pytest.mark.parametrize("name", AMOUNTS)
def test_column_that_does_not_add_up_is_found(name: str) -> None:
    wrong = added([SOUND, SOUND])
    wrong = wrong._replace(**{name: getattr(wrong, name) + 1})
    faults = cross_foot(table([row(), row("西县")], total_row(wrong)))
    assert faults[0].columns == (name,)
    assert (faults[0].row, faults[0].whole - faults[0].parts) == ("合计", 1)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("male", ("male", "female")),
        ("age_45_54", ("age_under_35", "age_35_44", "age_45_54", "age_55_59", "age_60_over")),
        ("source_unknown", ("source_self", "source_property", "source_company", "source_unknown")),
    ],
)
def test_parts_that_do_not_make_the_full_time_guards_are_found_in_row_and_total(
    name: str, columns: tuple[str, ...]
) -> None:
    wrong = SOUND._replace(**{name: getattr(SOUND, name) + 1})
    faults = cross_foot(table([row("东县", {Stratum.SCHOOL_PUBLIC: wrong}), row("西县")]))
    assert [(fault.row, fault.columns, fault.parts, fault.whole) for fault in faults] == [
        ("东县", columns, 9, 8),
        ("某市", columns, 17, 16),
    ]


@pytest.mark.parametrize("name", ["required", "gap", "surplus"])
def test_gap_that_does_not_follow_is_found(name: str) -> None:
    wrong = SOUND._replace(**{name: getattr(SOUND, name) + 1})
    faults = cross_foot(table([row("东县", {Stratum.SCHOOL_PUBLIC: wrong})]))
    assert {fault.columns for fault in faults} == {("gap", "surplus")}


def test_full_time_guards_at_an_unjudged_campus_are_no_fault() -> None:
    unjudged = Amounts(campuses=1, full_time=2, unjudged=1, male=2, age_35_44=2, source_self=2)
    assert cross_foot(table([row("东县", {Stratum.SCHOOL_PUBLIC: SOUND.plus(unjudged)}), row("西县")])) == []


def test_missing_guards_beside_an_unjudged_campus_are_a_fault() -> None:
    unjudged = Amounts(campuses=1, unjudged=1)
    wrong = SOUND.plus(unjudged)._replace(gap=SOUND.gap - 1)
    assert {fault.columns for fault in cross_foot(table([row("东县", {Stratum.SCHOOL_PUBLIC: wrong})]))} == {
        ("gap", "surplus")
    }


def test_every_fault_is_told_not_only_the_first() -> None:
    wrong = SOUND._replace(male=0, source_self=0, gap=0)
    assert len(cross_foot(table([row("东县", {Stratum.SCHOOL_PUBLIC: wrong})]))) == 6


def test_row_adds_its_strata() -> None:
    both = row(strata={Stratum.SCHOOL_PUBLIC: SOUND, Stratum.TOWN_KINDERGARTEN_PRIVATE: SOUND})
    assert both.amounts == added([SOUND, SOUND])
    assert [both.campuses_labelled(label) for label in CensusLabel] == [4, 0, 4]
    assert row(strata={Stratum.SCHOOL_PUBLIC: NOTHING}).amounts == NOTHING


@pytest.mark.parametrize(
    ("stratum", "group"),
    [
        (Stratum.SCHOOL_PUBLIC, OwnershipGroup.PUBLIC_SCHOOLS),
        (Stratum.SCHOOL_PRIVATE, OwnershipGroup.PRIVATE_SCHOOLS),
        (Stratum.SCHOOL_INCLUSIVE, OwnershipGroup.PRIVATE_SCHOOLS),
        (Stratum.CITY_KINDERGARTEN_PUBLIC, OwnershipGroup.PUBLIC_KINDERGARTENS),
        (Stratum.TOWN_KINDERGARTEN_PUBLIC, OwnershipGroup.PUBLIC_KINDERGARTENS),
        (Stratum.CITY_KINDERGARTEN_INCLUSIVE, OwnershipGroup.PRIVATE_KINDERGARTENS),
        (Stratum.TOWN_KINDERGARTEN_PRIVATE, OwnershipGroup.PRIVATE_KINDERGARTENS),
    ],
)
def test_inclusive_campuses_count_as_private(stratum: Stratum, group: OwnershipGroup) -> None:
    found = row(strata={stratum: SOUND}).by_ownership
    assert found == {**dict.fromkeys(map(str, OwnershipGroup), NOTHING), group.value: SOUND}


def test_ownership_groups_make_up_the_row() -> None:
    everything = row(strata=dict.fromkeys(Stratum, SOUND))
    assert added(everything.by_ownership.values()) == everything.amounts


def test_faults_are_found_once_and_kept() -> None:
    sound = table([row()])
    assert sound.faults == ()
    assert sound.faults is sound.faults
    assert replace(sound, total=total_row(NOTHING)).faults != ()
