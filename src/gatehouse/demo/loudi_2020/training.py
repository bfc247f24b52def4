"""The seven training classes of November and December 2020, who sat in which, and how the examinations went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from gatehouse.demo.loudi_2020 import ledger
from gatehouse.demo.loudi_2020.dice import dice
from gatehouse.demo.loudi_2020.drafts import Fate, GuardDraft, Site
from gatehouse.demo.loudi_2020.fitting import MarginError
from gatehouse.demo.loudi_2020.numbers import credit_code
from gatehouse.demo.loudi_2020.types import Institution, Outcome, Training, TrainingClass

INSTITUTIONS = (
    Institution("LX-A", "娄底市星安保安培训学校", "431302", credit_code("52", 90_000_001)),
    Institution("LX-B", "娄星区护苑保安培训学校", "431302", credit_code("52", 90_000_002)),
    Institution("XH", "新化县梅盾保安培训学校", "431322", credit_code("52", 90_000_003)),
    Institution("LY", "涟源市湄安保安培训学校", "431382", credit_code("52", 90_000_004)),
    Institution("SF", "双峰县永卫保安培训学校", "431321", credit_code("52", 90_000_005)),
)


def _class(code: str, size: int, days: tuple[tuple[int, int], ...]) -> TrainingClass:
    start, end, exam, resit, issued, resit_issued = (date(2020, month, day) for month, day in days)
    institution = code.rstrip("0123456789").rstrip("-")
    return TrainingClass(code, institution, size, start, end, exam, resit, issued, resit_issued)


CLASSES = (
    _class("LX-A1", 168, ((11, 16), (11, 20), (11, 21), (11, 28), (11, 30), (12, 4))),
    _class("LX-B1", 160, ((11, 23), (11, 27), (11, 28), (12, 5), (12, 7), (12, 11))),
    _class("XH-1", 208, ((11, 23), (11, 27), (11, 28), (12, 5), (12, 7), (12, 11))),
    _class("LY-1", 187, ((11, 30), (12, 4), (12, 5), (12, 12), (12, 14), (12, 18))),
    _class("LX-A2", 152, ((12, 7), (12, 11), (12, 12), (12, 19), (12, 21), (12, 25))),
    _class("SF-1", 180, ((12, 7), (12, 11), (12, 12), (12, 19), (12, 21), (12, 25))),
    _class("XH-2", 193, ((12, 14), (12, 18), (12, 19), (12, 26), (12, 25), (12, 30))),
)
"""Monday to Friday each, the examination on the Saturday after, the resit a week later."""

_PLACES = {
    "LX-A1": {"431302": 168},
    "LX-B1": {"431302": 54, "431321": 1, "431381": 105},
    "XH-1": {"431322": 208},
    "LY-1": {"431382": 187},
    "LX-A2": {"431321": 58, "431382": 94},
    "SF-1": {"431321": 180},
    "XH-2": {"431322": 193},
}
"""Where the trained of each class come from: counties without enough places of their own send theirs to 娄星."""

_CLASS_OF = {entry.code: entry for entry in CLASSES}
_OFF_POST_AFTER = timedelta(2)
"""From a Saturday examination to the Monday on which a guard without a certificate leaves the post."""


def train(sites: Sequence[Site]) -> None:
    """Send every trained guard to a class and settle the examinations; some fates become FAILING.

    Needs the days on which short campuses meet the norm, because a guard who converts must do so before leaving again.
    """
    rng = dice("training")
    places = {code: dict(quotas) for code, quotas in _PLACES.items()}
    for guard in _queue(sites):
        entry = next((entry for entry in CLASSES if places[entry.code].get(guard.site.county)), None)
        if entry is None:
            message = f"no class has a place left for {guard.site.county}"
            raise MarginError(message)
        places[entry.code][guard.site.county] -= 1
        guard.training = Training(entry.code, Outcome.PASSED, entry.exam_on)
    trained = [guard for guard in _queue(sites) if guard.training]
    _fail(trained, rng)
    passed = [guard for guard in trained if guard.training and guard.training.outcome is Outcome.PASSED]
    for guard in rng.sample(passed, ledger.RESITS_PASSED):
        _set(guard, Outcome.PASSED_RESIT)


def class_of(guard: GuardDraft) -> TrainingClass:
    """The class of a trained guard; LookupError for others."""
    if guard.training is None:
        raise LookupError(guard)
    return _CLASS_OF[guard.training.class_code]


def issued_on(guard: GuardDraft) -> date:
    """The day on which a guard who passed gets the certificate."""
    entry = class_of(guard)
    first = guard.training is not None and guard.training.outcome is Outcome.PASSED
    return entry.issued_on if first else entry.resit_issued_on


def off_post_on(guard: GuardDraft) -> date:
    """The day on which a guard without a certificate leaves: the Monday after the last chance that was missed."""
    entry = class_of(guard)
    absent = guard.training is not None and guard.training.outcome is Outcome.ABSENT
    last = entry.exam_on if absent else entry.resit_on
    return last + _OFF_POST_AFTER


def _queue(sites: Sequence[Site]) -> list[GuardDraft]:
    """Trained guards, the first of every campus before any second: a county's first class empties no gate of two."""
    ranked = [
        (rank, site.key, guard)
        for site in sites
        for rank, guard in enumerate(guard for guard in site.guards if guard.trained)
    ]
    return [guard for _, _, guard in sorted(ranked, key=lambda entry: entry[:2])]


def _set(guard: GuardDraft, outcome: Outcome) -> None:
    entry = class_of(guard)
    sat_on = {Outcome.PASSED: entry.exam_on, Outcome.ABSENT: None}.get(outcome, entry.resit_on)
    guard.training = Training(entry.code, outcome, sat_on)


def _fail(trained: Sequence[GuardDraft], rng: Random) -> None:
    """Choose the seventeen who win no certificate: four never sit; two of them have converted before they fail."""
    staying = [guard for guard in trained if guard.fate is Fate.UNCERTIFIED_STAYING]
    losers = rng.sample(staying, sum(ledger.FAILING.sources))
    for guard, absent in zip(losers, [True] * ledger.NEVER_SAT + [False] * len(losers), strict=False):
        guard.fate = Fate.FAILING
        _set(guard, Outcome.ABSENT if absent else Outcome.FAILED)
    early = [
        guard
        for guard in trained
        if guard.fate is Fate.CONVERTED and guard.site.done_on and guard.site.done_on < class_of(guard).resit_on
    ]
    for guard in rng.sample(early, sum(ledger.FAILING_CONVERTS.sources)):
        guard.fate = Fate.FAILING_CONVERT
        _set(guard, Outcome.FAILED)
