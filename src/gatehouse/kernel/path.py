"""Places in a tree as fixed-width digit paths.

Each level adds three digits (001–998), without separators, so that plain string order equals tree order on every
database and collation, and everything below a unit is the half-open range from its path to the next sibling's.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 3
LAST = 998


class PathError(ValueError):
    """A text that is no path, or a level that is full."""


def check(path: str) -> str:
    """Return ``path`` unchanged; raise PathError unless it is one or more levels of 001 … 998.

    Beyond 998 a branch would have no end among paths of its length.
    """
    levels = (path[start : start + WIDTH] for start in range(0, len(path), WIDTH))
    digits = path.isascii() and path.isdigit() and len(path) % WIDTH == 0
    if not digits or not all(1 <= int(level) <= LAST for level in levels):
        message = f"not a path: {path!r}"
        raise PathError(message)
    return path


def child(parent: str, ordinal: int) -> str:
    """The path of the ``ordinal``-th child (1 … 998) below ``parent``; the empty parent gives a root."""
    if not 1 <= ordinal <= LAST:
        message = f"a unit can have at most {LAST} children, not a number {ordinal}"
        raise PathError(message)
    return f"{parent}{ordinal:0{WIDTH}d}"


def parent(path: str) -> str:
    """The path one level up; the empty text above a root."""
    return check(path)[:-WIDTH]


def depth(path: str) -> int:
    """The number of levels: 1 for a root."""
    return len(check(path)) // WIDTH


def ordinal(path: str) -> int:
    """The number of this place among its siblings."""
    return int(check(path)[-WIDTH:])


def at_depth(path: str, level: int) -> str:
    """The ancestor-or-self of ``path`` at ``level``; the whole path when it is not that deep."""
    return path[: level * WIDTH]


def ancestors(path: str) -> list[str]:
    """Every place above ``path`` from the root down, and ``path`` itself last."""
    check(path)
    return [path[:end] for end in range(WIDTH, len(path) + 1, WIDTH)]


@dataclass(frozen=True, slots=True, order=True)
class Branch:
    """Everything at or below a path, as a half-open range of strings."""

    low: str
    high: str

    def __contains__(self, path: str) -> bool:
        """Whether a path lies in this branch."""
        return self.low <= path < self.high


def branch(path: str) -> Branch:
    """The branch at and below ``path``."""
    check(path)
    return Branch(path, str(int(path) + 1).zfill(len(path)))
