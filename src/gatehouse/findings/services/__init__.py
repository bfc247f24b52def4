"""Keeping findings true, and proving that they are."""

from gatehouse.findings.services.proving import prove_findings
from gatehouse.findings.services.settling import rebuild_findings, settle

__all__ = ["prove_findings", "rebuild_findings", "settle"]
