"""The campus file (一校一档) as a page: facts, reasons, guards, timeline, and where all of it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gatehouse.desk.forms import Asked
from gatehouse.desk.presenters.facts import fact_blocks, unit_url
from gatehouse.desk.presenters.findings import campus_findings
from gatehouse.desk.presenters.origins import Origins
from gatehouse.desk.presenters.roster import guard_rows
from gatehouse.desk.presenters.timeline import timeline_of
from gatehouse.findings.queries import Found
from gatehouse.foundation.models import ChangePoint
from gatehouse.guards.queries import GuardOnPost
from gatehouse.standing.presenters import Explained, explained
from gatehouse.standing.queries import CampusFile
from gatehouse.territory import queries as territory
from gatehouse.territory.presenters import unit_name
from gatehouse.territory.types import Line
from gatehouse.web.presenters import long_day
from gatehouse.web.types import Link, Tone


def campus_page(
    request: HttpRequest,
    page: Asked,
    file: CampusFile,
    guards: Sequence[GuardOnPost] | None,
    findings: Sequence[Found],
) -> dict[str, Any]:
    """What the campus file shows. ``guards`` is None when its people are out of the viewer's scope today."""
    origins = Origins(_facts(file, guards or ()))
    item = explained(file)
    return {
        "name": item.name,
        "day": long_day(file.day),
        "crumbs": _crumbs(request, page, file, item.name),
        "states": _states(item),
        "in_operation": file.profile is None or file.profile.in_operation,
        "numbers": item.numbers,
        "norm": item.norm,
        "blocks": fact_blocks(request, file, origins),
        "guards_hidden": guards is None,
        "guards": guard_rows(guards or (), origins),
        **campus_findings(findings, day=file.day),
        **timeline_of(request, file.timeline, day=file.day, today=page.today),
    }


def _facts(file: CampusFile, guards: Sequence[GuardOnPost]) -> list[ChangePoint]:
    """Every fact whose origin the page tells."""
    own = [file.profile, file.place, file.head_count]
    people = [fact for guard in guards for fact in (guard.posted, guard.certificate)]
    return [fact for fact in (*own, *people) if fact is not None]


def _crumbs(request: HttpRequest, page: Asked, file: CampusFile, name: str) -> list[Link]:
    """The way through the units of the page's line that the viewer sees whole."""
    unit = file.police_unit if page.line is Line.POLICE else file.education_unit
    way = [item for item in territory.chain(unit, on=file.day) if page.viewer.scope.covers(item.line, item.path)]
    return [*(Link(unit_name(item), unit_url(request, item)) for item in way), Link(name)]


def _states(item: Explained) -> list[tuple[str, Tone]]:
    """The states that stand beside the name."""
    stretch = item.file.stretch
    if stretch is None:
        return []
    amounts = stretch.amounts
    if amounts.unjudged:
        return [(_("Not judged yet"), Tone.PLAIN)]
    if not amounts.campuses_met:
        return [(_("Short of %(count)d") % {"count": amounts.gap}, Tone.ALARM)]
    found = [(_("Meets the norm"), Tone.DONE)]
    if amounts.certified < amounts.full_time:
        found.append(
            (_("Uncertified guards: %(count)d") % {"count": amounts.full_time - amounts.certified}, Tone.ALARM)
        )
    return found
