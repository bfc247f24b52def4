"""`gatehouse unit move|merge|abolish`, with the campuses that follow; `gatehouse campus move|reopen|rename|count`."""

from __future__ import annotations

from datetime import date

import click
from django.utils.translation import gettext as _

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses import presenters, queries, services
from gatehouse.kernel.refusal import Told
from gatehouse.territory.commands import (
    acting,
    json_option,
    line_option,
    on_option,
    refuse,
    text_up_to,
    unit,
    unit_meant,
)
from gatehouse.territory.types import Line

__all__ = ["campus", "campus_meant", "unit"]

MOST = 60_000
"""No campus has more people."""

PEOPLE = click.IntRange(0, MOST)


def campus_meant(text: str, *, on: date, as_json: bool, posting: int | None = None) -> int:
    """The campus that a register number, school code or exact name means on a day; else tells so and ends with 1.

    As known now, or after a posting.
    """
    found = queries.find(text, EVERYTHING, on=on, posting=posting)
    if len(found) == 1:
        return found[0]
    since = None if found else queries.known_since(text, EVERYTHING)
    if since is not None and since > on:
        told = Told(
            _("“%(text)s” is on the register from %(since)s on; nothing is known of it on %(day)s.")
            % {"text": text, "since": since, "day": on},
            _("Choose a day from %(since)s on.") % {"since": since},
        )
        raise refuse(told, code="not-known-yet", as_json=as_json, params={"text": text, "day": on, "since": since})
    values = {"count": len(found), "text": text, "day": on}
    told = Told(
        _("%(count)d campuses answer to “%(text)s” on %(day)s.") % values,
        _("Name one by its register number: %(numbers)s.") % {"numbers": ", ".join(map(str, found[:20]))}
        if found else _("Check the text and the day; a name must be written in full."),
    )  # fmt: skip
    raise refuse(told, code="no-one-campus", as_json=as_json, params=values)


@unit.command("move")
@click.argument("code")
@line_option
@click.option("--under", metavar="CODE", required=True, help="Code of the unit directly above from then on.")
@on_option
@json_option
def move_unit(*, code: str, line: str, under: str, on: date, as_json: bool) -> None:
    """Put the unit with this CODE, and all below it, under another unit from a day on."""
    meant = unit_meant(line, code, on=on, as_json=as_json)
    above = unit_meant(line, under, on=on, as_json=as_json)
    outcome = {"unit": code, "under": under, "on": on}
    with acting("territory.move", tell=presenters.refusal, as_json=as_json, outcome=outcome) as p:
        services.move_unit(meant.id, under=above.id, on=on, by=p.by, at=p.at)


@unit.command("merge")
@click.argument("code")
@line_option
@click.option("--into", metavar="CODE", required=True, help="Code of the unit that takes over.")
@on_option
@json_option
def merge_units(*, code: str, line: str, into: str, on: date, as_json: bool) -> None:
    """Merge the unit with this CODE into another from a day on: its units and campuses go over."""
    meant = unit_meant(line, code, on=on, as_json=as_json)
    heir = unit_meant(line, into, on=on, as_json=as_json)
    outcome = {"unit": code, "into": into, "on": on}
    with acting("territory.merge", tell=presenters.refusal, as_json=as_json, outcome=outcome) as p:
        services.merge_units(meant.id, into=heir.id, on=on, by=p.by, at=p.at)


@unit.command("abolish")
@click.argument("code")
@line_option
@on_option
@json_option
def abolish_unit(*, code: str, line: str, on: date, as_json: bool) -> None:
    """Abolish the unit with this CODE from a day on; nobody takes over, so nothing may stand below it any more."""
    meant = unit_meant(line, code, on=on, as_json=as_json)
    with acting("territory.abolish", tell=presenters.refusal, as_json=as_json, outcome={"unit": code, "on": on}) as p:
        services.abolish_unit(meant.id, on=on, by=p.by, at=p.at)


@click.group("campus")
def campus() -> None:
    """Campuses: move, close, reopen, rename, count, merge, split; CAMPUS is a number, school code or exact name."""


@campus.command("move")
@click.argument("text", metavar="CAMPUS")
@click.option("--police", metavar="CODE", help="Code of the police unit it belongs to from then on.")
@click.option("--education", metavar="CODE", help="Code of the education unit it belongs to from then on.")
@on_option
@json_option
def move(*, text: str, police: str | None, education: str | None, on: date, as_json: bool) -> None:
    """Let a campus belong to another unit of one line or both from a day on."""
    if not (police or education):
        raise click.UsageError(_("Tell at least one of --police and --education."))
    key = campus_meant(text, on=on, as_json=as_json)
    units = {
        line: unit_meant(line.value, code, on=on, as_json=as_json).id
        for line, code in ((Line.POLICE, police), (Line.EDUCATION, education))
        if code
    }
    with acting("campuses.move", tell=presenters.refusal, as_json=as_json, outcome={"campus": key, "on": on}) as p:
        services.move_campus(
            key, on=on, police_unit=units.get(Line.POLICE), education_unit=units.get(Line.EDUCATION), by=p.by, at=p.at
        )


@campus.command("reopen")
@click.argument("text", metavar="CAMPUS")
@on_option
@json_option
def reopen(*, text: str, on: date, as_json: bool) -> None:
    """Put a closed campus into operation again from a day on."""
    key = campus_meant(text, on=on, as_json=as_json)
    with acting("campuses.reopen", tell=presenters.refusal, as_json=as_json, outcome={"campus": key, "on": on}) as p:
        services.reopen_campus(key, on=on, by=p.by, at=p.at)


@campus.command("rename")
@click.argument("text", metavar="CAMPUS")
@click.option("--name", type=text_up_to(128), required=True, help="The new name.")
@on_option
@json_option
def rename(*, text: str, name: str, on: date, as_json: bool) -> None:
    """Give a campus another name from a day on."""
    key = campus_meant(text, on=on, as_json=as_json)
    outcome = {"campus": key, "name": name, "on": on}
    with acting("campuses.change", tell=presenters.refusal, as_json=as_json, outcome=outcome) as p:
        services.change_campus(key, on=on, columns={"name": name}, by=p.by, at=p.at)


@campus.command("count")
@click.argument("text", metavar="CAMPUS")
@click.option("--students", type=PEOPLE, required=True)
@click.option("--staff", type=PEOPLE, required=True)
@click.option("--boarders", type=PEOPLE, default=0, show_default=True, help="Of the students, those who live there.")
@on_option
@json_option
def count(*, text: str, students: int, staff: int, boarders: int, on: date, as_json: bool) -> None:
    """Report a campus's head count for a day, or correct the one of that very day."""
    key = campus_meant(text, on=on, as_json=as_json)
    outcome = {"campus": key, "students": students, "staff": staff, "boarders": boarders, "on": on}
    with acting("campuses.count", tell=presenters.refusal, as_json=as_json, outcome=outcome) as p:
        services.record_head_count(
            key, on=on, students=students, staff=staff, boarders=boarders, by=p.by, at=p.at
        )  # fmt: skip
