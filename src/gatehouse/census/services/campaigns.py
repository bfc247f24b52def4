"""Opening campaigns."""

from __future__ import annotations

from datetime import date, datetime

from gatehouse.census.models import Campaign
from gatehouse.foundation.posting import journalled
from gatehouse.kernel.actor import Actor


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
