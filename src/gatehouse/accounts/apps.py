"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room `accounts`."""

    name = "gatehouse.accounts"
    label = "accounts"
