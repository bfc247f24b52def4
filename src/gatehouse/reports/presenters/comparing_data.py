"""Statements and comparisons as plain data, with names that scripts rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from gatehouse.campuses.types import CensusLabel
from gatehouse.reports.presenters.causes import cause_name, change_text, learnt_name
from gatehouse.reports.presenters.differences import as_row
from gatehouse.standing.queries import CauseSum, Comparison, KeptStatement, NamedChange, Origin, Side
from gatehouse.standing.rules.attribution import Contribution
from gatehouse.standing.types import Amounts, PlaceSums, Stratum
from gatehouse.territory.types import UnitOn

Strata = Mapping[Stratum, Amounts]


def comparison_json(unit: UnitOn, found: Comparison, causes: Sequence[CauseSum] | None = None) -> dict[str, Any]:
    """``unit``, ``line``, ``from``, ``to``, ``rows`` (one a child unit), ``total``: before, after, difference."""
    return {
        "unit": {"code": unit.code, "name": unit.name, "name_en": unit.name_en},
        "line": unit.line.value,
        "from": side_json(found.before),
        "to": side_json(found.after),
        "rows": [
            {
                **_place(row.place),
                "former_name": row.former_name,
                "before": amounts_json(row.before),
                "after": amounts_json(row.after),
                "difference": amounts_json(row.difference),
            }
            for row in found.rows
        ],
        "total": {
            "before": amounts_json(found.total_before),
            "after": amounts_json(found.total_after),
            "difference": amounts_json(found.difference),
        },
        **({} if causes is None else {"causes": [_cause(item) for item in causes]}),
    }


def side_json(side: Side) -> dict[str, Any]:
    """A day, and as recorded when or as known after which posting."""
    return {
        "as_of": side.moment.day.isoformat(),
        "as_recorded": side.as_recorded.isoformat() if side.as_recorded else None,
        "posting": side.moment.posting,
        "statement": side.statement.id if side.statement else None,
    }


def amounts_json(strata: Strata) -> dict[str, int]:
    """Every amount of all strata together, with the campuses by census label."""
    row = as_row(strata)
    return {
        **row.amounts._asdict(),
        "schools": row.campuses_labelled(CensusLabel.SCHOOL),
        "city_kindergartens": row.campuses_labelled(CensusLabel.CITY_KINDERGARTEN),
        "town_kindergartens": row.campuses_labelled(CensusLabel.TOWN_KINDERGARTEN),
    }


def _place(place: PlaceSums) -> dict[str, Any]:
    kind = "direct" if place.direct else "unit"
    return {
        "kind": kind, "code": place.code, "name": place.name, "name_en": place.name_en, "division": place.division,
    }  # fmt: skip


def _cause(item: CauseSum) -> dict[str, Any]:
    return {
        "cause": item.cause.value, "learnt": item.learnt.value, "facts": item.facts, "campuses": item.campuses,
        "amounts": changed(item.amounts),
    }  # fmt: skip


def changed(amounts: Amounts) -> dict[str, int]:
    """The amounts that are not zero."""
    return {name: value for name, value in amounts._asdict().items() if value}


def changes_json(rows: Sequence[NamedChange]) -> list[dict[str, Any]]:
    """One entry a campus: number, name, code, and its contributions with their origins."""
    return [
        {
            "campus": row.campus.campus_id,
            "name": row.name,
            "school_code": row.school_code,
            "contributions": [_contribution(item, origin) for item, origin in row.told],
        }
        for row in rows
    ]


def _contribution(item: Contribution, origin: Origin | None) -> dict[str, Any]:
    return {
        "cause": item.cause.value,
        "cause_name": cause_name(item.cause),
        "learnt": item.learnt.value,
        "learnt_name": learnt_name(item.learnt),
        "day": item.day.isoformat(),
        "guard": item.guard,
        "change": change_text(item.before, item.after),
        "amounts": changed(item.amounts),
        "posting": _origin(origin) if origin else None,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    found = {key: value for key, value in asdict(origin).items() if key in {"act", "file", "sheet", "row"}}
    return {
        "number": origin.posting, "recorded_at": origin.recorded_at.isoformat(), "by": origin.by_label, **found,
    }  # fmt: skip


def statement_json(item: KeptStatement) -> dict[str, Any]:
    """What a statement says of itself, without its rows."""
    heading = item.frozen.heading
    return {
        "statement": item.id,
        "unit": {"code": heading.code, "name": heading.name, "name_en": heading.name_en},
        "line": heading.line.value,
        "as_of": heading.as_of.isoformat(),
        "purpose": heading.purpose.value,
        "campaign": heading.occasion,
        "posting": heading.posting,
        "frozen_at": heading.frozen_at.isoformat(),
        "by": heading.label,
        "previous": heading.previous,
        "digest": item.digest,
        "signers": [
            {"role": signer.role.value, "name": signer.name, "signed_at": signer.signed_at.isoformat()}
            for signer in item.signers
        ],
        "total": amounts_json(item.frozen.sums.total),
    }


def reported_json(item: KeptStatement, found: Comparison) -> dict[str, Any]:
    """A statement with its rows, as reported and as restated."""
    return {
        **statement_json(item),
        "rows": [
            {
                **_place(row.place),
                "former_name": row.former_name,
                "reported": amounts_json(row.before),
                "restated": amounts_json(row.after),
                "difference": amounts_json(row.difference),
            }
            for row in found.rows
        ],
        "restated": amounts_json(found.total_after),
        "difference": amounts_json(found.difference),
    }
