"""Words of the campus register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar

from gatehouse.kernel.refusal import Refusal


class CampusKind(StrEnum):
    """What a campus is. Kindergartens are one kind; the census label tells city from town kindergartens."""

    KINDERGARTEN = "KINDERGARTEN"  # 幼儿园
    PRIMARY = "PRIMARY"  # 小学
    TEACHING_POINT = "TEACHING_POINT"  # 教学点
    JUNIOR = "JUNIOR"  # 初中
    NINE_YEAR = "NINE_YEAR"  # 九年一贯制学校
    SENIOR = "SENIOR"  # 高中
    COMPLETE = "COMPLETE"  # 完全中学
    TWELVE_YEAR = "TWELVE_YEAR"  # 十二年一贯制学校
    VOCATIONAL = "VOCATIONAL"  # 中等职业学校
    SPECIAL = "SPECIAL"  # 特殊教育学校


class Ownership(StrEnum):
    """Who founded the campus."""

    PUBLIC = "PUBLIC"  # 公办
    PRIVATE = "PRIVATE"  # 民办
    INCLUSIVE = "INCLUSIVE"  # 普惠性民办: privately founded; tables count it as private and name it apart


class CensusLabel(StrEnum):
    """The census's own label, kept apart from the ministry's urban class."""

    SCHOOL = "SCHOOL"  # 中小学
    CITY_KINDERGARTEN = "CITY_KINDERGARTEN"  # 城市幼儿园
    TOWN_KINDERGARTEN = "TOWN_KINDERGARTEN"  # 城镇幼儿园


class UrbanClass(StrEnum):
    """The ministry of education's class of the place (城乡分类)."""

    URBAN = "URBAN"  # 城区
    TOWN = "TOWN"  # 镇区
    RURAL = "RURAL"  # 乡村
    UNKNOWN = "UNKNOWN"


class Succession(StrEnum):
    """How one campus came out of another."""

    MERGED = "MERGED"  # 并入
    SPLIT = "SPLIT"  # 分设


class CampusError(Refusal, ValueError):
    """An act or a report that a campus's register cannot hold."""

    TEXTS: ClassVar = {
        "nothing-said-yet": "nothing is said of campus %(campus)s on %(day)s yet",
        "in-operation": "campus %(campus)s is in operation on %(day)s",
        "not-in-operation": "campus %(campus)s is not in operation on %(day)s",
        "boarders-over-students": "campus %(campus)s cannot have %(boarders)s boarders among %(students)s students",
        "changes-later": "campus %(campus)s merges, splits or closes on %(later)s, as posting %(posting)s says: "
        "that was said without knowing of %(day)s",
        "merged-into-itself": "campus %(campus)s cannot be merged into itself",
        "merged-twice": "campus %(campus)s cannot be merged twice at once",
        "not-counted": "campus %(campus)s cannot be split on %(day)s: its head count is not known",
        "parts-too-large": "campus %(campus)s cannot part with %(students)s students, %(staff)s staff and "
        "%(boarders)s boarders on %(day)s",
    }


class BeforeOpeningError(CampusError):
    """Something is said of a campus for a day before it was opened."""

    TEXTS: ClassVar = {
        "before-opening": "campus %(campus)s was opened on %(opened_on)s; nothing can hold there from %(day)s on",
    }

    def __init__(self, campus_id: int, day: date, opened_on: date) -> None:
        """Keep what was said."""
        super().__init__("before-opening", campus=campus_id, day=day, opened_on=opened_on)


class NoPlaceError(CampusError):
    """A unit ends, or is not there yet, while campuses in operation belong to it."""

    TEXTS: ClassVar = {
        "no-place": "campus %(campus)s: unit %(unit)s, to which it belongs, is not in force on %(day)s "
        "(campuses concerned: %(count)s)",
    }

    def __init__(self, campuses: Sequence[int], unit_id: int, day: date) -> None:
        """The campuses concerned; unit and day are those of the first."""
        super().__init__(
            "no-place", campus=campuses[0], unit=unit_id, day=day, campuses=tuple(campuses), count=len(campuses)
        )
