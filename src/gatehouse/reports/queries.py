"""Reading the summary table and the campuses behind its numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.foundation import clock
from gatehouse.kernel.path import branch, depth
from gatehouse.norms import queries as norms
from gatehouse.reports import rules
from gatehouse.reports.types import RowKind, SummaryTable, TableRow, added
from gatehouse.standing import queries as standing
from gatehouse.standing.types import NOTHING, Amounts, Stratum
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Level, Line, UnitOn


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """Whose table, of which line, at the end of which day, as recorded now or at an instant."""

    line: Line
    unit_code: str
    as_of: date
    as_recorded: datetime | None = None


def summary_table(question: TableQuestion, scope: Scope) -> SummaryTable:
    """The table of a unit. Raises UnknownUnitError and OutOfScopeError."""
    posting = standing.last_posting(question.as_recorded)
    unit = _visible_unit(question, scope, posting)
    asked = standing.Question(question.line, unit.branch, unit.level + 1, question.as_of, posting)
    whole = scope.covers(question.line, unit.path)
    if unit.level == Level.STATION:
        rows = _campus_rows(asked, scope)
        strata = _added(row.strata for row in rows)
    else:
        # The total is added up from what was read, not from the rows: what no row shows must fail the cross-foot check.
        sums = standing.sums(asked, scope)
        rows = _unit_rows(asked, unit, sums, keep_empty=whole)
        strata = _added(sums.values())
    total = TableRow(RowKind.TOTAL, unit.code, unit.name, unit.name_en, unit.division, strata)
    return SummaryTable(
        unit=unit,
        line=question.line,
        as_of=question.as_of,
        as_recorded=question.as_recorded,
        rows=tuple(rows),
        total=total,
        partial=not whole and _has_more(asked, unit, total.amounts.campuses),
        demo=clock.demo_name() is not None,
        recalculating=norms.recalculating(question.as_of) if question.as_recorded is None else None,
    )


def _has_more(asked: standing.Question, unit: UnitOn, seen: int) -> bool:
    """Whether a unit has campuses beside those seen: a unit of the other line may lie within the scope all the same."""
    everything = standing.sums(replace(asked, depth=unit.level), EVERYTHING)
    return seen < sum(amounts.campuses for strata in everything.values() for amounts in strata.values())


def _visible_unit(question: TableQuestion, scope: Scope, posting: int | None) -> UnitOn:
    """The unit asked for. Raises UnknownUnitError, and OutOfScopeError when the viewer may not see it.

    A moment before anything was recorded knows no units: there it is the one known now, and nothing in it.
    """
    line, code, day = question.line, question.unit_code, question.as_of
    try:
        return standing.visible_unit(line, code, scope, on=day, posting=posting)
    except territory.UnknownUnitError:
        return standing.visible_unit(line, code, scope, on=day)


def _unit_rows(asked: standing.Question, unit: UnitOn, sums: standing.Sums, *, keep_empty: bool) -> list[TableRow]:
    rows = [
        TableRow(RowKind.UNIT, child.code, child.name, child.name_en, child.division, sums.get(child.path, {}))
        for child in territory.children(unit, on=asked.day, posting=asked.posting)
        if keep_empty or child.path in sums
    ]
    if unit.path in sums:
        rows.append(TableRow(RowKind.DIRECT, unit.code, unit.name, unit.name_en, unit.division, sums[unit.path]))
    return rows


def _campus_rows(asked: standing.Question, scope: Scope) -> list[TableRow]:
    return [
        TableRow(
            RowKind.CAMPUS, item.school_code, item.name, item.name, "",
            {item.stretch.stratum: item.stretch.amounts}, item.campus_id,
        )
        for item in standing.campuses_behind(asked, scope, standing.Narrowing())
    ]  # fmt: skip


def _added(parts: Iterable[Mapping[Stratum, Amounts]]) -> dict[Stratum, Amounts]:
    """Several amounts by stratum, together."""
    found: dict[Stratum, Amounts] = {}
    for part in parts:
        for stratum, amounts in part.items():
            found[stratum] = found.get(stratum, NOTHING).plus(amounts)
    return dict(sorted(found.items()))


def by_division(table: SummaryTable) -> dict[str, Amounts]:
    """Amounts by the division in which units work: a county with its zone and the city-run schools lying in it."""
    codes = sorted({row.division for row in table.rows if row.division})
    return {code: added(row.amounts for row in table.rows if row.division == code) for code in codes}


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A unit's coverage at the end of a day."""

    day: date
    total: Amounts


def coverage_trend(question: TableQuestion, scope: Scope, *, points: int = 14) -> list[TrendPoint]:
    """A unit's coverage at half-month ends around the day asked, the day itself included.

    Days on which the unit does not exist are left out. The days after the one asked are what is known already: what
    will be if nobody acts. Of the amounts, only the campuses and those meeting the norm are told.
    """
    posting = standing.last_posting(question.as_recorded)
    history = territory.paths_of(question.line, question.unit_code, posting=posting)
    days: defaultdict[str, list[date]] = defaultdict(list)
    for day in _trend_days(question.as_of, points):
        path = next((path for since, path in reversed(history) if since <= day), "")
        if path:
            days[path].append(day)
    found: dict[date, Amounts] = {}
    for path, some in days.items():
        asked = standing.Question(question.line, branch(path), depth(path), question.as_of, posting)
        found.update(standing.coverage_on(some, asked, scope))
    return [TrendPoint(day, found[day]) for day in sorted(found)]


def _trend_days(day: date, points: int) -> list[date]:
    """The day asked in the middle of ``points`` half-month ends: the 15th and the last day of months."""
    return sorted({day, *rules.half_months_around(day, points)})


@dataclass(frozen=True, slots=True)
class CampusList:
    """One page of the campuses behind a number, the amounts of all of them, and where the next page begins."""

    unit: UnitOn
    line: Line
    as_of: date
    narrowing: standing.Narrowing
    rows: list[standing.CampusStanding]
    total: Amounts
    next_after: tuple[str, int] | None


def campus_list(
    question: TableQuestion,
    scope: Scope,
    narrowing: standing.Narrowing,
    *,
    after: tuple[str, int] | None = None,
    limit: int,
) -> CampusList:
    """The campuses of a unit behind a number. Raises UnknownUnitError and OutOfScopeError."""
    posting = standing.last_posting(question.as_recorded)
    unit = _visible_unit(question, scope, posting)
    asked = standing.Question(question.line, unit.branch, unit.level, question.as_of, posting)
    rows = standing.campuses_behind(asked, scope, narrowing, after=after, limit=limit + 1)
    more = rows[limit - 1] if len(rows) > limit else None
    return CampusList(
        unit=unit,
        line=question.line,
        as_of=question.as_of,
        narrowing=narrowing,
        rows=rows[:limit],
        total=standing.sum_behind(asked, scope, narrowing),
        next_after=(more.path, more.campus_id) if more else None,
    )
