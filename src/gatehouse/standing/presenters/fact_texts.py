"""What points of facts say, as short texts for sentences: now, before, and what was put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gatehouse.campuses.presenters import kind_name, label_name, ownership_name, urban_class_name
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.guards.presenters import certificate_name, engagement_name, reason_name, source_name
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason
from gatehouse.standing.presenters.unit_sentences import called
from gatehouse.standing.queries import Story
from gatehouse.standing.rules.sayings import Values
from gatehouse.standing.rules.stories import Event
from gatehouse.standing.rules.unit_changes import UNITS


def joined(parts: list[str]) -> str:
    """Several things said of one event."""
    return pgettext("between events", "; ").join(parts)


def counts_text(values: Values) -> str:
    """A head count."""
    return _("%(students)d students, %(staff)d staff, %(boarders)d boarders") % values


def units_text(story: Story, values: Values, day: date) -> str:
    """The units to which a campus belongs."""
    names = {line.value: called(story, values[column], day) for line, column in UNITS.items()}
    return _("%(police)s and %(education)s") % names


def post_text(story: Story, values: Values) -> str:
    """How a guard serves, and who employs them."""
    if values["engagement"] == Engagement.ENDED:
        reason = LeavingReason(values["reason"])
        return reason_name(reason) if reason is not LeavingReason.NONE else engagement_name(Engagement.ENDED)
    company = story.companies.get(values["company_id"] or 0, "")
    parts = [engagement_name(Engagement(values["engagement"])), source_name(HiringSource(values["source"])), company]
    return pgettext("between words", ", ").join(part for part in parts if part)


def profile_changes(before: Values, now: Values) -> str:
    """The columns of a profile that differ, each with its old and its new value."""
    told = [
        _("%(field)s “%(old)s” → “%(new)s”")
        % {"field": name, "old": _value(column, before[column]), "new": _value(column, now[column])}
        for column, name in _columns().items()
        if before[column] != now[column]
    ]
    return joined(told)


def _columns() -> dict[str, str]:
    return {
        "in_operation": _("in operation or not"),
        "name": _("name"),
        "school_code": _("school code"),
        "credit_code": _("credit code"),
        "kind": _("kind"),
        "ownership": _("ownership"),
        "census_label": _("census label"),
        "urban_class": _("class of place"),
        "address": _("address"),
        "opened_on": _("opened on"),
    }


def _value(column: str, value: Any) -> str:  # noqa: ANN401 - values of any column
    match column:
        case "kind":
            return kind_name(CampusKind(value))
        case "ownership":
            return ownership_name(Ownership(value))
        case "census_label":
            return label_name(CensusLabel(value))
        case "urban_class":
            return urban_class_name(UrbanClass(value))
        case "in_operation":
            return _("yes") if value else _("no")
        case _:
            return "" if value is None else str(value)


def corrected_text(story: Story, event: Event) -> str:
    """What had been said of the event's day before; empty when nothing had, or when no word tells the difference."""
    if not event.corrects or event.fact is None:
        return ""
    was, now = event.corrects[0], event.values
    texts: dict[str, Callable[[Values], str]] = {
        "head_count": counts_text,
        "place": lambda values: units_text(story, values, event.day),
        "post": lambda values: post_text(story, values),
        "certificate": lambda values: certificate_name(CertificateState(values["state"])),
        "profile": lambda values: profile_changes(values, now),
    }
    text = texts.get(event.fact[0])
    return text(was) if text and text(was) != text(now) else ""
