"""How hard property tests look: ``GATEHOUSE_TEST_EFFORT=20`` looks twenty times as long as ``make test`` does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, settings

EFFORT = int(os.environ.get("GATEHOUSE_TEST_EFFORT", "1"))


def examples(count: int) -> settings:
    """Settings for a property that is tried on so many examples; fixtures are shared by all of them."""
    shared = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=count * EFFORT, deadline=None, suppress_health_check=shared)


@contextmanager
def undone() -> Iterator[None]:
    """Undo what an example writes, so that the next one finds the register as the fixture left it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
