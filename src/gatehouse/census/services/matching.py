"""Which registered campus a row speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gatehouse.campuses import queries as campuses
from gatehouse.campuses.types import CampusKind
from gatehouse.kernel.path import WIDTH
from gatehouse.territory.types import Level, Line, UnitOn

KINDERGARTEN_TYPE = "11"
"""The type digits of a kindergarten's own identification code (学校标识码)."""


def shares_code(kind: str, school_code: str) -> bool:
    """Whether a campus of this kind may carry the code of the school it belongs to, so that names tell them apart."""
    if kind == CampusKind.KINDERGARTEN:
        return not school_code.startswith(KINDERGARTEN_TYPE)
    return kind == CampusKind.TEACHING_POINT


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
    path: str = ""
    """Where it belongs in the reporter's line."""


class AmbiguousError(LookupError):
    """More than one campus answers to what the row tells."""


@dataclass(slots=True)
class Directory:
    """Campuses by code and by name."""

    by_code: defaultdict[str, dict[int, Known]] = field(default_factory=lambda: defaultdict(dict))
    by_name: defaultdict[str, dict[int, Known]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, known: Known) -> None:
        """Make a campus findable, also under a new name or code; it stays findable under the old ones."""
        if known.school_code:
            self.by_code[known.school_code][known.key] = known
        self.by_name[known.name][known.key] = known

    def _coded(self, school_code: str) -> list[Known]:
        return list(self.by_code[school_code].values()) if school_code in self.by_code else []

    def _named(self, name: str) -> list[Known]:
        """Ours only: elsewhere the same name is another campus."""
        found = self.by_name[name].values() if name in self.by_name else ()
        return [known for known in found if known.ours]

    def same_campus(self, *, name: str, school_code: str, kind: str, path: str = "") -> Known | None:
        """The campus that a campus row speaks of; None when it is a new one. Raises AmbiguousError.

        A code identifies, except among teaching points and attached kindergartens, which share their parent's and are
        told apart by name. A row without a code is matched by name within the branch; where the row tells a lowest unit
        (``path``), a namesake in another one is another campus.
        """
        if school_code:
            coded = self._coded(school_code)
            exact = [known for known in coded if known.name == name]
            shared = shares_code(kind, school_code)
            own = [known for known in coded if not shared and not shares_code(known.kind, school_code)]
            found = exact or own
            if not found:
                found = [known for known in self._named(name) if not known.school_code]
        else:
            found = [known for known in self._named(name) if not _apart(known.path, path)]
        if len(found) > 1:
            raise AmbiguousError
        return found[0] if found else None

    def serving_at(self, *, name: str, school_code: str) -> Known | None:
        """The campus of the branch that a guard row names; None when there is none. Raises AmbiguousError."""
        named = self._named(name) if name else []
        coded = [known for known in self._coded(school_code) if known.ours]
        both = [known for known in named if known in coded]
        found = both or named or (coded if not name or len(coded) == 1 else [])
        if len(found) > 1:
            raise AmbiguousError
        return found[0] if found else None


def _apart(known: str, told: str) -> bool:
    """Whether two places are different lowest units; an office higher up may be the same campus told less exactly."""
    lowest = Level.STATION * WIDTH
    return len(known) == len(told) == lowest and known != told


def directory(names: Iterable[str], codes: Iterable[str], *, unit: UnitOn) -> Directory:
    """The registered campuses that any of these names or codes may mean; ours are those in the unit's branch."""
    found = Directory()
    for item in campuses.identities(names, codes):
        path = item.police_path if unit.line is Line.POLICE else item.education_path
        found.add(
            Known(item.campus_id, item.campus_id, item.name, item.school_code, item.kind, path in unit.branch, path)
        )
    return found
