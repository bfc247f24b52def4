"""On which days guards leave, convert, fail and come, so that the coverage of every key day is exact.

Each of the 781 short campuses gets a day on which it meets the norm; its gap is filled step by step and the last post
on that day. A departure before that day is made good by that day, so nothing is reached early: until then at least one
post of the gap is open. A departure at a campus that meets the norm is made good on the same day, a few days ahead, or
a little late but never across a key day, so that such a gap is seen on ordinary days only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from gatehouse.demo.loudi_2020 import ledger
from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.drafts import Fate, GuardDraft, Site
from gatehouse.demo.loudi_2020.roster import hire, open_posts
from gatehouse.demo.loudi_2020.training import off_post_on
from gatehouse.demo.loudi_2020.types import Stratum

_SATURDAY = 5
_KEY_DAYS = tuple(day for day, _ in ledger.COVERAGE)
_LAST_LEAVE = date(2020, 12, 30)
_BEFORE_DONE = 50
"""Per cent of the departures at a short campus that come before it meets the norm."""
_SAME_DAY, _AHEAD = 60, 20
"""Per cent of the other departures made good on the same day, and ahead of it; the rest are late."""
_MOST_DAYS_APART = 6


def weekdays(first: date, last: date) -> list[date]:
    """Mondays to Fridays from ``first`` to ``last``, both included."""
    days = (first + timedelta(offset) for offset in range((last - first).days + 1))
    return [day for day in days if day.weekday() < _SATURDAY]


def complete(sites: Sequence[Site]) -> None:
    """Choose the day on which each short campus meets the norm, as many in each stretch as the ledger says."""
    rng = dice("completion")
    short = sorted((site for site in sites if site.gap), key=lambda site: _slowness(site, rng))
    first = ledger.FIRST_CHANGE
    for last, number in ledger.COVERAGE:
        days = weekdays(first, last)
        for site in short[:number]:
            site.done_on = rng.choice(days)
        short = short[number:]
        first = last + timedelta(1)


def schedule(sites: Sequence[Site]) -> None:
    """Give every departure, conversion and hire its day; add the newcomers. Runs after the examinations."""
    rng = dice("timeline")
    for site in sites:
        leavers = [guard for guard in site.guards if guard.fate in {Fate.CERTIFIED_LEAVING, Fate.UNCERTIFIED_LEAVING}]
        failing = [guard for guard in site.guards if guard.fate in {Fate.FAILING, Fate.FAILING_CONVERT}]
        if site.done_on is not None:
            _fill_gap(site, site.done_on, rng)
        for guard in leavers:
            guard.left_on = _leaving_day(site, rng)
        for guard in failing:
            guard.left_on = off_post_on(guard)
        for guard in [*leavers, *failing]:
            if guard.left_on is not None:
                hire(site).hired_on = _replacement_day(site, guard.left_on, rng)
    large = [site for site in sites if site.stratum is Stratum.PUBLIC_SCHOOL and site.full_time == site.size.posts > 2]  # noqa: PLR2004
    for site in rng.sample(large, ledger.EXTRA_HIRES):
        hire(site).hired_on = rng.choice(weekdays(ledger.FIRST_CHANGE, _LAST_LEAVE))


def _slowness(site: Site, rng: Random) -> float:
    """Lower means the norm is met earlier: public campuses and small gaps first."""
    return rng.random() + (0.35 if site.private else 0.0) + 0.1 * site.gap


def _fill_gap(site: Site, done_on: date, rng: Random) -> None:
    """Converts and newcomers fill the gap, the last of them on ``done_on``."""
    newcomers: list[GuardDraft] = [hire(site) for _ in range(open_posts(site))]
    converts = [guard for guard in site.guards if guard.fate in {Fate.CONVERTED, Fate.FAILING_CONVERT}]
    fillers = [*converts, *newcomers]
    days = [rng.choice(weekdays(ledger.FIRST_CHANGE, done_on)) for _ in fillers[1:]]
    rng.shuffle(fillers)
    for guard, day in zip(fillers, [done_on, *days], strict=True):
        if guard.fate is Fate.HIRED:
            guard.hired_on = day
        else:
            guard.converted_on = day


def _leaving_day(site: Site, rng: Random) -> date:
    if site.done_on is None:
        return rng.choice(weekdays(ledger.FIRST_CHANGE, _LAST_LEAVE))
    later = weekdays(site.done_on + timedelta(1), _LAST_LEAVE)
    if later and rng.randrange(100) >= _BEFORE_DONE:
        return rng.choice(later)
    return rng.choice(weekdays(ledger.FIRST_CHANGE, site.done_on))


def _replacement_day(site: Site, left_on: date, rng: Random) -> date:
    if site.done_on is not None and left_on <= site.done_on:
        return rng.choice(weekdays(left_on, site.done_on))
    chance = rng.randrange(100)
    if chance < _SAME_DAY:
        return left_on
    if chance < _SAME_DAY + _AHEAD:
        earliest = ledger.FIRST_CHANGE if site.done_on is None else site.done_on
        return rng.choice(weekdays(max(earliest, left_on - timedelta(_MOST_DAYS_APART)), left_on))
    key_day = next(day for day in _KEY_DAYS if day >= left_on)
    return rng.choice(weekdays(left_on, min(key_day, left_on + timedelta(_MOST_DAYS_APART))))
