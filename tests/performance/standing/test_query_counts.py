"""How many statements a read takes: pinned, and the same for ten campuses as for a hundred."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.guards.queries import guards_on_post
from gatehouse.reports.queries import TableQuestion, campus_list, coverage_trend, summary_table
from gatehouse.standing.queries import (
    Narrowing,
    Question,
    campus_file,
    campus_story,
    campuses_behind,
    changed_campuses,
    compare,
    named,
    side,
    story_of_unit,
)
from gatehouse.standing.services.settling import ONE_BY_ONE
from gatehouse.territory.types import Line
from tests.kit.cast import scope_of
from tests.kit.crowd import gather
from tests.kit.places import CITY, EAST, EAST_1, PROVINCE, ZONE, Places
from tests.kit.register import at

DAY = date(2020, 12, 1)
SIZES = (8, 80)
THEN = at("2020-12-31")

Read = Callable[[Places, int], object]


def table(code: str, line: Line = Line.POLICE, scope: str = "", *, then: bool = False) -> Read:
    def read(places: Places, _campus: int) -> object:
        seen = scope_of(places.education(scope)) if scope else EVERYTHING
        return summary_table(TableQuestion(line, code, DAY, THEN if then else None), seen)

    return read


def behind(measure: str = "", scope: Scope = EVERYTHING) -> Read:
    def read(places: Places, _campus: int) -> object:
        unit = places.police(CITY)
        question = Question(Line.POLICE, unit.branch, unit.level, DAY)
        return campuses_behind(question, scope, Narrowing(None, measure), limit=50)

    return read


def compared(*, by_campus: bool = False, then: bool = False) -> Read:
    def read(_places: Places, _campus: int) -> object:
        before = side(Line.POLICE, CITY, date(2020, 10, 31))
        after = side(Line.POLICE, CITY, DAY, THEN if then else None)
        if by_campus:
            return named(changed_campuses(before, after, EVERYTHING, limit=5), before, after)
        return compare(before, after, EVERYTHING)

    return read


READS: dict[str, tuple[int, Read]] = {
    "table of a province": (6, table(PROVINCE)),
    "table of a city": (5, table(CITY)),
    "table of a city, education line": (5, table(CITY, Line.EDUCATION)),
    "table of a county": (5, table(EAST)),
    "table of a station": (5, table(EAST_1)),
    "table of a city as recorded": (5, table(CITY, then=True)),
    "table of a city for an office of the other line": (8, table(CITY, scope=ZONE)),
    "campuses behind a table": (2, behind()),
    "campuses behind a number": (2, behind("surplus")),
    "page of the campuses behind a number": (
        4,
        lambda _places, _campus: campus_list(TableQuestion(Line.POLICE, CITY, DAY), EVERYTHING, Narrowing(), limit=5),
    ),
    "trend": (3, lambda _places, _campus: coverage_trend(TableQuestion(Line.POLICE, CITY, DAY), EVERYTHING)),
    "two days of a city": (6, compared()),
    "two recordings of a city": (7, compared(then=True)),
    "campuses behind a difference": (15, compared(by_campus=True)),
    "campus file": (7, lambda _places, campus: campus_file(campus, EVERYTHING, on=DAY)),
    "campus story": (17, lambda _places, campus: campus_story(campus, EVERYTHING, on=DAY, today=DAY)),
    "unit story": (7, lambda _places, _campus: story_of_unit(Line.POLICE, EAST, EVERYTHING, on=DAY)),
    "guards of a campus": (4, lambda _places, campus: guards_on_post(campus, EVERYTHING, on=DAY, today=DAY)),
}


def statements(read: Read, places: Places, campus: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(places, campus)
    return len(captured)


@pytest.mark.slow
def test_reads_take_as_many_statements_as_pinned_at_two_sizes(places: Places) -> None:
    pinned = {name: count for name, (count, _read) in READS.items()}
    for code in (CITY, ZONE):  # looked up once, not measured
        places.police(code)
        places.education(code)
    first, *_ = gather(places, SIZES[0])
    few = {name: statements(read, places, first) for name, (_count, read) in READS.items()}
    gather(places, SIZES[1] - SIZES[0], first=SIZES[0])
    many = {name: statements(read, places, first) for name, (_count, read) in READS.items()}
    assert few == many
    assert many == pinned


@pytest.mark.slow
@pytest.mark.parametrize("sizes", [(8, ONE_BY_ONE), (ONE_BY_ONE + 1, 3 * ONE_BY_ONE)])
def test_posting_takes_as_many_statements_for_many_campuses_as_for_few(places: Places, sizes: tuple[int, int]) -> None:
    gather(places, 4, first=10_000)  # units and rule sets are known from here on
    counts = []
    for first, size in ((0, sizes[0]), sizes):
        with CaptureQueriesContext(connection) as captured:
            gather(places, size, first=first)
        counts.append(len(captured))
    few, many = counts
    assert many == few  # one statement a kind of row (executemany, COPY), not one a row
