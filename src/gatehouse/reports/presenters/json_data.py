"""The summary table as plain data, with names that scripts rely on."""

from __future__ import annotations

from typing import Any

from gatehouse.campuses.types import CensusLabel
from gatehouse.reports.queries import by_division
from gatehouse.reports.types import SummaryTable, TableRow
from gatehouse.standing.types import Amounts

_PLAIN = (
    "campuses", "students", "staff", "boarders", "required", "full_time", "part_time", "certified", "gap", "surplus",
    "campuses_met", "campuses_met_certified", "unjudged",
)  # fmt: skip


def as_json(table: SummaryTable) -> dict[str, Any]:
    """``unit``, ``line``, ``as_of``, ``as_recorded``, ``rows`` (one a child unit) and ``total``.

    ``recalculating`` is there only while campuses are on their way to a new norm: the share done, in percent.
    """
    return {
        "unit": {"code": table.unit.code, "name": table.unit.name, "name_en": table.unit.name_en},
        "line": table.line.value,
        "as_of": table.as_of.isoformat(),
        "as_recorded": table.as_recorded.isoformat() if table.as_recorded else None,
        "demo": table.demo,
        "partial": table.partial,
        **({} if table.recalculating is None else {"recalculating": table.recalculating}),
        "rows": [_row(row) for row in table.rows],
        "total": _row(table.total),
        "by_division": {code: _amounts(amounts) for code, amounts in by_division(table).items()},
        "cross_foot": [
            {"row": fault.row, "columns": list(fault.columns), "parts": fault.parts, "whole": fault.whole}
            for fault in table.faults
        ],
    }


def _row(row: TableRow) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "code": row.code,
        "name": row.name,
        "name_en": row.name_en,
        "division": row.division,
        **({"campus": row.campus_id} if row.campus_id is not None else {}),
        **_amounts(row.amounts),
        "schools": row.campuses_labelled(CensusLabel.SCHOOL),
        "city_kindergartens": row.campuses_labelled(CensusLabel.CITY_KINDERGARTEN),
        "town_kindergartens": row.campuses_labelled(CensusLabel.TOWN_KINDERGARTEN),
        "by_ownership": {group: _amounts(amounts) for group, amounts in row.by_ownership.items()},
    }


def _amounts(amounts: Amounts) -> dict[str, Any]:
    named = amounts._asdict()
    return {
        **{name: named[name] for name in _PLAIN},
        "coverage": round(amounts.campuses_met / amounts.campuses, 6) if amounts.campuses else None,
        "by_source": {name: named[f"source_{name}"] for name in ("self", "property", "company", "unknown")},
        "by_age": {name: named[f"age_{name}"] for name in ("under_35", "35_44", "45_54", "55_59", "60_over")},
        "by_sex": {"male": amounts.male, "female": amounts.female},
    }
