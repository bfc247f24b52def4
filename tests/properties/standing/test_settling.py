"""Campuses settled as columns leave the same rows and the same totals as campuses settled one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from gatehouse.standing.models import StandingRow, UnitTotal
from gatehouse.standing.services import self_check, settling
from gatehouse.standing.types import AMOUNTS, Amounts
from tests.kit.effort import examples, undone
from tests.kit.histories import Event, Told, histories
from tests.kit.places import Places

Written = tuple[list[tuple[Any, ...]], dict[tuple[Any, ...], tuple[Any, ...]]]


def written(places: Places, history: list[list[Event]]) -> Written:
    """Every standing row by its campus's and postings' order, and every total that is not nothing."""
    told = Told.begin(places)
    for batch in history:
        told.tell(batch)
    numbers = {campus: number for number, campus in enumerate(told.campuses)}
    postings = {None: None} | {key: number for number, (key, _then) in enumerate(told.known)}
    columns = ("valid_from", "valid_to", "police_path", "education_path", "stratum", "epoch", *AMOUNTS)
    rows = [
        (numbers[campus], postings[begun], postings[ended], *values)
        for campus, begun, ended, *values in StandingRow.objects.filter(campus__in=numbers).values_list(
            "campus", "posting", "superseded_by", *columns
        )
    ]
    keys = ("line", "depth", "path", "stratum", "bucket")
    totals = {row[:5]: row[5:] for row in UnitTotal.objects.values_list(*keys, *AMOUNTS) if row[5:] != Amounts()}
    assert [proof for proof in self_check() if proof.fault] == []
    return sorted(rows, key=repr), totals


@examples(25)
@given(history=histories())
def test_columns_leave_what_one_by_one_leaves(
    places: Places, monkeypatch: pytest.MonkeyPatch, history: list[list[Event]]
) -> None:
    found = []
    for one_by_one in (10_000, 0):
        with undone(), monkeypatch.context() as patched:
            patched.setattr(settling, "ONE_BY_ONE", one_by_one)
            found.append(written(places, history))
    assert found[0] == found[1]
