"""The console script `gatehouse`: prepares Django and the database, then hands over to the rooms' commands.

Exit codes: 0 done, 1 the work itself failed, 2 wrongly called.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

COMMANDS = {
    "campus": ("gatehouse.guards.commands", "campus"),
    "census": ("gatehouse.census.commands", "census"),
    "compare": ("gatehouse.reports.commands", "compare"),
    "demo": ("gatehouse.demo.commands", "demo"),
    "explain": ("gatehouse.standing.commands", "explain"),
    "findings": ("gatehouse.findings.commands", "findings"),
    "guard": ("gatehouse.guards.commands", "guard"),
    "jobs": ("gatehouse.config.work", "list_jobs"),
    "norm": ("gatehouse.norms.commands", "norm"),
    "self-check": ("gatehouse.standing.commands", "check"),
    "serve": ("gatehouse.config.serve", "serve"),
    "statement": ("gatehouse.reports.commands", "statement"),
    "table": ("gatehouse.reports.commands", "table"),
    "undo": ("gatehouse.standing.commands", "undo"),
    "unit": ("gatehouse.campuses.commands", "unit"),
    "work": ("gatehouse.config.work", "work"),
}


class Rooms(click.Group):
    """Loads a room's command only when it is called, so that help is instant and Django is ready before models are."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command's name."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, with Django set up."""
        if cmd_name not in COMMANDS:
            return None
        prepare_or_tell(demo=cmd_name == "demo")
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command


def prepare_or_tell(*, demo: bool) -> None:
    """Prepare; what the installation itself lacks is told in a sentence."""
    from django.db import DatabaseError  # noqa: PLC0415 - help needs no Django

    from gatehouse.foundation.home import KeyFileError  # noqa: PLC0415

    try:
        prepare(demo=demo)
    except KeyFileError as error:
        raise click.ClickException(str(error)) from error
    except (DatabaseError, OSError) as error:
        message = f"the database cannot be used: {error}"
        raise click.ClickException(message) from error


def prepare(*, demo: bool) -> None:
    """Set Django up and bring the database's tables up to date. The demo goes into a database of its own."""
    from gatehouse.foundation import home  # noqa: PLC0415 - before Django reads its settings

    if demo:
        os.environ["GATEHOUSE_DATABASE_URL"] = home.demo_database_url()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gatehouse.config.settings")
    import django  # noqa: PLC0415 - only commands need it
    from django.apps import apps  # noqa: PLC0415

    if apps.ready:
        return
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    settle_findings()
    translation.activate("en" if os.environ.get("GATEHOUSE_LANGUAGE") == "en" else "zh-hans")


def settle_findings() -> None:
    """Bring a register that is older than its findings up to date, once; two small queries where nothing is to do."""
    from gatehouse.findings.services import are_findings_missing, rebuild_findings  # noqa: PLC0415 - likewise
    from gatehouse.foundation import clock  # noqa: PLC0415
    from gatehouse.kernel.actor import SYSTEM  # noqa: PLC0415

    if are_findings_missing():
        click.echo("working out the findings of this register, once …", err=True)
        rebuild_findings(by=SYSTEM, at=clock.now())


@click.group(cls=Rooms)
@click.version_option(package_name="campus-gatehouse", prog_name="gatehouse")
def cli() -> None:
    """Gatehouse (校卫): who stands at each school gate, is that lawful, is it enough, what are we doing about it."""


def main() -> None:
    """Entry point of the console script."""
    cli(prog_name="gatehouse", args=sys.argv[1:])


if __name__ == "__main__":
    main()
