"""Words of the campus register."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


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


class CampusError(ValueError):
    """An act or a report that a campus's register cannot hold; the message says which and why."""


class BeforeOpeningError(CampusError):
    """Something is said of a campus for a day before it was opened."""

    def __init__(self, campus_id: int, day: date, opened_on: date) -> None:
        """Keep what was said."""
        super().__init__(f"campus {campus_id} was opened on {opened_on}; nothing can hold there from {day} on")
        self.campus_id, self.day, self.opened_on = campus_id, day, opened_on


class NoPlaceError(CampusError):
    """A unit ends, or is not there yet, while campuses in operation belong to it."""

    def __init__(self, campus_id: int, unit_id: int, day: date, others: int = 0) -> None:
        """``others`` tells how many more campuses are concerned."""
        more = f" and {others} more" if others else ""
        super().__init__(f"campus {campus_id}{more}: unit {unit_id}, to which it belongs, is not in force on {day}")
        self.campus_id, self.unit_id, self.day, self.others = campus_id, unit_id, day, others
