"""Numbers of people and organisations: checked alike by us and by python-stdnum, and never shown whole."""

from __future__ import annotations

from datetime import date

import pytest
from stdnum.cn import ric, uscc

from gatehouse.kernel.identifiers import (
    IdentifierError,
    IdFault,
    Sex,
    is_credit_code,
    is_school_code,
    masked_id,
    resident_id,
    tidy,
)

MAN = "11010519491231002X"
"""The example of GB 11643-1999."""


def fault_of(text: str) -> IdFault:
    with pytest.raises(IdentifierError) as caught:
        resident_id(text)
    assert str(caught.value) == caught.value.fault.value  # never the number
    return caught.value.fault


def with_check_digit(body: str) -> str:
    return body + ric.calc_check_digit(f"{body}0")


def test_standards_own_example_is_right() -> None:
    person = resident_id(MAN)
    assert (person.number, person.birth_date, person.sex) == (MAN, date(1949, 12, 31), Sex.FEMALE)


@pytest.mark.parametrize(("serial", "sex"), [("001", Sex.MALE), ("002", Sex.FEMALE), ("999", Sex.MALE)])
def test_seventeenth_digit_tells_the_sex(serial: str, sex: Sex) -> None:
    assert resident_id(with_check_digit(f"43139919700615{serial}")).sex is sex


@pytest.mark.parametrize(
    "text", ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_spaces_width_and_case_do_not_matter(text: str) -> None:
    assert resident_id(text).number == MAN


@pytest.mark.parametrize("text", ["", "110105491231002", MAN + "0", "A" + MAN[1:], MAN[:17] + "Y", "１" * 5])
def test_wrong_length_or_sign_is_refused(text: str) -> None:
    assert fault_of(text) is IdFault.LENGTH


@pytest.mark.parametrize("day", ["19490230", "19491301", "19490100", "18991231", "00000101"])
def test_impossible_birth_date_is_refused(day: str) -> None:
    assert fault_of(with_check_digit(f"431399{day}001")) is IdFault.BIRTH_DATE


def test_every_wrong_check_digit_is_refused() -> None:
    wrong = [digit for digit in "0123456789X" if digit != MAN[17]]
    assert {fault_of(MAN[:17] + digit) for digit in wrong} == {IdFault.CHECK_DIGIT}


@pytest.mark.parametrize("place", range(17))
def test_one_mistyped_digit_is_always_found(place: int) -> None:
    for digit in set("0123456789") - {MAN[place]}:
        with pytest.raises(IdentifierError):
            resident_id(MAN[:place] + digit + MAN[place + 1 :])


@pytest.mark.parametrize("serial", ["003", "120", "565", "998"])
def test_check_agrees_with_stdnum(serial: str) -> None:
    body = f"11010519700615{serial}"
    for digit in "0123456789X":
        try:
            resident_id(body + digit)
            ours = True
        except IdentifierError:
            ours = False
        assert ours == ric.is_valid(body + digit)


@pytest.mark.parametrize(
    "code", ["91110000600037341L", "911100006000373411", "9111000060003734", "", "９１１１００００６０００３７３４１Ｌ"]
)
def test_credit_code_agrees_with_stdnum(code: str) -> None:
    assert is_credit_code(code) == uscc.is_valid(tidy(code))


def test_credit_code_is_known_right_and_wrong() -> None:
    assert is_credit_code("91110000600037341l")
    assert not is_credit_code("91110000600037341M")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2143000123", True),
        (" 2143 000123", True),
        ("２１４３０００１２３", True),
        ("214300012", False),
        ("21430001234", False),
    ],
)
def test_school_code_is_ten_digits(code: str, *, expected: bool) -> None:
    assert is_school_code(code) is expected


def test_masked_number_keeps_only_its_ends() -> None:
    assert masked_id(MAN) == "110*************2X"
    assert masked_id("12345") == "*****"
    assert masked_id("") == ""
