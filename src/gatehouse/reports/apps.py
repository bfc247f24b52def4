"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The room `reports`."""

    name = "gatehouse.reports"
    label = "reports"
