"""Opening accounts and granting roles."""

from __future__ import annotations

from datetime import date, datetime

from gatehouse.accounts.models import Account, RoleGrant
from gatehouse.accounts.types import Role
from gatehouse.foundation.posting import journalled
from gatehouse.kernel.actor import Actor
from gatehouse.territory.types import Level, UnitOn


class GrantError(ValueError):
    """A role that does not fit the unit it is granted at."""


def open_account(
    *,
    username: str,
    display_name: str,
    password: str,
    role: Role,
    unit: UnitOn,
    valid_from: date,
    by: Actor,
    at: datetime,
) -> int:
    """Open an account with one role, or give an existing account of this name that role; returns its key.

    A role that ended or has an end can be given again; one held without end from that day on stays as it is.
    A station officer's role belongs to the lowest level, an officer's to the levels above. Raises GrantError.
    """
    if (role is Role.STATION_OFFICER) != (unit.level == Level.STATION):
        message = f"the role {role.value} does not exist at level {unit.level.name}"
        raise GrantError(message)
    details: dict[str, object] = {"role": role.value, "unit": f"{unit.line.value} {unit.code}"}
    with journalled(by=by, at=at, act="accounts.open", details=details):
        account = Account.objects.filter(username=username).first()
        if account is None:
            account = Account(username=username, display_name=display_name)
            account.set_password(password)
            account.save(force_insert=True)
        details["account"] = account.pk
        held = RoleGrant.objects.filter(account=account, role=role, unit_id=unit.id, valid_to=None)
        if not held.filter(valid_from__lte=valid_from).exists():
            RoleGrant.objects.create(account=account, role=role, unit_id=unit.id, valid_from=valid_from)
    return int(account.pk)


def log_in_recorded(*, account_id: int | None, success: bool, by: Actor, at: datetime) -> None:
    """Journal a log-in, or a failed try."""
    with journalled(by=by, at=at, act="accounts.log-in", details={"account": account_id, "success": success}):
        pass
