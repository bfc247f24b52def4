"""The words of the guard register in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason
from gatehouse.kernel.identifiers import Sex


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
