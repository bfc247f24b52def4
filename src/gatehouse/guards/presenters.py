"""The words of the guard register in the reader's language, and why it cannot take an act or a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gatehouse.campuses import presenters as campuses
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason
from gatehouse.kernel.identifiers import Sex
from gatehouse.kernel.refusal import Refusal, Told
from gatehouse.territory.presenters import Sentence, filled


def sex_name(sex: Sex) -> str:
    """A person's sex."""
    return {Sex.MALE: _("Male"), Sex.FEMALE: _("Female")}[sex]


def engagement_name(engagement: Engagement) -> str:
    """How a guard serves."""
    return {
        Engagement.FULL_TIME: _("Full-time"),
        Engagement.PART_TIME: _("Part-time"),
        Engagement.ENDED: _("Off post"),
    }[engagement]


def source_name(source: HiringSource) -> str:
    """Who employs a guard."""
    return {
        HiringSource.SELF: _("School itself"),
        HiringSource.PROPERTY: _("Property manager"),
        HiringSource.COMPANY: _("Security company"),
        HiringSource.UNKNOWN: _("Not told"),
    }[source]


def certificate_name(state: CertificateState) -> str:
    """The state of a guard certificate."""
    return {
        CertificateState.HELD: _("Certified"),
        CertificateState.REVOKED: _("Certificate revoked"),
        CertificateState.WITHDRAWN: _("Certificate withdrawn"),
        CertificateState.LAPSED: _("Certificate lapsed"),
        CertificateState.NONE: _("No certificate"),
    }[state]


def reason_name(reason: LeavingReason) -> str:
    """Why an engagement ended."""
    return {
        LeavingReason.NONE: _("No reason told"),
        LeavingReason.RESIGNED: _("Resigned"),
        LeavingReason.AGE: _("Over age"),
        LeavingReason.UNFIT: _("Unfit"),
        LeavingReason.FAILED_EXAM: _("Failed an examination"),
        LeavingReason.REPLACED: _("Replaced by the company"),
        LeavingReason.TRANSFERRED: _("Transferred to another campus"),
        LeavingReason.CAMPUS_CLOSED: _("Campus closed"),
        LeavingReason.OTHER: _("Other reason"),
    }[reason]


SENTENCES = {
    **campuses.SENTENCES,
    "not-serving": Sentence(
        gettext_lazy("%(guard)s does not serve at %(campus)s on %(day)s, so nothing can end there."),
        gettext_lazy("Check the guard, the campus and the day: an engagement ends on a later day than it began."),
    ),
    "nothing-said guards.guardcertificate": Sentence(
        gettext_lazy("No certificate of %(guard)s is known on %(day)s."),
        gettext_lazy("Choose a day on which one was held, or record the certificate first."),
    ),
}
"""By the code of any refusal of this room and of those below."""


def fact_names() -> dict[str, str]:
    """By label of the table: what a kind of fact is about."""
    return {
        **campuses.fact_names(),
        "guards.guardprofile": _("names and schooling of guards"),
        "guards.guardpost": _("engagements of guards"),
        "guards.guardcertificate": _("certificates of guards"),
    }


def refusal(error: Refusal) -> Told:
    """Why the register of guards cannot take something, and what to do. Raises KeyError for one of another room."""
    return filled(error, SENTENCES, words(error.params))


def words(params: Mapping[str, Any]) -> dict[str, str]:
    """Parameters in words. A guard is named by register number: the person's name stays out of messages and logs."""
    found = campuses.words(params, fact_names())
    if "guard" in params:
        found["guard"] = _("guard no. %(number)d") % {"number": params["guard"]}
    return found
