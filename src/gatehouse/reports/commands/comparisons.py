"""`gatehouse compare`."""

from __future__ import annotations

import json
from datetime import date, datetime

import click
from django.utils.translation import gettext as _

from gatehouse.accounts.types import EVERYTHING
from gatehouse.foundation import clock
from gatehouse.foundation.instants import InstantError, instant
from gatehouse.kernel.days import FAR, FIRST
from gatehouse.reports.presenters import comparing, comparing_data, comparing_text
from gatehouse.standing import queries as standing
from gatehouse.standing.queries import When
from gatehouse.territory.queries import UnknownUnitError
from gatehouse.territory.types import Line

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("compare")
@click.option("--unit", required=True, help="Code of the unit, such as 431300.")
@click.option("--line", type=click.Choice([line.value for line in Line]), default=Line.POLICE.value, show_default=True)
@click.option("--from", "before", type=DAY, required=True, help="The first day.")
@click.option("--from-recorded", help="The first day as the register knew it at a day's end or an instant.")
@click.option("--to", "after", type=DAY, help="The second day; today when not told.")
@click.option("--to-recorded", help="The second day as the register knew it then.")
@click.option("--explain", is_flag=True, help="Add the causes, and the campuses with the postings behind them.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def compare(
    *,
    unit: str,
    line: str,
    before: datetime,
    from_recorded: str | None,
    after: datetime | None,
    to_recorded: str | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Compare two days or two recordings of a unit: before, after, difference, and why."""
    times = (
        _when(before.date(), from_recorded, "--from"),
        _when(after.date() if after else clock.today(), to_recorded, "--to"),
    )
    try:
        sides = standing.sides_of(Line(line), unit, EVERYTHING, *times)
    except UnknownUnitError as error:
        message = _("No unit has the code %(code)s on either day in the %(line)s line.") % {"code": unit, "line": line}
        raise click.ClickException(message) from error
    found = standing.compare(*sides, EVERYTHING)
    changes = standing.changed_campuses(*sides, EVERYTHING) if explain else None
    click.echo(_as_json(found, changes) if as_json else _as_text(found, changes))


def _when(day: date, recorded: str | None, option: str) -> When:
    if not FIRST <= day < FAR:
        message = f"{day} is beyond the register's days"
        raise click.BadParameter(message, param_hint=option)
    try:
        return When(day, instant(recorded) if recorded is not None else None)
    except InstantError as error:
        raise click.BadParameter(str(error), param_hint=f"{option}-recorded") from error


def _named(found: standing.Comparison, changes: list[standing.ChangedCampus]) -> list[standing.NamedChange]:
    return standing.named(changes, found.before, found.after)


def _as_json(found: standing.Comparison, changes: list[standing.ChangedCampus] | None) -> str:
    unit = comparing.unit_of(found.before, found.after)
    data = comparing_data.comparison_json(unit, found, None if changes is None else standing.causes_of(changes))
    if changes is not None:
        data["campuses"] = comparing_data.changes_json(_named(found, changes))
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_text(found: standing.Comparison, changes: list[standing.ChangedCampus] | None) -> str:
    unit = comparing.unit_of(found.before, found.after)
    text = comparing_text.comparison_text(unit, found, None if changes is None else standing.causes_of(changes))
    return text if changes is None else f"{text}\n\n{comparing_text.changes_text(_named(found, changes))}"
