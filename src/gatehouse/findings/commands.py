"""`gatehouse findings`."""

from __future__ import annotations

import json
from datetime import datetime

import click
from django.utils.translation import gettext as _

from gatehouse.accounts.types import EVERYTHING
from gatehouse.findings import presenters, queries
from gatehouse.findings.types import FindingKind
from gatehouse.foundation import clock
from gatehouse.kernel.days import FAR, FIRST
from gatehouse.territory.queries import UnknownUnitError
from gatehouse.territory.types import Line


@click.command("findings")
@click.option("--unit", default="", help="Code of the unit, such as 431300.")
@click.option("--line", type=click.Choice([line.value for line in Line]), default=Line.POLICE.value, show_default=True)
@click.option(
    "--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day, past or future; today when not told."
)
@click.option("--kind", type=click.Choice([kind.value for kind in FindingKind], case_sensitive=False))
@click.option("--ahead", type=click.IntRange(0, 3660), default=0, help="Those that begin within so many days after.")
@click.option("--posting", type=click.IntRange(1, 2**62), help="What this posting shows to have been unlawful then.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def findings(
    *, unit: str, line: str, as_of: datetime | None, kind: str | None, ahead: int, posting: int | None, as_json: bool
) -> None:
    """List what is wrong at a unit's campuses on a day, or (--posting) what was unlawful before anybody knew."""
    day = as_of.date() if as_of else clock.today()
    if not FIRST <= day < FAR:
        message = f"{day} is beyond the register's days"
        raise click.BadParameter(message, param_hint="--as-of")
    if posting is not None:
        _tell_unlawful(posting, as_json=as_json)
        return
    if not unit:
        message = "name a unit by --unit, or a posting by --posting"
        raise click.UsageError(message)
    question = queries.UnitQuestion(Line(line), unit, day, None, FindingKind(kind) if kind else None, ahead)
    try:
        page = queries.list_findings(question, EVERYTHING, today=clock.today())
    except UnknownUnitError as error:
        message = _("No unit has the code %(code)s on %(day)s in the %(line)s line.") % {
            "code": unit, "day": day, "line": line,
        }  # fmt: skip
        raise click.ClickException(message) from error
    if as_json:
        click.echo(json.dumps(presenters.page_as_json(page), ensure_ascii=False, indent=2))
    else:
        click.echo(presenters.page_as_text(page))


def _tell_unlawful(posting: int, *, as_json: bool) -> None:
    """What a posting shows to have been unlawful on days before it was recorded."""
    told = queries.unlawful_then(posting, EVERYTHING, today=clock.today())
    if told is None:
        message = _("There is no posting %(number)d.") % {"number": posting}
        raise click.ClickException(message)
    if as_json:
        click.echo(json.dumps(presenters.unlawful_as_json(posting, told), ensure_ascii=False, indent=2))
    elif told.rows:
        click.echo(presenters.found_as_text(told.rows))
    else:
        click.echo(_("Posting %(number)d shows nothing unlawful before its day.") % {"number": posting})
