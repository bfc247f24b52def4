"""What is said of one kind of problem."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise


class Sentence(NamedTuple):
    """The reason and the remedy, translated when they are said; both may name the problem's parameters."""

    reason: Promise
    remedy: Promise
