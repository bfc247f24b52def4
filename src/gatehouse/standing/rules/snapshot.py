"""A campus as it counts at one moment, and on the way from one moment to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gatehouse.guards.types import Engagement
from gatehouse.kernel.days import age_on
from gatehouse.kernel.identifiers import Sex
from gatehouse.norms.types import HeadCounts
from gatehouse.standing.rules.dated import PostFact
from gatehouse.standing.rules.histories import GuardHistory, Moment, value_at
from gatehouse.standing.rules.timeline import age_band
from gatehouse.standing.types import NOTHING, Amounts, Stratum, Stretch

Strata = Mapping[Stratum, Amounts]


def standing_of(stretch: Stretch | None) -> dict[Stratum, Amounts]:
    """What a campus's standing counts, by stratum."""
    return {stretch.stratum: stretch.amounts} if stretch else {}


def less(later: Strata, earlier: Strata) -> dict[Stratum, Amounts]:
    """The difference by stratum, without those in which nothing differs."""
    found = {
        stratum: later.get(stratum, NOTHING).minus(earlier.get(stratum, NOTHING)) for stratum in {*later, *earlier}
    }
    return {stratum: amounts for stratum, amounts in sorted(found.items()) if amounts != NOTHING}


@dataclass(slots=True)
class GuardNow:
    """A guard as they count on the way from the earlier to the later moment."""

    sex: Sex
    post: PostFact | None
    certified: bool
    band: str


@dataclass(slots=True)
class CampusNow:
    """A campus on the way from the earlier to the later moment."""

    stratum: Stratum
    epoch: str
    counts: HeadCounts | None
    required_of: Callable[[str, HeadCounts | None], int | None]
    guards: dict[int, GuardNow] = field(default_factory=dict)

    def standing(self) -> dict[Stratum, Amounts]:
        """What it counts."""
        required = self.required_of(self.epoch, self.counts)
        needed, team, counts = required or 0, self._team(), self.counts
        amounts = team._replace(
            campuses=1,
            students=counts.students if counts else 0,
            staff=counts.staff if counts else 0,
            boarders=counts.boarders if counts else 0,
            required=needed,
            gap=max(needed - team.full_time, 0),
            surplus=max(team.full_time - needed, 0) if required is not None else 0,
            campuses_met=int(required is not None and team.full_time >= needed),
            campuses_met_certified=int(required is not None and team.certified >= needed),
            unjudged=int(required is None),
        )
        return {self.stratum: amounts}

    def _team(self) -> Amounts:
        team = dict.fromkeys(Amounts._fields, 0)
        for guard in self.guards.values():
            if guard.post is None:
                continue
            if guard.post.engagement is Engagement.PART_TIME:
                team["part_time"] += 1
                continue
            team["full_time"] += 1
            team["certified"] += guard.certified
            team["male" if guard.sex is Sex.MALE else "female"] += 1
            team[f"source_{guard.post.source.value.lower()}"] += 1
            team[guard.band] += 1
        return Amounts(**team)


def serving(guard: GuardHistory, moment: Moment) -> PostFact | None:
    """How a guard serves at a moment; None when not at all."""
    post = value_at(guard.posts, moment)
    return None if post is None or post.engagement is Engagement.ENDED else post


def band_of(guard: GuardHistory, day: date) -> str:
    """The amount that counts guards of this guard's age on a day."""
    return age_band(age_on(guard.birth_date, day))
