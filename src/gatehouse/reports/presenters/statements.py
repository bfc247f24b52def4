"""Frozen statements as pages: the list of a unit's, and one with what was reported beside what is known now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from gatehouse.accounts.presenters import Doers
from gatehouse.desk.forms import Asked
from gatehouse.reports.presenters.comparing import compared_table
from gatehouse.reports.presenters.differences import as_row, total_lines
from gatehouse.reports.presenters.links import Links, crumbs
from gatehouse.standing.queries import Comparison, KeptStatement
from gatehouse.standing.rules.statements import GENESIS
from gatehouse.standing.services import Fault
from gatehouse.standing.types import Signer, SignerRole, StatementPurpose
from gatehouse.territory.presenters import in_english, line_name, unit_name
from gatehouse.territory.types import UnitOn
from gatehouse.web.presenters import instant_text, long_day, urls_with
from gatehouse.web.rules import fraction, grouped, percent
from gatehouse.web.types import Pager, Pair, Share

DIGITS = 12
"""How much of a digest a list shows; whoever compares digests opens the statement."""


def purpose_name(purpose: StatementPurpose) -> str:
    """Why a statement was frozen."""
    return {
        StatementPurpose.SIGN_OFF: _("Signed off"),
        StatementPurpose.CAMPAIGN_CLOSE: _("Campaign closed"),
        StatementPurpose.MONTH_END: _("End of month"),
    }[purpose]


def role_name(role: SignerRole) -> str:
    """As what somebody signs."""
    return {
        SignerRole.PREPARER: _("Prepared by"),
        SignerRole.REVIEWER: _("Checked by"),
        SignerRole.HEAD: _("Head of unit"),
    }[role]


def signed_already_text() -> str:
    """Why a signature was not taken."""
    return _("Somebody has signed in this role meanwhile, or you have signed this statement already.")


def open_roles(signers: Sequence[Signer]) -> list[tuple[str, str]]:
    """The roles in which nobody has signed yet, as choices of a form."""
    signed = {signer.role for signer in signers}
    return [(role.value, role_name(role)) for role in SignerRole if role not in signed]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in the list."""

    day: str
    url: str
    purpose: str
    occasion: str
    campuses: str
    required: str
    full_time: str
    certified: str
    coverage: str
    fraction: str
    frozen: str
    signed: str
    digest: str


def statements_page(
    request: HttpRequest, page: Asked, unit: UnitOn, found: Sequence[KeptStatement], next_after: str, *, may_sign: bool
) -> dict[str, Any]:
    """What the list of a unit's statements shows."""
    links = Links.of(request, unit.line)
    return {
        "title": _("Statements"),
        "unit": unit_name(unit),
        "crumbs": crumbs(page, unit, links, _("Statements")),
        "rows": [_row(request, item) for item in found],
        "may_sign": may_sign,
        "code": unit.code,
        "line": unit.line.value,
        "day": min(page.as_of, page.today).isoformat(),
        "today": page.today.isoformat(),
        "pager": Pager(shown=len(found), next_url=urls_with(request, after=next_after) if next_after else ""),
        "first_url": urls_with(request) if "after" in request.GET else "",
    }


def _row(request: HttpRequest, item: KeptStatement) -> StatementRow:
    heading, total = item.frozen.heading, as_row(item.frozen.sums.total).amounts
    share = Share(total.campuses_met, total.campuses)
    return StatementRow(
        day=heading.as_of.isoformat(),
        url=urls_with(request, reverse("reports:statement", args=[item.id]), as_of=heading.as_of, as_recorded=None),
        purpose=purpose_name(heading.purpose),
        occasion=heading.occasion,
        campuses=grouped(total.campuses),
        required=grouped(total.required),
        full_time=grouped(total.full_time),
        certified=grouped(total.certified),
        coverage=percent(share),
        fraction=fraction(share),
        frozen=instant_text(heading.frozen_at),
        signed=f"{len(item.signers)} / {len(SignerRole)}",
        digest=item.digest[:DIGITS],
    )


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One of the three signatures: as what, by whom, when; empty while nobody has signed."""

    role: str
    name: str
    signed: str


def statement_page(
    request: HttpRequest, page: Asked, item: KeptStatement, found: Comparison, fault: Fault | None
) -> dict[str, Any]:
    """What the page of one statement shows; ``fault`` is what is wrong with it."""
    heading = item.frozen.heading
    links = Links.of(request, heading.line)
    unit = found.after.unit or found.before.unit
    way = crumbs(page, unit, links, _("Statement")) if unit else []
    return {
        "title": _("Statement"),
        "unit": heading.name_en if in_english() else heading.name,
        "day": long_day(heading.as_of),
        "purpose": purpose_name(heading.purpose),
        "crumbs": way,
        "pairs": _pairs(item),
        "holds": fault is None,
        "fault": fault,
        "signatures": _signatures(item.signers),
        "table": compared_table(found, "", ""),
        "total_lines": total_lines(found),
        "differs": bool(found.difference) or any(row.difference for row in found.rows),
        "compare_url": _compare_url(item),
        "list_url": urls_with(request, reverse("reports:statements"), unit=heading.code, line=heading.line.value),
    }


def _compare_url(item: KeptStatement) -> str:
    """The comparison that explains what was learnt since: the same day, as recorded then and now."""
    heading = item.frozen.heading
    return (
        f"{reverse('reports:compare')}?line={heading.line.value}&unit={heading.code}"
        f"&as_of={heading.as_of.isoformat()}&from={heading.as_of.isoformat()}&from_posting={heading.posting or 0}"
    )


def _pairs(item: KeptStatement) -> list[Pair]:
    heading = item.frozen.heading
    who = Doers([heading.account]).name(heading.account, heading.label)
    return [
        Pair(_("Unit code"), heading.code),
        Pair(_("Line of authority"), line_name(heading.line)),
        Pair(_("Reports of"), heading.as_of.isoformat(), note=_("the end of this day")),
        Pair(_("Frozen"), instant_text(heading.frozen_at), note=who),
        *([Pair(_("Campaign"), heading.occasion)] if heading.occasion else []),
        Pair(_("Knows postings up to"), _("no. %(number)d") % {"number": heading.posting or 0}),
        Pair(_("Digest (SHA-256)"), item.digest),
        Pair(_("Follows the statement with digest"), "" if heading.previous == GENESIS else heading.previous),
    ]


def _signatures(signers: Sequence[Signer]) -> list[SignatureLine]:
    by_role = {signer.role: signer for signer in signers}
    return [
        SignatureLine(role_name(role), signer.name, instant_text(signer.signed_at))
        if (signer := by_role.get(role))
        else SignatureLine(role_name(role), "", "")
        for role in SignerRole
    ]
