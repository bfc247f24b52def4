"""Closing a campaign freezes what was reported: of every unit that sent a workbook, and of all above them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from gatehouse.accounts.types import EVERYTHING
from gatehouse.census.models import Campaign
from gatehouse.census.services import NotOverError, close_campaign
from gatehouse.census.types import CampaignState
from gatehouse.config.cli import cli
from gatehouse.foundation.models import JournalEntry
from gatehouse.standing.models import Statement
from gatehouse.standing.queries import restated, statement
from gatehouse.standing.services import prove_statements
from gatehouse.territory.types import Line
from tests.kit.imports import campus_row, open_campaign, take_in, workbook
from tests.kit.places import CITY, EAST, NATION, PROVINCE, ZONE, Places
from tests.kit.register import CENSUS_DAY, CLERK, Register, at

CLOSED_AT = at("2020-11-23")


@pytest.fixture
def campaign(places: Places) -> Campaign:
    """A campaign for which the East and the zone have reported."""
    found = open_campaign()
    take_in(workbook([campus_row(1), campus_row(2)]), places.education(EAST), campaign=found)
    take_in(workbook([campus_row(3)]), places.police(ZONE), campaign=found)
    return found


def test_all_who_reported_and_all_above_them_are_frozen_in_both_lines(campaign: Campaign) -> None:
    frozen = close_campaign(code=campaign.code, by=CLERK, at=CLOSED_AT)
    told = Statement.objects.filter(pk__in=frozen).values_list("line", "unit__code")
    codes = (NATION, PROVINCE, CITY, EAST, ZONE)
    assert sorted(told) == sorted((line.value, code) for line in Line for code in codes)
    campaign.refresh_from_db()
    assert campaign.state is CampaignState.CLOSED
    assert (campaign.closed_at, campaign.closed_by_label) == (CLOSED_AT, CLERK.label)
    entry = JournalEntry.objects.get(act="census.close")
    assert entry.details == {"code": campaign.code, "statements": len(frozen)}
    assert prove_statements() == (len(frozen), None)


def test_closed_campaign_is_closed_once(campaign: Campaign, places: Places) -> None:
    frozen = close_campaign(code=campaign.code, by=CLERK, at=CLOSED_AT)
    take_in(workbook([campus_row(4)]), places.education("990122"), campaign=campaign)
    assert close_campaign(code=campaign.code, by=CLERK, at=at("2020-11-25")) == frozen
    campaign.refresh_from_db()
    assert campaign.closed_at == CLOSED_AT
    assert JournalEntry.objects.filter(act="census.close").count() == 1


def test_workbook_that_comes_late_restates_what_was_reported(campaign: Campaign, places: Places) -> None:
    close_campaign(code=campaign.code, by=CLERK, at=CLOSED_AT)
    take_in(workbook([campus_row(4)]), places.education(EAST), campaign=campaign)
    row = Statement.objects.get(unit=places.education(CITY).id)
    found = restated(statement(row.pk, EVERYTHING, today=CENSUS_DAY), EVERYTHING)
    assert sum(amounts.campuses for amounts in found.total_before.values()) == 3
    assert sum(amounts.campuses for amounts in found.difference.values()) == 1
    assert [row.place.code for row in found.rows if row.difference] == [EAST]


def test_campaign_is_not_closed_before_its_reference_day(campaign: Campaign, register: Register) -> None:
    register.campus()
    with pytest.raises(NotOverError):
        close_campaign(code=campaign.code, by=CLERK, at=at("2020-10-31"))
    assert not Statement.objects.exists()
    campaign.refresh_from_db()
    assert campaign.state is CampaignState.OPEN


def test_command_closes_and_tells_how_much_is_kept(campaign: Campaign) -> None:
    told = CliRunner().invoke(cli, ["census", "close", "--campaign", campaign.code])
    assert told.exit_code == 0
    assert "10" in told.output
    assert CliRunner().invoke(cli, ["census", "close", "--campaign", "none"]).exit_code == 1
