"""Instants as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from gatehouse.foundation.clock import SHANGHAI


class InstantError(ValueError):
    """A text that is neither a day nor an instant."""


def instant(text: str) -> datetime:
    """The instant a text means: a day means its last moment, an instant without zone is Asia/Shanghai's.

    Raises InstantError.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    try:
        if day is not None:
            following = datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)
            return following - timedelta(microseconds=1)
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
        found.astimezone(UTC)  # databases keep UTC: an instant that has none there is beyond the register
    except (ValueError, OverflowError) as error:
        message = f"{text} is neither a day like 2020-11-03 nor an instant like 2020-11-03T17:30"
        raise InstantError(message) from error
    return found
