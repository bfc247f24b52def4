"""Where a fact of the register comes from: workbook, sheet, row, column; who recorded it, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gatehouse.accounts.presenters import Doers
from gatehouse.census.presenters import field_name
from gatehouse.census.types import RowKind
from gatehouse.foundation.models import ChangePoint, Posting, SourceRow
from gatehouse.web.presenters import instant_text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one fact comes from. ``place`` is empty for a fact from no workbook; ``columns`` pairs field and column."""

    since: str
    place: str
    recorded: str
    columns: tuple[tuple[str, str], ...] = ()


class Origins:
    """Tells the origins of the facts of one page; the accounts behind them are looked up once."""

    def __init__(self, facts: Iterable[ChangePoint]) -> None:
        """Look up who recorded these facts."""
        self._doers = Doers(fact.posting.by_account for fact in facts)

    def of(self, fact: ChangePoint, kind: RowKind, fields: Iterable[str]) -> Origin:
        """The origin of a fact that was read from a row of a kind by these fields."""
        row = fact.source_row
        return Origin(
            since=fact.valid_from.isoformat(),
            place=_place(row) if row else "",
            recorded=self._recorded(fact.posting),
            columns=tuple(_columns(row, kind, fields)) if row else (),
        )

    def _recorded(self, posting: Posting) -> str:
        who = self._doers.name(posting.by_account, posting.by_label)
        return _("recorded %(instant)s by %(who)s") % {"instant": instant_text(posting.recorded_at), "who": who}


def _place(row: SourceRow) -> str:
    return _("%(file)s, sheet “%(sheet)s”, row %(row)d") % {
        "file": row.source.file_name, "sheet": row.sheet, "row": row.row,
    }  # fmt: skip


def _columns(row: SourceRow, kind: RowKind, fields: Iterable[str]) -> Iterable[tuple[str, str]]:
    mapping: dict[str, Any] = row.source.mapping
    columns = mapping.get(row.sheet, {}).get(kind.value, {}).get("columns", {})
    for field in fields:
        if field in columns:
            letter, heading = columns[field]
            yield (
                field_name(kind, field),
                _("column %(letter)s (%(heading)s)") % {"letter": letter, "heading": heading},
            )
