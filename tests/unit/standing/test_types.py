"""Words of standing."""

from __future__ import annotations

from itertools import product

import pytest

from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.standing.models import AmountColumns
from gatehouse.standing.types import AMOUNTS, NOTHING, Amounts, Stratum


@pytest.mark.parametrize(("label", "ownership"), list(product(CensusLabel, Ownership)))
def test_every_label_and_ownership_has_its_stratum(label: CensusLabel, ownership: Ownership) -> None:
    stratum = Stratum.of(label, ownership)
    assert (stratum.label, stratum.ownership) == (label, ownership)


def test_no_stratum_is_beyond_labels_and_ownerships() -> None:
    assert len(Stratum) == len(CensusLabel) * len(Ownership)


def test_amounts_add_and_subtract_name_by_name() -> None:
    numbers = Amounts(*range(1, len(AMOUNTS) + 1))
    assert numbers.plus(numbers).minus(numbers) == numbers
    assert numbers.minus(numbers) == NOTHING
    assert numbers.plus(NOTHING).source_unknown == len(AMOUNTS)


def test_every_amount_has_its_column_in_the_same_order() -> None:
    assert tuple(field.name for field in AmountColumns._meta.fields) == AMOUNTS
