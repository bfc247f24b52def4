"""The self-check's parts about the past of the register: what each posting said, and what was known after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from gatehouse.campuses.models import Campus, CampusPlace
from gatehouse.foundation import bulk
from gatehouse.foundation.countering import kinds_of_facts, sayings_of
from gatehouse.foundation.facts import HangingActError, live_points, retold
from gatehouse.foundation.models import ChangePoint
from gatehouse.norms import queries as norms
from gatehouse.standing import facts
from gatehouse.standing.models import StandingRow
from gatehouse.standing.queries.rows import STRETCH, stretch_of
from gatehouse.standing.rules import Epochs, timeline
from gatehouse.standing.services.proof import Fault
from gatehouse.standing.types import Stretch

OWNERS_AT_ONCE = 5000
CAMPUSES_AT_ONCE = 2000


def prove_facts() -> tuple[int, Fault | None]:
    """Every subject's live points are what telling all that was said of it again, in order, amounts to.

    Places of campuses follow their units and are proven with them.
    """
    compared = 0
    for model in kinds_of_facts():
        if model is CampusPlace:
            continue
        owners = model._default_manager.order_by(model.SUBJECT[0]).values_list(model.SUBJECT[0], flat=True)  # noqa: SLF001
        for some in bulk.chunks(owners.distinct(), OWNERS_AT_ONCE):
            number, fault = _prove_owners(model, some)
            compared += number
            if fault:
                return compared, fault
    return compared, None


def _prove_owners(model: type[ChangePoint], owners: Sequence[int]) -> tuple[int, Fault | None]:
    said = [place for place, name in enumerate(model.VALUES) if name not in model.FOLLOWING]
    sayings, live = sayings_of(model, owners), live_points(model, owners)
    for number, subject in enumerate(sorted({*sayings, *live}), start=1):
        name = f"{model._meta.label_lower} of {' '.join(map(str, subject))}"  # noqa: SLF001
        try:
            told = retold(model, sayings.get(subject, ()))
        except HangingActError as error:
            return number, Fault(name, "an act has nothing to act on", error.posting)
        expected = {day: tuple(point.values[place] for place in said) for day, point in told.items()}
        found = {day: tuple(values[place] for place in said) for day, (_, values) in live[subject].items()}
        if model.FOLLOWING:  # there, points come and go with others' that say nothing of their own
            expected, found = _without_repetitions(expected), _without_repetitions(found)
        differing = [day for day in {*expected, *found} if expected.get(day) != found.get(day)]
        if differing:
            day = min(differing)
            key = live[subject][day][0] if day in live[subject] else None
            posting = model._default_manager.values_list("posting", flat=True).get(pk=key) if key else None  # noqa: SLF001
            what = "is not what was said" if key else "is missing"
            return number, Fault(name, f"the point of {day} {what}", posting)
    return len({*sayings, *live}), None


def _without_repetitions(history: dict[date, tuple[Any, ...]]) -> dict[date, tuple[Any, ...]]:
    """The points at which something changes."""
    found: dict[date, tuple[Any, ...]] = {}
    last: tuple[Any, ...] = ()
    for day in sorted(history):
        if history[day] != last:
            found[day] = last = history[day]
    return found


def prove_recordings() -> tuple[int, Fault | None]:
    """After every posting that changed a campus's standing, it was what the facts known by then amount to."""
    states = [facts.epochs(version.posting_id) for version in norms.published()]
    states.insert(0, facts.epochs(0))
    compared = 0
    for some in bulk.chunks(Campus.objects.order_by("pk").values_list("pk", flat=True), CAMPUSES_AT_ONCE):
        rows: defaultdict[int, list[tuple[int, int | None, Stretch]]] = defaultdict(list)
        found = StandingRow.objects.filter(campus__in=some).values_list("campus", "posting", "superseded_by", *STRETCH)
        for campus, posting, until, *columns in found:
            rows[campus].append((posting, until, stretch_of(columns)))
        changed: defaultdict[int, list[int]] = defaultdict(list)
        for campus, history in rows.items():
            superseded = {until for _, until, _ in history if until is not None}
            for posting in {posting for posting, _, _ in history} | superseded if superseded else ():
                changed[posting].append(campus)
        for posting in sorted(changed):
            fault = _prove_recording(posting, changed[posting], rows, states)
            compared += len(changed[posting])
            if fault:
                return compared, fault
    return compared, None


def _prove_recording(
    posting: int,
    campus_ids: Sequence[int],
    rows: dict[int, list[tuple[int, int | None, Stretch]]],
    states: Sequence[Epochs],
) -> Fault | None:
    """A campus may stand by norms replaced meanwhile, until the roll reaches it."""
    for campus, known in facts.facts_of(campus_ids, posting).items():
        found = {
            stretch
            for written, until, stretch in rows[campus]
            if written <= posting and (until is None or until > posting)
        }
        if not any(set(timeline(known, epochs)) == found for epochs in reversed(states)):
            return Fault(f"campus {campus}", "standing as recorded is not what was known then", posting)
    return None
