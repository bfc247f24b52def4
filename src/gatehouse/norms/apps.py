"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class NormsConfig(AppConfig):
    """The room `norms`."""

    name = "gatehouse.norms"
    label = "norms"

    def ready(self) -> None:
        """Register the job that brings campuses to a published norm."""
        from gatehouse.foundation.jobs import register_job  # noqa: PLC0415 - models are loaded only now
        from gatehouse.norms.jobs import roll  # noqa: PLC0415
        from gatehouse.norms.queries import ROLL  # noqa: PLC0415

        register_job(ROLL, roll, may_cancel=False)
