"""Which rule set judges a region on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from gatehouse.kernel.days import FAR, FIRST, Period
from gatehouse.norms.types import NATION, RuleSet, RuleSetError


def region_chain(region: str) -> tuple[str, ...]:
    """The region and everything above it, the most specific first: county, city, province, nation."""
    return tuple(dict.fromkeys((region, f"{region[:4]}00", f"{region[:2]}0000", NATION)))


def in_effect(rule_sets: Iterable[RuleSet]) -> list[RuleSet]:
    """The sets with the days on which no higher revision of theirs replaces them; without those replaced wholly."""
    known = list(rule_sets)
    found = []
    for each in known:
        higher = (item.period.start for item in known if item.key == each.key and item.revision > each.revision)
        end = min((each.period.end, *higher))
        if each.period.start < end:
            found.append(each if end == each.period.end else replace(each, period=Period(each.period.start, end)))
    return found


def select(rule_sets: Iterable[RuleSet], day: date, region: str) -> RuleSet | None:
    """The set that judges ``region`` on ``day``: of the most specific region, there the latest in force.

    Of one key the highest revision judges from its first day on.
    """
    specific = {code: rank for rank, code in enumerate(region_chain(region))}
    in_force = [each for each in in_effect(rule_sets) if each.region in specific and day in each.period]
    return min(in_force, key=lambda each: (specific[each.region], -each.period.start.toordinal()), default=None)


def epochs(rule_sets: Iterable[RuleSet], region: str) -> tuple[tuple[date, RuleSet | None], ...]:
    """Each day on which the judging set of ``region`` changes, with the set that judges from then on.

    The first entry is always the register's first day, so that the entries cover every day; None means that no set
    is in force.
    """
    known = in_effect(rule_sets)
    days = {FIRST, *(day for each in known for day in (each.period.start, each.period.end))}
    changes: list[tuple[date, RuleSet | None]] = []
    for day in sorted(day for day in days if FIRST <= day < FAR):
        judging = select(known, day, region)
        if not changes or changes[-1][1] != judging:
            changes.append((day, judging))
    return tuple(changes)


def file_name(rule_set: RuleSet) -> str:
    """The name that the file of a rule set must have: so keys cannot clash, and messages can name the file."""
    return f"{rule_set.key}.toml"


def check_together(rule_sets: Iterable[RuleSet]) -> None:
    """Raise RuleSetError when two sets share a region and first day, so that neither could be preferred."""
    starts: dict[tuple[str, date], str] = {}
    for each in in_effect(rule_sets):
        other = starts.setdefault((each.region, each.period.start), file_name(each))
        if other != file_name(each):
            raise RuleSetError(file_name(each), "in_force_from", f"{other} of the same region begins on the same day")
