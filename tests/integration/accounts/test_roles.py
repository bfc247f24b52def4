"""Who may see and do what: only by roles held on the day, each at its unit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from gatehouse.accounts.models import Account, RoleGrant
from gatehouse.accounts.queries import Viewer, labels, viewer
from gatehouse.accounts.services import GrantError, log_in_recorded, open_account
from gatehouse.accounts.types import EVERYTHING, Permission, Role, Scope
from gatehouse.foundation.models import JournalEntry
from gatehouse.kernel.actor import SYSTEM, Actor
from gatehouse.territory.types import Line, UnitOn
from tests.kit.cast import PASSWORD, Cast, scope_of
from tests.kit.places import CITY, EAST, EAST_1, FOUNDED_AT, UNITS_FROM, WEST, ZONE_1, Places

TODAY = date(2021, 1, 15)
OFFICER, STATION_OFFICER = Role.OFFICER, Role.STATION_OFFICER


def grant(unit: UnitOn, role: Role = OFFICER, *, username: str = "li", since: date = UNITS_FROM) -> Account:
    key = open_account(
        username=username, display_name="李某", password=PASSWORD, role=role, unit=unit,
        valid_from=since, by=SYSTEM, at=FOUNDED_AT,
    )  # fmt: skip
    return Account.objects.get(pk=key)


def until(account: Account, end: date) -> None:
    RoleGrant.objects.filter(account=account).update(valid_to=end)


@pytest.fixture
def seen(cast: Cast) -> dict[str, Viewer]:
    """What each member of the cast may see and do today."""
    return {name: cast.viewer(name, on=TODAY) for name in cast.accounts}


def test_account_opens_with_its_password_only(cast: Cast) -> None:
    assert authenticate(username="county_police", password=PASSWORD) == cast["county_police"]
    assert authenticate(username="county_police", password="wrong") is None


def test_inactive_account_does_not_log_in(cast: Cast) -> None:
    Account.objects.filter(pk=cast["station"].pk).update(is_active=False)
    assert authenticate(username="station", password=PASSWORD) is None


def test_scope_is_the_branch_of_the_unit_in_its_line(places: Places, seen: dict[str, Viewer]) -> None:
    east, west, station = places.police(EAST).path, places.police(WEST).path, places.police(EAST_1).path
    scope = seen["county_police"].scope
    assert scope.covers(Line.POLICE, east)
    assert scope.covers(Line.POLICE, station)
    assert not scope.covers(Line.POLICE, west)
    assert not scope.covers(Line.POLICE, places.police(CITY).path)
    assert not scope.covers(Line.EDUCATION, places.education(EAST).path)
    assert seen["station"].scope.covers(Line.POLICE, station)
    assert not seen["station"].scope.covers(Line.POLICE, east)


def test_campus_is_seen_from_either_line(places: Places, seen: dict[str, Viewer]) -> None:
    east, west = places.police(EAST_1).path, places.education(WEST).path
    sees = {name for name, who in seen.items() if who.scope.sees_campus(east, west)}
    assert sees == {"city_police", "city_education", "county_police", "station"}


def test_roles_unite(places: Places) -> None:
    grant(places.police(EAST))
    account = grant(places.education(WEST))
    found = viewer(account, on=TODAY)
    assert found.scope == scope_of(places.police(EAST), places.education(WEST))
    assert Account.objects.filter(username="li").count() == 1


def test_same_role_twice_is_one_grant(places: Places) -> None:
    grant(places.police(EAST))
    account = grant(places.police(EAST), since=TODAY)
    assert RoleGrant.objects.filter(account=account).count() == 1
    assert viewer(account, on=UNITS_FROM).posts != ()


def test_grant_begins_on_its_day(places: Places) -> None:
    account = grant(places.police(EAST), since=TODAY)
    assert viewer(account, on=TODAY - timedelta(days=1)).scope == Scope()
    assert viewer(account, on=TODAY).scope != Scope()


def test_expired_grant_gives_nothing(places: Places) -> None:
    account = grant(places.police(EAST))
    until(account, TODAY)
    assert viewer(account, on=TODAY - timedelta(days=1)).may(Permission.SEE)
    gone = viewer(account, on=TODAY)
    assert (gone.scope, gone.posts, gone.home) == (Scope(), (), None)
    assert not gone.may(Permission.SEE)
    assert gone.actor == Actor(account.pk, "no role")


def test_expired_role_can_be_given_again(places: Places) -> None:
    account = grant(places.police(EAST))
    until(account, date(2020, 12, 31))
    grant(places.police(EAST), since=TODAY)
    assert viewer(account, on=date(2021, 1, 1)).posts == ()
    assert viewer(account, on=TODAY).may(Permission.IMPORT)
    grant(places.police(EAST), since=TODAY)
    assert RoleGrant.objects.filter(account=account).count() == 2


def test_role_can_be_given_from_an_earlier_day(places: Places) -> None:
    grant(places.police(EAST), since=TODAY)
    account = grant(places.police(EAST), since=date(2020, 6, 1))
    assert viewer(account, on=date(2020, 6, 1)).may(Permission.SEE)


def test_grant_at_a_unit_that_does_not_exist_that_day_gives_nothing(places: Places) -> None:
    account = grant(places.police(EAST), since=date(1990, 1, 1))
    assert viewer(account, on=UNITS_FROM - timedelta(days=1)).scope == Scope()


def test_station_officer_belongs_to_the_lowest_level_only(places: Places) -> None:
    with pytest.raises(GrantError):
        grant(places.police(EAST), STATION_OFFICER)
    with pytest.raises(GrantError):
        grant(places.police(EAST_1), OFFICER)
    assert not Account.objects.exists()
    assert viewer(grant(places.education(ZONE_1), STATION_OFFICER), on=TODAY).scope == scope_of(
        places.education(ZONE_1)
    )


def test_permissions_of_roles(places: Places, seen: dict[str, Viewer]) -> None:
    officer, station = seen["county_education"], seen["station"]
    assert all(officer.may(permission) for permission in Permission)
    assert not station.may(Permission.IMPORT)
    assert officer.may_at(Permission.IMPORT, places.education(EAST))
    assert officer.may_at(Permission.IMPORT, places.education(EAST_1))
    assert not officer.may_at(Permission.IMPORT, places.police(EAST))
    assert not officer.may_at(Permission.IMPORT, places.education(CITY))
    assert not officer.may_at(Permission.IMPORT, places.education(WEST))
    assert not station.may_at(Permission.IMPORT, places.police(EAST_1))


def test_home_is_the_highest_unit(places: Places) -> None:
    grant(places.police(EAST))
    account = grant(places.education(CITY))
    assert viewer(account, on=TODAY).home == places.education(CITY)


def test_everything_covers_everything_and_an_empty_scope_nothing(places: Places) -> None:
    path = places.police(EAST).path
    assert EVERYTHING.covers(Line.POLICE, path)
    assert EVERYTHING.sees_campus(path, path)
    assert not Scope().sees_campus(path, path)


def test_grant_that_holds_no_day_is_refused_by_the_database(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        until(cast["station"], UNITS_FROM)


def test_opening_and_logging_in_are_journalled_without_secrets(cast: Cast) -> None:
    log_in_recorded(account_id=None, success=False, by=SYSTEM, at=FOUNDED_AT)
    entries = list(JournalEntry.objects.filter(act__startswith="accounts.").order_by("pk"))
    assert entries[0].details == {"role": "OFFICER", "unit": f"police {CITY}", "account": cast["city_police"].pk}
    assert entries[-1].details == {"account": None, "success": False}
    assert not any(PASSWORD in str(entry.details) for entry in entries)


def test_labels_of_accounts(cast: Cast) -> None:
    key = cast["station"].pk
    assert labels({key, key + 1000}) == {key: cast["station"].display_name}
