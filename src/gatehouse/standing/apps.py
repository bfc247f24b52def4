"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class StandingConfig(AppConfig):
    """The room `standing`: it settles every posting."""

    name = "gatehouse.standing"
    label = "standing"

    def ready(self) -> None:
        """Register the settler: the one inversion of the import order."""
        from gatehouse.foundation.posting import register_settler  # noqa: PLC0415 - models are loaded only now
        from gatehouse.standing.services import settle  # noqa: PLC0415

        register_settler(settle)
