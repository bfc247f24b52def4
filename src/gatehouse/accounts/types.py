"""Words of accounts: roles, what they permit, and the scope within which a viewer sees the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gatehouse.kernel.path import Branch
from gatehouse.territory.types import Line


class Role(StrEnum):
    """What an account is at a unit."""

    OFFICER = "OFFICER"  # city or county officer
    STATION_OFFICER = "STATION_OFFICER"  # police station officer, school district clerk


class Permission(StrEnum):
    """What a role may do within its branch."""

    SEE = "SEE"
    EXPORT = "EXPORT"
    IMPORT = "IMPORT"
    SIGN = "SIGN"  # freeze what a unit reports, and sign it


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset({Permission.SEE, Permission.EXPORT, Permission.IMPORT, Permission.SIGN}),
    Role.STATION_OFFICER: frozenset({Permission.SEE, Permission.EXPORT}),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a viewer may see: the union of branches of either line, or everything (the machine's own operator)."""

    branches: frozenset[tuple[Line, Branch]] = frozenset()
    everything: bool = False

    @classmethod
    def of(cls, branches: Iterable[tuple[Line, Branch]]) -> Scope:
        """The union of these branches."""
        return cls(frozenset(branches))

    def covers(self, line: Line, path: str) -> bool:
        """Whether a whole place of a line lies within one of the branches."""
        return self.everything or any(line == own and path in branch for own, branch in self.branches)

    def sees_campus(self, police_path: str, education_path: str) -> bool:
        """Whether a campus standing at these two paths is within."""
        return self.covers(Line.POLICE, police_path) or self.covers(Line.EDUCATION, education_path)


EVERYTHING = Scope(everything=True)
"""The scope of someone who runs commands on the machine itself and could read the database anyway."""
