"""What reading findings takes: statements pinned at two sizes, and ranges of paths read by an index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from gatehouse.accounts.types import EVERYTHING
from gatehouse.findings.models import Finding
from gatehouse.findings.queries import UnitQuestion, asked_of, findings_of_campus, list_findings, unlawful_then
from gatehouse.findings.queries.asking import parts_of
from gatehouse.findings.services import settling
from gatehouse.foundation.models import Posting
from gatehouse.guards.models import GuardPost
from gatehouse.guards.services import CertificateReport, record_certificates
from gatehouse.guards.types import CertificateState
from gatehouse.territory.types import Line
from tests.kit.browsing import client_of
from tests.kit.cast import Cast, scope_of
from tests.kit.crowd import gather
from tests.kit.places import CITY, EAST, EAST_1, Places
from tests.kit.register import CLERK, Register, at

DAY = date(2020, 12, 1)
REVOKED, LATER = date(2020, 11, 20), date(2021, 3, 1)
SIZES = (8, 80)

Read = Callable[[int], object]

READS: dict[str, tuple[int, Read]] = {
    "page of a city's findings": (
        8, lambda _campus: list_findings(UnitQuestion(Line.POLICE, CITY, DAY), EVERYTHING, today=DAY, limit=5),
    ),
    "what begins ahead": (
        8, lambda _campus: list_findings(UnitQuestion(Line.POLICE, CITY, DAY, ahead=3660), EVERYTHING, today=DAY),
    ),
    "findings of a campus": (5, lambda campus: findings_of_campus(campus, EVERYTHING, on=DAY, today=DAY)),
    "what was unlawful then": (
        8, lambda _campus: unlawful_then(Posting.objects.latest("pk").pk, EVERYTHING, today=DAY),
    ),
}  # fmt: skip


def statements(read: Read, campus: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(campus)
    return len(captured)


def people_without_certificates(places: Places, campuses: int, *, first: int = 0) -> list[int]:
    """So many campuses more; the last posting revokes a certificate at each from an earlier day, another ends later."""
    keys = gather(places, campuses, first=first)
    posts = GuardPost.objects.filter(campus__in=keys).order_by("campus", "guard").values_list("campus", "guard")
    ending = [CertificateReport(guard, LATER, CertificateState.NONE) for _, guard in posts[1::3]]
    record_certificates(ending, by=CLERK, at=at("2020-11-06"))
    revoked = [CertificateReport(guard, REVOKED, CertificateState.REVOKED) for _, guard in posts[::3]]
    record_certificates(revoked, by=CLERK, at=at("2020-12-20"))
    return keys


@pytest.mark.slow
def test_reads_take_as_many_statements_as_pinned_at_two_sizes(places: Places) -> None:
    first, *_ = people_without_certificates(places, SIZES[0])
    few = {name: statements(read, first) for name, (_count, read) in READS.items()}
    people_without_certificates(places, SIZES[1] - SIZES[0], first=SIZES[0])
    many = {name: statements(read, first) for name, (_count, read) in READS.items()}
    assert few == many == {name: count for name, (count, _read) in READS.items()}


def test_settling_one_campus_takes_few_statements(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []
    settle_some = settling._settle_some

    def counted(*arguments: object) -> int:
        with CaptureQueriesContext(connection) as captured:
            written = settle_some(*arguments)  # type: ignore[arg-type]
        counts.append(len(captured))
        return written

    monkeypatch.setattr(settling, "_settle_some", counted)
    register.guard_on_post(register.campus())
    assert max(counts) <= 8


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by size; on SQLite the plan is fixed")
@pytest.mark.parametrize("line", Line)
def test_branch_of_findings_is_read_by_its_path(places: Places, line: Line) -> None:
    register = Register(places)
    for _ in range(40):
        register.guard_on_post(register.campus(counts=(950, 60, 0)))
    posting = Posting.objects.latest("pk").pk - 1
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for code, scope in product((EAST_1, EAST), (EVERYTHING, scope_of(places.unit(line, EAST)))):
        _, asked = asked_of(UnitQuestion(line, code, DAY), scope)
        for known, names in ((None, ["live"]), (posting, ["live", "past"])):
            parts = parts_of(replace(asked, posting=known), scope)
            for part, name in zip(parts, names, strict=True):
                assert any(f"finding_{name}_{line.value}" in step for step in plan_of(part)), plan_of(part)


def plan_of(rows: QuerySet[Finding]) -> list[str]:
    """How SQLite would read these rows, one line a table."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return [str(line[-1]) for line in cursor.fetchall()]


@pytest.mark.slow
def test_page_takes_as_many_statements_for_many_findings_as_for_few(register: Register, cast: Cast) -> None:
    client, counts = client_of(cast["city_police"]), []
    for size in (3, 30):
        for _ in range(size):
            register.guard_on_post(register.campus(counts=(950, 60, 0)))
        for address in ("/findings/", "/api/v1/findings"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{address}?as_of={DAY}").status_code == 200
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
