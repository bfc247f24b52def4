"""Registering companies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gatehouse.companies.models import Company
from gatehouse.companies.types import CompanyKind
from gatehouse.foundation.posting import posting
from gatehouse.kernel.actor import Actor


def ensure_companies(
    wanted: Iterable[tuple[CompanyKind, str]], *, by: Actor, at: datetime
) -> dict[tuple[CompanyKind, str], int]:
    """The keys of the companies with these kinds and names, registering those not known yet."""
    names = sorted(set(wanted))
    with posting(by=by, at=at, act="companies.register") as p:
        known = {(CompanyKind(kind), name): pk for pk, kind, name in Company.objects.values_list("pk", "kind", "name")}
        for kind, name in names:
            if (kind, name) not in known:
                known[kind, name] = Company.objects.create(kind=kind, name=name, posting_id=p.id).pk
                p.written["companies.company"] += 1
    return {key: known[key] for key in names}
