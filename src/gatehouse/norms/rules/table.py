"""Checked reading of one table of a rule file: each fault is reported with the file and the key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from gatehouse.norms.types import Bilingual, RuleSetError

LARGEST = 1_000_000
"""No bound, step or number of posts is larger; the limit keeps sums of whole columns far inside 64 bits."""

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Table:
    """The table found at ``path`` of the file ``source``; the empty path is the file itself."""

    source: str
    path: str
    values: dict[str, object]

    def at(self, key: str) -> str:
        """The full name of a key of this table."""
        return f"{self.path}.{key}" if self.path else key

    def fault(self, *, text: str, key: str = "") -> RuleSetError:
        """The error to raise about a key of this table, or about the table itself."""
        return RuleSetError(self.source, self.at(key) if key else self.path, text)

    def allow(self, *keys: str) -> None:
        """Raise RuleSetError for the first key that is not among ``keys``."""
        for key in self.values:
            if key not in keys:
                raise self.fault(key=key, text=f"is not known here; expected one of: {', '.join(sorted(keys))}")

    def value(self, key: str) -> object:
        """Whatever stands at a key; raise RuleSetError when nothing does."""
        if key not in self.values:
            raise self.fault(key=key, text="is missing")
        return self.values[key]

    def text(self, key: str, default: str | None = None) -> str:
        """A text; not empty unless there is a default."""
        if default is not None and key not in self.values:
            return default
        value = self.value(key)
        if not isinstance(value, str) or not (value.strip() or default is not None):
            raise self.fault(key=key, text=f"must be a text, not {value!r}")
        return value

    def whole(self, key: str, *, least: int = 0, default: int | None = None) -> int:
        """A whole number from ``least`` to LARGEST."""
        if default is not None and key not in self.values:
            return default
        return self.checked_whole(key, self.value(key), least)

    def checked_whole(self, key: str, value: object, least: int) -> int:
        """``value``, found at ``key``, if it is a whole number from ``least`` to LARGEST."""
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LARGEST:
            raise self.fault(key=key, text=f"must be a whole number from {least} to {LARGEST}, not {value!r}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key=key, text=f"must be true or false, not {value!r}")
        return value

    def day(self, key: str, default: date | None = None) -> date:
        """A date without a time."""
        if default is not None and key not in self.values:
            return default
        value = self.value(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fault(key=key, text=f"must be a date such as 2015-01-01, not {value!r}")
        return value

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """A member of an enumeration, by its value."""
        if default is not None and key not in self.values:
            return default
        value = self.value(key)
        for member in kind:
            if value == member.value:
                return member
        raise self.fault(key=key, text=f"must be one of: {', '.join(kind)}; not {value!r}")

    def items(self, key: str) -> list[object]:
        """A list that is not empty."""
        value = self.value(key)
        if not isinstance(value, list) or not value:
            raise self.fault(key=key, text=f"must be a list that is not empty, not {value!r}")
        return value

    def sub(self, key: str, value: object) -> Table:
        """``value``, found at ``key``, as a table."""
        if not isinstance(value, dict):
            raise self.fault(key=key, text=f"must be a table, not {value!r}")
        return Table(self.source, self.at(key), value)

    def bilingual(self, key: str) -> Bilingual:
        """A text in both languages."""
        table = self.sub(key, self.value(key))
        table.allow("zh", "en")
        return Bilingual(zh=table.text("zh"), en=table.text("en"))
