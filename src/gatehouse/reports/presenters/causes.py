"""Why a difference came about, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gatehouse.guards.presenters import engagement_name, source_name
from gatehouse.guards.types import Engagement
from gatehouse.norms.types import HeadCounts
from gatehouse.reports.presenters.measures import column_of, stratum_name
from gatehouse.standing.rules import PostFact, ProfileFact
from gatehouse.standing.types import Cause, Learnt, Stratum
from gatehouse.territory.presenters import unit_name
from gatehouse.territory.types import UnitOn

NOTHING = "—"


def cause_name(cause: Cause) -> str:
    """Which fact changed."""
    return {
        Cause.REGISTERED: _("Registered later"),
        Cause.OPENED: _("Opened"),
        Cause.CLOSED: _("Closed"),
        Cause.REOPENED: _("Reopened"),
        Cause.WITHDRAWN: _("No longer on record"),
        Cause.MOVED_IN: _("Moved in"),
        Cause.MOVED_OUT: _("Moved out"),
        Cause.MOVED_WITHIN: _("Moved within the unit"),
        Cause.RECLASSIFIED: _("Reclassified"),
        Cause.NORM: _("Another norm"),
        Cause.HEAD_COUNT: _("Head count"),
        Cause.HIRED: _("Took up post"),
        Cause.LEFT: _("Left post"),
        Cause.ENGAGEMENT: _("Full-time or part-time"),
        Cause.SOURCE: pgettext("cause", "Hiring source"),
        Cause.CERTIFIED: _("Certificate obtained"),
        Cause.CERTIFICATE_LOST: _("Certificate lost"),
        Cause.BIRTHDAY: _("Next age band"),
        Cause.UNEXPLAINED: _("Not explained by the facts"),
    }[cause]


def learnt_name(learnt: Learnt) -> str:
    """How the register came to say otherwise."""
    return {
        Learnt.SINCE: _("happened in between"),
        Learnt.LATER: _("learnt later"),
        Learnt.CORRECTED: pgettext("how learnt", "corrected"),
    }[learnt]


def change_text(before: Any, after: Any) -> str:  # noqa: ANN401 - values of any kind of fact
    """A value before and after, for kinds of facts that can be said in a few words; empty for others."""
    texts = [value_text(value) for value in (before, after)]
    if texts == ["", ""]:
        return ""
    return _("%(before)s → %(after)s") % {"before": texts[0] or NOTHING, "after": texts[1] or NOTHING}


def _post(post: PostFact) -> str:
    name = engagement_name(post.engagement)
    if post.engagement is Engagement.ENDED:
        return name
    return pgettext("between parts", " · ").join((name, source_name(post.source)))


def _profile(profile: ProfileFact) -> str:
    state = _("in operation") if profile.in_operation else _("not in operation")
    stratum = stratum_name(Stratum.of(profile.label, profile.ownership))
    return pgettext("between parts", " · ").join((stratum, state))


def value_text(value: Any) -> str:  # noqa: ANN401 - values of any kind of fact
    """One value of a fact; empty for none."""
    text = ""
    match value:
        case bool():
            text = _("certified") if value else _("not certified")
        case HeadCounts():
            text = _("students %(students)d, staff %(staff)d, boarders %(boarders)d") % {
                "students": value.students, "staff": value.staff, "boarders": value.boarders,
            }  # fmt: skip
        case PostFact():
            text = _post(value)
        case ProfileFact():
            text = _profile(value)
        case UnitOn():
            text = unit_name(value)
        case str():
            column = column_of(value)
            text = str(column.head) if column else value
    return text
