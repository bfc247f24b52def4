"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class CensusConfig(AppConfig):
    """The room `census`."""

    name = "gatehouse.census"
    label = "census"
