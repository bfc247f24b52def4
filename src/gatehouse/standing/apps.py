"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class StandingConfig(AppConfig):
    """The room `standing`: it settles every posting and freezes every month."""

    name = "gatehouse.standing"
    label = "standing"

    def ready(self) -> None:
        """Register the settler – the one inversion of the import order – and the freezing of months."""
        from gatehouse.foundation.jobs import register_job, register_tick  # noqa: PLC0415 - models are loaded only now
        from gatehouse.foundation.posting import register_settler  # noqa: PLC0415
        from gatehouse.standing.jobs import MONTH_END, freeze_some, order_month_end  # noqa: PLC0415
        from gatehouse.standing.services import settle  # noqa: PLC0415

        register_settler(settle)
        register_job(MONTH_END, freeze_some)
        register_tick(MONTH_END, order_month_end, from_first_day=True)
