"""Identification numbers of the demo: well-formed, right check digits, and nobody's."""

from __future__ import annotations

from datetime import date

from stdnum.cn import ric, uscc

from gatehouse.campuses.types import CampusKind, Ownership
from gatehouse.kernel.identifiers import Sex

NOBODY = "431399"
"""A region code that is not assigned: no real person or organisation is registered there."""
_PROVINCE = "43"
_FIRST_SERIAL = 900_001
"""School serials from here on are far above those in use."""
_TYPES = {
    CampusKind.KINDERGARTEN: "11",
    CampusKind.PRIMARY: "21",
    CampusKind.TEACHING_POINT: "21",
    CampusKind.JUNIOR: "31",
    CampusKind.NINE_YEAR: "31",
    CampusKind.SENIOR: "34",
    CampusKind.COMPLETE: "34",
    CampusKind.TWELVE_YEAR: "34",
    CampusKind.VOCATIONAL: "36",
    CampusKind.SPECIAL: "51",
}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def resident_number(born: date, sex: Sex, order: int) -> str:
    """The resident ID of the ``order``-th (0 … 499) demo person of this sex born on this day."""
    sequence = 2 * order + (1 if sex is Sex.MALE else 0)
    body = f"{NOBODY}{born:%Y%m%d}{sequence:03d}"
    return body + ric.calc_check_digit(f"{body}0")


def school_code(kind: CampusKind, serial: int) -> str:
    """The ten-digit school identification code with the ``serial``-th (0 …) demo serial."""
    return f"{_TYPES[kind]}{_PROVINCE}{_FIRST_SERIAL + serial}"


def credit_code(prefix: str, serial: int) -> str:
    """A unified social credit code: registrar and category ``prefix``, an organisation code from ``serial``."""
    digits = f"{serial:08d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ORGANISATION_WEIGHTS, strict=True))
    check = "0123456789X0"[11 - total % 11]
    body = f"{prefix}{NOBODY}{digits}{check}"
    return body + uscc.calc_check_digit(body)


def credit_prefix(ownership: Ownership) -> str:
    """12 for a public institution, 52 for a private school registered as a non-profit."""
    return "12" if ownership is Ownership.PUBLIC else "52"


def phone(serial: int) -> str:
    """A local number that cannot ring: subscriber numbers never begin with 0."""
    return f"0738-0{serial:06d}"
