"""Opening campaigns, and closing them: what was reported is frozen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from gatehouse.census.models import Campaign, WorkbookImport
from gatehouse.census.types import CampaignState, ImportState
from gatehouse.foundation.posting import journalled
from gatehouse.kernel.actor import Actor
from gatehouse.standing import services as standing
from gatehouse.standing.types import StatementPurpose
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Line, UnitOn


class NotOverError(ValueError):
    """A campaign is not closed before its reference day: there is nothing to report yet."""


def open_campaign(
    *, code: str, name: str, reference_day: date, starts_on: date, deadline: date, by: Actor, at: datetime
) -> Campaign:
    """Open a campaign, or return the one that has this code already."""
    with journalled(by=by, at=at, act="census.campaign", details={"code": code}):
        campaign, _ = Campaign.objects.get_or_create(
            code=code,
            defaults={"name": name, "reference_day": reference_day, "starts_on": starts_on, "deadline": deadline},
        )
    return campaign


def close_campaign(*, code: str, by: Actor, at: datetime) -> list[int]:
    """Close a campaign and freeze, in both lines, what every unit that reported and every unit above it has.

    Returns the statements' keys; of a campaign that is closed already, those that are there. Raises
    Campaign.DoesNotExist, and NotOverError before the reference day.
    """
    campaign = Campaign.objects.get(code=code)
    occasion = standing.Occasion(campaign.reference_day, StatementPurpose.CAMPAIGN_CLOSE, campaign.code)
    if campaign.state is CampaignState.CLOSED:
        return standing.frozen_for(occasion)
    details: dict[str, object] = {"code": code}
    with journalled(by=by, at=at, act="census.close", details=details):
        try:
            frozen = standing.freeze_all(units=_concerned(campaign), occasion=occasion, by=by, at=at)
        except standing.NotYetError as error:
            raise NotOverError(code) from error
        Campaign.objects.filter(code=code, closed_at=None).update(
            closed_at=at, closed_by_account=by.account_id, closed_by_label=by.label
        )
        details["statements"] = len(frozen)
    return frozen


def _concerned(campaign: Campaign) -> list[UnitOn]:
    """The units that reported and those above them, in both lines, in tree order."""
    day = campaign.reference_day
    sent = WorkbookImport.objects.filter(campaign=campaign).exclude(state=ImportState.STAGED)
    found: dict[int, UnitOn] = {}
    for unit_id in sent.values_list("unit", flat=True).distinct():
        for unit in _of_both_lines(territory.unit_by_id(unit_id, on=day), day):
            found.update((item.id, item) for item in territory.chain(unit, on=day))
    return sorted(found.values(), key=lambda unit: (unit.line, unit.path))


def _of_both_lines(unit: UnitOn, day: date) -> Iterator[UnitOn]:
    """A unit, and the one of the other line that works where it does: of the same code or, failing it, division."""
    yield unit
    other = Line.POLICE if unit.line is Line.EDUCATION else Line.EDUCATION
    for code in (unit.code, unit.division):
        try:
            yield territory.unit(other, code, on=day)
        except territory.UnknownUnitError:
            continue
        return
