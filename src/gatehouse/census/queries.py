"""Reading campaigns and imports, within a viewer's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gatehouse.accounts.types import Scope
from gatehouse.campuses import queries as campuses
from gatehouse.census.models import Campaign, WorkbookImport
from gatehouse.foundation.countering import undone_by
from gatehouse.foundation.models import Posting
from gatehouse.kernel.path import depth
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Level, Line, UnitOn


class UnknownCampaignError(LookupError):
    """No campaign has this code."""


class UnknownImportError(LookupError):
    """No import like this within the viewer's scope."""


def campaign(code: str) -> Campaign:
    """The campaign with a code. Raises UnknownCampaignError."""
    found = Campaign.objects.filter(code=code).first()
    if found is None:
        raise UnknownCampaignError(code)
    return found


def campaigns() -> QuerySet[Campaign]:
    """All campaigns, newest first."""
    return Campaign.objects.order_by("-reference_day", "code")


def imports(scope: Scope, *, on: date) -> QuerySet[WorkbookImport]:
    """The imports of units within a scope, newest first."""
    rows = WorkbookImport.objects.select_related("campaign", "unit", "source", "posting").order_by("-pk")
    if scope.everything:
        return rows
    units = {unit.id for line, branch in scope.branches for unit in territory.units_below(Line(line), branch, on=on)}
    return rows.filter(unit__in=units)


def import_of(import_id: int, scope: Scope, *, on: date) -> WorkbookImport:
    """One import. Raises UnknownImportError outside the scope."""
    found = imports(scope, on=on).filter(pk=import_id).first()
    if found is None:
        raise UnknownImportError(import_id)
    return found


def undone(rows: Iterable[WorkbookImport]) -> dict[int, Posting]:
    """Import → the posting that undid it, of those of these that are undone."""
    postings = {item.posting_id: item.pk for item in rows if item.posting_id is not None}
    return {postings[number]: by for number, by in undone_by(postings).items()}


@dataclass(frozen=True, slots=True)
class KnownCampus:
    """What the register says of a campus on a day, as the census's columns."""

    name: str
    school_code: str
    credit_code: str
    kind: str
    ownership: str
    census_label: str
    urban_class: str
    police_station: str
    school_district: str
    address: str
    opened_on: date | None
    students: int
    staff: int
    boarders: int


def known_campuses(unit: UnitOn, scope: Scope, *, on: date) -> list[KnownCampus]:
    """The campuses of a unit in operation on a day, in tree order, for filling in a template."""
    names = {
        line: {
            item.id: item.name for item in territory.units_below(line, territory.chain(unit, on=on)[0].branch, on=on)
        }
        for line in Line
    }
    return [
        KnownCampus(
            name=item.profile.name,
            school_code=item.profile.school_code,
            credit_code=item.profile.credit_code,
            kind=item.profile.kind,
            ownership=item.profile.ownership,
            census_label=item.profile.census_label,
            urban_class=item.profile.urban_class,
            police_station=_lowest(names[Line.POLICE], item.place.police_unit_id, item.place.police_path),
            school_district=_lowest(names[Line.EDUCATION], item.place.education_unit_id, item.place.education_path),
            address=item.profile.address,
            opened_on=item.profile.opened_on,
            students=item.head_count.students,
            staff=item.head_count.staff,
            boarders=item.head_count.boarders,
        )
        for item in campuses.in_branch(unit, scope, on=on)
    ]


def _lowest(names: dict[int, str], unit_id: int, path: str) -> str:
    """The name of a station or district; empty for a campus that belongs to an office directly."""
    return names.get(unit_id, "") if depth(path) == Level.STATION else ""
