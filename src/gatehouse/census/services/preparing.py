"""Everything of an import that needs no lock: matched, completed and sealed before the posting that writes it.

Whoever posts meanwhile does not wait. What was prepared holds as long as nobody wrote of the same units, campuses or
guards; the posting asks that first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from gatehouse.campuses import queries as campus_queries
from gatehouse.campuses.services import CampusReport
from gatehouse.census.reading import CheckedBook, ReadBook
from gatehouse.census.services.completing import completed
from gatehouse.census.services.planning import Plan, plan
from gatehouse.census.services.refusing import refuse_impossible
from gatehouse.foundation.models import Posting
from gatehouse.guards import queries as guard_queries
from gatehouse.guards import services as guards
from gatehouse.kernel.identifiers import resident_id
from gatehouse.territory import queries as territory
from gatehouse.territory.types import UnitOn

SourceRows = Mapping[tuple[str, int], int]
"""(sheet, row) → key of the source row."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workbook ready to be written, as the register stood after the posting ``seen``."""

    seen: int
    plan: Plan
    rows: SourceRows
    reports: list[CampusReport]
    """One a campus row of the plan, in its order."""
    people: list[guards.Person]
    """One a guard row of the plan, in its order."""
    keys: dict[str, int]
    """Blind index → guard, of the people already registered."""
    sealed: dict[str, guards.Sealed]
    """Blind index → what is sealed, of those who are not."""
    known: guard_queries.Known


def prepare(read: ReadBook, checked: CheckedBook, unit: UnitOn, rows: SourceRows, *, reference_day: date) -> Prepared:
    """Prepare a checked workbook. Raises WrongUnitError for a unit that cannot report."""
    seen = Posting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    found = plan(read, checked, unit, reference_day=reference_day)
    whole = refuse_impossible(found, completed(found.campuses, found.ground, day=reference_day), day=reference_day)
    reports = [
        replace(report, source_row_id=rows.get((item.sheet, item.row)))
        for item, report in zip(found.campuses, whole, strict=True)
    ]
    people = [guards.Person(resident_id(item.cells["id_number"]), item.cells["phone"] or "") for item in found.guards]
    keys = guards.keys_by_index(person.index for person in people)
    fresh = {person.index: person for person in people if person.index not in keys}
    sealed = {index: guards.seal(person) for index, person in fresh.items()}
    known = guard_queries.known_of(set(keys.values()))
    return Prepared(seen, found, rows, reports, people, keys, sealed, known)


def still_holds(prepared: Prepared, *, posting: int) -> bool:
    """Whether nobody wrote what this workbook was matched with, between preparing and the open ``posting``."""
    seen = prepared.seen
    if not Posting.objects.filter(pk__gt=seen).exclude(pk=posting).exists():
        return True
    if territory.changed_since(seen):
        return False
    people = guard_queries.changed_since(seen)
    if not people.indexes.isdisjoint(prepared.sealed) or not people.guard_ids.isdisjoint(prepared.keys.values()):
        return False
    campuses, planned = campus_queries.changed_since(seen), prepared.plan
    meant = {item.report.campus_id for item in planned.campuses} | {item.campus.campus_id for item in planned.guards}
    return (
        meant.isdisjoint(campuses.campus_ids)
        and campuses.names.isdisjoint(item.report.profile.name for item in planned.campuses)
        and campuses.codes.isdisjoint(item.report.profile.school_code for item in planned.campuses)
        and campuses.names.union(campuses.codes).isdisjoint(_refused(prepared))
    )


def _refused(prepared: Prepared) -> set[str]:
    """The names and codes for which rows were refused: a campus of that name may be there now."""
    return {str(value) for item in prepared.plan.problems for value in (item.value, *item.params.values())}
