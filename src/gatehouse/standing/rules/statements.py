"""A statement's content as canonical JSON, and the digests over it. Plain decisions: no database, no clock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from gatehouse.standing.types import (
    AMOUNTS,
    NOTHING,
    Amounts,
    PlaceSums,
    Signer,
    SignerRole,
    StatementPurpose,
    Stratum,
    UnitSums,
)
from gatehouse.territory.types import Line

GENESIS = "0" * 64
"""What the first statement of a unit names as its predecessor."""
VERSION = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """What a statement says of itself: whose it is, of which day, why, what it knows, and who froze it."""

    unit_id: int
    line: Line
    code: str
    name: str
    name_en: str
    level: int
    path: str
    as_of: date
    purpose: StatementPurpose
    occasion: str
    posting: int | None
    frozen_at: datetime
    account: int | None
    label: str
    previous: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A statement as it was frozen."""

    heading: Heading
    sums: UnitSums
    signers: tuple[Signer, ...]


def canonical(content: Mapping[str, Any]) -> str:
    """One text for one content: sorted keys, no spaces, characters as they are."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    """SHA-256 of a text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def written(frozen: Frozen) -> str:
    """The canonical text of a statement."""
    heading = frozen.heading
    content = {
        "version": VERSION,
        "unit": {
            "id": heading.unit_id,
            "code": heading.code,
            "name": heading.name,
            "name_en": heading.name_en,
            "level": heading.level,
            "path": heading.path,
        },
        "line": heading.line.value,
        "as_of": heading.as_of.isoformat(),
        "purpose": heading.purpose.value,
        "occasion": heading.occasion,
        "posting": heading.posting,
        "frozen_at": _instant(heading.frozen_at),
        "by": {"account": heading.account, "label": heading.label},
        "previous": heading.previous,
        "amounts": list(AMOUNTS),
        "rows": [_row(row) for row in frozen.sums.rows],
        "total": _strata(frozen.sums.total),
        "signers": [_signer(signer) for signer in frozen.signers],
    }
    return canonical(content)


def read(text: str) -> Frozen:
    """The statement that a canonical text tells. Raises ValueError, KeyError or TypeError for a text that is none."""
    content = json.loads(text)
    unit, by, names = content["unit"], content["by"], content["amounts"]
    return Frozen(
        Heading(
            unit_id=unit["id"],
            line=Line(content["line"]),
            code=unit["code"],
            name=unit["name"],
            name_en=unit["name_en"],
            level=unit["level"],
            path=unit["path"],
            as_of=date.fromisoformat(content["as_of"]),
            purpose=StatementPurpose(content["purpose"]),
            occasion=content["occasion"],
            posting=content["posting"],
            frozen_at=datetime.fromisoformat(content["frozen_at"]),
            account=by["account"],
            label=by["label"],
            previous=content["previous"],
        ),
        UnitSums(
            tuple(
                PlaceSums(
                    row["unit"], row["code"], row["name"], row["name_en"], row["division"], row["direct"],
                    _amounts(row["strata"], names),
                )
                for row in content["rows"]
            ),
            _amounts(content["total"], names),
        ),
        tuple(
            Signer(SignerRole(item["role"]), item["name"], item["account"], datetime.fromisoformat(item["signed_at"]))
            for item in content["signers"]
        ),
    )  # fmt: skip


def signature_digest(statement_digest: str, signer: Signer) -> str:
    """The digest of a signature put to a statement afterwards."""
    return digest_of(canonical({"statement": statement_digest, **_signer(signer)}))


def wrong_sum(sums: UnitSums) -> str | None:
    """The first amount of the total that the rows do not add up to; None when all do."""
    down = NOTHING
    for row in sums.rows:
        for amounts in row.strata.values():
            down = down.plus(amounts)
    total = NOTHING
    for amounts in sums.total.values():
        total = total.plus(amounts)
    return next((name for name, part, whole in zip(AMOUNTS, down, total, strict=True) if part != whole), None)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _row(row: PlaceSums) -> dict[str, Any]:
    return {
        "unit": row.unit_id,
        "code": row.code,
        "name": row.name,
        "name_en": row.name_en,
        "division": row.division,
        "direct": row.direct,
        "strata": _strata(row.strata),
    }


def _strata(strata: Mapping[Stratum, Amounts]) -> dict[str, list[int]]:
    return {str(stratum.value): list(amounts) for stratum, amounts in sorted(strata.items())}


def _amounts(strata: Mapping[str, list[int]], names: list[str]) -> dict[Stratum, Amounts]:
    """Read by name: a statement of an earlier version may know fewer amounts."""
    return {
        Stratum(int(stratum)): Amounts(**dict(zip(names, values, strict=True))) for stratum, values in strata.items()
    }


def _signer(signer: Signer) -> dict[str, Any]:
    return {
        "role": signer.role.value,
        "name": signer.name,
        "account": signer.account_id,
        "signed_at": _instant(signer.signed_at),
    }
