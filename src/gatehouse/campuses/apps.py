"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class CampusesConfig(AppConfig):
    """The room `campuses`."""

    name = "gatehouse.campuses"
    label = "campuses"
