"""Who did something, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gatehouse.accounts import queries


class Doers:
    """The names of those who did the things of one page; the accounts behind them are looked up once."""

    def __init__(self, account_ids: Iterable[int | None]) -> None:
        """Look the accounts up."""
        self._names = queries.labels({key for key in account_ids if key is not None})

    def name(self, account_id: int | None, label: str) -> str:
        """The person's name; without an account, what the label says acted."""
        known = self._names.get(account_id or 0)
        named = {
            "system": _("the system"),
            "operator": _("the operator of the machine"),
            "demo": _("the demo's story"),
        }
        return known or named.get(label, label)
