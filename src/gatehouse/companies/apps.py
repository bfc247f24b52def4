"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """The room `companies`."""

    name = "gatehouse.companies"
    label = "companies"
