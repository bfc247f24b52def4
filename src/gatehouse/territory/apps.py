"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """The room `territory`."""

    name = "gatehouse.territory"
    label = "territory"
