from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from gatehouse.kernel.days import Period
from gatehouse.norms import queries
from gatehouse.norms.presenters import basis_sentence, explained_basis, validity_sentence
from gatehouse.norms.types import Bilingual, Confidence, LegalBasis, RuleSet

REGULATION = LegalBasis(
    key="regulation",
    instrument=Bilingual(zh="保安服务管理条例", en="Regulations on guard services"),
    number="国务院令第564号",
    article="16",
    version="2022",
    period=Period(date(2010, 1, 1)),
    exact_day=True,
    confidence=Confidence.VERIFIED,
    region="000000",
    note=None,
)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh-hans", "依据：《保安服务管理条例》（国务院令第564号）第16条"),
        ("en", "Legal basis: “Regulations on guard services” (国务院令第564号), Article 16"),
    ],
)
def test_verified_text_is_cited_as_law(language: str, sentence: str) -> None:
    with translation.override(language):
        assert basis_sentence(REGULATION) == sentence


@pytest.mark.parametrize(
    ("confidence", "zh", "en"),
    [
        (
            Confidence.SECONDARY,
            "系统默认配置，依据（二手来源，引用前请核对原文）：《保安服务管理条例》（国务院令第564号）第16条",
            "Configured default (secondary source, check the original before citing): ",
        ),
        (
            Confidence.MEMORY,
            "系统默认配置，依据（未经核实，引用前请核对原文）：《保安服务管理条例》（国务院令第564号）第16条",
            "Configured default (unverified, check the original before citing): ",
        ),
    ],
)
def test_text_not_verified_is_never_cited_as_law(confidence: Confidence, zh: str, en: str) -> None:
    basis = replace(REGULATION, confidence=confidence)
    with translation.override("zh-hans"):
        assert basis_sentence(basis) == zh
    with translation.override("en"):
        assert basis_sentence(basis).startswith(en)


def test_shipped_texts_print_as_what_they_are() -> None:
    bases = [basis for rule_set in queries.shipped() for rule in rule_set.rules for basis in rule.basis]
    with translation.override("zh-hans"):
        for basis in bases:
            is_law = basis.confidence is Confidence.VERIFIED
            assert basis_sentence(basis).startswith("依据：") == is_law
            assert ("引用前请核对原文" in basis_sentence(basis)) != is_law


@pytest.mark.parametrize(
    ("number", "article", "zh", "en"),
    [
        ("", "16", "依据：《保安服务管理条例》第16条", "Legal basis: “Regulations on guard services”, Article 16"),
        (
            "国务院令第564号",
            "",
            "依据：《保安服务管理条例》（国务院令第564号）",
            "Legal basis: “Regulations on guard services” (国务院令第564号)",
        ),
        ("", "", "依据：《保安服务管理条例》", "Legal basis: “Regulations on guard services”"),
    ],
)
def test_reference_names_only_what_is_known(number: str, article: str, zh: str, en: str) -> None:
    basis = replace(REGULATION, number=number, article=article)
    with translation.override("zh-hans"):
        assert basis_sentence(basis) == zh
    with translation.override("en"):
        assert basis_sentence(basis) == en


def test_validity_says_the_day_only_where_it_is_known() -> None:
    inexact = replace(REGULATION, exact_day=False)
    with translation.override("zh-hans"):
        assert validity_sentence(REGULATION) == "2022 版，自 2010-01-01 起施行"
        assert validity_sentence(inexact) == "2022 版，自 2010 年起施行（具体日期待核实）"
    with translation.override("en"):
        assert validity_sentence(REGULATION) == "version 2022, in force from 2010-01-01"
        assert validity_sentence(inexact) == "version 2022, in force from 2010 (exact day to be checked)"


def test_validity_of_a_repealed_text_names_its_end() -> None:
    repealed = replace(REGULATION, period=Period(date(2010, 1, 1), date(2026, 1, 1)))
    with translation.override("zh-hans"):
        assert validity_sentence(repealed) == "2022 版，自 2010-01-01 起施行，自 2026-01-01 起失效"
    with translation.override("en"):
        assert validity_sentence(repealed) == "version 2022, in force from 2010-01-01, no longer from 2026-01-01"


def test_explained_basis_carries_the_note_of_the_national_rule(national: RuleSet) -> None:
    (basis,) = national.rules[0].basis
    with translation.override("zh-hans"):
        explained = explained_basis(basis)
    assert explained.sentence == (
        "系统默认配置，依据（二手来源，引用前请核对原文）：《中小学幼儿园安全防范工作规范（试行）》（公治〔2015〕168号）"
    )
    assert explained.validity == "2015 版，自 2015 年起施行（具体日期待核实）"
    assert explained.note.startswith("印发的具体日期未查到")
    assert not explained.is_verified


def test_basis_without_note_is_explained_without_one() -> None:
    with translation.override("en"):
        assert explained_basis(REGULATION).note == ""
        assert explained_basis(REGULATION).is_verified
