"""The words of the campus register in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass


def kind_name(kind: CampusKind) -> str:
    """What a campus is."""
    return {
        CampusKind.KINDERGARTEN: _("Kindergarten"),
        CampusKind.PRIMARY: _("Primary school"),
        CampusKind.TEACHING_POINT: _("Teaching point"),
        CampusKind.JUNIOR: _("Junior middle school"),
        CampusKind.NINE_YEAR: _("Nine-year school"),
        CampusKind.SENIOR: _("Senior middle school"),
        CampusKind.COMPLETE: _("Complete middle school"),
        CampusKind.TWELVE_YEAR: _("Twelve-year school"),
        CampusKind.VOCATIONAL: _("Secondary vocational school"),
        CampusKind.SPECIAL: _("Special education school"),
    }[kind]


def ownership_name(ownership: Ownership) -> str:
    """Who founded a campus."""
    return {
        Ownership.PUBLIC: _("Public"),
        Ownership.PRIVATE: _("Private"),
        Ownership.INCLUSIVE: _("Inclusive private"),
    }[ownership]


def label_name(label: CensusLabel) -> str:
    """What the census calls one campus."""
    return {
        CensusLabel.SCHOOL: _("Primary or middle school"),
        CensusLabel.CITY_KINDERGARTEN: _("City kindergarten"),
        CensusLabel.TOWN_KINDERGARTEN: _("Town kindergarten"),
    }[label]


def urban_class_name(urban: UrbanClass) -> str:
    """The ministry's class of the place."""
    return {
        UrbanClass.URBAN: _("Urban area"),
        UrbanClass.TOWN: _("Town area"),
        UrbanClass.RURAL: _("Rural area"),
        UrbanClass.UNKNOWN: _("Not told"),
    }[urban]
