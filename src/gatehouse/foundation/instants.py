"""Instants as people write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from gatehouse.foundation.clock import SHANGHAI


class InstantError(ValueError):
    """A text that is neither a day nor an instant."""


def instant(text: str) -> datetime:
    """The instant a text means: a day means its last moment, an instant without zone is Asia/Shanghai's.

    Raises InstantError.
    """
    try:
        if len(text) == len("2020-11-03"):
            following = datetime.combine(date.fromisoformat(text) + timedelta(days=1), time.min, SHANGHAI)
            return following - timedelta(microseconds=1)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        message = f"{text} is neither a day like 2020-11-03 nor an instant like 2020-11-03T17:30"
        raise InstantError(message) from error
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
