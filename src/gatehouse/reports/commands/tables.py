"""`gatehouse table`."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click
from django.utils.translation import gettext as _

from gatehouse.accounts.types import EVERYTHING
from gatehouse.foundation import clock
from gatehouse.foundation.instants import InstantError, instant
from gatehouse.kernel.days import FAR, FIRST
from gatehouse.reports import presenters, queries
from gatehouse.reports.types import SummaryTable
from gatehouse.territory.queries import UnknownUnitError
from gatehouse.territory.types import Line

FORMATS = ("text", "json", "xlsx", "csv")


@click.command("table")
@click.option("--unit", required=True, help="Code of the unit, such as 431300.")
@click.option("--line", type=click.Choice([line.value for line in Line]), default=Line.POLICE.value, show_default=True)
@click.option(
    "--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day, past or future; today when not told."
)
@click.option("--as-recorded", help="As the register knew it at the end of a day (2020-11-03) or at an instant.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the screen.")
def table(
    *, unit: str, line: str, as_of: datetime | None, as_recorded: str | None, shape: str, output: Path | None
) -> None:
    """Print or write a unit's summary table."""
    day = as_of.date() if as_of else clock.today()
    if not FIRST <= day < FAR:
        message = f"{day} is beyond the register's days"
        raise click.BadParameter(message, param_hint="--as-of")
    try:
        recorded = instant(as_recorded) if as_recorded is not None else None
    except InstantError as error:
        raise click.BadParameter(str(error), param_hint="--as-recorded") from error
    try:
        found = queries.summary_table(queries.TableQuestion(Line(line), unit, day, recorded), EVERYTHING)
    except UnknownUnitError as error:
        message = _("No unit has the code %(code)s on %(day)s in the %(line)s line.") % {
            "code": unit, "day": day, "line": line,
        }  # fmt: skip
        raise click.ClickException(message) from error
    content = _content(found, shape)
    if output:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise click.FileError(str(output), hint=error.strerror) from error
    elif shape == "xlsx" and sys.stdout.isatty():
        raise click.UsageError(_("A workbook needs a file: add -o FILE.xlsx."))
    else:
        sys.stdout.buffer.write(content)


def _content(found: SummaryTable, shape: str) -> bytes:
    if shape == "json":
        return (json.dumps(presenters.as_json(found), ensure_ascii=False, indent=2) + "\n").encode()
    if shape == "csv":
        return presenters.as_csv(found)
    if shape == "xlsx":
        return presenters.as_workbook(found)
    return (presenters.as_text(found) + "\n").encode()
