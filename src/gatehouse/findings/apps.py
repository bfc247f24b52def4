"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """The room `findings`: it settles every posting, after standing has."""

    name = "gatehouse.findings"
    label = "findings"

    def ready(self) -> None:
        """Register the settler: the one inversion of the import order."""
        from gatehouse.findings.services import settle  # noqa: PLC0415 - models are loaded only now
        from gatehouse.foundation.posting import register_settler  # noqa: PLC0415

        register_settler(settle)
