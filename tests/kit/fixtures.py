"""Fixtures that every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.kit.cast import Cast, engage_cast
from tests.kit.places import Places, found_province
from tests.kit.register import Register
from tests.kit.scene import Scene, play


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords for speed, not for safety: a real hash takes a third of a second."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def places(db: None) -> Places:  # noqa: ARG001 - asks for the database
    """The province, founded."""
    return found_province()


@pytest.fixture
def register(places: Places) -> Register:
    """A clerk's hand on an empty register of the province."""
    return Register(places)


@pytest.fixture
def cast(places: Places) -> Cast:
    """The cast, with their accounts."""
    return engage_cast(places)


@pytest.fixture
def scene(register: Register) -> Scene:
    """A register in which everything has happened once."""
    return play(register)
