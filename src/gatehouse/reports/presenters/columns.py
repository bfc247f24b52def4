"""The columns of the summary table, in order, with their merged heads; one list for page, workbook and CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gatehouse.campuses.types import CensusLabel
from gatehouse.reports.types import RowKind, SummaryTable, TableRow
from gatehouse.standing.types import Stratum
from gatehouse.territory.types import Level, UnitKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its group's head, its own head, its value in a row, and the list of campuses behind it."""

    key: str
    group: Promise | str
    head: Promise | str
    value: Callable[[TableRow], int | float | None]
    measure: str = ""
    strata: frozenset[Stratum] | None = None
    percent: bool = False


def _amount(name: str, group: Promise | str, head: Promise | str) -> Column:
    return Column(name, group, head, lambda row: int(getattr(row.amounts, name)), measure=name)


def _labelled(key: str, head: Promise | str, label: CensusLabel) -> Column:
    strata = frozenset(item for item in Stratum if item.label is label)
    return Column(key, CAMPUSES, head, lambda row: row.campuses_labelled(label), strata=strata)


def coverage(row: TableRow) -> float | None:
    """Campuses meeting the norm by campuses (配备率); None where there is no campus."""
    return row.amounts.campuses_met / row.amounts.campuses if row.amounts.campuses else None


def guards_by_required(row: TableRow) -> float | None:
    """Full-time guards by required guards; None where none is required."""
    return row.amounts.full_time / row.amounts.required if row.amounts.required else None


CAMPUSES = gettext_lazy("Campuses")
SIZE = gettext_lazy("School size")
GUARDS = gettext_lazy("Full-time guards")
NORM = gettext_lazy("Meeting the norm")
SEX = gettext_lazy("Sex")
AGE = gettext_lazy("Age")
SOURCE = gettext_lazy("Hiring source")

COLUMNS: tuple[Column, ...] = (
    _amount("campuses", CAMPUSES, gettext_lazy("All")),
    _labelled("schools", gettext_lazy("Primary and middle schools"), CensusLabel.SCHOOL),
    _labelled("city_kindergartens", gettext_lazy("City kindergartens"), CensusLabel.CITY_KINDERGARTEN),
    _labelled("town_kindergartens", gettext_lazy("Town kindergartens"), CensusLabel.TOWN_KINDERGARTEN),
    _amount("students", SIZE, gettext_lazy("Students")),
    _amount("staff", SIZE, gettext_lazy("Staff")),
    _amount("boarders", SIZE, gettext_lazy("Boarders")),
    _amount("required", GUARDS, gettext_lazy("Required")),
    _amount("full_time", GUARDS, gettext_lazy("On post")),
    _amount("certified", GUARDS, gettext_lazy("Certified")),
    _amount("gap", GUARDS, gettext_lazy("Gap")),
    _amount("campuses_met", NORM, gettext_lazy("Campuses")),
    Column("coverage", NORM, gettext_lazy("Coverage"), coverage, measure="unmet", percent=True),
    _amount("male", SEX, gettext_lazy("Men")),
    _amount("female", SEX, gettext_lazy("Women")),
    _amount("age_under_35", AGE, gettext_lazy("Under 35")),
    _amount("age_35_44", AGE, gettext_lazy("35–44")),
    _amount("age_45_54", AGE, gettext_lazy("45–54")),
    _amount("age_55_59", AGE, gettext_lazy("55–59")),
    _amount("age_60_over", AGE, gettext_lazy("60 and over")),
    _amount("source_self", SOURCE, gettext_lazy("School itself")),
    _amount("source_property", SOURCE, gettext_lazy("Property manager")),
    _amount("source_company", SOURCE, gettext_lazy("Security company")),
    _amount("source_unknown", SOURCE, gettext_lazy("Not told")),
)


def title_of(table: SummaryTable) -> str:
    """The official title of a unit's table; a zone and the city-run schools are no county."""
    if table.unit.kind is not UnitKind.OFFICE:
        return _("Summary table of full-time campus guards")
    scope = {
        Level.NATION: _("National summary table of full-time campus guards"),
        Level.PROVINCE: _("Provincial summary table of full-time campus guards"),
        Level.CITY: _("City summary table of full-time campus guards"),
        Level.COUNTY: _("County summary table of full-time campus guards"),
        Level.STATION: _("Summary table of full-time campus guards"),
    }
    return scope[table.unit.level]


def row_name(row: TableRow, *, english: bool) -> str:
    """What stands at the head of a row."""
    if row.kind is RowKind.TOTAL:
        return _("Total")
    name = row.name_en if english else row.name
    if row.kind is RowKind.DIRECT:
        return _("%(unit)s (directly)") % {"unit": name}
    return name


def groups() -> list[tuple[str, list[Column]]]:
    """The columns under each merged head."""
    found: list[tuple[str, list[Column]]] = []
    for column in COLUMNS:
        if found and found[-1][0] == str(column.group):
            found[-1][1].append(column)
        else:
            found.append((str(column.group), [column]))
    return found
