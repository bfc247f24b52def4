"""Rule sets that do not ship: local rules, simplified, to prove that the grammar can say them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gatehouse.norms import queries
from gatehouse.norms.types import RuleSet
from tests.kit.norms import shipped_on

DATA = Path(__file__).parent / "data"


@pytest.fixture
def local_rule_set() -> Callable[[str], RuleSet]:
    """Read one of the rule sets of ``data`` by its key."""

    def read(key: str) -> RuleSet:
        path = DATA / f"{key}.toml"
        return queries.read_rule_set(path.read_text(encoding="utf-8"), path.name)

    return read


@pytest.fixture
def national() -> RuleSet:
    """The 2015 national rule, as shipped."""
    return shipped_on(date(2020, 11, 1))


@pytest.fixture
def national_data(national: RuleSet) -> dict[str, Any]:
    """The values of the file of the 2015 national rule, to be spoilt by a test."""
    folder = Path(queries.__file__).parent / "data"
    return tomllib.loads((folder / f"{national.key}.toml").read_text(encoding="utf-8"))
