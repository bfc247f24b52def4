"""`gatehouse self-check`, `gatehouse explain` and `gatehouse undo`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime

import click
from django.utils.translation import gettext as _

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.commands import campus_meant
from gatehouse.foundation import clock
from gatehouse.foundation.instants import InstantError, instant
from gatehouse.kernel.actor import OPERATOR
from gatehouse.kernel.days import FAR, FIRST
from gatehouse.kernel.refusal import Refusal
from gatehouse.standing import presenters, queries, services
from gatehouse.standing.services import self_check
from gatehouse.territory.commands import json_option, refuse
from gatehouse.territory.presenters import in_english
from gatehouse.territory.queries import UnknownUnitError
from gatehouse.territory.types import Line

LAST_NUMBER = 2**62
"""No posting has a higher number."""


@click.command("self-check")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def check(*, as_json: bool) -> None:
    """Prove trees, places, standing, totals and journal, or name the first fault."""
    proofs = []
    for proof in self_check():
        proofs.append(proof)
        if not as_json:
            mark = click.style("✓", fg="green") if proof.fault is None else click.style("✗", fg="red")
            click.echo(f"{mark} {proof.part}: {proof.compared}")
            if proof.fault:
                click.echo(f"  {proof.fault.subject}: {proof.fault.difference} (posting {proof.fault.posting})")
    if as_json:
        click.echo(
            json.dumps({"ok": all(proof.fault is None for proof in proofs), "proofs": [asdict(p) for p in proofs]})
        )
    if any(proof.fault for proof in proofs):
        raise SystemExit(1)


@click.command("explain")
@click.argument("campus", required=False)
@click.option("--unit", default="", help="Tell the story of the unit with this code instead, such as 431300.")
@click.option("--line", type=click.Choice([line.value for line in Line]), default=Line.POLICE.value, show_default=True)
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day; today when not told.")
@click.option("--as-recorded", help="As the register knew it at the end of a day (2020-11-03) or at an instant.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def explain(
    campus: str | None, *, unit: str, line: str, as_of: datetime | None, as_recorded: str | None, as_json: bool
) -> None:
    """Explain a campus's standing and tell its story, past and known ahead; or (--unit) a unit's story.

    CAMPUS is a register number, a school code or the exact name.
    """
    if bool(campus) == bool(unit):
        message = "name either a campus or, by --unit, a unit"
        raise click.UsageError(message)
    day = as_of.date() if as_of else clock.today()
    if not FIRST <= day < FAR:
        message = f"{day} is beyond the register's days"
        raise click.BadParameter(message, param_hint="--as-of")
    try:
        posting = queries.last_posting(instant(as_recorded) if as_recorded is not None else None)
    except InstantError as error:
        raise click.BadParameter(str(error), param_hint="--as-recorded") from error
    if campus:
        _explain_campus(campus, day, posting, as_json=as_json)
    else:
        _explain_unit(Line(line), unit, day, posting, as_json=as_json)


def _explain_campus(text: str, day: date, posting: int | None, *, as_json: bool) -> None:
    campus_id = campus_meant(text, on=day, as_json=as_json, posting=posting)
    explained = presenters.explained(queries.campus_file(campus_id, EVERYTHING, on=day, posting=posting))
    story = queries.campus_story(campus_id, EVERYTHING, on=day, today=clock.today(), posting=posting)
    if as_json:
        data = presenters.as_json(explained) | {"story": presenters.story_as_json(story)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo(f"{presenters.as_text(explained)}\n\n{presenters.story_as_text(story)}")


def _explain_unit(line: Line, code: str, day: date, posting: int | None, *, as_json: bool) -> None:
    try:
        told = queries.story_of_unit(line, code, EVERYTHING, on=day, posting=posting)
    except UnknownUnitError as error:
        message = _("No unit ever had the code %(code)s in the %(line)s line.") % {"code": code, "line": line.value}
        raise click.ClickException(message) from error
    if as_json:
        data = {
            "unit": told.code, "line": told.line.value, "name": told.name, "name_en": told.name_en,
            "as_of": day.isoformat(), "story": presenters.story_as_json(told.story),
        }  # fmt: skip
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo(f"{told.name_en if in_english() else told.name}  {code}\n\n{presenters.story_as_text(told.story)}")


@click.command("undo")
@click.argument("number", metavar="POSTING", type=click.IntRange(1, LAST_NUMBER))
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@json_option
def undo(*, number: int, dry_run: bool, as_json: bool) -> None:
    """Undo a whole posting, such as an import, by a new one; what others recorded later stays."""
    try:
        undone = services.undo(number, by=OPERATOR, at=clock.now(), dry_run=dry_run)
    except Refusal as error:
        told = presenters.refusal(error)
        raise refuse(told, code=error.code, as_json=as_json, params=error.params) from error
    if as_json:
        data = {
            "undone": number, "posting": None if dry_run else undone.posting_id, "dry_run": dry_run,
            "points": undone.written, "campuses": undone.campuses,
        }  # fmt: skip
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    values = {"number": number, "posting": undone.posting_id, "campuses": undone.campuses}
    if dry_run:
        click.echo(_("Posting %(number)d would be undone; campuses concerned: %(campuses)d.") % values)
    else:
        click.echo(_("Posting %(number)d is undone by posting %(posting)d; campuses concerned: %(campuses)d.") % values)
    for name, count in presenters.written_lines(undone.written):
        click.echo(f"  {name}: {count}")
    if dry_run:
        click.echo(_("Nothing was written: this was a dry run."))
