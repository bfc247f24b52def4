"""The hash-chained journal: write an entry, verify the chain. Call ``append`` only inside the writing transaction."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gatehouse.foundation.models import JournalEntry
from gatehouse.kernel.actor import Actor

GENESIS = "0" * 64
ALGORITHM = "sha256"


@dataclass(frozen=True, slots=True)
class BrokenChain:
    """The first entry at which the chain does not hold, and why."""

    entry: int
    reason: str


def append(*, by: Actor, at: datetime, act: str, details: dict[str, Any], posting_id: int | None = None) -> int:
    """Add one entry behind the last one and return its number. The caller holds the writers' lock."""
    previous = JournalEntry.objects.order_by("-pk").values_list("digest", flat=True).first() or GENESIS
    entry = JournalEntry(
        algorithm=ALGORITHM, at=at, by_account=by.account_id, by_label=by.label, act=act,
        posting_id=posting_id, details=details, previous=previous,
    )  # fmt: skip
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return int(entry.pk)


def digest_of(entry: JournalEntry) -> str:
    """SHA-256 over the entry's content and its predecessor's digest, in canonical JSON."""
    content = {
        "at": entry.at.astimezone(UTC).isoformat(),
        "by": entry.by_account,
        "label": entry.by_label,
        "act": entry.act,
        "posting": entry.posting_id,
        "details": entry.details,
        "previous": entry.previous,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify() -> tuple[int, BrokenChain | None]:
    """Walk the whole chain: the number of entries that hold, and the first fault if there is one."""
    previous, checked = GENESIS, 0
    for entry in JournalEntry.objects.order_by("pk").iterator(chunk_size=5000):
        if entry.previous != previous:
            return checked, BrokenChain(int(entry.pk), "does not follow the entry before it")
        if entry.algorithm != ALGORITHM:
            return checked, BrokenChain(int(entry.pk), f"digest by {entry.algorithm}, which is not known here")
        if digest_of(entry) != entry.digest:
            return checked, BrokenChain(int(entry.pk), "content and digest differ")
        previous, checked = entry.digest, checked + 1
    return checked, None
