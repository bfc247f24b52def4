"""Acts on one campus: another unit, out of operation and in again, another name or founder."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from gatehouse.campuses.models import CampusProfile, CampusSuccession
from gatehouse.campuses.services.placing import Move, Places, move_campuses
from gatehouse.campuses.services.records import refuse_before_opening, touch
from gatehouse.campuses.types import CampusError, Succession
from gatehouse.foundation import facts
from gatehouse.foundation.posting import OpenPosting, posting
from gatehouse.kernel.actor import Actor


def move_campus(
    campus_id: int, *, on: date, police_unit: int | None = None, education_unit: int | None = None,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Let a campus belong to another unit of one line or both from a day on. Raises CampusError."""
    with posting(by=by, at=at, act="campuses.move") as p:
        _known(campus_id, on)
        move_campuses(p, [Move(campus_id, on, police_unit, education_unit)])


def change_campus(campus_id: int, *, on: date, columns: dict[str, Any], by: Actor, at: datetime) -> None:
    """Change some columns of a campus's profile from a day on, such as its name or founder. Raises CampusError."""
    with posting(by=by, at=at, act="campuses.change") as p:
        alter_profile(p, campus_id, on=on, columns=columns)


def reopen_campus(campus_id: int, *, on: date, by: Actor, at: datetime) -> None:
    """Put a closed campus into operation again from a day on. Raises CampusError, also while its unit is no more."""
    with posting(by=by, at=at, act="campuses.reopen") as p:
        if _known(campus_id, on)["in_operation"]:
            raise CampusError("in-operation", campus=campus_id, day=on)
        alter_profile(p, campus_id, on=on, columns={"in_operation": True})
        Places([campus_id]).write(p)


def shut(p: OpenPosting, campus_id: int, *, on: date) -> None:
    """Take a campus out of operation from a day on. Raises CampusError when it is not in operation then.

    The whole act, with the guards who serve there, is ``guards.services.close_campus``.
    """
    refuse_closed(campus_id, on=on)
    refuse_succeeded(campus_id, after=on)
    alter_profile(p, campus_id, on=on, columns={"in_operation": False})


def refuse_closed(campus_id: int, *, on: date) -> None:
    """Raise CampusError when a campus is not in operation on a day, or not known yet."""
    if not _known(campus_id, on)["in_operation"]:
        raise CampusError("not-in-operation", campus=campus_id, day=on)


def refuse_succeeded(campus_id: int, *, after: date) -> None:
    """Raise CampusError when a merger or a split of the campus is known for a later day.

    It counted on the campus as it was; pupils and guards that it moved would be left at a closed campus.
    """
    either = Q(predecessor=campus_id) | Q(successor=campus_id)
    _refuse_later(campus_id, facts.live(CampusSuccession).filter(either), after)


def refuse_closing(campus_id: int, *, after: date) -> None:
    """Raise CampusError when a later day is known on which the campus goes out of operation."""
    closing = facts.live(CampusProfile).filter(campus=campus_id, in_operation=False)
    _refuse_later(campus_id, closing, after)


def _refuse_later(campus_id: int, points: QuerySet[Any], after: date) -> None:
    later = points.filter(valid_from__gt=after).order_by("valid_from").values_list("valid_from", "posting").first()
    if later is not None:
        raise CampusError("changes-later", campus=campus_id, day=after, later=later[0], posting=later[1])


def alter_profile(p: OpenPosting, campus_id: int, *, on: date, columns: dict[str, Any]) -> None:
    """Change columns of a profile from a day on, inside an open posting. Raises CampusError."""
    _known(campus_id, on)
    touch(p, facts.alter(p, CampusProfile, [facts.Act((campus_id,), on, columns)]))
    refuse_before_opening([campus_id])


def succeed(p: OpenPosting, predecessor: int, successor: int, kind: Succession, *, on: date) -> None:
    """Record that one campus came out of another."""
    facts.record(p, CampusSuccession, [facts.Point((predecessor, successor), on, (kind.value,))])


def _known(campus_id: int, on: date) -> dict[str, Any]:
    """The profile in force on a day, by column. Raises CampusError when nothing is said of the campus yet."""
    values = facts.InForce(CampusProfile, [campus_id]).on((campus_id,), on)
    if values is None:
        raise CampusError("nothing-said-yet", campus=campus_id, day=on)
    return dict(zip(CampusProfile.VALUES, values, strict=True))
