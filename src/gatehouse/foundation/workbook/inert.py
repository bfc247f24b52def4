"""Text that a spreadsheet will not take for a formula."""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would run it (CSV injection)."""
    return f"'{text}" if text.startswith(_STARTS) else text
