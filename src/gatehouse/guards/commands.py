"""`gatehouse campus close|merge|split`, with the guards who serve there; `gatehouse guard end` and `guard revoke`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses import queries as campuses
from gatehouse.campuses.commands import PEOPLE, campus, campus_meant
from gatehouse.campuses.services import CampusReport, Profile, refuse_closed
from gatehouse.campuses.types import CampusKind, CensusLabel, Ownership, UrbanClass
from gatehouse.guards import presenters, queries, services
from gatehouse.guards.types import CertificateState, LeavingReason
from gatehouse.kernel.identifiers import IdentifierError, resident_id
from gatehouse.kernel.refusal import Told
from gatehouse.territory import queries as territory
from gatehouse.territory.commands import acting, json_option, on_option, refuse, text_up_to

__all__ = ["campus", "guard"]

LONGEST_NUMBER = 12
"""Digits of a register number; an ID number has more and must not stand on a command line."""

CAMPUS_NAME = text_up_to(128)


def guard_number(told: str) -> int:
    """A guard's register number. What is refused is not repeated: it may be somebody's ID number."""
    if told.isascii() and told.isdigit() and len(told) <= LONGEST_NUMBER:
        return int(told)
    message = _("This is no register number. An ID number never stands on a command line: leave this out and be asked.")
    raise click.BadParameter(message)


guard_option = click.option(
    "--guard", "number", type=guard_number, help="Register number; without it, the ID number is asked or read."
)


def guard_meant(number: int | None, *, as_json: bool) -> int:
    """The guard with a register number, or whose ID number is typed unseen or read from the input; else ends with 1."""
    if number is not None:
        if queries.is_registered(number):
            return number
        told = Told(_("There is no guard no. %(number)d.") % {"number": number}, _("Check the register number."))
        raise refuse(told, code="unknown-guard", as_json=as_json, params={"guard": number})
    try:
        person = resident_id(_typed_id())
    except IdentifierError as error:
        told = Told(_("This is no resident ID number."), _("Compare the 18 characters with the card."))
        raise refuse(told, code=f"id-{error.fault.value.lower()}", as_json=as_json) from error
    found = queries.guard_of(person)
    if found is None:
        told = Told(_("Nobody with this ID number is registered."), _("Compare the 18 characters with the card."))
        raise refuse(told, code="unknown-guard", as_json=as_json)
    return found


def _typed_id() -> str:
    """The ID number, typed without an echo or sent through a pipe."""
    if sys.stdin.isatty():
        typed: str = click.prompt(_("Resident ID number"), hide_input=True, err=True)
        return typed
    return sys.stdin.readline()


@campus.command("close")
@click.argument("text", metavar="CAMPUS")
@on_option
@json_option
def close(*, text: str, on: date, as_json: bool) -> None:
    """Take a campus out of operation from a day on; its guards' engagements end."""
    key = campus_meant(text, on=on, as_json=as_json)
    with acting("campuses.close", tell=presenters.refusal, as_json=as_json, outcome={"campus": key, "on": on}) as p:
        services.close_campus(key, on=on, by=p.by, at=p.at)


@campus.command("merge")
@click.argument("texts", metavar="CAMPUS...", nargs=-1, required=True)
@click.option("--into", metavar="CAMPUS", required=True, help="The campus that stays.")
@on_option
@json_option
def merge(*, texts: Sequence[str], into: str, on: date, as_json: bool) -> None:
    """Merge campuses into another from a day on: they close, their guards and pupils go over."""
    others = [campus_meant(text, on=on, as_json=as_json) for text in texts]
    key = campus_meant(into, on=on, as_json=as_json)
    outcome = {"campuses": others, "into": key, "on": on}
    with acting("campuses.merge", tell=presenters.refusal, as_json=as_json, outcome=outcome) as p:
        services.merge_campuses(others, into=key, on=on, by=p.by, at=p.at)


@campus.command("split")
@click.argument("text", metavar="CAMPUS")
@click.option(
    "--part", "parts", metavar="NAME STUDENTS STAFF BOARDERS", type=(CAMPUS_NAME, PEOPLE, PEOPLE, PEOPLE),
    multiple=True, required=True, help="A new campus and who goes there, of the old one's kind and units; repeatable.",
)  # fmt: skip
@click.option(
    "--guard", "going", metavar="NUMBER NAME", type=(guard_number, CAMPUS_NAME),
    multiple=True, help="A guard by register number, and the new campus to which they go; the others stay.",
)  # fmt: skip
@on_option
@json_option
def split(
    *, text: str, parts: Sequence[tuple[str, int, int, int]], going: Sequence[tuple[int, str]], on: date, as_json: bool
) -> None:
    """Part new campuses from one from a day on; pupils, staff and the guards named go over."""
    names = [name for name, *_people in parts]
    if len(set(names)) < len(names) or not {name for _guard, name in going} <= set(names):
        raise click.UsageError(_("Give each part a name of its own, and let guards go to one of these parts."))
    key = campus_meant(text, on=on, as_json=as_json)
    outcome: dict[str, Any] = {"campus": key, "on": on}
    guards = {number: names.index(name) for number, name in going}
    with acting("campuses.split", tell=presenters.refusal, as_json=as_json, outcome=outcome) as p:
        refuse_closed(key, on=on)
        reports = [_part(key, on, name, counts) for name, *counts in parts]
        keys = services.split_campus(key, reports, guards=guards, on=on, by=p.by, at=p.at)
        outcome["parts"] = dict(zip(names, keys, strict=True))


def _part(campus_id: int, on: date, name: str, counts: Sequence[int]) -> CampusReport:
    """A new campus like the one it comes out of, opened on the day, with students, staff and boarders."""
    place, old = campuses.places_of(campus_id, EVERYTHING, on=on), campuses.profile_of(campus_id, on=on)
    if old is None:
        raise campuses.UnknownCampusError(campus_id)
    profile = Profile(
        name, CampusKind(old.kind), Ownership(old.ownership), CensusLabel(old.census_label),
        UrbanClass(old.urban_class), address=old.address, opened_on=on,
    )  # fmt: skip
    police, education = (territory.unit_by_id(unit, on=on) for unit in (place.police_unit_id, place.education_unit_id))
    students, staff, boarders = counts
    return CampusReport(None, on, profile, police, education, students, staff, boarders)


@click.group("guard")
def guard() -> None:
    """Guards: the end of an engagement, a certificate revoked."""


@guard.command("end")
@click.argument("text", metavar="CAMPUS")
@guard_option
@click.option(
    "--reason", required=True, help="Why it ends.",
    type=click.Choice([item.value for item in LeavingReason if item is not LeavingReason.NONE], case_sensitive=False),
)  # fmt: skip
@on_option
@json_option
def end(*, text: str, number: int | None, reason: str, on: date, as_json: bool) -> None:
    """End a guard's engagement at a campus from a day on."""
    campus_id = campus_meant(text, on=on, as_json=as_json)
    guard_id = guard_meant(number, as_json=as_json)
    outcome = {"guard": guard_id, "campus": campus_id, "reason": reason, "on": on}
    with acting("guards.end", tell=presenters.refusal, as_json=as_json, outcome=outcome) as p:
        services.end_post(guard_id, campus_id, on=on, reason=LeavingReason(reason), by=p.by, at=p.at)


@guard.command("revoke")
@guard_option
@click.option(
    "--state", default=CertificateState.REVOKED.value, show_default=True,
    help="Revoked, withdrawn, or NONE: not held after all.",
    type=click.Choice(
        [CertificateState.REVOKED.value, CertificateState.WITHDRAWN.value, CertificateState.NONE.value],
        case_sensitive=False,
    ),
)  # fmt: skip
@on_option
@json_option
def revoke(*, number: int | None, state: str, on: date, as_json: bool) -> None:
    """Let a guard's certificate hold no more from a day on, past or not."""
    guard_id = guard_meant(number, as_json=as_json)
    outcome = {"guard": guard_id, "state": state, "on": on}
    with acting("guards.revoke", tell=presenters.refusal, as_json=as_json, outcome=outcome) as p:
        services.revoke_certificate(guard_id, on=on, state=CertificateState(state), by=p.by, at=p.at)
