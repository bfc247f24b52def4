"""The words of findings."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gatehouse.findings.types import FindingKind, Interval
from gatehouse.norms.types import Severity


def kind_name(kind: FindingKind) -> str:
    """What a kind of finding is called in lists and filters."""
    return {
        FindingKind.SHORTAGE: _("Guards missing"),
        FindingKind.NO_GUARD: _("No full-time guard"),
        FindingKind.UNJUDGED: _("Cannot be judged"),
        FindingKind.UNCERTIFIED_ON_POST: _("On post without certificate"),
        FindingKind.UNDER_AGE: _("On post under age"),
        FindingKind.TWO_FULL_TIME_POSTS: _("Full-time at two campuses"),
        FindingKind.GUARD_AT_CLOSED_CAMPUS: _("On post at a closed campus"),
    }[kind]


def severity_name(severity: Severity) -> str:
    """What follows from a finding."""
    return {Severity.BLOCK: _("To be put right"), Severity.WARN: _("To be checked")}[severity]


def sentence(item: Interval) -> str:
    """What is wrong, in one sentence."""
    counts = {"count": item.amount}
    if item.kind is FindingKind.SHORTAGE:
        told = ngettext("%(count)d full-time guard missing", "%(count)d full-time guards missing", item.amount)
        return told % counts
    if item.kind is FindingKind.UNJUDGED:
        return _("No head count is known") if item.epoch else _("No norm is in force")
    blocks = item.severity is Severity.BLOCK
    return {
        FindingKind.NO_GUARD: (
            _("No guard at all; required: %(count)d")
            if blocks
            else _("Part-time guards only; full-time guards required: %(count)d")
        )
        % counts,
        FindingKind.UNCERTIFIED_ON_POST: (
            _("Serves full-time without a guard certificate in force")
            if blocks
            else _("Serves part-time without a guard certificate in force")
        ),
        FindingKind.UNDER_AGE: _("Serves before turning 18"),
        FindingKind.TWO_FULL_TIME_POSTS: _("Recorded full-time here and at another campus on the same days"),
        FindingKind.GUARD_AT_CLOSED_CAMPUS: _("Still recorded as serving though the campus is not in operation"),
    }[item.kind]


def ground_sentence(kind: FindingKind) -> str:
    """Why a kind of finding is one, in the register's own words; the texts of law stand beside it."""
    return {
        FindingKind.SHORTAGE: _("Fewer full-time guards serve than the norm in force requires for the head count."),
        FindingKind.NO_GUARD: _("The norm in force requires guards, and none serves full-time."),
        FindingKind.UNJUDGED: _("Without a norm and a head count nobody can tell whether the guards suffice."),
        FindingKind.UNCERTIFIED_ON_POST: _(
            "Whoever is hired for the gate needs the guard certificate, full-time or not. For part-time guards, check"
            " whether they are hired as guards or teachers on a rota."
        ),
        FindingKind.UNDER_AGE: _("Guards are at least 18 full years old."),
        FindingKind.TWO_FULL_TIME_POSTS: _(
            "One person cannot serve full-time at two gates at once: one of the two records is wrong. The register's"
            " own logic, no text of law."
        ),
        FindingKind.GUARD_AT_CLOSED_CAMPUS: _(
            "The campus has closed, the guard's service has not been ended. The register's own logic, no text of law."
        ),
    }[kind]
