"""Every refusal of an act is said in both languages, with the names of units and campuses and what to do."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import translation

from gatehouse.campuses.types import BeforeOpeningError, NoPlaceError
from gatehouse.foundation.countering import kinds_of_facts
from gatehouse.foundation.facts import ContradictionError, NothingSaidError
from gatehouse.foundation.models import ChangePoint
from gatehouse.guards.models import GuardCertificate
from gatehouse.guards.types import SpellError
from gatehouse.kernel.refusal import Refusal
from gatehouse.standing.presenters import refusal, written_lines
from gatehouse.standing.presenters.refusals import SENTENCES
from gatehouse.standing.services import StandsOnItError
from gatehouse.territory.services import TreeError
from gatehouse.territory.types import Level, Line
from tests.kit.places import EAST, WEST, Places
from tests.kit.register import Register

CHINESE = re.compile(r"[\u3400-\u9fff]")
NAMED = re.compile(r"%\((\w+)\)s")
DAY = date(2021, 1, 1)


def classes(base: type[Refusal] = Refusal) -> list[type[Refusal]]:
    """The product's own refusals."""
    found = [*base.__subclasses__(), *(deeper for below in base.__subclasses__() for deeper in classes(below))]
    return [item for item in found if item.__module__.startswith("gatehouse.")]


def codes() -> set[str]:
    return {code for item in classes() for code in item.TEXTS}


def said(error: Refusal, language: str) -> str:
    with translation.override(language):
        return " ".join(refusal(error))


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert {code.partition(" ")[0] for code in SENTENCES} == codes()


@pytest.mark.parametrize("code", SENTENCES)
def test_chinese_names_what_english_names(code: str) -> None:
    for sentence in SENTENCES[code]:
        with translation.override("en"):
            english = str(sentence)
        with translation.override("zh-hans"):
            chinese = str(sentence)
        assert CHINESE.search(chinese)
        assert not CHINESE.search(english)
        assert (english[-1], chinese[-1]) == (".", "。")
        assert set(NAMED.findall(english)) == set(NAMED.findall(chinese))


def test_sentence_names_only_what_its_refusal_brings() -> None:
    own = {code: set(NAMED.findall(text)) for item in classes() for code, text in item.TEXTS.items()}
    brought = {"day", "kind", "parent", "campuses", "count", "guard", "level", "above"}
    for code, sentence in SENTENCES.items():
        for text in sentence:
            assert set(NAMED.findall(str(text))) <= own[code.partition(" ")[0]] | brought


def test_units_are_named_as_on_the_day(places: Places) -> None:
    east, west = places.police(EAST), places.police(WEST)
    error = TreeError("wrong-level", unit=east.id, parent=west.id, level=Level.COUNTY, above=Level.COUNTY, day=DAY)
    assert said(error, "en").startswith("East Police (county level) cannot stand below West Police (county level).")
    assert said(error, "zh-hans").startswith("东县公安机关（县级）不能隶属于西县公安机关（县级）。")
    assert str(east.id) in str(error)
    founding = TreeError("unknown-parent", code="X", parent_code="Y", line=Line.EDUCATION, day=DAY)
    assert "教育线" in said(founding, "zh-hans")


def test_campus_is_named_with_its_number(register: Register) -> None:
    campus = register.campus("甲校")
    error = BeforeOpeningError(campus, date(2020, 1, 1), date(2020, 9, 1))
    assert f"甲校 (no. {campus}) was opened on 2020-09-01" in said(error, "en")
    assert f"甲校（登记号 {campus}）于 2020-09-01 开办" in said(error, "zh-hans")
    unknown = NoPlaceError([4711], register.places.police(EAST).id, DAY)
    assert "campus no. 4711" in said(unknown, "en")
    assert "第4711号校园" in said(unknown, "zh-hans")


def test_guard_is_named_by_number_only(register: Register) -> None:
    campus = register.campus("甲校")
    guard = register.guard_on_post(campus, name="张三丰")
    for error in (SpellError(guard, campus, DAY), NothingSaidError("nothing-said", GuardCertificate, (guard,), DAY)):
        assert f"guard no. {guard}" in said(error, "en")
        assert f"第{guard}号保安员" in said(error, "zh-hans")
        assert "张三丰" not in said(error, "zh-hans")


@pytest.mark.parametrize("model", list(kinds_of_facts()))
@pytest.mark.django_db
def test_fact_that_cannot_be_written_tells_its_kind(model: type[ChangePoint]) -> None:
    subject = tuple(range(1, 1 + len(model.SUBJECT)))
    for error in (
        NothingSaidError("nothing-said", model, subject, DAY),
        ContradictionError("two-values", model, subject, DAY),
        ContradictionError("two-acts", model, subject, DAY),
    ):
        assert model._meta.label_lower not in said(error, "en")
        assert CHINESE.search(said(error, "zh-hans"))
    [(name, count)] = written_lines({model._meta.label_lower: 3, "foundation.posting": 1})
    assert (count, bool(name)) == (3, True)


@pytest.mark.parametrize(
    ("code", "subject"),
    [("on-campus", {"campus": 1}), ("on-guard", {"guard": 2}), ("on-engagement", {"guard": 2, "campus": 1}),
     ("on-unit", {"unit": 3}), ("on-succession", {"predecessor": 1, "successor": 4})],
)  # fmt: skip
@pytest.mark.django_db
def test_posting_to_undo_first_is_named(code: str, subject: dict[str, int]) -> None:
    error = StandsOnItError(code, posting=77, **subject)
    assert "Undo posting 77 first." in said(error, "en")
    assert "请先撤销第 77 号入账。" in said(error, "zh-hans")
    for number in subject.values():
        assert str(number) in said(error, "en")


def test_refusal_knows_its_codes_and_parameters() -> None:
    with pytest.raises(KeyError):
        TreeError("no-such-code")
    with pytest.raises(KeyError):
        TreeError("wrong-level", unit=1)
