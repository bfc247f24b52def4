"""Statements and comparisons for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gatehouse.reports.presenters.causes import cause_name, change_text, learnt_name
from gatehouse.reports.presenters.comparing import origin_place, side_head
from gatehouse.reports.presenters.differences import changed_amounts, diff_row, main_columns, total_row
from gatehouse.reports.presenters.statements import purpose_name
from gatehouse.reports.presenters.text import columns_of_text
from gatehouse.standing.queries import CauseSum, Comparison, KeptStatement, NamedChange
from gatehouse.territory.presenters import in_english, unit_name
from gatehouse.territory.types import UnitOn
from gatehouse.web.presenters import instant_text

SHOWN_DIGITS = 12


def comparison_text(unit: UnitOn, found: Comparison, causes: Sequence[CauseSum] | None = None) -> str:
    """The main columns before, after and with their difference; then what caused it."""
    heads = [side_head(found.before, "A"), side_head(found.after, "B")]
    lines = [unit_name(unit), *(f"{head.mark}: {head.day} {head.recorded}" for head in heads), ""]
    names = [str(column.group if column.key == "campuses" else column.head) for column in main_columns()]
    table = [[_("Unit"), *(text for name in names for text in (f"{name} A", "B", "±"))]]
    for row in found.rows:
        name = row.place.name_en if in_english() else row.place.name
        shown = _("%(unit)s (directly)") % {"unit": name} if row.place.direct else name
        table.append([shown, *(cell.text for cell in diff_row(row, name, "", "").cells)])
    table.append([_("Total"), *(cell.text for cell in total_row(found, "").cells)])
    lines += columns_of_text(table)
    if causes is not None:
        lines += ["", *(_cause(item) for item in causes)]
    return "\n".join(lines)


def _cause(item: CauseSum) -> str:
    amounts = ", ".join(f"{head} {cell.text}" for head, cell in changed_amounts(item.amounts))
    return _("%(cause)s (%(learnt)s), %(facts)d facts at %(campuses)d campuses: %(amounts)s") % {
        "cause": cause_name(item.cause), "learnt": learnt_name(item.learnt), "facts": item.facts,
        "campuses": item.campuses, "amounts": amounts,
    }  # fmt: skip


def changes_text(rows: Sequence[NamedChange]) -> str:
    """Each campus with its contributions and the postings behind them."""
    lines = []
    for row in rows:
        lines.append(f"{row.name} ({row.campus.campus_id})")
        for item, origin in row.told:
            amounts = ", ".join(f"{head} {cell.text}" for head, cell in changed_amounts(item.amounts))
            parts = [
                f"  {item.day.isoformat()} {cause_name(item.cause)} ({learnt_name(item.learnt)})",
                change_text(item.before, item.after), amounts,
            ]  # fmt: skip
            if origin is not None:
                parts.append(
                    _("posting %(number)d: %(act)s") % {"number": origin.posting, "act": origin.act}
                    + f" {instant_text(origin.recorded_at)}"
                )
                parts.append(origin_place(origin))
            lines.append("; ".join(part for part in parts if part))
    return "\n".join(lines)


def statements_text(found: Sequence[KeptStatement]) -> str:
    """A unit's statements, one a line."""
    table = [[_("No."), _("Day"), _("Purpose"), _("Frozen"), _("Signed"), _("Digest")]]
    for item in found:
        heading = item.frozen.heading
        table.append([
            str(item.id), heading.as_of.isoformat(), purpose_name(heading.purpose), instant_text(heading.frozen_at),
            str(len(item.signers)), item.digest[:SHOWN_DIGITS],
        ])  # fmt: skip
    return "\n".join(columns_of_text(table))
