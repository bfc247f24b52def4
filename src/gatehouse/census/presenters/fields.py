"""What the census's columns are about, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gatehouse.census.types import RowKind


def kind_name(kind: RowKind) -> str:
    """What the rows of a table are about."""
    return {RowKind.CAMPUS: _("Schools, kindergartens"), RowKind.GUARD: _("Guards")}[kind]


def field_name(kind: RowKind, field: str) -> str:
    """A canonical column of a kind of table."""
    return _campus_field(field) if kind is RowKind.CAMPUS else _guard_field(field)


def _campus_field(field: str) -> str:
    return {
        "name": _("School or kindergarten"),
        "school_code": _("School code"),
        "credit_code": _("Credit code"),
        "kind": _("Kind"),
        "ownership": _("Ownership"),
        "census_label": _("Census label"),
        "urban_class": _("Class of place"),
        "town": _("Town"),
        "police_station": _("Police station"),
        "school_district": _("School district"),
        "address": _("Address"),
        "opened_on": _("Opened on"),
        "students": _("Students"),
        "staff": _("Staff"),
        "persons": _("Students and staff"),
        "boarders": _("Boarders"),
        "reported_full_time": _("Full-time guards reported"),
    }[field]


def _guard_field(field: str) -> str:
    return {
        "campus_name": _("School or kindergarten"),
        "school_code": _("School code"),
        "name": _("Name"),
        "sex": _("Sex"),
        "id_number": _("Resident ID"),
        "birth_date": _("Birth date"),
        "age": _("Age"),
        "schooling": _("Schooling"),
        "engagement": _("Engagement"),
        "source": _("Hiring source"),
        "employer": _("Employer"),
        "certified": _("Certified"),
        "certificate_number": _("Certificate number"),
        "certificate_issued_on": _("Certificate issued on"),
        "started_on": _("On post since"),
        "phone": _("Telephone"),
    }[field]
