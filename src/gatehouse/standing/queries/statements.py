"""Reading frozen statements, within a viewer's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gatehouse.accounts.types import Scope
from gatehouse.standing.models import Statement
from gatehouse.standing.rules.statements import Frozen, read
from gatehouse.standing.types import Signer, SignerRole
from gatehouse.territory import queries as territory
from gatehouse.territory.types import UnitOn


class UnknownStatementError(LookupError):
    """No statement like this within the viewer's scope."""


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement as it is kept: key, digest, what was frozen, and who has signed – then or later."""

    id: int
    digest: str
    frozen: Frozen
    signers: tuple[Signer, ...]


def statements_of(
    unit: UnitOn, scope: Scope, *, after: tuple[date, int] | None = None, limit: int
) -> list[KeptStatement]:
    """A unit's statements, the latest day first; ``after`` is the (day, key) of the last one of the page before.

    Empty unless the whole unit lies within the scope: a statement tells of all of it.
    """
    if not scope.covers(unit.line, unit.path):
        return []
    rows = _rows().filter(unit=unit.id)
    if after is not None:
        rows = rows.filter(Q(as_of__lt=after[0]) | Q(as_of=after[0], pk__lt=after[1]))
    return _kept(rows.order_by("-as_of", "-pk")[:limit])


def statement(statement_id: int, scope: Scope, *, today: date) -> KeptStatement:
    """One statement. Raises UnknownStatementError outside the scope.

    Its unit must lie within the scope where it stood on the day reported, or where it stands today.
    """
    found = _kept(_rows().filter(pk=statement_id))
    if not found or not _sees(found[0], scope, today):
        raise UnknownStatementError(statement_id)
    return found[0]


def _sees(kept: KeptStatement, scope: Scope, today: date) -> bool:
    heading = kept.frozen.heading
    if scope.covers(heading.line, heading.path):
        return True
    try:
        return scope.covers(heading.line, territory.unit_by_id(heading.unit_id, on=today).path)
    except territory.UnknownUnitError:
        return False


def _rows() -> QuerySet[Statement]:
    return Statement.objects.prefetch_related("signatures")


def _kept(rows: Iterable[Statement]) -> list[KeptStatement]:
    return [_one(row) for row in rows]


def _one(row: Statement) -> KeptStatement:
    frozen = read(row.content)
    later = [Signer(SignerRole(item.role), item.name, item.account, item.signed_at) for item in row.signatures.all()]
    order = list(SignerRole)
    signers = sorted((*frozen.signers, *later), key=lambda signer: order.index(signer.role))
    return KeptStatement(int(row.pk), row.digest, frozen, tuple(signers))
