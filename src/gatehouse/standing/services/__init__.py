"""Keeping standing and totals true, and proving that they are."""

from gatehouse.standing.services.checking import self_check
from gatehouse.standing.services.proof import Fault, Proof
from gatehouse.standing.services.settling import settle

__all__ = ["Fault", "Proof", "self_check", "settle"]
