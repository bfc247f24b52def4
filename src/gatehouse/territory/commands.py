"""What every command that acts on the register has in common; `gatehouse unit found` and `gatehouse unit rename`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import click
from django.utils.translation import gettext as _

from gatehouse.foundation import clock
from gatehouse.foundation.posting import OpenPosting, posting
from gatehouse.kernel.actor import OPERATOR
from gatehouse.kernel.days import FAR, FIRST
from gatehouse.kernel.refusal import Refusal, Told
from gatehouse.territory import presenters, queries, services
from gatehouse.territory.types import Level, Line, UnitKind, UnitOn

Tell = Callable[[Refusal], Told]
"""Says a refusal in the reader's language; each room's own ``presenters.refusal``."""


def day(told: str | date) -> date:
    """A day written as 2021-01-31, within the register's days; anything else is a wrong call."""
    if isinstance(told, date):
        return told
    try:
        found = datetime.strptime(told, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError as error:
        raise click.BadParameter(_("“%(value)s” is no day; write it as 2021-01-31.") % {"value": told}) from error
    if not FIRST <= found < FAR:
        raise click.BadParameter(_("%(day)s is beyond the register's days.") % {"day": found})
    return found


def text_up_to(most: int) -> Callable[[str], str]:
    """Takes texts that are not blank and not longer than the register keeps, without white space around them."""

    def text(told: str) -> str:
        found = told.strip()
        if not 0 < len(found) <= most:
            raise click.BadParameter(_("A text of 1 to %(most)d characters is wanted here.") % {"most": most})
        return found

    return text


on_option = click.option(
    "--on", metavar="DAY", type=day, default=clock.today, help="From this day on; today when not told."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
line_option = click.option(
    "--line", type=click.Choice([line.value for line in Line]), required=True, help="Whose unit it is."
)


def refuse(told: Told, *, code: str, as_json: bool, params: Mapping[str, Any] | None = None) -> SystemExit:
    """Tell why something cannot be done and what to do; the caller raises what comes back, which ends with 1."""
    if as_json:
        known = {key: value if isinstance(value, int) else str(value) for key, value in (params or {}).items()}
        data = {"refused": {"code": code, **told._asdict(), "params": known}}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{click.style(told.reason, fg='red')}\n{told.remedy}", err=True)
    return SystemExit(1)


@contextmanager
def acting(act: str, *, tell: Tell, as_json: bool, outcome: dict[str, Any]) -> Iterator[OpenPosting]:
    """One act of the machine's operator as one posting; a refusal is told and ends with 1.

    At the end it tells the posting's number, by which it can be undone, or that the register said so already; and
    ``outcome`` in JSON, to which the body may add.
    """
    try:
        with posting(by=OPERATOR, at=clock.now(), act=act) as p:
            yield p
    except Refusal as error:
        raise refuse(tell(error), code=error.code, as_json=as_json, params=error.params) from error
    number = p.id if p.written or p.derived else None
    if as_json:
        click.echo(json.dumps({"posting": number, **outcome}, ensure_ascii=False, indent=2, default=str))
    elif number is None:
        click.echo(_("The register says so already; nothing was written."))
    else:
        click.echo(
            _("Done, recorded as posting %(number)d; `gatehouse undo %(number)d` takes it back.") % {"number": number}
        )


def unit_meant(line: str, code: str, *, on: date, as_json: bool) -> UnitOn:
    """The unit of a line with a code on a day; when there is none, tells so and ends with 1."""
    try:
        return queries.unit(Line(line), code, on=on)
    except queries.UnknownUnitError as error:
        values = {"code": code, "day": on, "line": presenters.line_name(Line(line))}
        told = Told(
            _("There is no unit %(code)s on %(day)s (%(line)s).") % values,
            _("Check the code, the line and the day."),
        )
        raise refuse(told, code="unknown-unit", as_json=as_json, params={"unit": code, "day": on}) from error


NAME, NAME_EN = text_up_to(64), text_up_to(128)


@click.group("unit")
def unit() -> None:
    """Units of both lines: found, rename, move, merge, abolish."""


@unit.command("found")
@click.argument("code", type=text_up_to(16))
@line_option
@click.option("--under", metavar="CODE", required=True, help="Code of the unit directly above.")
@click.option("--name", type=NAME, required=True, help="The name in Chinese.")
@click.option("--name-en", type=NAME_EN, required=True, help="The name in English.")
@click.option("--kind", type=click.Choice([kind.value for kind in UnitKind]), default=UnitKind.OFFICE.value)
@click.option("--division", type=text_up_to(12), help="The division it works in, where its code is none.")
@on_option
@json_option
def found(
    *,
    code: str,
    line: str,
    under: str,
    name: str,
    name_en: str,
    kind: str,
    division: str | None,
    on: date,
    as_json: bool,
) -> None:
    """Found a unit with a CODE of its own, one level below another."""
    above = unit_meant(line, under, on=on, as_json=as_json)
    if above.level is Level.STATION:
        values = {"unit": presenters.unit_name(above), "level": presenters.level_name(above.level)}
        told = Told(
            _("%(unit)s stands at the %(level)s; no unit can stand below it.") % values,
            _("Choose a unit higher up."),
        )
        raise refuse(told, code="lowest-level", as_json=as_json, params={"unit": above.id})
    new = services.NewUnit(
        Line(line), code, Level(above.level + 1), name, name_en, under, UnitKind(kind), division or ""
    )
    if queries.paths_of(new.line, code):
        values = {"code": code, "line": presenters.line_name(new.line)}
        told = Told(
            _("There is a unit %(code)s already (%(line)s), or there was one.") % values,
            _("Give the new unit another code; a code is known once in its line."),
        )
        raise refuse(told, code="code-taken", as_json=as_json, params={"unit": code})
    with acting("territory.found", tell=presenters.refusal, as_json=as_json, outcome={"unit": code, "on": on}) as p:
        services.found_units([new], valid_from=on, by=p.by, at=p.at)


@unit.command("rename")
@click.argument("code")
@line_option
@click.option("--name", type=NAME, required=True, help="The new name in Chinese.")
@click.option("--name-en", type=NAME_EN, required=True, help="The new name in English.")
@on_option
@json_option
def rename(*, code: str, line: str, name: str, name_en: str, on: date, as_json: bool) -> None:
    """Give the unit with this CODE other names from a day on."""
    meant = unit_meant(line, code, on=on, as_json=as_json)
    with acting("territory.rename", tell=presenters.refusal, as_json=as_json, outcome={"unit": code, "on": on}) as p:
        services.rename_unit(meant.id, name=name, name_en=name_en, on=on, by=p.by, at=p.at)
