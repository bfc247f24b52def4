"""Which units a viewer may ask about."""

from __future__ import annotations

from datetime import date

from gatehouse.accounts.types import Scope
from gatehouse.standing.queries.question import sees_any
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Line, UnitOn


class OutOfScopeError(LookupError):
    """The unit holds nothing that this viewer may see; to them it does not exist."""


def whole_unit(line: Line, code: str, scope: Scope, *, on: date, posting: int | None = None) -> UnitOn:
    """A unit that lies within the viewer's scope as a whole. Raises UnknownUnitError and OutOfScopeError."""
    unit = territory.unit(line, code, on=on, posting=posting)
    if not scope.covers(line, unit.path):
        raise OutOfScopeError(code)
    return unit


def visible_unit(line: Line, code: str, scope: Scope, *, on: date, posting: int | None = None) -> UnitOn:
    """The unit asked for, as known now or after a posting.

    Raises UnknownUnitError, and OutOfScopeError when the viewer may not see it.

    In a line in which the viewer holds a role, the unit must lie within their branch. A unit of the other line shows
    as far as its campuses are theirs, and does not exist for them when none ever was.
    """
    unit = territory.unit(line, code, on=on, posting=posting)
    if scope.covers(line, unit.path):
        return unit
    own_line = any(line is own for own, _ in scope.branches)
    if own_line or not sees_any(line, unit.branch, scope):
        raise OutOfScopeError(code)
    return unit
