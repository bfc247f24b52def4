"""Keeping standing and totals true, freezing what is reported of them, and proving that both are."""

from gatehouse.standing.services.checking import self_check
from gatehouse.standing.services.countering import StandsOnItError, Undone, undo
from gatehouse.standing.services.month_ends import due_month_ends, freeze_month_end, freeze_month_ends
from gatehouse.standing.services.proof import Fault, Proof, register_proof
from gatehouse.standing.services.proving import prove_statement, prove_statements
from gatehouse.standing.services.settling import settle
from gatehouse.standing.services.statements import (
    LONGEST_NAME,
    NotYetError,
    Occasion,
    SamePersonError,
    SignedAlreadyError,
    UnnamedSignerError,
    freeze,
    freeze_all,
    frozen_for,
    sign,
)

__all__ = [
    "LONGEST_NAME",
    "Fault",
    "NotYetError",
    "Occasion",
    "Proof",
    "SamePersonError",
    "SignedAlreadyError",
    "StandsOnItError",
    "Undone",
    "UnnamedSignerError",
    "due_month_ends",
    "freeze",
    "freeze_all",
    "freeze_month_end",
    "freeze_month_ends",
    "frozen_for",
    "prove_statement",
    "prove_statements",
    "register_proof",
    "self_check",
    "settle",
    "sign",
    "undo",
]
