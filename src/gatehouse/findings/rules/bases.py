"""The legal basis of each kind of finding, as data: read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gatehouse.findings.types import FindingKind
from gatehouse.norms.rules import Table, legal_basis
from gatehouse.norms.types import LegalBasis, Severity


@dataclass(frozen=True, slots=True)
class Bases:
    """The texts behind findings, by kind and severity; what rests on a rule set alone has none of its own."""

    by_kind: dict[tuple[FindingKind, Severity], tuple[LegalBasis, ...]]

    def on(self, kind: FindingKind, severity: Severity, day: date) -> list[LegalBasis]:
        """The texts in force on a day; nothing else may be cited for it."""
        return [basis for basis in self.by_kind.get((kind, severity), ()) if day in basis.period]


def parse_bases(data: dict[str, Any], source: str) -> Bases:
    """The bases that ``data`` describes; ``source`` names its file. Raises RuleSetError at the first fault."""
    table = Table(source, "", data)
    table.allow("basis", "finding")
    listed = table.sub("basis", table.value("basis"))
    bases = {key: legal_basis(listed.sub(key, value), key) for key, value in listed.values.items()}
    by_kind: dict[tuple[FindingKind, Severity], tuple[LegalBasis, ...]] = {}
    for index, value in enumerate(table.items("finding")):
        row = table.sub(f"finding[{index}]", value)
        row.allow("kind", "severity", "basis")
        for key in row.items("basis"):
            if key not in bases:
                raise row.fault(key="basis", text=f"no basis is named {key!r}")
        said = (row.choice("kind", FindingKind), row.choice("severity", Severity))
        if said in by_kind:
            raise row.fault(text="this kind and severity has its bases already")
        by_kind[said] = tuple(bases[str(key)] for key in row.items("basis"))
    unused = bases.keys() - {basis.key for some in by_kind.values() for basis in some}
    if unused:
        raise table.fault(key=f"basis.{min(unused)}", text="is the basis of no finding")
    return Bases(by_kind)
