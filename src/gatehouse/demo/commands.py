"""`gatehouse demo load`."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext as _

from gatehouse.demo import services
from gatehouse.demo.loudi_2020 import load_scenario


@click.group("demo")
def demo() -> None:
    """The demo city: invented data in a database of its own."""


@demo.command("load")
@click.argument("name", type=click.Choice([load_scenario().code]))
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Write its workbooks into this folder instead."
)
def load(*, name: str, into: Path | None) -> None:
    """Load the demo city; what is loaded already stays as it is."""
    if into is not None:
        for file_name in services.write_demo_workbooks(into):
            click.echo(into / file_name)
        return
    try:
        for told in services.load_demo():
            click.echo(f"[{told.done}/{told.total}] {told.what}")
    except services.NotADemoError as error:
        raise click.ClickException(
            _("This database holds real data; name another one in GATEHOUSE_DATABASE_URL for the demo.")
        ) from error
    click.echo(_("The demo city %(name)s is loaded.") % {"name": name})
