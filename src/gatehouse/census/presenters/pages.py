"""The pages on which workbooks are sent in: the list of imports, and one import from its file to what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gatehouse.accounts.presenters import Doers
from gatehouse.census import queries
from gatehouse.census.forms import WorkbookForm
from gatehouse.census.models import WorkbookImport
from gatehouse.census.presenters.fields import field_name, kind_name
from gatehouse.census.presenters.problems import say
from gatehouse.census.services import problem_from
from gatehouse.census.types import ImportState, RowKind
from gatehouse.foundation.models import Posting
from gatehouse.kernel.problem import Problem, Severity
from gatehouse.kernel.refusal import Told
from gatehouse.standing.presenters import written_lines
from gatehouse.standing.services import Undone
from gatehouse.territory import queries as territory
from gatehouse.territory.presenters import unit_name
from gatehouse.territory.types import UnitOn
from gatehouse.web.presenters import instant_text, long_day
from gatehouse.web.rules import grouped
from gatehouse.web.types import Link, Pair, ProblemLine, Tone

SHOWN = 200
"""So many problems stand on the page; the error workbook holds them all."""


def refusal_text(problem: Problem) -> str:
    """Why a file cannot be read at all, and what to do."""
    said = say(problem)
    return told_text(Told(said.reason, said.remedy))


def told_text(told: Told) -> str:
    """What is wrong and what to do, one after the other."""
    return f"{told.reason} {told.remedy}"


def wrong_unit_text() -> str:
    """Why a unit cannot report a workbook."""
    return _("This unit cannot report campuses. Choose the city or county unit whose schools the workbook lists.")


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import of the list."""

    file_name: str
    url: str
    unit: str
    campaign: str
    sent: str
    by: str
    state: str
    tone: Tone
    counts: list[str]


def imports_page(form: WorkbookForm, rows: Iterable[WorkbookImport]) -> dict[str, Any]:
    """The form to send in a workbook, and the imports so far."""
    found = list(rows)
    doers = Doers(item.by_account for item in found)
    units, undone = _units(found), queries.undone(found)
    return {"form": form, "rows": [_row(item, units, doers, undone=item.pk in undone) for item in found]}


def _units(rows: Iterable[WorkbookImport]) -> dict[int, UnitOn]:
    """The units that sent workbooks; a few units send many."""
    days = {item.unit_id: item.campaign.reference_day for item in rows}
    return {key: territory.unit_by_id(key, on=day) for key, day in days.items()}


def _row(item: WorkbookImport, units: dict[int, UnitOn], doers: Doers, *, undone: bool) -> ImportRow:
    state, tone = _state(item, undone=undone)
    return ImportRow(
        file_name=item.source.file_name,
        url=reverse("census:import", args=[item.pk]),
        unit=unit_name(units[item.unit_id]),
        campaign=item.campaign.name,
        sent=instant_text(item.sent_at),
        by=_by(item, doers),
        state=state,
        tone=tone,
        counts=[grouped(item.tally.get(name)) for name in ("rows", "created", "updated", "unchanged", "rejected")],
    )


def _by(item: WorkbookImport, doers: Doers) -> str:
    return doers.name(item.by_account, item.posting.by_label if item.posting else "")


def _state(item: WorkbookImport, *, undone: bool) -> tuple[str, Tone]:
    if undone:
        return _("Undone"), Tone.PLAIN
    return {
        ImportState.STAGED: (_("Waiting to be published"), Tone.ACCENT),
        ImportState.PUBLISHED: (_("Published"), Tone.DONE),
        ImportState.UNCHANGED: (_("Nothing new in it"), Tone.PLAIN),
    }[ImportState(item.state)]


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way of a workbook into the register."""

    number: int
    name: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class UnderstoodTable:
    """How a sheet was understood: field, column letter and heading; and the headings nothing was taken from."""

    sheet: str
    kind: str
    columns: list[tuple[str, str, str]]
    unused: str


@dataclass(frozen=True, slots=True)
class Fate:
    """How the rows of one kind fared."""

    kind: str
    counts: list[str]


def import_page(found: WorkbookImport, *, refused: Told | None = None) -> dict[str, Any]:
    """One workbook: what was understood, what it would change or has changed, what is wrong in it, what comes next.

    ``refused`` tells why publishing it failed as a whole.
    """
    unit = territory.unit_by_id(found.unit_id, on=found.campaign.reference_day)
    undone = queries.undone([found]).get(found.pk)
    state, tone = _state(found, undone=undone is not None)
    is_staged = found.state == ImportState.STAGED
    problems = [problem_from(data) for data in found.problems]
    errors_url = reverse("census:errors", args=[found.pk]) if found.error_digest else ""
    return {
        "title": found.source.file_name,
        "crumbs": [Link(_("Imports"), reverse("census:imports")), Link(found.source.file_name)],
        "state": state,
        "tone": tone,
        "is_staged": is_staged,
        "is_unchanged": found.state == ImportState.UNCHANGED,
        "refused": refused,
        "is_undone": undone is not None,
        "undo_url": reverse("census:undo", args=[found.pk]) if found.posting_id and undone is None else "",
        "pairs": _pairs(found, unit, undone),
        "steps": _steps(is_staged=is_staged),
        "tables": list(_understood(found.source.mapping)),
        "fates": _fates(found.tally),
        "counts": {name: found.tally.get(name, 0) for name in ("accepted", "created", "updated", "rejected")},
        "problems": [_line(problem) for problem in problems[:SHOWN]],
        "problems_left": max(len(problems) - SHOWN, 0),
        "warnings": sum(problem.severity is not Severity.ERROR for problem in problems),
        "errors_url": errors_url,
        "publish_url": reverse("census:publish", args=[found.pk]) if is_staged else "",
        "table_url": _table_url(found, unit),
    }


def _pairs(found: WorkbookImport, unit: UnitOn, undone: Posting | None) -> list[Pair]:
    postings = [posting for posting in (found.posting, undone) if posting is not None]
    doers = Doers([found.by_account, *(posting.by_account for posting in postings)])
    return [
        Pair(_("Reporting unit"), unit_name(unit)),
        Pair(_("Campaign"), found.campaign.name),
        Pair(_("Holds as of"), long_day(found.campaign.reference_day)),
        Pair(_("Sent in"), instant_text(found.sent_at), _by(found, doers)),
        *(
            _recorded(term, posting, doers)
            for term, posting in zip((_("Recorded"), _("Undone")), postings, strict=False)
        ),
    ]


def _recorded(term: str, posting: Posting, doers: Doers) -> Pair:
    """When a posting was made, by whom, and its number."""
    values = {"by": doers.name(posting.by_account, posting.by_label), "number": posting.pk}
    return Pair(term, instant_text(posting.recorded_at), _("%(by)s, posting no. %(number)d") % values)


def undo_page(found: WorkbookImport, *, would: Undone | None = None, refused: Told | None = None) -> dict[str, Any]:
    """What undoing an import would do, or why it cannot be undone."""
    unit = territory.unit_by_id(found.unit_id, on=found.campaign.reference_day)
    url = reverse("census:import", args=[found.pk])
    return {
        "crumbs": [
            Link(_("Imports"), reverse("census:imports")), Link(found.source.file_name, url),
            Link(_("Undo this import")),
        ],
        "pairs": _pairs(found, unit, None),
        "lines": [(name, grouped(count)) for name, count in written_lines(would.written)] if would else [],
        "campuses": would.campuses if would else 0,
        "refused": refused,
        "import_url": url,
    }  # fmt: skip


def _table_url(found: WorkbookImport, unit: UnitOn) -> str:
    query = {"unit": unit.code, "line": unit.line.value, "as_of": found.campaign.reference_day.isoformat()}
    return f"{reverse('home')}?{urlencode(query)}"


def _steps(*, is_staged: bool) -> list[Step]:
    names = [_("Choose the file"), _("What was understood"), _("What will change"), _("Done")]
    current = 3 if is_staged else 4
    return [
        Step(number, name, is_done=number < current, is_current=number == current)
        for number, name in enumerate(names, start=1)
    ]


def _understood(mapping: dict[str, Any]) -> Iterable[UnderstoodTable]:
    for sheet, kinds in mapping.items():
        for kind, told in kinds.items():
            columns = [
                (field_name(RowKind(kind), field), letter, heading)
                for field, (letter, heading) in told["columns"].items()
            ]
            unused = pgettext("between the items of a list", ", ").join(
                f"{letter} {heading}" for heading, letter in told["unused"]
            )
            yield UnderstoodTable(sheet, kind_name(RowKind(kind)), columns, unused)


def _fates(tally: dict[str, Any]) -> list[Fate]:
    """One line a kind of row, and their sum."""
    by_kind: dict[str, dict[str, int]] = tally.get("by_kind", {})
    names = ("created", "updated", "unchanged", "rejected")
    lines = [
        Fate(kind_name(RowKind(kind)), [grouped(counts.get(name, 0)) for name in names])
        for kind, counts in by_kind.items()
    ]
    return [*lines, Fate(_("Total"), [grouped(tally.get(name, 0)) for name in names])]


def _line(problem: Problem) -> ProblemLine:
    said = say(problem)
    return ProblemLine(problem.severity, said.place_text, said.reason, said.remedy, said.value)
