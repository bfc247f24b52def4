"""The columns of the table: one list for page, workbook and CSV."""

from __future__ import annotations

from django.utils import translation

from gatehouse.reports.presenters.columns import COLUMNS, groups, row_name, title_of
from gatehouse.reports.types import RowKind
from gatehouse.standing.queries import MEASURES
from gatehouse.standing.types import NOTHING, Stratum
from gatehouse.territory.types import Level
from tests.kit.tables import SOUND, row, table, unit

VALUES = {column.key: column.value(row()) for column in COLUMNS}


def test_keys_are_not_used_twice() -> None:
    assert len({column.key for column in COLUMNS}) == len(COLUMNS)


def test_heads_are_not_used_twice_in_a_group() -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            heads = [(str(column.group), str(column.head)) for column in COLUMNS]
            assert len(set(heads)) == len(heads)


def test_every_amount_column_shows_its_amount() -> None:
    shown = {key: value for key, value in VALUES.items() if key in SOUND._fields}
    assert shown == {key: getattr(SOUND, key) for key in shown}
    assert len(shown) == len(COLUMNS) - 4


def test_labels_and_coverage() -> None:
    mixed = row(strata={Stratum.SCHOOL_PRIVATE: SOUND, Stratum.TOWN_KINDERGARTEN_INCLUSIVE: SOUND})
    values = {column.key: column.value(mixed) for column in COLUMNS}
    assert (values["schools"], values["city_kindergartens"], values["town_kindergartens"]) == (4, 0, 4)
    assert values["coverage"] == 0.5


def test_coverage_of_no_campus_is_unknown() -> None:
    empty = row(strata={Stratum.SCHOOL_PUBLIC: NOTHING})
    assert {column.key: column.value(empty) for column in COLUMNS}["coverage"] is None


def test_every_column_opens_the_campuses_behind_it() -> None:
    assert [column.key for column in COLUMNS if not column.measure and not column.strata] == []
    assert {column.measure for column in COLUMNS if column.measure} <= MEASURES


def test_strata_behind_label_columns_make_up_all() -> None:
    behind = [stratum for column in COLUMNS for stratum in column.strata or ()]
    assert sorted(behind) == sorted(Stratum)


def test_groups_keep_the_order_of_columns() -> None:
    with translation.override("zh-hans"):
        found = groups()
    assert [column for _, columns in found for column in columns] == list(COLUMNS)
    assert len({head for head, _ in found}) == len(found)


def test_title_names_the_level() -> None:
    with translation.override("en"):
        titles = {level: title_of(table([], of=unit(level=level))) for level in Level}
    assert len(set(titles.values())) == len(Level)
    assert titles[Level.CITY] == "City summary table of full-time campus guards"


def test_row_names() -> None:
    with translation.override("en"):
        assert row_name(row("东县"), english=True) == "东县 in English"
        assert row_name(row("东县"), english=False) == "东县"
        assert row_name(row("某市", kind=RowKind.DIRECT), english=False) == "某市 (directly)"
        assert row_name(row("某市", kind=RowKind.TOTAL), english=True) == "Total"
