"""The people of the tests: one officer a level and line, and a neighbour who must see nothing of the East."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatehouse.accounts.models import Account
from gatehouse.accounts.queries import Viewer, viewer
from gatehouse.accounts.services import open_account
from gatehouse.accounts.types import Role, Scope
from gatehouse.kernel.actor import SYSTEM
from gatehouse.territory.types import Line, UnitOn
from tests.kit.places import CITY, EAST, EAST_1, FOUNDED_AT, UNITS_FROM, WEST, Places

PASSWORD = "门卫-2020-invented"

_POSTS: dict[str, tuple[Role, Line, str]] = {
    "city_police": (Role.OFFICER, Line.POLICE, CITY),
    "city_education": (Role.OFFICER, Line.EDUCATION, CITY),
    "county_police": (Role.OFFICER, Line.POLICE, EAST),
    "county_education": (Role.OFFICER, Line.EDUCATION, EAST),
    "station": (Role.STATION_OFFICER, Line.POLICE, EAST_1),
    "neighbour": (Role.OFFICER, Line.POLICE, WEST),
}

MEMBERS = tuple(_POSTS)
"""Log-in names of the cast."""


@dataclass(frozen=True)
class Cast:
    """The cast's accounts, by log-in name."""

    accounts: dict[str, Account]

    def __getitem__(self, name: str) -> Account:
        """One member's account."""
        return self.accounts[name]

    def viewer(self, name: str, *, on: date) -> Viewer:
        """What a member may see and do on a day."""
        return viewer(self.accounts[name], on=on)


def engage_cast(places: Places) -> Cast:
    """Open the cast's accounts."""
    accounts = {}
    for name, (role, line, code) in _POSTS.items():
        key = open_account(
            username=name,
            display_name=f"某{name}",
            password=PASSWORD,
            role=role,
            unit=places.unit(line, code),
            valid_from=UNITS_FROM,
            by=SYSTEM,
            at=FOUNDED_AT,
        )
        accounts[name] = Account.objects.get(pk=key)
    return Cast(accounts)


def scope_of(*units: UnitOn) -> Scope:
    """The scope of somebody who holds a role at each of these units."""
    return Scope.of((unit.line, unit.branch) for unit in units)
