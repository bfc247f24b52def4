"""Facts of one campus for the rules of standing, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.guards.types import Engagement, HiringSource
from gatehouse.kernel.identifiers import Sex
from gatehouse.norms import queries as norms
from gatehouse.norms import rules
from gatehouse.norms.types import NATION, HeadCounts
from gatehouse.standing.rules import CampusFacts, Dated, Epochs, GuardFacts, PlaceFact, PostFact, ProfileFact

NATIONAL_RULE: Epochs = Dated.of(rules.epochs(norms.shipped(), NATION))
HERE = PlaceFact("001001001001001", "001001001002001")
THERE = PlaceFact("001001001003001", "001001001002001")


def profile(
    *,
    in_operation: bool = True,
    label: CensusLabel = CensusLabel.SCHOOL,
    ownership: Ownership = Ownership.PUBLIC,
) -> ProfileFact:
    """A public school in operation, unless told."""
    return ProfileFact(in_operation, label, ownership)


def campus(
    since: date,
    *,
    profiles: Iterable[tuple[date, ProfileFact]] = (),
    places: Iterable[tuple[date, PlaceFact]] = (),
    counts: Iterable[tuple[date, tuple[int, int, int]]] | None = None,
    guards: Iterable[GuardFacts] = (),
) -> CampusFacts:
    """A campus known since a day: 85 students and 8 staff (one guard required) unless told, and what changes later."""
    counted = [(since, (85, 8, 0))] if counts is None else list(counts)
    return CampusFacts(
        profiles=Dated.of([(since, profile()), *profiles]),
        places=Dated.of([(since, HERE), *places]),
        head_counts=Dated.of([(day, HeadCounts(*sizes)) for day, sizes in counted]),
        guards=tuple(guards),
    )


def guard(
    *posts: tuple[date, Engagement],
    born: date = date(1990, 6, 15),
    sex: Sex = Sex.MALE,
    source: HiringSource = HiringSource.SELF,
    certified: Iterable[tuple[date, bool]] = (),
) -> GuardFacts:
    """A guard who serves so from these days on; aged 30 in 2020 unless told."""
    served = Dated.of([(day, PostFact(engagement, source)) for day, engagement in posts])
    return GuardFacts(born, sex, served, Dated.of(list(certified)))
