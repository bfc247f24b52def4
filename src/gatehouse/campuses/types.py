"""Words of the campus register."""

from __future__ import annotations

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
