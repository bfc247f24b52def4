"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room `desk`."""

    name = "gatehouse.desk"
    label = "desk"
