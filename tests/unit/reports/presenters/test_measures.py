"""Which campuses a list shows, in words."""

from __future__ import annotations

import pytest
from django.utils import translation

from gatehouse.reports.presenters.measures import Shown, choices_of
from gatehouse.standing.queries import MEASURES, Narrowing
from gatehouse.standing.types import Stratum


def shown(measure: str = "", *strata: Stratum) -> Shown:
    return Shown.of(Narrowing(frozenset(strata) or None, measure))


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_every_measure_has_a_name_in_both_languages(measure: str) -> None:
    with translation.override("zh-hans"):
        chinese = shown(measure).sentence
    with translation.override("en"):
        english = shown(measure).sentence
    assert chinese != english
    assert english != measure


def test_private_kindergartens_are_a_kind_and_an_ownership() -> None:
    found = shown(
        "gap",
        Stratum.CITY_KINDERGARTEN_PRIVATE,
        Stratum.CITY_KINDERGARTEN_INCLUSIVE,
        Stratum.TOWN_KINDERGARTEN_PRIVATE,
        Stratum.TOWN_KINDERGARTEN_INCLUSIVE,
    )
    with translation.override("zh-hans"):
        assert found.sentence == "幼儿园 · 民办 · 有缺额"
        current = [item.text for row in choices_of(found, str) for item in row.choices if item.current]
    assert current == ["有缺额", "幼儿园", "民办"]


def test_list_of_everything_narrows_to_no_strata() -> None:
    assert shown().strata is None
    assert shown("", *Stratum).strata is None
    assert shown("", Stratum.SCHOOL_PUBLIC).strata == [Stratum.SCHOOL_PUBLIC]


def test_a_measure_asked_for_joins_the_choices() -> None:
    with translation.override("en"):
        (which, _kind, _ownership) = choices_of(shown("age_60_over"), str)
    assert [choice.text for choice in which.choices][-1] == "Age: 60 and over"
    assert which.choices[-1].current
