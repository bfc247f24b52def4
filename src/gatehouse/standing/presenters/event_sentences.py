"""What happened to a campus, one sentence an event."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gatehouse.campuses.presenters import kind_name, ownership_name
from gatehouse.campuses.types import CampusKind, Ownership
from gatehouse.guards.types import CertificateState, LeavingReason
from gatehouse.norms.presenters import localised
from gatehouse.standing.presenters.fact_texts import counts_text, joined, post_text, profile_changes, units_text
from gatehouse.standing.presenters.unit_sentences import called, change_sentence
from gatehouse.standing.queries import Story
from gatehouse.standing.rules.stories import Event
from gatehouse.standing.rules.unit_changes import UNITS
from gatehouse.standing.types import Happening

H = Happening


def sentence(story: Story, event: Event) -> str:
    """What happened, in one sentence without a full stop."""
    if event.happening is H.REPORTED_AGAIN:
        return _again(story, event)
    if event.guard is not None:
        return _guard(story, event)
    if event.happening is H.CAMPUSES:
        return _("Campuses come or go, each by itself")
    if event.behind:
        return joined([change_sentence(story, change) for change in event.behind])
    if event.campus is not None:
        return _succession(story, event)
    return _campus(story, event)


def _campus(story: Story, event: Event) -> str:
    now = event.values
    match event.happening:
        case H.PLACED:
            return _("Belongs to %(units)s") % {"units": units_text(story, now, event.day)}
        case H.MOVED:
            return _moves(story, event)
        case H.COUNTED:
            return _count(event)
        case H.NORM:
            return _("Judged by %(norm)s from this day on") % {"norm": localised(now["title"])}
        case H.FOLLOWED:
            return _("A unit above it changes its place")
        case _:
            return _profile(event)


def _profile(event: Event) -> str:
    now = event.values
    match event.happening:
        case H.REGISTERED:
            words = {
                "name": now["name"],
                "kind": kind_name(CampusKind(now["kind"])),
                "ownership": ownership_name(Ownership(now["ownership"])),
            }
            return _("Registered as “%(name)s”: %(kind)s, %(ownership)s") % words
        case H.CLOSED:
            return _("Closes")
        case H.REOPENED:
            return _("In operation again")
        case _:
            return _("Particulars change: %(what)s") % {"what": profile_changes(event.before or now, now)}


def _count(event: Event) -> str:
    now = counts_text(event.values)
    if event.before is None:
        return _("Head count: %(now)s") % {"now": now}
    return _("Head count: %(now)s; before: %(before)s") % {"now": now, "before": counts_text(event.before)}


def _moves(story: Story, event: Event) -> str:
    now, before = event.values, event.before or event.values
    return joined(
        [
            _("Moves from %(old)s to %(new)s")
            % {"old": called(story, before[column], event.day), "new": called(story, now[column], event.day)}
            for column in UNITS.values()
            if before[column] != now[column]
        ]
    )


def _succession(story: Story, event: Event) -> str:
    other = {"campus": story.campuses.get(event.campus or 0, "")}
    return {
        H.MERGED_INTO: _("Is merged into “%(campus)s”"),
        H.TOOK_OVER: _("“%(campus)s” is merged into it"),
        H.PARTED_WITH: _("“%(campus)s” is split off from it"),
        H.CAME_OUT_OF: _("Is split off from “%(campus)s”"),
    }[event.happening] % other


def guard_name(story: Story, event: Event) -> str:
    """The guard's name for those who may see it; otherwise that it is one."""
    return story.guards.get(event.guard or 0, "") or _("A guard")


def _guard(story: Story, event: Event) -> str:
    words = {"guard": guard_name(story, event)}
    match event.happening:
        case H.HIRED | H.SERVES_OTHERWISE | H.LEFT:
            return _service(story, event, words)
        case H.CERTIFIED:
            return _("%(guard)s obtains a guard certificate") % words
        case H.CERTIFICATE_CHANGED:
            return _("%(guard)s's guard certificate has another number") % words
        case H.BIRTHDAY:
            return _("%(guard)s turns %(age)d") % {**words, **event.values}
        case _:
            return _lost(CertificateState(event.values["state"])) % words


def _service(story: Story, event: Event, words: dict[str, str]) -> str:
    now = event.values
    post = post_text(story, now)
    if event.happening is H.HIRED:
        certified = _("with a guard certificate") if now["certified"] else _("without a guard certificate")
        return _("%(guard)s comes on post: %(post)s, %(certified)s") % {**words, "post": post, "certified": certified}
    if event.happening is H.SERVES_OTHERWISE:
        old = post_text(story, event.before or now)
        return _("%(guard)s serves otherwise: %(old)s → %(new)s") % {**words, "old": old, "new": post}
    if now["reason"] == LeavingReason.NONE:
        return _("%(guard)s leaves") % words
    return _("%(guard)s leaves: %(reason)s") % {**words, "reason": post}


def _lost(state: CertificateState) -> str:
    return {
        CertificateState.REVOKED: _("%(guard)s's guard certificate is revoked"),
        CertificateState.WITHDRAWN: _("%(guard)s's guard certificate is withdrawn"),
        CertificateState.LAPSED: _("%(guard)s's guard certificate lapses"),
    }.get(state, _("%(guard)s holds no guard certificate"))


def _again(story: Story, event: Event) -> str:
    """What was said anew and changes nothing."""
    kind = event.fact[0] if event.fact else ""
    if event.guard is not None:
        words = {"guard": guard_name(story, event)}
        if kind == "post":
            return _("%(guard)s's engagement is reported again, unchanged") % words
        return _("%(guard)s's guard certificate is reported again, unchanged") % words
    if kind == "unit":
        return joined([change_sentence(story, change) for change in event.behind])
    if kind == "head_count":
        return _("Head count reported again, unchanged: %(now)s") % {"now": counts_text(event.values)}
    return (
        _("Responsible units reported again, unchanged")
        if kind == "place"
        else _("Particulars reported again, unchanged")
    )
