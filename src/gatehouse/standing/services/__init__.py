"""Keeping standing and totals true, and proving that they are."""

from gatehouse.standing.services.checking import Fault, Proof, self_check
from gatehouse.standing.services.settling import settle

__all__ = ["Fault", "Proof", "self_check", "settle"]
