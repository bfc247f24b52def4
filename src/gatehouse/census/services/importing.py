"""A workbook's way into the register: kept, read, checked, staged; then published by one posting, or tried dry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gatehouse.census.models import Campaign, WorkbookImport
from gatehouse.census.reading import CheckedBook, ReadBook, check_book, error_workbook, read_workbook
from gatehouse.census.services import writing
from gatehouse.census.services.places import ground_of
from gatehouse.census.services.preparing import Prepared, SourceRows, prepare, still_holds
from gatehouse.census.types import Counts, ImportState, Tally
from gatehouse.files import queries as files
from gatehouse.files.services import keep
from gatehouse.foundation import bulk
from gatehouse.foundation.models import Source, SourceRow
from gatehouse.foundation.posting import journalled, posting
from gatehouse.kernel.actor import Actor
from gatehouse.kernel.problem import Place, Problem, Severity
from gatehouse.territory.types import UnitOn

ATTEMPTS = 3
"""How often a workbook is prepared at most when others keep writing of the same things."""

Say = Callable[[Problem], Any]
"""Says a problem in somebody's language; see ``census.presenters.say``."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a workbook did, or would do in a dry run."""

    tally: Tally
    problems: tuple[Problem, ...]
    error_workbook: bytes | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook read and checked, not yet matched with the register."""

    data: bytes
    file_name: str
    read: ReadBook
    checked: CheckedBook


def open_workbook(data: bytes, *, file_name: str, reference_day: date, today: date) -> Opened:
    """Read and check a workbook. Raises WorkbookRefused when nothing in it can be used."""
    read = read_workbook(data, filename=file_name)
    return Opened(data, file_name, read, check_book(read, reference_day=reference_day, today=today))


def import_workbook(
    opened: Opened, *, campaign: Campaign, unit: UnitOn, by: Actor, at: datetime, say: Say, dry_run: bool = False
) -> Result:
    """Take a workbook all the way in one call, or only try it. Raises WrongUnitError."""
    ground_of(unit, on=campaign.reference_day)  # a unit that cannot report is refused before anything is kept
    staged = None if dry_run else _keep(opened, None, campaign, unit, by=by, at=at)
    return _post(opened, staged, campaign, unit, by=by, at=at, say=say)


def stage(opened: Opened, *, campaign: Campaign, unit: UnitOn, by: Actor, at: datetime, say: Say) -> WorkbookImport:
    """Keep a workbook and what it would do, for a person to look at before it is published."""
    result = _post(opened, None, campaign, unit, by=by, at=at, say=say)
    return _keep(opened, result, campaign, unit, by=by, at=at)


def publish(staged: WorkbookImport, unit: UnitOn, *, by: Actor, at: datetime, say: Say) -> WorkbookImport:
    """Write a staged workbook's good rows by one posting.

    It is read again and matched with the register as it is now, so what others wrote meanwhile counts. Publishing what
    the register says already writes nothing. Raises WorkbookRefused, MissingFileError.
    """
    campaign = staged.campaign
    opened = open_workbook(
        files.content(staged.source.digest), file_name=staged.source.file_name,
        reference_day=campaign.reference_day, today=at.date(),
    )  # fmt: skip
    _post(opened, staged, campaign, unit, by=by, at=at, say=say)
    return staged


def _post(
    opened: Opened, staged: WorkbookImport | None, campaign: Campaign, unit: UnitOn,
    *, by: Actor, at: datetime, say: Say,
) -> Result:  # fmt: skip
    """Write a workbook by one posting, which closes its staged import, too; without one, only try it.

    All that needs no lock is done before the posting. When somebody wrote of the same things meanwhile it is done
    again; the last time inside the posting, where nobody can.
    """
    rows = _source_rows(staged.source, opened.checked) if staged else {}
    errand = Errand(opened, staged, campaign, unit, rows, by, at, say)
    for _ in range(ATTEMPTS - 1):
        with suppress(OvertakenError):
            return errand.attempt()
    return errand.attempt(alone=True)


class OvertakenError(RuntimeError):
    """Somebody wrote of the same things between preparing and writing."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A workbook prepared for its posting, and what is wrong with it."""

    prepared: Prepared
    problems: tuple[Problem, ...]
    error_workbook: bytes | None


@dataclass(frozen=True, slots=True)
class Errand:
    """A workbook on its way into the register: what, for whom, by whom, when."""

    opened: Opened
    staged: WorkbookImport | None
    campaign: Campaign
    unit: UnitOn
    rows: SourceRows
    by: Actor
    at: datetime
    say: Say

    def attempt(self, *, alone: bool = False) -> Result:
        """Prepare and write, or prepare while writing ``alone``. Raises OvertakenError with nothing written."""
        staged, dry_run = self.staged, self.staged is None
        ready = None if alone else self._ready()
        source = staged.source if staged else None
        with posting(by=self.by, at=self.at, act="census.import", source=source, dry_run=dry_run) as p:
            if ready is not None and not still_holds(ready.prepared, posting=p.id):
                raise OvertakenError
            ready = ready or self._ready()
            counts = writing.write(p, ready.prepared, reference_day=self.campaign.reference_day)
            result = _result(self.opened, ready, counts)
            if staged and p.written:
                _close(staged, result, p.id, at=self.at)
        if staged and not p.written:
            _close(staged, result, None, at=self.at)
        return result

    def _ready(self) -> Ready:
        opened = self.opened
        day = self.campaign.reference_day
        prepared = prepare(opened.read, opened.checked, self.unit, self.rows, reference_day=day)
        problems = (*opened.read.problems, *opened.checked.problems, *prepared.plan.problems)
        refused = _refused_rows(problems)
        book = error_workbook(opened.data, opened.read, problems, say=self.say) if refused else None
        return Ready(prepared, problems, book)


def _close(staged: WorkbookImport, result: Result, posting_id: int | None, *, at: datetime) -> None:
    """Write down what became of a staged workbook."""
    staged.state = ImportState.PUBLISHED if posting_id else ImportState.UNCHANGED
    staged.posting_id = posting_id
    staged.tally = asdict(result.tally)
    staged.problems = [asdict(problem) for problem in result.problems]
    staged.error_digest = keep(result.error_workbook, at=at) if result.error_workbook else ""
    staged.save(update_fields=["state", "posting", "tally", "problems", "error_digest"])


def _keep(
    opened: Opened, result: Result | None, campaign: Campaign, unit: UnitOn, *, by: Actor, at: datetime
) -> WorkbookImport:
    digest = keep(opened.data, at=at)
    error_digest = keep(result.error_workbook, at=at) if result and result.error_workbook else ""
    details: dict[str, object] = {"digest": digest, "unit": f"{unit.line.value} {unit.code}", "campaign": campaign.code}
    with journalled(by=by, at=at, act="census.stage", details=details):
        source, _ = Source.objects.get_or_create(
            digest=digest, file_name=opened.file_name, defaults={"mapping": _mapping(opened.read)}
        )
        return WorkbookImport.objects.create(
            campaign=campaign, unit_id=unit.id, source=source, state=ImportState.STAGED, sent_at=at,
            by_account=by.account_id, tally=asdict(result.tally) if result else {},
            problems=[asdict(problem) for problem in result.problems] if result else [], error_digest=error_digest,
        )  # fmt: skip


def _mapping(read: ReadBook) -> dict[str, Any]:
    """By sheet and kind: sheet → kind → field → [column letter, heading], and the columns not used."""
    found: dict[str, Any] = {}
    for table in read.tables:
        columns = {column.field: [column.letter, column.heading] for column in table.mapping}
        found.setdefault(table.sheet, {})[table.kind] = {"columns": columns, "unused": list(table.unused)}
    return found


def _source_rows(source: Source, book: CheckedBook) -> dict[tuple[str, int], int]:
    """The keys of the source's rows, written where they are missing; nothing points at them before publishing."""
    known = {(sheet, row): key for sheet, row, key in source.rows.values_list("sheet", "row", "pk")}
    wanted = {(table.sheet, row) for table in book.tables for row in table.frame["row"]}
    missing = sorted(wanted - known.keys())
    for some in bulk.chunks(missing, 20_000):
        with transaction.atomic():
            keys = bulk.reserve_ids(SourceRow, len(some))
            bulk.insert(
                SourceRow,
                ["id", "source_id", "sheet", "row"],
                ((key, source.pk, sheet, row) for key, (sheet, row) in zip(keys, some, strict=True)),
            )
        known.update(zip(some, keys, strict=True))
    return known


def _result(opened: Opened, ready: Ready, counts: dict[str, Counts]) -> Result:
    plan, refused = ready.prepared.plan, _refused_rows(ready.problems)
    by_kind = {kind: asdict(count) for kind, count in counts.items()}
    kinds = {table.sheet: table.kind for table in opened.checked.tables}
    for kind, count_of_kind in by_kind.items():
        count_of_kind["rejected"] = sum(kinds.get(sheet) == kind for sheet, _ in refused)
    accepted = len(plan.campuses) + len(plan.guards)
    tally = Tally(
        rows=accepted + len(refused),
        accepted=accepted,
        created=sum(count.created for count in counts.values()),
        updated=sum(count.updated for count in counts.values()),
        unchanged=sum(count.unchanged for count in counts.values()),
        rejected=len(refused),
        by_kind=by_kind,
    )
    return Result(tally, ready.problems, ready.error_workbook)


def _refused_rows(problems: Sequence[Problem]) -> set[tuple[str, int]]:
    return {
        (problem.place.sheet, problem.place.row)
        for problem in problems
        if problem.severity is Severity.ERROR and problem.place.row is not None
    }


def problem_from(data: dict[str, Any]) -> Problem:
    """A problem as kept with an import."""
    return Problem(data["code"], Place(**data["place"]), data["value"], Severity(data["severity"]), data["params"])
