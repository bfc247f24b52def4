"""`gatehouse norm publish` and `gatehouse norm list`."""

from __future__ import annotations

import json
from pathlib import Path

import click
from django.utils.translation import gettext as _

from gatehouse.foundation import clock
from gatehouse.kernel.actor import OPERATOR
from gatehouse.kernel.days import FAR
from gatehouse.norms import presenters, queries, services
from gatehouse.norms.types import RuleSetError


@click.group("norm")
def norm() -> None:
    """The staffing norms: what judges campuses on which days."""


@norm.command("publish")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def publish(file: Path, *, as_json: bool) -> None:
    """Publish the rule set in FILE; campuses are brought to it in the background."""
    try:
        text = file.read_text(encoding="utf-8")
        version = services.publish(text, source=file.name, by=OPERATOR, at=clock.now())
    except UnicodeDecodeError as error:
        message = _("%(file)s is not UTF-8 text, at byte %(byte)d.") % {"file": file.name, "byte": error.start}
        raise click.ClickException(message) from error
    except RuleSetError as error:
        if as_json:
            refused = {"file": error.source, "key": error.key, "fault": error.fault}
            click.echo(json.dumps({"refused": refused}, ensure_ascii=False, indent=2))
            raise SystemExit(1) from error
        raise click.ClickException(str(error)) from error
    rolling = queries.rolling()
    total = rolling.total // len(rolling.states) if rolling else 0  # each roll goes through all campuses
    if as_json:
        told = {"norm": str(version), "valid_from": version.valid_from.isoformat(), "recalculating": total}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    told = {"norm": str(version), "day": version.valid_from.isoformat(), "count": str(total)}
    click.echo(_("%(norm)s is published and judges from %(day)s on; campuses to recalculate: %(count)s.") % told)


@norm.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def list_norms(*, as_json: bool) -> None:
    """List the norms that ship with the product and those published since."""
    by_epoch = {str(version): version for version in queries.published()}
    listed = []
    for rule_set in queries.rule_sets():
        version = by_epoch.get(rule_set.epoch)
        listed.append(
            {
                "norm": rule_set.epoch,
                "title": presenters.rule_set_title(rule_set),
                "valid_from": rule_set.period.start.isoformat(),
                "valid_to": rule_set.period.end.isoformat() if rule_set.period.end < FAR else None,
                "published_by": version.posting.by_label if version else None,
                "published_at": version.posting.recorded_at.isoformat() if version else None,
            }
        )
    rolling = queries.rolling()
    if as_json:
        share = {"recalculating": rolling.percent} if rolling else {}
        click.echo(json.dumps({"norms": listed, **share}, ensure_ascii=False, indent=2))
        return
    for item in listed:
        end = item["valid_to"] or ""
        click.echo(f"{item['norm']:<28} {item['valid_from']} – {end:<10}  {item['title']}")
    if rolling:
        click.echo(_("recalculating by a new norm: %(percent)d %%") % {"percent": rolling.percent})
