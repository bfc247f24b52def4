"""The self-check's part on statements: each is what was frozen, follows the one before it, stands in the journal."""

from __future__ import annotations

from collections.abc import Iterator

from gatehouse.foundation.models import JournalEntry
from gatehouse.standing.models import Statement, StatementSignature
from gatehouse.standing.rules.statements import (
    GENESIS,
    Frozen,
    digest_of,
    read,
    signature_digest,
    wrong_sum,
)
from gatehouse.standing.services.proof import Fault
from gatehouse.standing.types import Signer, SignerRole

AT_ONCE = 500


def prove_statements() -> tuple[int, Fault | None]:
    """Recompute every digest, walk every unit's chain, check signatures and journal: how many, and the first fault."""
    journalled, signed = _journalled(), _signed()
    last: dict[int, str] = {}
    compared = 0
    for row in Statement.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        compared += 1
        wrong = _wrong(row, last.get(row.unit_id, GENESIS)) or (
            None if journalled.pop(str(row.pk), "") == row.digest else "its digest does not stand in the journal"
        )
        if wrong:
            return compared, Fault(f"statement {row.pk}", wrong, row.posting_id)
        last[row.unit_id] = row.digest
    if journalled:
        return compared, Fault(f"statement {min(journalled, key=int)}", "stands in the journal and is missing")
    for signature in StatementSignature.objects.select_related("statement").order_by("pk"):
        compared += 1
        statement = signature.statement
        signer = Signer(SignerRole(signature.role), signature.name, signature.account, signature.signed_at)
        expected = signature_digest(statement.digest, signer)
        if signature.digest != expected or signed.pop((statement.pk, signature.role), "") != expected:
            return compared, Fault(
                f"signature {signature.pk}", "is not what was signed", signature.statement.posting_id
            )
    if signed:
        key, role = min(signed)
        return compared, Fault(f"signature {role} of statement {key}", "stands in the journal and is missing")
    return compared, None


def prove_statement(statement_id: int) -> Fault | None:
    """Recompute one statement's digest and compare it with its predecessor's. Raises Statement.DoesNotExist."""
    row = Statement.objects.get(pk=statement_id)
    before = Statement.objects.filter(unit=row.unit_id, pk__lt=row.pk).order_by("-pk").values_list("digest", flat=True)
    wrong = _wrong(row, before.first() or GENESIS)
    if wrong is None and not _stands_in_journal(row):
        wrong = "its digest does not stand in the journal"
    return Fault(f"statement {row.pk}", wrong, row.posting_id) if wrong else None


def _wrong(row: Statement, previous: str) -> str | None:
    """What is wrong with a statement that should follow the one with this digest."""
    if digest_of(row.content) != row.digest:
        return "content and digest differ"
    try:
        frozen = read(row.content)
    except (ValueError, KeyError, TypeError) as error:
        return f"content is no statement: {error!r}"
    if row.previous != previous or frozen.heading.previous != previous:
        return "does not follow the statement before it"
    column = _differing_column(row, frozen)
    if column:
        return f"{column} is not what its content says"
    amount = wrong_sum(frozen.sums)
    return f"{amount} of its rows do not add up to its total" if amount else None


def _differing_column(row: Statement, frozen: Frozen) -> str | None:
    heading = frozen.heading
    told = {
        "unit_id": heading.unit_id, "line": heading.line, "path": heading.path, "as_of": heading.as_of,
        "purpose": heading.purpose, "occasion": heading.occasion, "posting_id": heading.posting,
        "frozen_at": heading.frozen_at, "by_account": heading.account, "by_label": heading.label,
    }  # fmt: skip
    return next((name for name, value in told.items() if getattr(row, name) != value), None)


def _entries() -> Iterator[dict[str, str]]:
    entries = JournalEntry.objects.filter(act="standing.freeze").order_by("pk").values_list("details", flat=True)
    for details in entries.iterator(chunk_size=AT_ONCE):
        yield details["digests"]


def _journalled() -> dict[str, str]:
    """Statement → digest, as the journal has them."""
    return {key: digest for digests in _entries() for key, digest in digests.items()}


def _stands_in_journal(row: Statement) -> bool:
    frozen = JournalEntry.objects.filter(act="standing.freeze", at=row.frozen_at).values_list("details", flat=True)
    return any(details["digests"].get(str(row.pk)) == row.digest for details in frozen)


def _signed() -> dict[tuple[int, str], str]:
    """(statement, role) → digest, as the journal has them."""
    entries = JournalEntry.objects.filter(act="standing.sign").values_list("details", flat=True)
    return {(item["statement"], item["role"]): item["digest"] for item in entries.iterator(chunk_size=AT_ONCE)}
