"""Reading campaigns and imports, within a viewer's scope."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gatehouse.accounts.types import Scope
from gatehouse.census.models import Campaign, WorkbookImport
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Line


class UnknownCampaignError(LookupError):
    """No campaign has this code."""


class UnknownImportError(LookupError):
    """No import like this within the viewer's scope."""


def campaign(code: str) -> Campaign:
    """The campaign with a code. Raises UnknownCampaignError."""
    found = Campaign.objects.filter(code=code).first()
    if found is None:
        raise UnknownCampaignError(code)
    return found


def campaigns() -> QuerySet[Campaign]:
    """All campaigns, newest first."""
    return Campaign.objects.order_by("-reference_day", "code")


def imports(scope: Scope, *, on: date) -> QuerySet[WorkbookImport]:
    """The imports of units within a scope, newest first."""
    rows = WorkbookImport.objects.select_related("campaign", "unit", "source", "posting").order_by("-pk")
    if scope.everything:
        return rows
    units = {unit.id for line, branch in scope.branches for unit in territory.units_below(Line(line), branch, on=on)}
    return rows.filter(unit__in=units)


def import_of(import_id: int, scope: Scope, *, on: date) -> WorkbookImport:
    """One import. Raises UnknownImportError outside the scope."""
    found = imports(scope, on=on).filter(pk=import_id).first()
    if found is None:
        raise UnknownImportError(import_id)
    return found
