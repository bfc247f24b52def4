"""Accounts of people who log in, and the roles they hold at units for a time."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import CheckConstraint, F, Q

from gatehouse.accounts.types import Role


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their log-in name."""


class Account(AbstractBaseUser):
    """A person who logs in. What they may see and do comes only from their role grants."""

    username = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=64)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    def __str__(self) -> str:
        """The log-in name."""
        return self.username


class RoleGrant(models.Model):
    """An account holds a role at a unit from a day on, until before another day when one is set."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=24, choices=[(role.value, role.name) for role in Role])
    unit = models.ForeignKey("territory.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        """A grant holds for at least a day."""

        constraints: ClassVar = [
            CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="grant_holds_a_day"
            ),
        ]

    def __str__(self) -> str:
        """Role and unit."""
        return f"{self.role} at {self.unit_id}"
