"""`gatehouse census template`, `gatehouse census import` and `gatehouse census close`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
from django.utils.translation import gettext as _

from gatehouse.accounts.types import EVERYTHING
from gatehouse.census import presenters, queries, services
from gatehouse.census.models import Campaign
from gatehouse.census.reading import WorkbookRefused
from gatehouse.foundation import clock
from gatehouse.kernel.actor import OPERATOR
from gatehouse.kernel.problem import Problem, Severity
from gatehouse.kernel.refusal import Refusal
from gatehouse.standing.presenters import refusal
from gatehouse.territory import queries as territory
from gatehouse.territory.commands import refuse
from gatehouse.territory.types import Line, UnitOn

PROBLEMS_SHOWN = 20


@click.group("census")
def census() -> None:
    """The census: templates out, workbooks in, figures frozen."""


def _campaign(code: str) -> Campaign:
    try:
        return queries.campaign(code)
    except queries.UnknownCampaignError as error:
        message = _("No campaign has the code %(code)s.") % {"code": code}
        raise click.ClickException(message) from error


def _unit(code: str, line: str | None, day: date) -> UnitOn:
    """The unit that reports; where both lines have the code and none is told, the education office."""
    for wanted in [Line(line)] if line else [Line.EDUCATION, Line.POLICE]:
        try:
            return territory.unit(wanted, code, on=day)
        except territory.UnknownUnitError:
            continue
    raise click.ClickException(_("No unit has the code %(code)s on %(day)s.") % {"code": code, "day": day})


@census.command("template")
@click.option("--campaign", "campaign_code", required=True, help="Code of the campaign, such as loudi-2020-11.")
@click.option("--unit", "unit_code", required=True, help="Code of the unit that will report, such as 431302.")
@click.option(
    "--line", type=click.Choice([line.value for line in Line]), help="Whose unit it is, if both lines have it."
)
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
def template(*, campaign_code: str, unit_code: str, line: str | None, output: Path) -> None:
    """Write the census template for a unit, its known campuses filled in."""
    campaign = _campaign(campaign_code)
    unit = _unit(unit_code, line, campaign.reference_day)
    campuses = queries.known_campuses(unit, EVERYTHING, on=clock.today())
    output.write_bytes(presenters.template_workbook(title=campaign.name, unit_name=unit.name, campuses=campuses))
    click.echo(_("%(path)s: template with %(count)d known campuses.") % {"path": output, "count": len(campuses)})


@census.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--campaign", "campaign_code", required=True, help="Code of the campaign, such as loudi-2020-11.")
@click.option("--unit", "unit_code", required=True, help="Code of the unit that reports, such as 431302.")
@click.option(
    "--line", type=click.Choice([line.value for line in Line]), help="Whose unit it is, if both lines have it."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--errors", type=click.Path(dir_okay=False, path_type=Path), help="Where the error workbook goes.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def import_(
    *,
    file: Path,
    campaign_code: str,
    unit_code: str,
    line: str | None,
    dry_run: bool,
    errors: Path | None,
    as_json: bool,
) -> None:
    """Read a census workbook into the register: all good rows in, bad rows out as an error workbook."""
    campaign = _campaign(campaign_code)
    unit = _unit(unit_code, line, campaign.reference_day)
    at = clock.now()
    try:
        opened = services.open_workbook(
            file.read_bytes(), file_name=file.name, reference_day=campaign.reference_day, today=at.date()
        )
        result = services.import_workbook(
            opened, campaign=campaign, unit=unit, by=OPERATOR, at=at, say=presenters.say, dry_run=dry_run
        )
    except WorkbookRefused as refused:
        _tell_refusal(refused.problem, as_json=as_json)
        raise SystemExit(1) from refused
    except services.WrongUnitError as error:
        raise click.ClickException(_("The unit %(code)s cannot report campuses.") % {"code": unit_code}) from error
    except Refusal as error:
        raise refuse(refusal(error), code=error.code, as_json=as_json, params=error.params) from error
    path = None
    if result.error_workbook is not None:
        path = errors or file.with_name(f"{file.stem}-errors.xlsx")
        path.write_bytes(result.error_workbook)
    _tell(result, path, dry_run=dry_run, as_json=as_json)


@census.command("close")
@click.option("--campaign", "campaign_code", required=True, help="Code of the campaign, such as loudi-2020-11.")
def close(*, campaign_code: str) -> None:
    """Close a campaign: freeze what every unit that reported and every unit above it has, in both lines."""
    campaign = _campaign(campaign_code)
    try:
        frozen = services.close_campaign(code=campaign.code, by=OPERATOR, at=clock.now())
    except services.NotOverError as error:
        message = _("The campaign reports of %(day)s, which has not come yet.") % {"day": campaign.reference_day}
        raise click.ClickException(message) from error
    click.echo(_("The campaign is closed; %(count)d statements keep what was reported.") % {"count": len(frozen)})


def _as_data(problem: Problem) -> dict[str, object]:
    said = presenters.say(problem)
    return {
        "code": problem.code, "severity": problem.severity.value, **asdict(problem.place),
        "value": problem.value, "reason": said.reason, "remedy": said.remedy,
    }  # fmt: skip


def _tell_refusal(problem: Problem, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"refused": _as_data(problem)}, ensure_ascii=False, indent=2))
        return
    said = presenters.say(problem)
    click.echo(f"{click.style(said.reason, fg='red')}\n{said.remedy}", err=True)


def _tell(result: services.Result, path: Path | None, *, dry_run: bool, as_json: bool) -> None:
    tally = result.tally
    if as_json:
        data = {
            **asdict(tally), "dry_run": dry_run, "error_workbook": str(path) if path else None,
            "problems": [_as_data(problem) for problem in result.problems],
        }  # fmt: skip
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    counts = asdict(tally)
    click.echo(
        _(
            "%(rows)d rows: %(accepted)d accepted (%(created)d new, %(updated)d changed, %(unchanged)d unchanged), "
            "%(rejected)d rejected."
        )
        % counts
    )
    for problem in result.problems[:PROBLEMS_SHOWN]:
        said = presenters.say(problem)
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        click.echo(f"{click.style(said.place_text, fg=colour)} {said.reason} {said.remedy}")
    if len(result.problems) > PROBLEMS_SHOWN:
        click.echo(_("… and %(count)d more problems.") % {"count": len(result.problems) - PROBLEMS_SHOWN})
    if path:
        click.echo(_("The rejected rows are in %(path)s: mend them there and import that file.") % {"path": path})
    if dry_run:
        click.echo(_("Nothing was written: this was a dry run."))
