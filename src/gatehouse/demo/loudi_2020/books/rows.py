"""What the workbooks say: one row for each campus and each guard on the reference day, before any layout shapes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.demo.loudi_2020.ledger import CENSUS_DAY
from gatehouse.demo.loudi_2020.types import Campus, City, Guard
from gatehouse.guards.types import Engagement, HiringSource, Schooling
from gatehouse.kernel.days import age_on
from gatehouse.kernel.identifiers import Sex

Value = str | int | date | None
"""What a field holds; a yes or no is a bool, which is an int."""


class SheetKind(StrEnum):
    """What the rows of a sheet are about."""

    CAMPUS = "campus"
    GUARD = "guard"


class FaultKind(StrEnum):
    """What is wrong with a row, or why it is refused all the same."""

    ID_CHECK_DIGIT = "id-check-digit"
    MISSING_CELL = "missing-cell"
    IMPOSSIBLE_DATE = "impossible-date"
    DUPLICATE_ROW = "duplicate-row"
    HEAD_COUNT_TEXT = "head-count-text"
    FOREIGN_TOWN = "foreign-town"
    NEGATIVE_COUNT = "negative-count"
    UNKNOWN_OWNERSHIP = "unknown-ownership"
    CAMPUS_NOT_FOUND = "campus-not-found"
    """The guard's row is right, but its campus was refused."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of a row: the field at fault, and how the cell is spoilt; ``spoil`` None leaves it as it is."""

    kind: FaultKind
    field: str
    spoil: Callable[[Value], Value] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: canonical field names to values."""

    kind: SheetKind
    campus: str
    """Key of the campus that the row is about or whose guard it names."""
    label: CensusLabel
    values: dict[str, Value]
    """Canonical fields, and two more: ``full_time`` as yes or no, ``kind_or_label`` (a kindergarten's census label)."""
    fault: Fault | None = None


_KINDS = {
    CampusKind.KINDERGARTEN: "幼儿园",
    CampusKind.PRIMARY: "小学",
    CampusKind.TEACHING_POINT: "教学点",
    CampusKind.JUNIOR: "初中",
    CampusKind.NINE_YEAR: "九年一贯制学校",
    CampusKind.SENIOR: "高中",
    CampusKind.COMPLETE: "完全中学",
    CampusKind.TWELVE_YEAR: "十二年一贯制学校",
    CampusKind.VOCATIONAL: "中等职业学校",
    CampusKind.SPECIAL: "特殊教育学校",
}
_LABELS = {
    CensusLabel.SCHOOL: "中小学",
    CensusLabel.CITY_KINDERGARTEN: "城市幼儿园",
    CensusLabel.TOWN_KINDERGARTEN: "城镇幼儿园",
}
_URBAN = {UrbanClass.URBAN: "城区", UrbanClass.TOWN: "镇区", UrbanClass.RURAL: "乡村", UrbanClass.UNKNOWN: ""}
_OWNERSHIP = {Ownership.PUBLIC: "公办", Ownership.PRIVATE: "民办", Ownership.INCLUSIVE: "普惠性民办"}
_SEX = {Sex.MALE: "男", Sex.FEMALE: "女"}
_SCHOOLING = {
    Schooling.PRIMARY: "小学",
    Schooling.JUNIOR: "初中",
    Schooling.SENIOR: "高中",
    Schooling.COLLEGE: "大专",
    Schooling.UNKNOWN: "",
}
_SOURCES = {
    HiringSource.SELF: "自聘",
    HiringSource.PROPERTY: "物业公司",
    HiringSource.COMPANY: "保安公司",
    HiringSource.UNKNOWN: "",
}


def campus_row(campus: Campus, guards: list[Guard]) -> Row:
    """A campus's row; ``guards`` are its own."""
    values: dict[str, Value] = {
        "name": campus.name,
        "school_code": campus.school_code,
        "credit_code": campus.credit_code,
        "kind": _KINDS[campus.kind],
        "kind_or_label": _KINDS[campus.kind] if campus.label is CensusLabel.SCHOOL else _LABELS[campus.label],
        "ownership": _OWNERSHIP[campus.ownership],
        "census_label": _LABELS[campus.label],
        "urban_class": _URBAN[campus.urban_class],
        "town": campus.town.name,
        "police_station": campus.town.station,
        "school_district": campus.town.district,
        "address": campus.address,
        "students": campus.students,
        "staff": campus.staff,
        "persons": campus.persons,
        "boarders": campus.boarders,
        "reported_full_time": sum(guard.census is Engagement.FULL_TIME for guard in guards),
    }
    return Row(SheetKind.CAMPUS, campus.key, campus.label, values)


def guard_row(guard: Guard, campus: Campus) -> Row:
    """A guard's row in the roster of the reference day."""
    held = guard.certificate
    values: dict[str, Value] = {
        "campus_name": campus.name,
        "school_code": campus.school_code,
        "name": guard.name,
        "sex": _SEX[guard.sex],
        "id_number": guard.resident_id,
        "birth_date": guard.birth_date,
        "age": age_on(guard.birth_date, CENSUS_DAY),
        "schooling": _SCHOOLING[guard.schooling],
        "engagement": "专职" if guard.census is Engagement.FULL_TIME else "兼职",
        "full_time": guard.census is Engagement.FULL_TIME,
        "source": _SOURCES[guard.source],
        "employer": guard.employer,
        "certified": held is not None,
        "certificate_number": held.number if held else "",
        "certificate_issued_on": held.issued_on if held else None,
        "started_on": guard.started_on,
        "phone": guard.phone,
    }
    return Row(SheetKind.GUARD, campus.key, campus.label, values)


def rows_of(city: City, reporter: str) -> list[Row]:
    """All rows of one reporter: campuses in the order of their keys, then guards campus by campus."""
    campuses = [campus for campus in city.campuses if campus.reporter == reporter]
    rosters: dict[str, list[Guard]] = {campus.key: [] for campus in campuses}
    for guard in city.guards:
        if guard.census is not None and guard.campus in rosters:
            rosters[guard.campus].append(guard)
    return [
        *(campus_row(campus, rosters[campus.key]) for campus in campuses),
        *(guard_row(guard, campus) for campus in campuses for guard in rosters[campus.key]),
    ]
