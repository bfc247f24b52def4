"""From a campus's dated facts to its standing, known into the future. Plain decisions: no database, no clock."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gatehouse.guards.types import Engagement
from gatehouse.kernel.days import age_on, birthday, periods_between
from gatehouse.kernel.identifiers import Sex
from gatehouse.norms.rules import judge
from gatehouse.norms.types import HeadCounts, RuleSet
from gatehouse.standing.rules.dated import CampusFacts, Epochs, GuardFacts
from gatehouse.standing.types import AGE_BAND_NAMES, AGE_BANDS, Amounts, Stratum, Stretch


def timeline(facts: CampusFacts, epochs: Epochs) -> list[Stretch]:
    """A campus's standing from its first day on: stretches in order, none where the campus is not in operation.

    A stretch ends where a fact, the judging norm or a guard's age band changes; equal neighbours are one stretch.
    Birthdays lie in the future, so the last stretch begins with the last of them and has no known end.
    """
    stretches: list[Stretch] = []
    required: dict[tuple[str, HeadCounts], int] = {}
    for period in periods_between(_change_days(facts, epochs)):
        profile, place = facts.profiles.on(period.start), facts.places.on(period.start)
        if profile is None or place is None or not profile.in_operation:
            continue
        rule_set, counts = epochs.on(period.start), facts.head_counts.on(period.start)
        if rule_set and counts and (rule_set.epoch, counts) not in required:
            required[rule_set.epoch, counts] = required_guards(rule_set, counts)
        needed = required[rule_set.epoch, counts] if rule_set and counts else None
        found = Stretch(
            valid_from=period.start,
            valid_to=period.end,
            police_path=place.police_path,
            education_path=place.education_path,
            stratum=Stratum.of(profile.label, profile.ownership),
            epoch=rule_set.epoch if rule_set else "",
            amounts=_amounts(facts.guards, counts, needed, period.start),
        )
        if stretches and stretches[-1].valid_to == found.valid_from and stretches[-1].same_as(found):
            stretches[-1] = replace(stretches[-1], valid_to=found.valid_to)
        else:
            stretches.append(found)
    return stretches


def _change_days(facts: CampusFacts, epochs: Epochs) -> set[date]:
    """Every day on which something may change, from the campus's first day on."""
    first = max((dated.days[0] for dated in (facts.profiles, facts.places) if dated.days), default=None)
    if first is None or not facts.profiles.days or not facts.places.days:
        return set()
    days = {first, *facts.profiles.days, *facts.places.days, *facts.head_counts.days, *epochs.days}
    for guard in facts.guards:
        days.update(guard.posts.days, guard.certified.days)
        days.update(birthday(guard.birth_date, age) for age in AGE_BANDS)
    return {day for day in days if day >= first}


def _amounts(guards: Sequence[GuardFacts], counts: HeadCounts | None, required: int | None, day: date) -> Amounts:
    """What the campus amounts to on a day; ``required`` is None where nothing judges it."""
    team = _team(guards, day)
    needed = required or 0
    return team._replace(
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


def required_guards(rule_set: RuleSet, counts: HeadCounts) -> int:
    """How many full-time guards a rule set requires for these head counts."""
    return judge(rule_set, counts).required


def _team(guards: Sequence[GuardFacts], day: date) -> Amounts:
    """The counts of a campus's guards on a day."""
    team = dict.fromkeys(Amounts._fields, 0)
    for guard in guards:
        post = guard.posts.on(day)
        if post is None or post.engagement is Engagement.ENDED:
            continue
        if post.engagement is Engagement.PART_TIME:
            team["part_time"] += 1
            continue
        team["full_time"] += 1
        team["certified"] += bool(guard.certified.on(day))
        team["male" if guard.sex is Sex.MALE else "female"] += 1
        team[f"source_{post.source.value.lower()}"] += 1
        team[age_band(age_on(guard.birth_date, day))] += 1
    return Amounts(**team)


def age_band(age: int) -> str:
    """The name of the amount that counts guards of this age."""
    return AGE_BAND_NAMES[bisect_right(AGE_BANDS, age)]
