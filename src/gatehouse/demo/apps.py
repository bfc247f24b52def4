"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room `demo`."""

    name = "gatehouse.demo"
    label = "demo"
