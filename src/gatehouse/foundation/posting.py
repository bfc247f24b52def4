"""The one way to write facts.

``with posting(by=…, at=…, act=…) as p`` opens one transaction and is the only writer until it closes: SQLite begins
IMMEDIATE, PostgreSQL takes an advisory lock first, so postings have a total order on both. Services called inside join
it. On the way out the settlers (standing, findings) bring everything derived up to date in the same transaction, and
one journal entry closes it. An exception undoes all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction

from gatehouse.foundation import journal
from gatehouse.foundation.models import Posting, Source
from gatehouse.kernel.actor import Actor

WRITERS_LOCK = 0x67617465
"""Advisory lock number of the fact writers on PostgreSQL."""


class PostingError(RuntimeError):
    """A posting used in a way that would keep half of what was meant, or more than was meant."""


@dataclass(slots=True)
class OpenPosting:
    """A posting being written: its record, the campuses it touched, and how many facts it wrote."""

    record: Posting
    by: Actor
    dry_run: bool = False
    failed: bool = False
    """Whether a service that joined was left by an exception: what it wrote may be half of what it meant."""
    touched: dict[int, date] = field(default_factory=dict)
    written: Counter[str] = field(default_factory=Counter)
    derived: int = 0
    """How many derived rows the settlers changed; a posting that wrote no fact stands when there are any."""

    @property
    def id(self) -> int:
        """The posting's number."""
        return int(self.record.pk)

    @property
    def at(self) -> datetime:
        """The recording instant."""
        return self.record.recorded_at

    def touch(self, campus_id: int, *, since: date) -> None:
        """Say that something bearing on a campus changed from a day on; its standing is settled at the end."""
        known = self.touched.get(campus_id)
        if known is None or since < known:
            self.touched[campus_id] = since


Settler = Callable[[OpenPosting], None]
_settlers: list[Settler] = []
_open: ContextVar[OpenPosting | None] = ContextVar("open posting", default=None)


def register_settler(settler: Settler) -> None:
    """Have ``settler`` run at the end of every posting, in order of registration. Called by apps at start-up."""
    if settler not in _settlers:
        _settlers.append(settler)


def lock_writers() -> None:
    """Become the one fact writer until the transaction ends. SQLite's IMMEDIATE transaction already is."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])


@contextmanager
def posting(
    *, by: Actor, at: datetime, act: str, source: Source | None = None, dry_run: bool = False
) -> Iterator[OpenPosting]:
    """Open a posting, or join the one that is open.

    ``at`` is the recording instant; a clock that went back is held at the last posting's, so that "as recorded at T"
    has one answer for ever. A posting that wrote no fact and changed nothing derived leaves no trace, nor does a dry
    run. Raises whatever the body
    or a settler raises, with nothing written; PostingError when the body swallowed the exception of a service that
    joined, and for a dry run that would join a posting in earnest.
    """
    joined = _open.get()
    if joined is not None:
        yield from _join(joined, dry_run=dry_run)
        return
    with transaction.atomic():
        lock_writers()
        last = Posting.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
        record = Posting.objects.create(
            recorded_at=max(at, last) if last else at,
            act=act, by_account=by.account_id, by_label=by.label, source=source,
        )  # fmt: skip
        opened = OpenPosting(record=record, by=by, dry_run=dry_run)
        token = _open.set(opened)
        try:
            yield opened
            if opened.failed:
                message = "a service inside this posting failed and the exception was swallowed"
                raise PostingError(message)
            if not dry_run and (opened.written or opened.touched):
                for settler in _settlers:
                    settler(opened)
            if dry_run or not (opened.written or opened.derived):
                transaction.set_rollback(True)
                return
        finally:
            _open.reset(token)
        details = {"written": dict(sorted(opened.written.items())), "campuses": len(opened.touched)}
        if record.counters_id:
            details["counters"] = record.counters_id
        journal.append(by=by, at=opened.at, act=act, details=details, posting_id=opened.id)


@contextmanager
def unchanging() -> Iterator[None]:
    """Read the register as it is at one moment, however long it takes and whatever is written meanwhile.

    For reading only, and without making writers wait. Inside a transaction it adds nothing: that one decides.
    """
    if connection.in_atomic_block:
        yield
        return
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" if postgres else "BEGIN")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def _join(opened: OpenPosting, *, dry_run: bool) -> Iterator[OpenPosting]:
    """Share a posting, remembering when the sharer is left by an exception."""
    if dry_run and not opened.dry_run:
        message = "a dry run cannot join a posting in earnest: it would be written"
        raise PostingError(message)
    try:
        yield opened
    except BaseException:
        opened.failed = True
        raise


@contextmanager
def journalled(*, by: Actor, at: datetime, act: str, details: dict[str, object]) -> Iterator[None]:
    """Run writes that are no facts (accounts, imports' bookkeeping, look-ups) in one transaction with their entry."""
    with transaction.atomic():
        lock_writers()
        yield
        journal.append(by=by, at=at, act=act, details=details)
