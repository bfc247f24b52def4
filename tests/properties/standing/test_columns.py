"""The two timelines agree: many campuses as columns stand as each of them alone does, whatever is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.guards.types import Engagement, HiringSource
from gatehouse.kernel.days import FIRST
from gatehouse.kernel.identifiers import Sex
from gatehouse.norms import queries as norms
from gatehouse.norms.types import HeadCounts, RuleSet
from gatehouse.standing.rules import (
    CampusFacts,
    Dated,
    Epochs,
    GuardFacts,
    PlaceFact,
    PostFact,
    ProfileFact,
    columns,
    timeline,
)
from gatehouse.standing.types import AMOUNTS, Amounts, Stratum, Stretch
from tests.kit.effort import examples

T = TypeVar("T")

START = date(2019, 12, 30)
DAYS = st.integers(0, 460).map(lambda number: START + timedelta(days=number)) | st.sampled_from(
    [START, date(2020, 2, 29), date(2020, 3, 1), date(2035, 3, 1), date(2070, 1, 1)]
)
BIRTHS = st.dates(date(1940, 1, 1), date(2003, 1, 1)) | st.sampled_from(
    [date(1960, 2, 29), date(1976, 2, 29), date(1985, 2, 28), date(1985, 3, 1), date(1984, 2, 29)]
)
PATHS = st.sampled_from(["001001001001001", "001001001002001", "001001002001001", "001001001"])
SIZES = st.builds(HeadCounts, st.integers(0, 3000), st.integers(0, 200), st.integers(0, 700))


def dated(values: st.SearchStrategy[T], most: int = 4) -> st.SearchStrategy[Dated[T]]:
    return st.lists(st.tuples(DAYS, values), max_size=most, unique_by=lambda point: point[0]).map(Dated.of)


PROFILES = dated(
    st.builds(
        ProfileFact, st.sampled_from([True, True, False]), st.sampled_from(CensusLabel), st.sampled_from(Ownership)
    )
)
PLACES = dated(st.builds(PlaceFact, PATHS, PATHS))
POSTS = dated(st.builds(PostFact, st.sampled_from(Engagement), st.sampled_from(HiringSource)))


@dataclass(frozen=True)
class Register:
    """What is known of some campuses and of some guards who serve at them."""

    campuses: list[tuple[Dated[ProfileFact], Dated[PlaceFact], Dated[HeadCounts]]]
    people: list[tuple[date, Sex, Dated[bool]]]
    posts: dict[tuple[int, int], Dated[PostFact]]
    """By campus and guard."""

    def facts(self, campus: int) -> CampusFacts:
        serving = [(guard, served) for (where, guard), served in self.posts.items() if where == campus and served.days]
        guards = [GuardFacts(*self.people[guard][:2], served, self.people[guard][2]) for guard, served in serving]
        return CampusFacts(*self.campuses[campus], tuple(guards))


@st.composite
def registers(draw: st.DrawFn) -> Register:
    campuses = draw(st.lists(st.tuples(PROFILES, PLACES, dated(SIZES)), min_size=1, max_size=4))
    people = draw(st.lists(st.tuples(BIRTHS, st.sampled_from(Sex), dated(st.booleans())), max_size=4))
    pairs = [(campus, guard) for campus in range(len(campuses)) for guard in range(len(people))]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    return Register(campuses, people, {pair: draw(POSTS) for pair in chosen})


def second_rule_set() -> RuleSet:
    """Another national rule: one guard for every 300 students begun."""
    return norms.read_rule_set(
        """
        key = "OTHER"
        revision = 2
        title = {zh = "另", en = "Other"}
        in_force_from = 2020-01-01
        rounding = "ceiling"
        [basis.a]
        instrument = {zh = "某规定", en = "Some rules"}
        version = "2020"
        in_force_from = 2020-01-01
        confidence = "MEMORY"
        [[rule]]
        key = "only"
        title = {zh = "唯一", en = "Only"}
        severity = "BLOCK"
        basis = ["a"]
        posts = {steps = "students", size = 300}
        """,
        "other-2.toml",
    )


RULE_SETS = [None, norms.shipped()[0], second_rule_set()]


@st.composite
def epochs(draw: st.DrawFn) -> Epochs:
    later = draw(st.lists(st.tuples(DAYS, st.sampled_from(RULE_SETS)), max_size=3, unique_by=lambda item: item[0]))
    return Dated.of([(FIRST, draw(st.sampled_from(RULE_SETS))), *later])


def frame(schema: dict[str, type[pl.DataType]], rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def points(of: Dated[T]) -> list[tuple[date, T]]:
    return list(zip(of.days, of.values, strict=True))


def frames(register: Register) -> columns.FactColumns:
    """The same facts as columns."""
    known = list(enumerate(register.campuses))
    profiles = [(key, *point) for key, (dated_values, _, _) in known for point in points(dated_values)]
    places = [(key, *point) for key, (_, dated_values, _) in known for point in points(dated_values)]
    counts = [(key, *point) for key, (_, _, dated_values) in known for point in points(dated_values)]
    served = {guard for (_, guard), posts in register.posts.items() if posts.days}
    return columns.FactColumns(
        profiles=frame(columns.PROFILES, [(*key, x.in_operation, x.label, x.ownership) for *key, x in profiles]),
        places=frame(columns.PLACES, [(*key, x.police_path, x.education_path) for *key, x in places]),
        head_counts=frame(columns.HEAD_COUNTS, [(*key, x.students, x.staff, x.boarders) for *key, x in counts]),
        posts=frame(
            columns.POSTS,
            [(*pair, day, x.engagement, x.source) for pair, kept in register.posts.items() for day, x in points(kept)],
        ),
        certificates=frame(
            columns.CERTIFICATES, [(key, *point) for key in served for point in points(register.people[key][2])]
        ),
        people=frame(columns.PEOPLE, [(key, *register.people[key][:2]) for key in served]),
    )


def stretch(row: tuple[Any, ...]) -> Stretch:
    """A stretch from a row of ``timelines`` without its campus."""
    return Stretch(row[0], row[1], row[2], row[3], Stratum(row[4]), row[5], Amounts(*row[6:]))


@examples(300)
@given(register=registers(), judging=epochs())
def test_columns_stand_as_each_campus_alone_does(register: Register, judging: Epochs) -> None:
    found = columns.timelines(frames(register), judging)
    assert found.schema == pl.Schema(columns.STRETCHES)
    assert found.columns[-len(AMOUNTS) :] == list(AMOUNTS)
    for campus in range(len(register.campuses)):
        rows = [stretch(row[1:]) for row in found.rows() if row[0] == campus]
        assert rows == timeline(register.facts(campus), judging)
