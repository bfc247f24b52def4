"""Keeping findings true, and proving that they are."""

from gatehouse.findings.services.proving import prove_findings
from gatehouse.findings.services.settling import are_findings_missing, rebuild_findings, settle

__all__ = ["are_findings_missing", "prove_findings", "rebuild_findings", "settle"]
