"""A statement says what was reported, for good: whatever is renamed, moved or learnt afterwards."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gatehouse.accounts.types import EVERYTHING
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.guards.types import Engagement
from gatehouse.kernel.actor import Actor
from gatehouse.standing import services
from gatehouse.standing.models import Statement, StatementSignature
from gatehouse.standing.queries import Question, from_standing
from gatehouse.standing.queries.statements import KeptStatement, UnknownStatementError, statement, statements_of
from gatehouse.standing.queries.unit_sums import added
from gatehouse.standing.rules.statements import digest_of
from gatehouse.standing.services.month_ends import due_month_ends, freeze_month_end, freeze_month_ends, known_by
from gatehouse.standing.types import Signer, SignerRole, StatementPurpose
from gatehouse.territory.services import rename_unit
from gatehouse.territory.types import Line
from tests.kit.cast import scope_of
from tests.kit.places import CITY, EAST, EAST_1, NATION, PROVINCE, SOUTH_1, WEST, ZONE, Places
from tests.kit.register import CENSUS_DAY, CLERK, Register, at
from tests.kit.scene import Scene

NOV_30 = date(2020, 11, 30)
TODAY = date(2021, 1, 15)
FROZEN_AT = at("2021-01-10")


def frozen(
    places: Places, code: str = CITY, purpose: StatementPurpose = StatementPurpose.CAMPAIGN_CLOSE,
    *, as_of: date = NOV_30, when: datetime = FROZEN_AT, line: Line = Line.POLICE,
) -> int:  # fmt: skip
    return services.freeze(unit=places.unit(line, code), as_of=as_of, purpose=purpose, by=CLERK, at=when, campaign="c1")


def kept(key: int) -> KeptStatement:
    return statement(key, EVERYTHING, today=TODAY)


def renamed(places: Places, code: str, name: str, *, on: date, recorded: datetime) -> None:
    rename_unit(places.police(code).id, name=name, name_en="Renamed", on=on, by=CLERK, at=recorded)


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("line", list(Line))
@pytest.mark.parametrize("code", [NATION, PROVINCE, CITY, EAST, EAST_1])
def test_statement_says_what_the_table_says(places: Places, code: str, line: Line) -> None:
    unit = places.unit(line, code)
    told = kept(frozen(places, code, line=line)).frozen
    table = from_standing(Question(line, unit.branch, unit.level + 1, NOV_30), EVERYTHING)
    assert added(row.strata for row in told.sums.rows) == added(table.values()) == told.sums.total
    assert sorted(str(row.strata) for row in told.sums.rows if row.strata) == sorted(
        str(dict(sorted(strata.items()))) for strata in table.values()
    )
    assert (told.heading.code, told.heading.name) == (code, unit.name)
    assert told.heading.posting == Posting.objects.order_by("-pk")[0].pk


def test_statement_stays_when_units_are_renamed_campuses_move_and_more_is_learnt(
    places: Places, scene: Scene, register: Register
) -> None:
    key = frozen(places)
    before, text = kept(key), Statement.objects.get(pk=key).content
    renamed(places, WEST, "西新区公安机关", on=date(2020, 6, 1), recorded=at("2021-01-11"))
    register.moved(scene["west"], on=CENSUS_DAY, police=SOUTH_1, recorded=at("2021-01-12"))
    register.guard_on_post(scene["plain"], on=CENSUS_DAY)
    register.closed(scene["lake"], on=CENSUS_DAY, recorded=at("2021-01-14"))
    assert kept(key) == before
    assert Statement.objects.get(pk=key).content == text
    assert "西县公安机关" in text
    assert services.prove_statements() == (1, None)
    assert services.prove_statement(key) is None


@pytest.mark.usefixtures("scene")
def test_month_ends_and_closes_are_frozen_once_and_sign_offs_anew(places: Places) -> None:
    close = frozen(places)
    entries = JournalEntry.objects.count()
    assert frozen(places, when=at("2021-01-12")) == close
    assert JournalEntry.objects.count() == entries
    first = frozen(places, purpose=StatementPurpose.SIGN_OFF)
    assert first not in {close, frozen(places, purpose=StatementPurpose.SIGN_OFF)}
    assert Statement.objects.count() == 3


@pytest.mark.usefixtures("scene")
def test_statements_of_a_unit_follow_one_another(places: Places) -> None:
    keys = [frozen(places, purpose=StatementPurpose.SIGN_OFF) for _ in range(3)]
    rows = [Statement.objects.get(pk=key) for key in keys]
    assert [row.previous for row in rows] == ["0" * 64, rows[0].digest, rows[1].digest]
    assert frozen(places, EAST, StatementPurpose.SIGN_OFF)
    assert Statement.objects.get(unit=places.police(EAST).id).previous == "0" * 64
    entry = JournalEntry.objects.filter(act="standing.freeze").order_by("pk")[0]
    assert entry.details["digests"] == {str(keys[0]): rows[0].digest}


@pytest.mark.usefixtures("scene")
def test_day_to_come_cannot_be_reported(places: Places) -> None:
    with pytest.raises(services.NotYetError):
        frozen(places, as_of=date(2021, 1, 11))
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"content": "{}"}, "content and digest differ"),
        ({"digest": "f" * 64}, "content and digest differ"),
        ({"as_of": NOV_30.replace(day=29)}, "as_of is not what its content says"),
        ({"by_label": "somebody"}, "by_label is not what its content says"),
        ({"previous": "e" * 64}, "does not follow the statement before it"),
    ],
)
@pytest.mark.usefixtures("scene")
def test_changed_statement_is_found_and_named(places: Places, change: dict[str, object], says: str) -> None:
    frozen(places)
    key = frozen(places, purpose=StatementPurpose.SIGN_OFF)
    Statement.objects.filter(pk=key).update(**change)
    _, fault = services.prove_statements()
    assert fault is not None
    assert (fault.subject, fault.difference) == (f"statement {key}", says)
    assert services.prove_statement(key) == fault


@pytest.mark.usefixtures("scene")
def test_statement_forged_with_a_right_digest_is_missed_in_the_journal(places: Places) -> None:
    key = frozen(places)
    row = Statement.objects.get(pk=key)
    forged = row.content.replace("西县公安机关", "西县分局")
    Statement.objects.filter(pk=key).update(content=forged, digest=digest_of(forged))
    _, fault = services.prove_statements()
    assert fault is not None
    assert "journal" in fault.difference
    assert services.prove_statement(key) == fault


@pytest.mark.usefixtures("scene")
def test_statement_taken_away_is_missed(places: Places) -> None:
    key = frozen(places)
    Statement.objects.filter(pk=key).delete()
    _, fault = services.prove_statements()
    assert fault is not None
    assert fault.subject == f"statement {key}"


PREPARER = Signer(SignerRole.PREPARER, "甲", 11, at("2021-01-10", "08:00"))


@pytest.mark.usefixtures("scene")
def test_sign_off_bears_its_signers_and_takes_later_ones(places: Places) -> None:
    key = services.freeze(
        unit=places.police(CITY), as_of=NOV_30, purpose=StatementPurpose.SIGN_OFF, by=CLERK, at=at("2021-01-10"),
        signers=[PREPARER],
    )  # fmt: skip
    text = Statement.objects.get(pk=key).content
    for role, name, account in ((SignerRole.HEAD, "丙", 13), (SignerRole.REVIEWER, "乙", 12)):
        services.sign(statement_id=key, role=role, name=name, by=Actor(account, "OFFICER"), at=at("2021-01-11"))
    assert [(item.role, item.name) for item in kept(key).signers] == [
        (SignerRole.PREPARER, "甲"), (SignerRole.REVIEWER, "乙"), (SignerRole.HEAD, "丙"),
    ]  # fmt: skip
    assert Statement.objects.get(pk=key).content == text
    assert services.prove_statements() == (3, None)
    StatementSignature.objects.filter(role=SignerRole.HEAD).update(name="丁")
    _, fault = services.prove_statements()
    assert fault is not None
    assert fault.difference == "is not what was signed"


@pytest.mark.usefixtures("scene")
def test_each_role_and_each_account_signs_once(places: Places) -> None:
    key = frozen(places, purpose=StatementPurpose.SIGN_OFF)
    officer = Actor(11, "OFFICER")
    services.sign(statement_id=key, role=SignerRole.PREPARER, name="甲", by=officer, at=at("2021-01-11"))
    with pytest.raises(services.SignedAlreadyError):
        services.sign(statement_id=key, role=SignerRole.PREPARER, name="乙", by=Actor(12, ""), at=at("2021-01-11"))
    with pytest.raises(services.SamePersonError):
        services.sign(statement_id=key, role=SignerRole.HEAD, name="甲", by=officer, at=at("2021-01-11"))
    assert StatementSignature.objects.count() == 1


@pytest.mark.usefixtures("scene")
def test_statement_is_seen_by_those_who_see_its_whole_unit(places: Places) -> None:
    key = frozen(places, EAST)
    east, city = places.police(EAST), places.police(CITY)
    for unit in (east, city):
        assert statement(key, scope_of(unit), today=TODAY).id == key
        assert [item.id for item in statements_of(east, scope_of(unit), limit=9)] == [key]
    for unit in (places.police(EAST_1), places.police(WEST), places.education(EAST)):
        with pytest.raises(UnknownStatementError):
            statement(key, scope_of(unit), today=TODAY)
        assert statements_of(east, scope_of(unit), limit=9) == []
    with pytest.raises(UnknownStatementError):
        statement(key + 1, EVERYTHING, today=TODAY)


@pytest.mark.usefixtures("scene")
def test_statements_are_listed_by_day_and_paged(places: Places) -> None:
    days = [CENSUS_DAY, NOV_30, NOV_30, date(2020, 12, 31)]
    keys = [frozen(places, purpose=StatementPurpose.SIGN_OFF, as_of=day) for day in days]
    unit = places.police(CITY)
    first = statements_of(unit, EVERYTHING, limit=2)
    rest = statements_of(unit, EVERYTHING, after=(first[-1].frozen.heading.as_of, first[-1].id), limit=9)
    assert [item.id for item in (*first, *rest)] == [keys[3], keys[2], keys[1], keys[0]]


@pytest.mark.usefixtures("scene")
def test_reading_a_statement_takes_two_queries_and_freezing_few(places: Places) -> None:
    key = frozen(places)
    with CaptureQueriesContext(connection) as found:
        kept(key)
    assert len(found) == 2  # the statement, and later signatures
    with CaptureQueriesContext(connection) as found:
        frozen(places, EAST)
    assert len(found) <= 14  # of them one the lock of PostgreSQL, and four the savepoints


@pytest.mark.usefixtures("scene")
def test_month_end_knows_what_was_recorded_by_its_last_day(places: Places) -> None:
    new = freeze_month_end(NOV_30, at=at("2020-12-01", "00:05"))
    # nation, province, two cities; the counties but the empty one, and the two of the zone and the city's own schools
    assert new == Statement.objects.count()
    row = Statement.objects.get(unit=places.police(EAST).id)
    assert row.posting_id == known_by(NOV_30)
    assert row.posting_id is not None
    assert row.posting_id < Posting.objects.order_by("-pk")[0].pk
    unit = places.police(EAST)
    known = from_standing(Question(Line.POLICE, unit.branch, unit.level + 1, NOV_30, row.posting_id), EVERYTHING)
    assert kept(row.pk).frozen.sums.total == added(known.values())
    assert services.prove_statements() == (new, None)


@pytest.mark.usefixtures("scene")
def test_month_ends_made_up_later_say_the_same() -> None:
    freeze_month_end(NOV_30, at=at("2020-12-01", "00:05"))
    in_time = {row.unit_id: kept(row.pk).frozen.sums for row in Statement.objects.all()}
    Statement.objects.all().delete()
    frozen_by_month = dict(freeze_month_ends(at("2021-03-02")))
    assert list(frozen_by_month) == due_month_ends(date(2021, 3, 2))
    late = {row.unit_id: kept(row.pk).frozen.sums for row in Statement.objects.filter(as_of=NOV_30)}
    assert late == in_time
    assert set(dict(freeze_month_ends(at("2021-03-03"))).values()) == {0}


@pytest.mark.usefixtures("scene")
def test_unit_without_campuses_has_no_month_end(places: Places, register: Register) -> None:
    register.guard_on_post(register.campus("园区小学", police=ZONE), engagement=Engagement.PART_TIME)
    freeze_month_end(NOV_30, at=at("2020-12-01", "00:05"))
    reporting = set(Statement.objects.values_list("unit__code", flat=True))
    assert {NATION, PROVINCE, CITY, EAST, ZONE} <= reporting
    assert EAST_1 not in reporting
    freeze_month_end(date(2020, 12, 31), at=at("2021-01-01", "00:05"))
    closed = Statement.objects.filter(unit=places.police("990123").id).values_list("as_of", flat=True)
    assert list(closed) == [NOV_30]


def test_month_ends_are_due_from_the_first_campus_on(register: Register) -> None:
    assert due_month_ends(date(2021, 1, 31)) == []
    register.campus(recorded=at("2020-11-05"))
    assert due_month_ends(date(2020, 11, 30)) == []
    assert due_month_ends(date(2021, 1, 1)) == [date(2020, 11, 30), date(2020, 12, 31)]
    assert freeze_month_end(date(2018, 1, 31), at=at("2020-12-01")) == 0
    with pytest.raises(ValueError, match="not the last day"):
        freeze_month_end(CENSUS_DAY, at=at("2020-12-01"))
