"""Django's entry for this room."""

from __future__ import annotations

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """The room `findings`: it settles every posting, after standing has."""

    name = "gatehouse.findings"
    label = "findings"

    def ready(self) -> None:
        """Register the settler and its proof: the one inversion of the import order."""
        from gatehouse.findings.services import prove_findings, settle  # noqa: PLC0415 - models are loaded only now
        from gatehouse.foundation.posting import register_settler  # noqa: PLC0415
        from gatehouse.standing.services import register_proof  # noqa: PLC0415

        register_settler(settle)
        register_proof("findings", prove_findings)
