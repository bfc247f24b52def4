"""A campus's file on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatehouse.accounts.types import Scope
from gatehouse.campuses.models import CampusPlace, CampusProfile, HeadCount
from gatehouse.campuses.queries import head_count_of, places_of, profile_of
from gatehouse.norms import queries as norms
from gatehouse.norms.rules import judge
from gatehouse.norms.types import HeadCounts, Judgement
from gatehouse.standing.queries.rows import timeline_of
from gatehouse.standing.types import Stretch
from gatehouse.territory import queries as territory
from gatehouse.territory.types import UnitOn


@dataclass(frozen=True, slots=True)
class CampusFile:
    """A campus on a day: the facts in force, what they amount to, why, and how it was and will be."""

    campus_id: int
    day: date
    posting: int | None
    """The posting after which it is told; None for what is known now."""
    profile: CampusProfile | None
    place: CampusPlace
    head_count: HeadCount | None
    police_unit: UnitOn
    education_unit: UnitOn
    stretch: Stretch | None
    judgement: Judgement | None
    timeline: tuple[Stretch, ...]


def campus_file(campus_id: int, scope: Scope, *, on: date, posting: int | None = None) -> CampusFile:
    """A campus's file on a day, as known now or after a posting.

    A unit that was abolished since still names itself. Raises UnknownCampusError outside the scope, and before the
    campus exists or is known.
    """
    place = places_of(campus_id, scope, on=on, posting=posting)
    head_count = head_count_of(campus_id, on=on, posting=posting)
    timeline = timeline_of(campus_id, posting)
    stretch = next((item for item in timeline if item.valid_from <= on < item.valid_to), None)
    return CampusFile(
        campus_id=campus_id,
        day=on,
        posting=posting,
        profile=profile_of(campus_id, on=on, posting=posting),
        place=place,
        head_count=head_count,
        police_unit=territory.unit_ever(place.police_unit_id, on=on, posting=posting),
        education_unit=territory.unit_ever(place.education_unit_id, on=on, posting=posting),
        stretch=stretch,
        judgement=_judgement(head_count, stretch),
        timeline=tuple(timeline),
    )


def _judgement(count: HeadCount | None, stretch: Stretch | None) -> Judgement | None:
    """What the norm by which a stretch is judged requires of a head count; None when either is missing."""
    rule_set = norms.rule_set_of(stretch.epoch) if stretch else None
    if count is None or rule_set is None:
        return None
    return judge(rule_set, HeadCounts(students=count.students, staff=count.staff, boarders=count.boarders))
