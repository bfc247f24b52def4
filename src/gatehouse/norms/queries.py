"""The rule sets that ship with the product and those published since, and the choice among them.

What is published is read anew whenever the newest publication is another one: one small query a call, so every process
judges by the same norms at once. ``posting`` asks for the norms as they were known after that posting.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from gatehouse.foundation import jobs
from gatehouse.norms import rules
from gatehouse.norms.models import NormVersion
from gatehouse.norms.types import NATION, RuleSet, RuleSetError

ROLL = "norms.roll"
"""The kind of job that brings the campuses to a published norm."""

Epochs = tuple[tuple[date, RuleSet | None], ...]


class NoRuleSet(LookupError):  # noqa: N818 - reads as what it says, and is often expected
    """No rule set judges ``region`` on ``day``."""

    def __init__(self, day: date, region: str) -> None:
        """Keep what was asked for."""
        super().__init__(f"no rule set is in force in {region} on {day}")
        self.day = day
        self.region = region


@cache
def shipped() -> tuple[RuleSet, ...]:
    """Every rule set of ``norms/data``, by file name; raise RuleSetError when one of them is malformed."""
    folder = files("gatehouse.norms") / "data"
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".toml")}
    return read_rule_sets(texts)


def read_rule_sets(texts: dict[str, str]) -> tuple[RuleSet, ...]:
    """The rule sets of several TOML texts by file name; raise RuleSetError for a fault in one or between them."""
    found = []
    for source, text in sorted(texts.items()):
        rule_set = read_rule_set(text, source)
        if source != rules.file_name(rule_set):
            raise RuleSetError(source, "key", f"the file of {rule_set.key} must be named {rules.file_name(rule_set)}")
        found.append(rule_set)
    rules.check_together(found)
    return tuple(found)


def read_rule_set(text: str, source: str) -> RuleSet:
    """The rule set of a TOML text; ``source`` names its file in messages. Raise RuleSetError when malformed."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleSetError(source, "", f"is not TOML: {error}") from error
    return rules.parse(data, source)


def published(posting: int | None = None) -> list[NormVersion]:
    """What was published, the oldest first; as known now or after a posting."""
    known = NormVersion.objects.select_related("posting").order_by("pk")
    return list(known if posting is None else known.filter(posting__lte=posting))


def state(posting: int | None = None) -> str:
    """The name of one state of the norms, as known now or after a posting; empty while nothing is published."""
    known = NormVersion.objects.order_by("-pk")
    newest = known if posting is None else known.filter(posting__lte=posting)
    return newest.values_list("digest", flat=True).first() or ""


def rule_sets(posting: int | None = None) -> tuple[RuleSet, ...]:
    """Every rule set, shipped and published, also those replaced by a later revision."""
    return _rule_sets(state(posting))


@lru_cache(maxsize=64)
def _rule_sets(digest: str) -> tuple[RuleSet, ...]:
    if not digest:
        return shipped()
    newest = NormVersion.objects.get(digest=digest)
    texts = NormVersion.objects.filter(pk__lte=newest.pk).order_by("pk").values_list("text", "source")
    return (*shipped(), *(read_rule_set(text, source) for text, source in texts))


def rule_set_on(day: date, region: str = NATION, posting: int | None = None) -> RuleSet:
    """The set that judges ``region`` on ``day``; raise NoRuleSet when none is in force.

    ``region`` is a six-digit code of GB/T 2260. The most specific region wins (county, city, province, nation), within
    it the set latest in force.
    """
    chosen = rules.select(rule_sets(posting), day, region)
    if chosen is None:
        raise NoRuleSet(day, region)
    return chosen


def rule_set_of(epoch: str) -> RuleSet | None:
    """The set under whose name a result is stored; None for the empty name of "no norm in force"."""
    return next((each for each in rule_sets() if each.epoch == epoch), None)


def epochs(region: str = NATION, posting: int | None = None) -> Epochs:
    """Each day on which the judging set of ``region`` changes, with the set that judges from then on.

    The first entry is ``kernel.days.FIRST``, so that the entries cover every day; None means that no set is in force.
    """
    return _epochs(region, state(posting))


@lru_cache(maxsize=64)
def _epochs(region: str, digest: str) -> Epochs:
    return rules.epochs(_rule_sets(digest), region)


@dataclass(frozen=True, slots=True)
class Rolling:
    """Campuses on their way to a published norm: from which day figures are still moving, and how far it is."""

    since: date
    done: int
    total: int
    next_campus: int
    """Campuses with a lower number stand at the newest norm."""
    states: tuple[int, ...]
    """Postings after which the norms were as campuses not reached may still stand, the latest first."""

    @property
    def percent(self) -> int:
        """The share of campuses reached, 0 to 99: it is over when nothing rolls any more."""
        return min(99, self.done * 100 // self.total) if self.total else 0


def recalculating(day: date) -> int | None:
    """The share in percent to which the figures of a day stand at a published norm; None when they do wholly."""
    found = rolling()
    return found.percent if found and day >= found.since else None


def rolling() -> Rolling | None:
    """How far the campuses are on their way to the published norms; None when all have arrived."""
    found = jobs.unfinished(ROLL)
    if not found:
        return None
    return Rolling(
        since=min(date.fromisoformat(job.arguments["since"]) for job in found),
        done=sum(job.done for job in found),
        total=sum(job.total for job in found),
        next_campus=min(job.cursor.get("campus", 0) for job in found) + 1,
        states=tuple(job.arguments["posting"] - 1 for job in reversed(found)),
    )
