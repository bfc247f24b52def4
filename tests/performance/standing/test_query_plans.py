"""A scope is a range of paths, and a range is read by an index."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.models import Model, QuerySet

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.models import CampusPlace
from gatehouse.campuses.queries import within
from gatehouse.foundation.facts import on_day
from gatehouse.kernel.grain import as_of
from gatehouse.standing import queries
from gatehouse.standing.models import StandingRow, UnitTotal
from gatehouse.standing.queries import Question, totals
from gatehouse.standing.queries.question import parts_behind
from gatehouse.territory.types import Level, Line
from tests.kit.cast import scope_of
from tests.kit.crowd import gather
from tests.kit.places import EAST, EAST_1, PROVINCE, WEST, Places

DAY = date(2020, 12, 1)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by size; on SQLite the plan is fixed"),
]


def plan_of(rows: QuerySet[Model]) -> list[str]:
    """How SQLite would read these rows, one line a table."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return [str(line[-1]) for line in cursor.fetchall()]


def scans(plan: list[str], table: type[Model]) -> list[str]:
    """The lines that read a whole table."""
    return [line for line in plan if line.startswith("SCAN") and table._meta.db_table in line]


@pytest.fixture
def crowded(places: Places) -> Places:
    """Enough rows for an index to be worth it, and the planner's figures about them."""
    gather(places, 60)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return places


@pytest.mark.parametrize("line", Line)
def test_branch_of_standing_is_read_by_its_path(crowded: Places, line: Line) -> None:
    unit = crowded.unit(line, EAST_1)
    question = Question(line, unit.branch, unit.level, DAY)
    for scope in (EVERYTHING, scope_of(unit)):
        plan = plan_of(queries.rows_behind(question, scope))
        assert not scans(plan, StandingRow)
        assert any(f"standing_live_{line.value}" in step for step in plan), plan


def test_scope_alone_is_read_by_either_path(crowded: Places) -> None:
    scope = scope_of(crowded.police(EAST_1), crowded.education(WEST))
    plan = plan_of(CampusPlace.objects.filter(within(scope)))
    assert not scans(plan, CampusPlace)
    assert {name for line in plan for name in ("campus_place_police", "campus_place_education") if name in line} == {
        "campus_place_police",
        "campus_place_education",
    }


def test_totals_of_a_branch_are_read_by_place_and_bucket(crowded: Places) -> None:
    question = Question(Line.POLICE, crowded.police(PROVINCE).branch, Level.CITY, DAY)
    grains = as_of(DAY)
    months, days = totals._total_rows(question, {grains.months, grains.days})
    for rows in (months, days):
        plan = plan_of(rows)
        assert not scans(plan, UnitTotal)
        assert any("path=? AND bucket>? AND bucket<?" in line for line in plan), plan


@pytest.mark.parametrize("line", Line)
def test_branch_as_recorded_is_read_by_an_index_for_each_part(crowded: Places, line: Line) -> None:
    unit = crowded.unit(line, EAST)
    question = Question(line, unit.branch, Level.STATION, DAY, posting=1)
    plans = [plan_of(rows) for rows in parts_behind(question, EVERYTHING)]
    for plan, index in zip(plans, (f"standing_live_{line.value}", f"standing_past_{line.value}"), strict=True):
        assert any(index in step for step in plan), plan


def test_campus_places_of_a_day_are_read_by_index(crowded: Places) -> None:
    unit = crowded.police(EAST_1)
    plan = plan_of(on_day(CampusPlace, DAY).filter(within(scope_of(unit))))
    assert not scans(plan, CampusPlace), plan


def test_rows_of_some_campuses_are_read_by_index(crowded: Places) -> None:
    del crowded
    plan = plan_of(StandingRow.objects.filter(campus__in=[1, 2, 3], superseded_by=None))
    assert not scans(plan, StandingRow), plan
