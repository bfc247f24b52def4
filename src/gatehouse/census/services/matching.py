"""Which registered campus a row speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gatehouse.campuses import queries as campuses
from gatehouse.campuses.types import CampusKind
from gatehouse.territory.types import Line, UnitOn

SHARES_CODE = frozenset({CampusKind.TEACHING_POINT.value, CampusKind.KINDERGARTEN.value})
"""Kinds that may carry the identification code of the school they belong to."""


@dataclass(frozen=True, slots=True)
class Known:
    """A campus as the register or this workbook knows it; ``campus_id`` is None until it is registered."""

    campus_id: int | None
    key: int
    name: str
    school_code: str
    kind: str
    ours: bool
    """Whether it belongs to the reporting unit's branch."""


class AmbiguousError(LookupError):
    """More than one campus answers to what the row tells."""


@dataclass(slots=True)
class Directory:
    """Campuses by code and by name."""

    by_code: defaultdict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_name: defaultdict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: Known) -> None:
        """Make a campus findable."""
        if known.school_code:
            self.by_code[known.school_code].append(known)
        self.by_name[known.name].append(known)

    def same_campus(self, *, name: str, school_code: str, kind: str) -> Known | None:
        """The campus that a campus row speaks of; None when it is a new one. Raises AmbiguousError.

        A code identifies, except among teaching points and attached kindergartens, which share their parent's and are
        told apart by name. A row without a code is matched by name within the branch.
        """
        if school_code:
            coded = self.by_code.get(school_code, [])
            exact = [known for known in coded if known.name == name]
            own = [known for known in coded if known.kind not in SHARES_CODE and kind not in SHARES_CODE]
            found = exact or own
            if not found:
                found = [known for known in self.by_name.get(name, []) if known.ours and not known.school_code]
        else:
            found = [known for known in self.by_name.get(name, []) if known.ours]
        if len(found) > 1:
            raise AmbiguousError
        return found[0] if found else None

    def serving_at(self, *, name: str, school_code: str) -> Known | None:
        """The campus of the branch that a guard row names; None when there is none. Raises AmbiguousError."""
        named = [known for known in self.by_name.get(name, []) if known.ours] if name else []
        coded = [known for known in self.by_code.get(school_code, []) if known.ours] if school_code else []
        both = [known for known in named if known in coded]
        found = both or named or (coded if not name or len(coded) == 1 else [])
        if len(found) > 1:
            raise AmbiguousError
        return found[0] if found else None


def directory(names: Iterable[str], codes: Iterable[str], *, unit: UnitOn) -> Directory:
    """The registered campuses that any of these names or codes may mean; ours are those in the unit's branch."""
    found = Directory()
    for item in campuses.identities(names, codes):
        path = item.police_path if unit.line is Line.POLICE else item.education_path
        found.add(Known(item.campus_id, item.campus_id, item.name, item.school_code, item.kind, path in unit.branch))
    return found
