"""`gatehouse self-check` and `gatehouse explain`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

import click
from django.utils.translation import gettext as _

from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses import queries as campuses
from gatehouse.foundation import clock
from gatehouse.kernel.days import FAR, FIRST
from gatehouse.standing import presenters, queries
from gatehouse.standing.services import self_check


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
@click.argument("campus")
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day; today when not told.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def explain(campus: str, *, as_of: datetime | None, as_json: bool) -> None:
    """Explain a campus's standing: CAMPUS is a register number, a school code or the exact name."""
    day = as_of.date() if as_of else clock.today()
    if not FIRST <= day < FAR:
        message = f"{day} is beyond the register's days"
        raise click.BadParameter(message, param_hint="--as-of")
    found = campuses.find(campus, EVERYTHING, on=day)
    if len(found) != 1:
        message = _("%(count)d campuses answer to “%(text)s” on %(day)s.") % {
            "count": len(found), "text": campus, "day": day,
        }  # fmt: skip
        raise click.ClickException(message)
    explained = presenters.explained(queries.campus_file(found[0], EVERYTHING, on=day))
    if as_json:
        click.echo(json.dumps(presenters.as_json(explained), ensure_ascii=False, indent=2))
        return
    click.echo(presenters.as_text(explained))
