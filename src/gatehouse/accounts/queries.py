"""Who a person is, what they may do and within which branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from gatehouse.accounts.models import Account, RoleGrant
from gatehouse.accounts.types import PERMISSIONS, Permission, Role, Scope
from gatehouse.kernel.actor import Actor
from gatehouse.kernel.path import Branch
from gatehouse.territory import queries as territory
from gatehouse.territory.types import UnitOn


@dataclass(frozen=True, slots=True)
class Viewer:
    """A logged-in person on a day: the actor they are, their scope, and the units at which they hold roles."""

    actor: Actor
    username: str
    display_name: str
    scope: Scope
    posts: tuple[tuple[Role, UnitOn], ...]
    branches: Mapping[int, Sequence[Branch]] = field(default_factory=dict)
    """By unit of these posts: every branch that it ever headed; its campuses stood there on past days."""

    def may(self, permission: Permission) -> bool:
        """Whether any of the roles permits this."""
        return any(permission in PERMISSIONS[role] for role, _ in self.posts)

    def may_at(self, permission: Permission, unit: UnitOn) -> bool:
        """Whether a role permits this at a unit: held at the unit itself or above it in the same line."""
        return any(
            permission in PERMISSIONS[role] and unit.line == own.line and any(unit.path in branch for branch in headed)
            for role, own in self.posts
            if (headed := self.branches.get(own.id, [own.branch]))
        )

    @property
    def home(self) -> UnitOn | None:
        """The highest unit at which the person holds a role."""
        return min((unit for _, unit in self.posts), key=lambda unit: (unit.level, unit.path), default=None)


def viewer(account: Account, *, on: date) -> Viewer:
    """What an account may see and do on a day; grants at units that do not exist on that day give nothing."""
    grants = RoleGrant.objects.filter(account=account, valid_from__lte=on)
    posts = []
    for role, unit_id in grants.filter(Q(valid_to=None) | Q(valid_to__gt=on)).values_list("role", "unit"):
        try:
            posts.append((Role(role), territory.unit_by_id(unit_id, on=on)))
        except territory.UnknownUnitError:
            continue
    branches = territory.branches_ever(unit.id for _, unit in posts)
    return Viewer(
        actor=Actor(account.pk, "+".join(sorted({role for role, _ in posts})) or "no role"),
        username=account.username,
        display_name=account.display_name,
        scope=Scope.of((unit.line, branch) for _, unit in posts for branch in branches[unit.id]),
        posts=tuple(posts),
        branches=branches,
    )


def actor_of(username: str) -> Actor:
    """The actor behind a log-in name, for acts recorded in their name. Raises Account.DoesNotExist."""
    account = Account.objects.get(username=username)
    roles = RoleGrant.objects.filter(account=account).values_list("role", flat=True)
    return Actor(account.pk, "+".join(sorted(set(roles))))


def labels(account_ids: set[int]) -> dict[int, str]:
    """Display names of accounts, for showing who did something."""
    return dict(Account.objects.filter(pk__in=account_ids).values_list("pk", "display_name"))
