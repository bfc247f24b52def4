"""Where a fact of the register comes from: workbook, sheet, row, column; who recorded it, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gatehouse.accounts import queries as accounts
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
        keys = {fact.posting.by_account for fact in facts}
        self._names = accounts.labels({key for key in keys if key is not None})

    def of(self, fact: ChangePoint, kind: str, fields: Iterable[str]) -> Origin:
        """The origin of a fact that was read from a row of a kind ("campus", "guard") by these fields."""
        row = fact.source_row
        return Origin(
            since=fact.valid_from.isoformat(),
            place=_place(row) if row else "",
            recorded=self._recorded(fact.posting),
            columns=tuple(_columns(row, kind, fields)) if row else (),
        )

    def _recorded(self, posting: Posting) -> str:
        who = self._names.get(posting.by_account or 0) or _who(posting.by_label)
        return _("recorded %(instant)s by %(who)s") % {"instant": instant_text(posting.recorded_at), "who": who}


def _who(label: str) -> str:
    """Whoever acted without an account."""
    named = {
        "system": _("the system"),
        "operator": _("the operator of the machine"),
        "demo": _("the demo's story"),
    }
    return named.get(label, label)


def _place(row: SourceRow) -> str:
    return _("%(file)s, sheet “%(sheet)s”, row %(row)d") % {
        "file": row.source.file_name, "sheet": row.sheet, "row": row.row,
    }  # fmt: skip


def _columns(row: SourceRow, kind: str, fields: Iterable[str]) -> Iterable[tuple[str, str]]:
    mapping: dict[str, Any] = row.source.mapping
    columns = mapping.get(row.sheet, {}).get(kind, {}).get("columns", {})
    for field in fields:
        if field in columns:
            letter, heading = columns[field]
            yield (
                _field_name(kind, field),
                _("column %(letter)s (%(heading)s)") % {"letter": letter, "heading": heading},
            )


def _field_name(kind: str, field: str) -> str:
    """What a column of the census is about."""
    if field == "name" and kind == "guard":
        return _("Name")
    return {
        "name": _("School or kindergarten"),
        "campus_name": _("School or kindergarten"),
        "school_code": _("School code"),
        "credit_code": _("Credit code"),
        "kind": _("Kind"),
        "ownership": _("Ownership"),
        "census_label": _("Census label"),
        "urban_class": _("Class of place"),
        "address": _("Address"),
        "town": _("Town"),
        "police_station": _("Police station"),
        "school_district": _("School district"),
        "students": _("Students"),
        "staff": _("Staff"),
        "boarders": _("Boarders"),
        "sex": _("Sex"),
        "id_number": _("Resident ID"),
        "birth_date": _("Birth date"),
        "engagement": _("Engagement"),
        "source": _("Hiring source"),
        "employer": _("Employer"),
        "started_on": _("On post since"),
        "certified": _("Certified"),
        "certificate_number": _("Certificate number"),
        "certificate_issued_on": _("Certificate issued on"),
    }[field]
