"""The demo city, its changes and its workbooks, made once a test session."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatehouse.demo.loudi_2020 import Change, City, WrittenBook, build_city, changes, write_workbooks
from tests.kit.demo_register import Register


@pytest.fixture(scope="session")
def city() -> City:
    return build_city()


@pytest.fixture(scope="session")
def story(city: City) -> tuple[Change, ...]:
    return changes(city)


@pytest.fixture(scope="session")
def register(city: City, story: tuple[Change, ...]) -> Register:
    return Register(city, story)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbooks")


@pytest.fixture(scope="session")
def books(city: City, folder: Path) -> list[WrittenBook]:
    return write_workbooks(city, folder)
