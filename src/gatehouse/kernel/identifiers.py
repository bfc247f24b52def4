"""Numbers that identify people and organisations: normal form, check, and what they tell.

Sources: resident ID GB 11643-1999 (check digit ISO 7064 MOD 11-2); unified social credit code GB 32100-2015; the
ministry's ten-digit school identification code carries no check digit.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.cn import ric, uscc

_RESIDENT_ID = re.compile(r"\d{17}[\dX]", re.ASCII)
_SCHOOL_CODE = re.compile(r"\d{10}", re.ASCII)


class Sex(StrEnum):
    """Sex as the resident ID tells it (GB/T 2261.1)."""

    MALE = "MALE"
    FEMALE = "FEMALE"


class IdFault(StrEnum):
    """Why a resident ID number is refused."""

    LENGTH = "LENGTH"
    BIRTH_DATE = "BIRTH_DATE"
    CHECK_DIGIT = "CHECK_DIGIT"


class IdentifierError(ValueError):
    """An identifier that cannot be right; ``fault`` says why."""

    def __init__(self, fault: IdFault) -> None:
        """Keep the fault, never the number."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A checked resident ID number (公民身份号码) and what it tells."""

    number: str
    birth_date: date
    sex: Sex


def tidy(text: str) -> str:
    """Full-width forms to half-width, all white space removed, upper case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def resident_id(text: str) -> ResidentId:
    """Check a resident ID number; raise IdentifierError naming the fault.

    The region code is not looked up: it is that of the first registration and may have been abolished since.
    """
    number = tidy(text)
    if not _RESIDENT_ID.fullmatch(number):
        raise IdentifierError(IdFault.LENGTH)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise IdentifierError(IdFault.BIRTH_DATE) from None
    if born.year < 1900:  # noqa: PLR2004 - GB 11643: nobody alive was born earlier
        raise IdentifierError(IdFault.BIRTH_DATE)
    if ric.calc_check_digit(number) != number[17]:
        raise IdentifierError(IdFault.CHECK_DIGIT)
    return ResidentId(number, born, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def is_credit_code(text: str) -> bool:
    """Whether a text is a unified social credit code with a right check digit."""
    return uscc.is_valid(tidy(text))


def is_school_code(text: str) -> bool:
    """Whether a text has the form of a school identification code: ten digits."""
    return _SCHOOL_CODE.fullmatch(tidy(text)) is not None


def masked_id(number: str) -> str:
    """First three and last two characters: enough to compare with a paper, too little to use."""
    return f"{number[:3]}{'*' * max(len(number) - 5, 0)}{number[-2:]}" if len(number) > 5 else "*" * len(number)  # noqa: PLR2004
