"""How many findings of each kind, by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from django.db import models
from django.db.models import F, Sum
from django.db.models.functions import Substr

from gatehouse.accounts.types import Scope
from gatehouse.campuses.queries import PATH_COLUMN
from gatehouse.findings.queries.asking import FindingQuestion, parts_of
from gatehouse.findings.types import FindingKind
from gatehouse.kernel.path import WIDTH
from gatehouse.norms.types import Severity


class Count(NamedTuple):
    """How many findings, how many of them block, and their amounts together."""

    findings: int = 0
    blocking: int = 0
    amount: int = 0

    def plus(self, other: Count) -> Count:
        """The sum."""
        return Count(self.findings + other.findings, self.blocking + other.blocking, self.amount + other.amount)


Counts: TypeAlias = dict[FindingKind, Count]


def counts_by_place(question: FindingQuestion, scope: Scope) -> dict[str, Counts]:
    """Findings by place at the question's depth and by kind; of every kind, whichever the question narrows to.

    A campus that belongs to a unit above that depth stands under that unit's path.
    """
    found: defaultdict[str, Counts] = defaultdict(dict)
    column = PATH_COLUMN[question.line]
    for rows in parts_of(replace(question, kind=None), scope):
        places = rows.annotate(place=Substr(F(column), 1, question.depth * WIDTH)).values("place", "kind", "severity")
        sums = places.annotate(findings=models.Count("pk"), together=Sum("amount")).order_by()
        for place, kind, severity, findings, amount in sums.values_list(
            "place", "kind", "severity", "findings", "together"
        ):
            here, name = found[place], FindingKind(kind)
            blocking = findings if severity == Severity.BLOCK else 0
            here[name] = here.get(name, Count()).plus(Count(findings, blocking, int(amount)))
    return dict(found)


def add_up(many: Iterable[Mapping[FindingKind, Count]]) -> Counts:
    """Several counts together, in the order of the kinds."""
    found: Counts = {}
    for counts in many:
        for kind, count in counts.items():
            found[kind] = found.get(kind, Count()).plus(count)
    return {kind: found[kind] for kind in FindingKind if kind in found}
