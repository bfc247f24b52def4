"""A problem in words. The words come from the presenters, which know the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gatehouse.kernel.problem import Problem


@dataclass(frozen=True, slots=True)
class Said:
    """Where it is, what stands there (masked), what is wrong with it and how to mend it."""

    place_text: str
    value: str
    reason: str
    remedy: str


Say = Callable[[Problem], Said]
