"""The invented nation is the same at every run, and what the product settles of it is proven like any register."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.models import CampusPlace, HeadCount
from gatehouse.guards.models import Guard, GuardCertificate
from gatehouse.kernel.path import branch
from gatehouse.standing import queries
from gatehouse.standing.models import StandingRow
from gatehouse.standing.queries import Question
from gatehouse.standing.services import self_check
from gatehouse.territory.models import Unit, UnitPoint
from gatehouse.territory.types import Level, Line
from tools.nation.loading import invented, load
from tools.nation.scale import SCALES, Scale

TINY = Scale("tiny", 2, 5, 20, 60, 400, 1_100)
DAYS = (date(2018, 5, 5), date(2020, 12, 31), date(2025, 2, 28), date(2049, 1, 1))


@pytest.mark.django_db
def test_nation_is_the_same_at_every_run() -> None:
    first, again = invented(TINY), invented(TINY)
    assert first.keys() == again.keys()
    assert all(first[model].equals(again[model]) for model in first)
    # these sums change only when the recipe does
    assert (first[HeadCount]["students"].sum(), first[GuardCertificate].height) == (1_318_992, 1_222)


@pytest.mark.slow
@pytest.mark.django_db
def test_settled_nation_is_proven() -> None:
    postings = list(load(TINY))
    assert postings[0].campuses == TINY.campuses
    assert all(0 < posted.campuses < TINY.campuses for posted in postings[1:])
    assert [proof for proof in self_check() if proof.fault] == []
    assert Guard.objects.count() == TINY.guards
    assert StandingRow.objects.exclude(superseded_by=None).count() > TINY.campuses // 4
    assert CampusPlace.objects.filter(education_unit__level=Level.CITY).exists()
    for line in Line:
        for day in DAYS:
            for depth in (Level.NATION, Level.PROVINCE, Level.CITY):
                asked = Question(line, branch("001"), depth, day)
                assert queries.from_totals(asked) == queries.from_standing(asked, EVERYTHING)


def test_scales_fit_into_paths() -> None:
    for scale in SCALES.values():
        sizes = (scale.provinces, scale.cities, scale.counties, scale.stations)
        assert all(below / above < 900 for above, below in pairwise(sizes))


@pytest.mark.django_db
def test_units_stand_where_their_paths_say() -> None:
    facts = invented(TINY)
    points = facts[UnitPoint].join(facts[Unit], left_on="unit_id", right_on="id")
    assert points["path"].n_unique() * 2 > points.height  # two lines share paths, no line has one twice
    assert points.select("line", "path").is_duplicated().sum() == 0
    assert (points["path"].str.len_chars() == points["level"] * 3).all()
