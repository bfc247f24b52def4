"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The room `foundation`."""

    name = "gatehouse.foundation"
    label = "foundation"
