"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "gatehouse.web"
    label = "web"
