"""Freezing what a unit reports, and signing it. Nothing here changes a statement: there is only a next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from gatehouse.accounts.types import EVERYTHING
from gatehouse.foundation import journal
from gatehouse.foundation.clock import SHANGHAI
from gatehouse.foundation.models import Posting
from gatehouse.foundation.posting import journalled, lock_writers, unchanging
from gatehouse.kernel.actor import Actor
from gatehouse.standing.models import Statement, StatementSignature
from gatehouse.standing.queries.unit_sums import unit_sums
from gatehouse.standing.rules.statements import GENESIS, Frozen, Heading, digest_of, read, signature_digest, written
from gatehouse.standing.types import Signer, SignerRole, StatementPurpose, UnitSums
from gatehouse.territory.types import UnitOn


class NotYetError(ValueError):
    """The day has not come: a statement reports what was, not what will be."""


class SignedAlreadyError(ValueError):
    """Somebody has signed in this role already."""


class SamePersonError(ValueError):
    """Who has prepared a statement does not review it: one account signs once."""


class UnnamedSignerError(ValueError):
    """A signature without a name, or with one that is longer than any."""


LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Reported:
    """What a unit amounts to at the end of a day, as known after a posting: what a statement will say."""

    unit: UnitOn
    posting: int | None
    sums: UnitSums


@dataclass(frozen=True, slots=True)
class Occasion:
    """Of which day, why and for which campaign statements are frozen."""

    as_of: date
    purpose: StatementPurpose
    campaign: str = ""


def freeze(
    *, unit: UnitOn, as_of: date, purpose: StatementPurpose, by: Actor, at: datetime,
    campaign: str = "", signers: Sequence[Signer] = (),
) -> int:  # fmt: skip
    """Freeze what a unit reports of a day as it is known now, and return the statement's key.

    Month ends and campaign closes are frozen once: asked again, the statement there is stays. A sign-off is frozen
    anew each time. Raises NotYetError, SignedAlreadyError, SamePersonError.
    """
    return freeze_all(
        units=[unit], occasion=Occasion(as_of, purpose, campaign), by=by, at=at, signers=signers
    )[0]  # fmt: skip


def freeze_all(
    *, units: Iterable[UnitOn], occasion: Occasion, by: Actor, at: datetime, signers: Sequence[Signer] = ()
) -> list[int]:
    """Freeze what several units report, all as known now, with one entry in the journal; keys in the units' order.

    Raises NotYetError, SignedAlreadyError, SamePersonError.
    """
    _check_signers(signers)
    with _alone():
        posting = _last_posting()
        reports = [Reported(unit, posting, unit_sums(unit, EVERYTHING, on=occasion.as_of)) for unit in units]
        return keep(reports, occasion, by=by, at=at, signers=signers)


def frozen_for(occasion: Occasion) -> list[int]:
    """The statements that were frozen on an occasion, in the order of freezing."""
    rows = Statement.objects.filter(as_of=occasion.as_of, purpose=occasion.purpose, occasion=occasion.campaign)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def report(unit: UnitOn, *, on: date, posting: int | None) -> Reported:
    """What a unit reports of a day as known after a posting, read in one moment; fast when that is the last one."""
    with unchanging():
        known = None if posting == _last_posting() else posting
        return Reported(unit, posting, unit_sums(unit, EVERYTHING, on=on, posting=known))


def keep(
    reports: Sequence[Reported], occasion: Occasion, *, by: Actor, at: datetime, signers: Sequence[Signer] = ()
) -> list[int]:
    """Freeze what was read before, except where it is frozen already; the statements' keys. Raises NotYetError."""
    if occasion.as_of > at.astimezone(SHANGHAI).date():
        message = f"{occasion.as_of} has not come yet"
        raise NotYetError(message)
    with _alone():
        keys, fresh = _write(reports, occasion, by, at, signers)
        if fresh:
            journal.append(by=by, at=at, act="standing.freeze", details=_told(occasion, fresh))
    return keys


@contextmanager
def _alone() -> Iterator[None]:
    """One transaction in which nobody else writes."""
    with transaction.atomic():
        lock_writers()
        yield


def sign(*, statement_id: int, role: SignerRole, name: str, by: Actor, at: datetime) -> None:
    """Put a signature to a statement. Raises SignedAlreadyError, SamePersonError, Statement.DoesNotExist."""
    statement = Statement.objects.get(pk=statement_id)
    signer = Signer(role, name, by.account_id, at)
    digest = signature_digest(statement.digest, signer)
    details: dict[str, object] = {"statement": statement_id, "role": role.value, "digest": digest}
    with journalled(by=by, at=at, act="standing.sign", details=details):
        later = StatementSignature.objects.filter(statement=statement)
        known = [Signer(SignerRole(row.role), row.name, row.account, row.signed_at) for row in later]
        _check_signers([*read(statement.content).signers, *known, signer])
        StatementSignature.objects.create(
            statement=statement, role=role, name=name, account=by.account_id, signed_at=at, digest=digest
        )


def _write(
    reports: Sequence[Reported], occasion: Occasion, by: Actor, at: datetime, signers: Sequence[Signer]
) -> tuple[list[int], dict[int, str]]:
    """The statements' keys in the order of the reports, and those that are new with their digests."""
    units = [item.unit.id for item in reports]
    there = _there(units, occasion)
    last = _last_digests(units)
    fresh: dict[int, str] = {}
    keys: list[int] = []
    for item in reports:
        if item.unit.id in there:
            keys.append(there[item.unit.id])
            continue
        heading = _heading(item, occasion, by, at, last.get(item.unit.id, GENESIS))
        statement = _row(heading, written(Frozen(heading, item.sums, tuple(signers))))
        statement.save(force_insert=True)
        last[item.unit.id] = fresh[int(statement.pk)] = statement.digest
        keys.append(int(statement.pk))
    return keys, fresh


def _heading(item: Reported, occasion: Occasion, by: Actor, at: datetime, previous: str) -> Heading:
    unit = item.unit
    return Heading(
        unit_id=unit.id, line=unit.line, code=unit.code, name=unit.name, name_en=unit.name_en, level=unit.level.value,
        path=unit.path, as_of=occasion.as_of, purpose=occasion.purpose, occasion=occasion.campaign,
        posting=item.posting or None, frozen_at=at, account=by.account_id, label=by.label, previous=previous,
    )  # fmt: skip


def _row(heading: Heading, text: str) -> Statement:
    return Statement(
        unit_id=heading.unit_id, line=heading.line, path=heading.path, as_of=heading.as_of, purpose=heading.purpose,
        occasion=heading.occasion, posting_id=heading.posting, frozen_at=heading.frozen_at,
        by_account=heading.account, by_label=heading.label, content=text, previous=heading.previous,
        digest=digest_of(text),
    )  # fmt: skip


def _there(units: Sequence[int], occasion: Occasion) -> dict[int, int]:
    """Unit → the statement that is frozen once and there already."""
    if occasion.purpose is StatementPurpose.SIGN_OFF:
        return {}
    rows = Statement.objects.filter(
        unit__in=units, as_of=occasion.as_of, purpose=occasion.purpose, occasion=occasion.campaign
    )
    return dict(rows.values_list("unit", "pk"))


def _last_digests(units: Sequence[int]) -> dict[int, str]:
    """Unit → the digest of its last statement."""
    last = Statement.objects.filter(unit__in=units).values("unit").annotate(last=Max("pk")).values("last")
    return dict(Statement.objects.filter(pk__in=last).values_list("unit", "digest"))


def _last_posting() -> int | None:
    return Posting.objects.order_by("-pk").values_list("pk", flat=True).first()


def _told(occasion: Occasion, fresh: dict[int, str]) -> dict[str, object]:
    return {
        "as_of": occasion.as_of.isoformat(),
        "purpose": occasion.purpose.value,
        "occasion": occasion.campaign,
        "digests": {str(key): digest for key, digest in fresh.items()},
    }


def _check_signers(signers: Sequence[Signer]) -> None:
    for signer in signers:
        if not 0 < len(signer.name.strip()) <= LONGEST_NAME:
            message = f"a statement is signed by a name of 1 to {LONGEST_NAME} characters"
            raise UnnamedSignerError(message)
    if len({signer.role for signer in signers}) < len(signers):
        message = "a statement is signed once in each role"
        raise SignedAlreadyError(message)
    accounts = [signer.account_id for signer in signers if signer.account_id is not None]
    if len(set(accounts)) < len(accounts):
        message = "one account signs a statement once"
        raise SamePersonError(message)
