"""The demo city arrives through the real import and lands on the ledger in both lines, on every named day."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from gatehouse.accounts import queries
from gatehouse.accounts.models import Account
from gatehouse.accounts.types import EVERYTHING
from gatehouse.campuses.types import CensusLabel
from gatehouse.census.models import WorkbookImport
from gatehouse.demo import services
from gatehouse.demo.loudi_2020 import build_city, load_scenario, write_workbooks
from gatehouse.demo.loudi_2020.scenario import Checkpoint
from gatehouse.demo.loudi_2020.types import Stratum
from gatehouse.findings.queries import Count, UnitQuestion, list_findings
from gatehouse.findings.types import FindingKind
from gatehouse.foundation import clock
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.reports.presenters import as_workbook
from gatehouse.reports.queries import TableQuestion, by_division, summary_table
from gatehouse.reports.types import SummaryTable, added
from gatehouse.standing.models import Statement
from gatehouse.standing.queries import restated, statements_of
from gatehouse.standing.queries.unit_sums import added as together
from gatehouse.standing.services import prove_statements, self_check
from gatehouse.standing.types import Amounts, SignerRole, StatementPurpose
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Line

pytestmark = pytest.mark.django_db

CITY = "431300"
GROUPS = {
    Stratum.PUBLIC_SCHOOL: "public_schools",
    Stratum.PRIVATE_SCHOOL: "private_schools",
    Stratum.PUBLIC_KINDERGARTEN: "public_kindergartens",
    Stratum.PRIVATE_KINDERGARTEN: "private_kindergartens",
}
AMOUNTS = {
    "met": "campuses_met",
    "self_hired": "source_self",
    "property": "source_property",
    "company": "source_company",
}
LABELS = {"schools": "SCHOOL", "city_kindergartens": "CITY_KINDERGARTEN", "town_kindergartens": "TOWN_KINDERGARTEN"}


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001 - makes the database
    """The demo city, loaded once for this module's tests and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        list(services.load_demo())
        yield
        transaction.set_rollback(True)


def figures_of(found: SummaryTable, point: Checkpoint) -> Amounts:
    """The amounts a checkpoint speaks of."""
    if point.county:
        return by_division(found)[point.county]
    return found.total.by_ownership[GROUPS[point.stratum]] if point.stratum else found.total.amounts


def found_wrong(line: Line, point: Checkpoint) -> dict[str, int]:
    """The figures of the ledger that are findings, of the whole city."""
    question = UnitQuestion(line, CITY, point.as_of, point.recorded_at)
    total = list_findings(question, EVERYTHING, today=point.as_of, limit=1).total
    short, uncertified = total.get(FindingKind.SHORTAGE, Count()), total.get(FindingKind.UNCERTIFIED_ON_POST, Count())
    return {
        "short_campuses": short.findings,
        "missing_posts": short.amount,
        "uncertified_full_time": uncertified.blocking,
    }


def said(found: SummaryTable, point: Checkpoint, name: str) -> int:
    """The register's figure for one name of the ledger."""
    if name in (wrong := found_wrong(found.line, point)):
        return wrong[name]
    if name in LABELS:
        rows = [row for row in found.rows if not point.county or row.division == point.county]
        return sum(row.campuses_labelled(CensusLabel(LABELS[name])) for row in rows)
    return int(getattr(figures_of(found, point), AMOUNTS.get(name, name)))


@pytest.mark.parametrize("line", Line)
def test_register_shows_every_figure_of_the_ledger(line: Line) -> None:
    wrong = []
    for point in load_scenario().checkpoints:
        found = summary_table(TableQuestion(line, CITY, point.as_of, point.recorded_at), EVERYTHING)
        assert found.faults == ()
        wrong += [
            (point.as_of, point.county, point.stratum, name, said(found, point, name), wanted)
            for name, wanted in point.figures.items()
            if said(found, point, name) != wanted
        ]
    assert wrong == []


def test_every_norm_judgement_agrees_with_the_ledger() -> None:
    rows = summary_table(TableQuestion(Line.POLICE, CITY, date(2020, 11, 1)), EVERYTHING)
    assert rows.total.amounts.required == sum(campus.required for campus in build_city().campuses)


def test_each_workbook_is_accepted_and_refused_row_by_row_as_planted(tmp_path: Path) -> None:
    expected = {
        book.file_name: (
            sum(part.accepted for part in book.expected.values()),
            sum(part.rejected for part in book.expected.values()),
        )
        for book in write_workbooks(build_city(), tmp_path)
    }
    found = {
        item.source.file_name: (item.tally["accepted"], item.tally["rejected"])
        for item in WorkbookImport.objects.select_related("source")
    }
    assert found == expected


def test_at_least_five_layouts_arrive() -> None:
    heads = {str(item.source.mapping) for item in WorkbookImport.objects.select_related("source")}
    assert len(heads) >= 5


def test_self_check_proves_the_demo() -> None:
    assert [proof for proof in self_check() if proof.fault] == []


def test_loading_again_writes_nothing() -> None:
    before = (Posting.objects.count(), JournalEntry.objects.count(), WorkbookImport.objects.count())
    assert list(services.load_demo()) == []
    assert (Posting.objects.count(), JournalEntry.objects.count(), WorkbookImport.objects.count()) == before


def test_demo_opens_on_its_own_day() -> None:
    assert clock.today() == load_scenario().demo_day
    assert clock.demo_name() == "loudi-2020"


def test_every_account_of_the_story_sees_a_table() -> None:
    for told in load_scenario().accounts:
        viewer = queries.viewer(Account.objects.get(username=told.username), on=clock.today())
        question = TableQuestion(told.line, told.unit, date(2020, 12, 31))
        assert summary_table(question, viewer.scope).total.amounts.campuses > 0


def test_each_row_of_the_table_is_the_sum_of_the_campuses_behind_it() -> None:
    day = date(2020, 12, 15)
    for line in Line:
        for row in summary_table(TableQuestion(line, CITY, day), EVERYTHING).rows:
            behind = summary_table(TableQuestion(line, row.code, day), EVERYTHING)
            assert behind.total.amounts == row.amounts, (line, row.code)


def test_workbook_of_the_city_adds_up_by_an_independent_reader() -> None:
    found = summary_table(TableQuestion(Line.POLICE, CITY, date(2020, 12, 15)), EVERYTHING)
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook(found))).worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[1], int | float)]
    total = rows.pop()
    assert total[0] == "合计"
    for column in range(1, len(total)):
        values = [value for row in rows if isinstance(value := row[column], int)]
        if len(values) == len(rows):
            assert sum(values) == total[column], sheet.cell(4, column + 1).value


def test_what_was_reported_is_kept_and_restated() -> None:
    city = territory.unit(Line.POLICE, CITY, on=date(2020, 11, 1))
    found = {
        (item.frozen.heading.purpose, item.frozen.heading.as_of): item
        for item in statements_of(city, EVERYTHING, limit=9)
    }
    assert set(found) == {
        (StatementPurpose.SIGN_OFF, date(2020, 11, 1)),
        (StatementPurpose.CAMPAIGN_CLOSE, date(2020, 11, 1)),
        (StatementPurpose.MONTH_END, date(2020, 11, 30)),
        (StatementPurpose.MONTH_END, date(2020, 12, 31)),
    }
    signed = found[StatementPurpose.SIGN_OFF, date(2020, 11, 1)]
    assert [signer.role for signer in signed.signers] == list(SignerRole)
    assert added(together(row.strata for row in signed.frozen.sums.rows).values()).full_time == 2214
    month = restated(found[StatementPurpose.MONTH_END, date(2020, 12, 31)], EVERYTHING)
    assert added(month.total_after.values()).campuses_met == 1907
    assert added(month.total_before.values()).campuses_met < 1907  # some of December was learnt in January
    compared, fault = prove_statements()
    assert (compared, fault) == (Statement.objects.count(), None)
    assert Statement.objects.filter(purpose=StatementPurpose.CAMPAIGN_CLOSE).count() == 19
