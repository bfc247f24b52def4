"""Publishing a norm while the product runs, and bringing campuses to it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from gatehouse.campuses import queries as campuses
from gatehouse.foundation.jobs import enqueue
from gatehouse.foundation.posting import posting
from gatehouse.kernel.actor import Actor
from gatehouse.kernel.days import FIRST
from gatehouse.norms import queries, rules
from gatehouse.norms.models import NormVersion
from gatehouse.norms.types import NATION, RuleSet, RuleSetError

LONGEST_TEXT = 256 * 1024
"""Characters of the longest rule file taken; the national one has four thousand."""
LONGEST_SOURCE = 255


def publish(text: str, *, source: str, by: Actor, at: datetime) -> NormVersion:
    """Publish a rule set and order the job that brings the campuses to it; no day before its first day changes.

    A key that is known already must come with a higher revision, which replaces the lower ones from its own first day
    on. ``source`` names the file in messages. Raises RuleSetError, which names the place, the value and what to do.
    """
    source = source[-LONGEST_SOURCE:]
    if len(text) > LONGEST_TEXT:
        raise RuleSetError(source, "", f"has {len(text)} characters; a rule file has at most {LONGEST_TEXT}")
    rule_set = queries.read_rule_set(text, source)
    with posting(by=by, at=at, act="norms.publish") as p:
        known = queries.rule_sets()
        _check(rule_set, known, source)
        version = NormVersion.objects.create(
            key=rule_set.key, revision=rule_set.revision,
            valid_from=rule_set.period.start, valid_to=rule_set.period.end,
            source=source, text=text, posting_id=p.id,
            digest=hashlib.sha256(f"{queries.state()}\n{text}".encode()).hexdigest(),
        )  # fmt: skip
        p.written[NormVersion._meta.label_lower] += 1  # noqa: SLF001 - Django's documented model API
        last = campuses.last_number()
        if last:
            arguments = {"since": rule_set.period.start.isoformat(), "posting": p.id, "last": last}
            enqueue(queries.ROLL, arguments=arguments, by=by, at=at, total=campuses.count_up_to(last))
    return version


def roll(campus_ids: Sequence[int], *, since: date, by: Actor, at: datetime) -> None:
    """Settle campuses by the norms as they are now. What stands right already leaves no trace."""
    with posting(by=by, at=at, act=queries.ROLL) as p:
        for campus_id in campus_ids:
            p.touch(campus_id, since=since)


def _check(rule_set: RuleSet, known: Sequence[RuleSet], source: str) -> None:
    """Refuse what cannot stand beside the known sets. Raises RuleSetError."""
    if rule_set.region != NATION:
        fault = f"must be {NATION}, not {rule_set.region!r}: only national norms judge campuses yet"
        raise RuleSetError(source, "region", fault)
    if rule_set.period.start < FIRST:
        raise RuleSetError(source, "in_force_from", f"must not lie before {FIRST}, not {rule_set.period.start}")
    highest = max((each.revision for each in known if each.key == rule_set.key), default=0)
    if rule_set.revision <= highest:
        fault = f"must be {highest + 1} or more, not {rule_set.revision}: {rule_set.key}.{highest} is in the register"
        raise RuleSetError(source, "revision", fault)
    rules.check_together([*known, rule_set])
