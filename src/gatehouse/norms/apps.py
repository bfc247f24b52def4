"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class NormsConfig(AppConfig):
    """The room `norms`."""

    name = "gatehouse.norms"
    label = "norms"
