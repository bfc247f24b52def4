"""`gatehouse statement`: freeze, list, show, verify, sign."""

from __future__ import annotations

import json
from datetime import datetime

import click
from django.utils.translation import gettext as _

from gatehouse.accounts.types import EVERYTHING
from gatehouse.foundation import clock
from gatehouse.kernel.actor import OPERATOR
from gatehouse.reports.presenters import comparing, comparing_data, comparing_text
from gatehouse.reports.presenters.statements import role_name, signed_already_text
from gatehouse.standing import queries as standing
from gatehouse.standing import services
from gatehouse.standing.types import SignerRole, StatementPurpose
from gatehouse.territory import queries as territory
from gatehouse.territory.commands import text_up_to
from gatehouse.territory.types import Line, UnitOn

LISTED = 200
DAY = click.DateTime(["%Y-%m-%d"])
unit_option = click.option("--unit", "code", required=True, help="Code of the unit, such as 431300.")
line_option = click.option(
    "--line", type=click.Choice([line.value for line in Line]), default=Line.POLICE.value, show_default=True
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@click.group("statement")
def statement() -> None:
    """What was reported, frozen: with digest and signers."""


def _unit(line: str, code: str, day: datetime | None) -> UnitOn:
    on = day.date() if day else clock.today()
    try:
        return territory.unit(Line(line), code, on=on)
    except territory.UnknownUnitError as error:
        message = _("No unit has the code %(code)s on %(day)s in the %(line)s line.") % {
            "code": code, "day": on, "line": line,
        }  # fmt: skip
        raise click.ClickException(message) from error


def _kept(statement_id: int) -> standing.KeptStatement:
    try:
        return standing.statement(statement_id, EVERYTHING, today=clock.today())
    except standing.UnknownStatementError as error:
        raise click.ClickException(_("There is no statement no. %(number)d.") % {"number": statement_id}) from error


@statement.command("freeze")
@click.option("--unit", "code", help="Code of the unit, such as 431300.")
@line_option
@click.option("--as-of", "as_of", type=DAY, help="The day reported; today when not told.")
@click.option("--month-ends", is_flag=True, help="Instead, every missing month end of every unit.")
def freeze(*, code: str | None, line: str, as_of: datetime | None, month_ends: bool) -> None:
    """Freeze what a unit reports of a day, for sign-off."""
    if month_ends:
        for day, count in services.freeze_month_ends(clock.now()):
            click.echo(_("%(day)s: %(count)d new statements") % {"day": day, "count": count})
        return
    if not code:
        raise click.UsageError(_("Whose statement? Add --unit CODE, or --month-ends for all."))
    day = as_of.date() if as_of else clock.today()
    try:
        unit = _unit(line, code, as_of)
        key = services.freeze(unit=unit, as_of=day, purpose=StatementPurpose.SIGN_OFF, by=OPERATOR, at=clock.now())
    except services.NotYetError as error:
        raise click.ClickException(_("%(day)s has not come yet.") % {"day": day}) from error
    click.echo(_("Statement no. %(number)d, digest %(digest)s") % {"number": key, "digest": _kept(key).digest})


@statement.command("list")
@unit_option
@line_option
@json_option
def list_(*, code: str, line: str, as_json: bool) -> None:
    """List a unit's statements, the latest day first."""
    found = standing.statements_of(_unit(line, code, None), EVERYTHING, limit=LISTED)
    if as_json:
        click.echo(json.dumps([comparing_data.statement_json(item) for item in found], ensure_ascii=False, indent=2))
        return
    click.echo(comparing_text.statements_text(found))


@statement.command("show")
@click.argument("statement_id", type=int, metavar="NUMBER")
@json_option
def show(*, statement_id: int, as_json: bool) -> None:
    """Show a statement: reported beside restated."""
    kept = _kept(statement_id)
    found = standing.restated(kept, EVERYTHING)
    if as_json:
        click.echo(json.dumps(comparing_data.reported_json(kept, found), ensure_ascii=False, indent=2))
        return
    click.echo(comparing_text.statements_text([kept]))
    for signer in kept.signers:
        click.echo(f"{role_name(signer.role)}: {signer.name} {signer.signed_at.date().isoformat()}")
    click.echo("")
    click.echo(comparing_text.comparison_text(comparing.unit_of(found.before, found.after), found))


@statement.command("verify")
@click.argument("statement_id", type=int, metavar="NUMBER")
@json_option
def verify(*, statement_id: int, as_json: bool) -> None:
    """Recompute a statement's digest and compare it with its predecessor and the journal."""
    kept = _kept(statement_id)
    fault = services.prove_statement(statement_id)
    if as_json:
        told = {"statement": statement_id, "digest": kept.digest, "ok": fault is None}
        click.echo(json.dumps({**told, "fault": fault.difference if fault else None}, ensure_ascii=False))
    elif fault is None:
        click.echo(_("Statement no. %(number)d is what was frozen: %(digest)s") % {
            "number": statement_id, "digest": kept.digest,
        })  # fmt: skip
    else:
        click.echo(f"{click.style('✗', fg='red')} {fault.subject}: {fault.difference} (posting {fault.posting})")
    if fault is not None:
        raise SystemExit(1)


@statement.command("sign")
@click.argument("statement_id", type=int, metavar="NUMBER")
@click.option("--role", type=click.Choice([role.value for role in SignerRole]), required=True, help="Signs as.")
@click.option("--name", type=text_up_to(services.LONGEST_NAME), required=True, help="The signer's name.")
def sign(*, statement_id: int, role: str, name: str) -> None:
    """Put a signature to a statement."""
    _kept(statement_id)
    try:
        services.sign(statement_id=statement_id, role=SignerRole(role), name=name, by=OPERATOR, at=clock.now())
    except (services.SignedAlreadyError, services.SamePersonError) as error:
        raise click.ClickException(signed_already_text()) from error
    click.echo(_("Signed by %(name)s.") % {"name": name})
