"""Why a campus's standing differs between two moments: one contribution a changed fact, together the whole difference.

The facts of the earlier moment are replaced by those of the later one by one, in the order of the days on which they
took effect; what each replacement adds is its contribution. Where the campus counts at one moment only, a single cause
(opened, closed, moved …) has it all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gatehouse.guards.types import Engagement
from gatehouse.kernel.days import birthday
from gatehouse.norms.types import HeadCounts, RuleSet
from gatehouse.standing.rules.dated import PlaceFact, PostFact, ProfileFact
from gatehouse.standing.rules.histories import CampusHistory, GuardHistory, Moment, Turn, turn, value_at
from gatehouse.standing.rules.snapshot import CampusNow, GuardNow, Strata, band_of, less, serving, standing_of
from gatehouse.standing.rules.timeline import required_guards
from gatehouse.standing.types import AGE_BANDS, NOTHING, Amounts, Cause, Learnt, Stretch


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one changed fact adds to the later side: cause, amounts by stratum, whose fact, and the posting behind it.

    ``before`` and ``after`` are the values that the cause is about: a profile, a place, head counts, a post, whether
    certified, an age band, or the name of a rule set.
    """

    cause: Cause
    learnt: Learnt
    day: date
    posting: int | None
    source_row: int | None
    guard: int | None
    before: Any
    after: Any
    strata: Strata

    @property
    def amounts(self) -> Amounts:
        """All strata together."""
        total = NOTHING
        for amounts in self.strata.values():
            total = total.plus(amounts)
        return total


@dataclass(frozen=True, slots=True)
class Look:
    """One side of a comparison: the moment, the campus's standing if it counts there, and where its places lie."""

    moment: Moment
    stretch: Stretch | None
    child_of: Callable[[PlaceFact], int | None]
    """The child unit in which a place lies; None outside the unit compared."""


Rules = Mapping[str, RuleSet]
"""Rule sets by epoch."""


def attribute(history: CampusHistory, earlier: Look, later: Look, rules: Rules) -> list[Contribution]:
    """The contributions of one campus to the difference ``later`` − ``earlier``; they add up to it exactly."""
    if later.moment.is_before(earlier.moment):
        return [_negative(item) for item in attribute(history, later, earlier, rules)]
    if earlier.stretch is None and later.stretch is None:
        return []
    if earlier.stretch is None or later.stretch is None:
        return [_whole(history, earlier, later)]
    return _by_steps(history, earlier, later, rules)


def _negative(item: Contribution) -> Contribution:
    return replace(item, strata={stratum: NOTHING.minus(amounts) for stratum, amounts in item.strata.items()})


def _learnt(found: Turn | None, earlier: Look) -> Learnt:
    if found is not None and found.corrected:
        return Learnt.CORRECTED
    return Learnt.LATER if found is not None and found.day <= earlier.moment.day else Learnt.SINCE


def _told(
    cause: Cause, found: Turn | None, looks: tuple[Look, Look], strata: Strata, *, guard: int | None = None
) -> Contribution:
    """A contribution by the turn of one fact."""
    earlier, later = looks
    after, before = (found.after, found.before) if found else (None, None)
    return Contribution(
        cause=cause,
        learnt=_learnt(found, earlier),
        day=found.day if found else later.moment.day,
        posting=found.posting if found else None,
        source_row=after.source_row if after and found and after.posting == found.posting else None,
        guard=guard,
        before=before.value if before else None,
        after=after.value if after else None,
        strata=strata,
    )


def _whole(history: CampusHistory, earlier: Look, later: Look) -> Contribution:
    """The one cause for which a campus counts at one moment only."""
    strata = less(standing_of(later.stretch), standing_of(earlier.stretch))
    absent, present = (earlier, later) if earlier.stretch is None else (later, earlier)
    profile, place = value_at(history.profiles, absent.moment), value_at(history.places, absent.moment)
    looks = (earlier, later)
    operation = turn(history.profiles, earlier.moment, later.moment, _same_operation)
    if profile is None or place is None:
        return _told(_appearance(operation, earlier, later), operation, looks, strata)
    if not profile.in_operation:
        return _told(Cause.CLOSED if present is earlier else Cause.REOPENED, operation, looks, strata)
    moved = turn(history.places, earlier.moment, later.moment, _same)
    return _told(Cause.MOVED_OUT if present is earlier else Cause.MOVED_IN, moved, looks, strata)


def _appearance(operation: Turn | None, earlier: Look, later: Look) -> Cause:
    if later.stretch is None:
        return Cause.WITHDRAWN
    return Cause.OPENED if operation is not None and operation.day > earlier.moment.day else Cause.REGISTERED


def _same(one: object, other: object) -> bool:
    return one == other


def _same_operation(one: ProfileFact, other: ProfileFact) -> bool:
    return one.in_operation == other.in_operation


def _same_stratum(one: ProfileFact, other: ProfileFact) -> bool:
    return (one.label, one.ownership) == (other.label, other.ownership)


@dataclass(frozen=True, slots=True)
class _Step:
    """One replacement: what is told of it, and the replacing itself."""

    told: Contribution
    apply: Callable[[], None]


def _by_steps(history: CampusHistory, earlier: Look, later: Look, rules: Rules) -> list[Contribution]:
    """The contributions of a campus that counts at both moments."""
    campus = _begin(history, earlier, later, rules)
    found: list[Contribution] = []
    reached: Strata = standing_of(earlier.stretch)
    steps = sorted(_steps(campus, history, earlier, later), key=_in_order)
    for step in steps:
        step.apply()
        now = campus.standing()
        strata = less(now, reached)
        if strata or step.told.cause is Cause.MOVED_WITHIN:
            found.append(replace(step.told, strata=strata))
        reached = now
    left = less(standing_of(later.stretch), reached)
    if left:  # only where standing is not what the facts amount to, which the self-check would tell
        found.append(_told(Cause.UNEXPLAINED, None, (earlier, later), left))
    return found


_POSTS = frozenset({Cause.HIRED, Cause.LEFT, Cause.ENGAGEMENT, Cause.SOURCE})


def _in_order(step: _Step) -> tuple[date, int, bool]:
    """By day and posting; who is hired with a certificate comes as certified, so posts are last."""
    return step.told.day, step.told.posting or 0, step.told.cause in _POSTS


def _begin(history: CampusHistory, earlier: Look, later: Look, rules: Rules) -> CampusNow:
    """The campus as it stood at the earlier moment."""
    assert earlier.stretch is not None  # noqa: S101 - the caller has looked
    moment = earlier.moment
    return CampusNow(
        stratum=earlier.stretch.stratum,
        epoch=earlier.stretch.epoch,
        counts=value_at(history.counts, moment),
        required_of=_requirement(history, earlier, later, rules),
        guards={
            key: GuardNow(
                guard.sex, serving(guard, moment), value_at(guard.certified, moment) is True, band_of(guard, moment.day)
            )
            for key, guard in history.guards.items()
        },
    )


def _requirement(
    history: CampusHistory, earlier: Look, later: Look, rules: Rules
) -> Callable[[str, HeadCounts | None], int | None]:
    """How many guards are required: as kept where a side says so, judged anew for what lies between them."""
    kept: dict[tuple[str, HeadCounts | None], int | None] = {}
    for look in (earlier, later):
        if look.stretch is not None:
            amounts = look.stretch.amounts
            key = (look.stretch.epoch, value_at(history.counts, look.moment))
            kept[key] = None if amounts.unjudged else amounts.required

    def required(epoch: str, counts: HeadCounts | None) -> int | None:
        if (epoch, counts) in kept:
            return kept[epoch, counts]
        rule_set = rules.get(epoch)
        return required_guards(rule_set, counts) if rule_set and counts else None

    return required


def _steps(campus: CampusNow, history: CampusHistory, earlier: Look, later: Look) -> Iterator[_Step]:
    """Everything that differs between the two moments; equal ones are left out."""
    yield from _steps_of_campus(campus, history, earlier, later)
    for key, guard in history.guards.items():
        yield from _steps_of_guard(campus.guards[key], key, guard, (earlier, later))


def _steps_of_campus(campus: CampusNow, history: CampusHistory, earlier: Look, later: Look) -> Iterable[_Step]:
    looks, moments = (earlier, later), (earlier.moment, later.moment)
    assert later.stretch is not None  # noqa: S101 - the caller has looked
    stratum, epoch, counts = later.stretch.stratum, later.stretch.epoch, value_at(history.counts, later.moment)
    places = [value_at(history.places, moment) for moment in moments]
    homes = [look.child_of(place) if place else None for look, place in zip(looks, places, strict=True)]
    if homes[0] != homes[1]:
        yield _Step(_told(Cause.MOVED_WITHIN, turn(history.places, *moments, _same), looks, {}), _nothing)
    if campus.stratum is not stratum:
        told = _told(Cause.RECLASSIFIED, turn(history.profiles, *moments, _same_stratum), looks, {})
        yield _Step(told, lambda: setattr(campus, "stratum", stratum))
    if campus.epoch != epoch:
        told = replace(_told(Cause.NORM, None, looks, {}), before=campus.epoch, after=epoch)
        yield _Step(told, lambda: setattr(campus, "epoch", epoch))
    if campus.counts != counts:
        told = _told(Cause.HEAD_COUNT, turn(history.counts, *moments, _same), looks, {})
        yield _Step(told, lambda: setattr(campus, "counts", counts))


def _nothing() -> None:
    """A move within the unit changes no amount of it."""


def _same_post(one: PostFact, other: PostFact) -> bool:
    return one == other or one.engagement is other.engagement is Engagement.ENDED


def _steps_of_guard(guard: GuardNow, key: int, known: GuardHistory, looks: tuple[Look, Look]) -> Iterable[_Step]:
    moments = (looks[0].moment, looks[1].moment)
    post, certified = serving(known, moments[1]), value_at(known.certified, moments[1]) is True
    if guard.post != post:
        told = _told(_cause_of_post(guard.post, post), turn(known.posts, *moments, _same_post), looks, {}, guard=key)
        yield _Step(told, lambda: setattr(guard, "post", post))
    if guard.certified != certified:
        cause = Cause.CERTIFIED if certified else Cause.CERTIFICATE_LOST
        told = _told(cause, turn(known.certified, *moments, _same), looks, {}, guard=key)
        yield _Step(told, lambda: setattr(guard, "certified", certified))
    band = band_of(known, moments[1].day)
    if guard.band != band:
        passed = [birthday(known.birth_date, age) for age in AGE_BANDS]
        day = max(item for item in passed if item <= moments[1].day)
        told = replace(_told(Cause.BIRTHDAY, None, looks, {}, guard=key), day=day, before=guard.band, after=band)
        yield _Step(told, lambda: setattr(guard, "band", band))


def _cause_of_post(before: PostFact | None, after: PostFact | None) -> Cause:
    if before is None:
        return Cause.HIRED
    if after is None:
        return Cause.LEFT
    return Cause.ENGAGEMENT if before.engagement is not after.engagement else Cause.SOURCE
