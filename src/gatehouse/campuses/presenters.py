"""The words of the campus register in the reader's language, and why it cannot take an act or a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gatehouse.campuses.queries import called
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.kernel.days import FAR
from gatehouse.kernel.refusal import Refusal, Told
from gatehouse.territory import presenters as territory
from gatehouse.territory.presenters import Sentence

NAMED = 10
"""So many campuses a refusal names; of the others it tells how many they are."""


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


_CHECK_BOTH = gettext_lazy("Check the campus and the day.")

SENTENCES = {
    **territory.SENTENCES,
    "nothing-said-yet": Sentence(
        gettext_lazy("Nothing is known of %(campus)s on %(day)s yet."),
        gettext_lazy("Choose a later day, or have the campus reported for that day first."),
    ),
    "in-operation": Sentence(gettext_lazy("%(campus)s is in operation on %(day)s."), _CHECK_BOTH),
    "not-in-operation": Sentence(
        gettext_lazy("%(campus)s is not in operation on %(day)s."),
        gettext_lazy("Check the campus and the day, or open the campus again first."),
    ),
    "boarders-over-students": Sentence(
        gettext_lazy("%(campus)s cannot have %(boarders)s boarders among %(students)s students."),
        gettext_lazy("Check both numbers; boarders are counted among the students."),
    ),
    "changes-later": Sentence(
        gettext_lazy(
            "%(campus)s merges, splits or closes on %(later)s already (posting no. %(posting)s),"
            " which was recorded without knowing of %(day)s."
        ),
        gettext_lazy("Choose a day from %(later)s on, or undo posting no. %(posting)s first and record both in order."),
    ),
    "merged-into-itself": Sentence(
        gettext_lazy("%(campus)s cannot be merged into itself."), gettext_lazy("Name another campus.")
    ),
    "merged-twice": Sentence(
        gettext_lazy("%(campus)s is named twice."), gettext_lazy("Name each campus that closes once.")
    ),
    "not-counted": Sentence(
        gettext_lazy("%(campus)s cannot be split on %(day)s: its numbers of students and staff are not known."),
        gettext_lazy("Record its head count first."),
    ),
    "parts-too-large": Sentence(
        gettext_lazy(
            "%(campus)s cannot part with %(students)s students, %(staff)s staff and %(boarders)s boarders on %(day)s:"
            " it has not so many."
        ),
        gettext_lazy("Check the numbers of the parts, or record the campus's head count first."),
    ),
    "before-opening": Sentence(
        gettext_lazy("%(campus)s was opened on %(opened_on)s; nothing can be said of it for %(day)s."),
        gettext_lazy("Choose a day from %(opened_on)s on, or correct the day of opening first."),
    ),
    "no-place": Sentence(
        gettext_lazy("%(unit)s is not in force on %(day)s, yet campuses in operation belong to it: %(count)s."),
        gettext_lazy("Close these campuses or move them to another unit first: %(campuses)s."),
    ),
}
"""By the code of any refusal of this room and of those below."""


def fact_names() -> dict[str, str]:
    """By label of the table: what a kind of fact is about."""
    return {
        **territory.fact_names(),
        "campuses.campusprofile": _("names, codes and kinds of campuses"),
        "campuses.campusplace": _("places of campuses"),
        "campuses.headcount": _("head counts"),
        "campuses.campussuccession": _("mergers and splits of campuses"),
    }


def refusal(error: Refusal) -> Told:
    """Why the register of campuses cannot take something, and what to do. Raises KeyError for one of another room."""
    return territory.filled(error, SENTENCES, words(error.params, fact_names()))


def words(params: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, str]:
    """Parameters in words: campuses by name and number, units by name, days, figures."""
    one = {key: params[key] for key in ("campus", "predecessor", "successor") if isinstance(params.get(key), int)}
    if "unit" in params:
        one.pop("successor", None)  # a unit's
    many = params.get("campuses", ())
    names = called([*one.values(), *many[:NAMED]], on=params.get("day", FAR))
    found = territory.words({key: value for key, value in params.items() if key not in one}, kinds)
    found.update((key, campus_name(value, names)) for key, value in one.items())
    found["campuses"] = territory.listed(campus_name(key, names) for key in many[:NAMED])
    if len(many) > NAMED:
        left = len(many) - NAMED
        found["campuses"] += ngettext(" and %(count)d more", " and %(count)d more", left) % {"count": left}
    return found


def campus_name(campus_id: int, names: Mapping[int, str]) -> str:
    """A campus by name and register number, or by its number alone where no name is known."""
    if campus_id not in names:
        return _("campus no. %(number)d") % {"number": campus_id}
    return _("%(name)s (no. %(number)d)") % {"name": names[campus_id], "number": campus_id}
