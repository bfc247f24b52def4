"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class GuardsConfig(AppConfig):
    """The room `guards`."""

    name = "gatehouse.guards"
    label = "guards"
