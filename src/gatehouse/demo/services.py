"""Playing the demo city's story into a database of its own, step by step, through the rooms' own services."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from gatehouse.accounts.queries import actor_of
from gatehouse.accounts.services import open_account
from gatehouse.campuses.queries import identities
from gatehouse.census import presenters as census_presenters
from gatehouse.census import services as census
from gatehouse.census.queries import campaign as campaign_of
from gatehouse.companies.services import ensure_companies
from gatehouse.companies.types import CompanyKind
from gatehouse.demo.loudi_2020 import (
    Change,
    ChangeKind,
    City,
    Scenario,
    build_city,
    changes,
    load_scenario,
    write_workbooks,
)
from gatehouse.demo.loudi_2020.scenario import (
    CloseCampaign,
    FoundUnits,
    FreezeMonth,
    ImportBook,
    OpenAccounts,
    OpenCampaign,
    RecordChanges,
    SignOff,
    Step,
)
from gatehouse.demo.loudi_2020.units import units
from gatehouse.foundation import clock
from gatehouse.foundation.models import Posting, Setting
from gatehouse.foundation.posting import posting
from gatehouse.guards import services as guards
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason, Schooling
from gatehouse.kernel.actor import Actor
from gatehouse.kernel.identifiers import resident_id
from gatehouse.standing import services as standing
from gatehouse.standing.types import Signer, SignerRole, StatementPurpose
from gatehouse.territory import queries as territory
from gatehouse.territory import services as territory_services

DEMO = Actor(None, "demo")
PASSWORD = "gatehouse-2020"  # noqa: S105 - printed on purpose: it opens invented data on the visitor's own machine
UNITS_FROM = date(2015, 1, 1)
PLAYED = "demo_steps_played"


class NotADemoError(RuntimeError):
    """The database holds something that is not this demo."""


@dataclass(frozen=True, slots=True)
class Told:
    """How far the story is."""

    done: int
    total: int
    what: str


@dataclass(slots=True)
class Stage:
    """What the steps need: the story, the invented city and where its workbooks lie."""

    scenario: Scenario
    city: City
    folder: Path
    by_day: dict[date, list[Change]]


def load_demo() -> Iterator[Told]:
    """Play the steps that this database has not seen yet. Raises NotADemoError in a database that is in real use."""
    scenario = load_scenario()
    if clock.demo_name() is None and Posting.objects.exists():
        raise NotADemoError
    played = Setting.objects.filter(name=PLAYED).values_list("value", flat=True).first() or 0
    left = scenario.steps[played:]
    if not left:
        return
    city = build_city()
    by_day: defaultdict[date, list[Change]] = defaultdict(list)
    for change in changes(city):
        by_day[change.recorded_on].append(change)
    with tempfile.TemporaryDirectory() as folder:
        write_workbooks(city, Path(folder))
        stage = Stage(scenario, city, Path(folder), by_day)
        Setting.objects.update_or_create(name=clock.DEMO, defaults={"value": scenario.code})
        for number, step in enumerate(left, start=played + 1):
            with transaction.atomic():
                _play(stage, step)
                Setting.objects.update_or_create(name=PLAYED, defaults={"value": number})
            yield Told(number, len(scenario.steps), f"{step.at:%Y-%m-%d %H:%M} {type(step).__name__}")
    Setting.objects.update_or_create(name=clock.DEMO_DAY, defaults={"value": scenario.demo_day.isoformat()})


def write_demo_workbooks(folder: Path) -> list[str]:
    """Write the reporters' workbooks into a folder; returns their names in the order of their sending."""
    return [book.file_name for book in write_workbooks(build_city(), folder)]


def accounts_text() -> str:
    """The demo's accounts for the terminal."""
    rows = [f"  {account.username:<24}{account.display_name}" for account in load_scenario().accounts]
    return "\n".join([f"演示账号 demo accounts (密码 password: {PASSWORD})", *rows])


def _found_units(step: FoundUnits) -> None:
    divisions = territory_services.shipped_divisions("431300")
    territory_services.load_divisions(divisions, by=DEMO, at=step.at)
    territory_services.found_units(units(), valid_from=UNITS_FROM, by=DEMO, at=step.at)


def _open_accounts(stage: Stage, step: OpenAccounts) -> None:
    day = step.at.date()
    for account in stage.scenario.accounts:
        open_account(
            username=account.username,
            display_name=account.display_name,
            password=PASSWORD,
            role=account.role,
            unit=territory.unit(account.line, account.unit, on=day),
            valid_from=day,
            by=DEMO,
            at=step.at,
        )


def _open_campaign(stage: Stage, step: OpenCampaign) -> None:
    told = stage.scenario.campaign
    census.open_campaign(
        code=told.code, name=told.title, reference_day=told.reference_day, starts_on=told.starts_on,
        deadline=told.deadline, by=DEMO, at=step.at,
    )  # fmt: skip


def _import_book(stage: Stage, step: ImportBook) -> None:
    campaign = campaign_of(stage.scenario.campaign.code)
    opened = census.open_workbook(
        (stage.folder / step.file).read_bytes(), file_name=step.file,
        reference_day=campaign.reference_day, today=step.at.date(),
    )  # fmt: skip
    census.import_workbook(
        opened,
        campaign=campaign,
        unit=territory.unit(step.line, step.unit, on=campaign.reference_day),
        by=_officer(stage, step),
        at=step.at,
        say=census_presenters.say,
    )


def _officer(stage: Stage, step: ImportBook) -> Actor:
    """The officer of the unit that sends a workbook."""
    told = stage.scenario.accounts
    username = next(item.username for item in told if (item.line, item.unit) == (step.line, step.unit))
    return actor_of(username)


def _record_changes(stage: Stage, step: RecordChanges) -> None:
    """One posting for everything that became known on a day."""
    learnt = stage.by_day[step.at.date()]
    with posting(by=DEMO, at=step.at, act="demo.changes"):
        ChangeWriter(stage.city, learnt, step.at).write()


def _sign_off(step: SignOff) -> None:
    """The officer who prepared the table signs by account, the other two on the printed sheet."""
    by = actor_of(step.by)
    standing.freeze(
        unit=territory.unit(step.line, step.unit, on=step.as_of),
        as_of=step.as_of,
        purpose=StatementPurpose.SIGN_OFF,
        by=by,
        at=step.at,
        signers=[
            Signer(SignerRole.PREPARER, step.preparer, by.account_id, step.at),
            Signer(SignerRole.REVIEWER, step.reviewer, None, step.at),
            Signer(SignerRole.HEAD, step.head, None, step.at),
        ],
    )


def _play(stage: Stage, step: Step) -> None:
    """Each kind of step is played by the room whose work it is."""
    match step:
        case FoundUnits():
            _found_units(step)
        case OpenAccounts():
            _open_accounts(stage, step)
        case OpenCampaign():
            _open_campaign(stage, step)
        case ImportBook():
            _import_book(stage, step)
        case RecordChanges():
            _record_changes(stage, step)
        case CloseCampaign():
            census.close_campaign(code=stage.scenario.campaign.code, by=actor_of(step.by), at=step.at)
        case SignOff():
            _sign_off(step)
        case FreezeMonth():
            standing.freeze_month_end(step.as_of, at=step.at)


class ChangeWriter:
    """Writes one day's changes of guards: the keys in the register are found by ID number and campus name."""

    def __init__(self, city: City, learnt: list[Change], at: datetime) -> None:
        """Look up or register everybody concerned."""
        self._at = at
        self._learnt = learnt
        people = {guard.resident_id: guard for guard in city.guards}
        names = {campus.key: (campus.name, campus.school_code) for campus in city.campuses}
        wanted = {names[change.campus] for change in learnt}
        known = identities((name for name, _ in wanted), (code for _, code in wanted))
        found = {(item.name, item.school_code): item.campus_id for item in known}
        self._campuses = {key: found[names[key]] for key in {change.campus for change in learnt}}
        numbers = sorted({change.guard for change in learnt})
        persons = [guards.Person(resident_id(number), people[number].phone) for number in numbers]
        keys = guards.register_guards(persons, by=DEMO, at=at)
        self._guards = dict(zip(numbers, keys, strict=True))
        hired = {change.guard: change.on for change in learnt if change.kind is ChangeKind.HIRE}
        guards.record_profiles(
            [
                guards.ProfileReport(self._guards[number], on, people[number].name, Schooling(people[number].schooling))
                for number, on in sorted(hired.items())
            ],
            by=DEMO,
            at=at,
        )
        kinds = {HiringSource.COMPANY: CompanyKind.SECURITY, HiringSource.PROPERTY: CompanyKind.PROPERTY}
        self._companies = ensure_companies(
            ((kinds[change.source], change.employer) for change in learnt if change.employer), by=DEMO, at=at
        )
        self._kinds = kinds

    def write(self) -> None:
        """Write posts, then certificates."""
        guards.record_posts(
            [self._post(change) for change in self._learnt if change.kind is not ChangeKind.CERTIFY],
            by=DEMO,
            at=self._at,
        )
        guards.record_certificates(
            [
                guards.CertificateReport(
                    self._guards[change.guard], change.on, CertificateState.HELD, change.certificate.number
                )
                for change in self._learnt
                if change.certificate is not None
            ],
            by=DEMO,
            at=self._at,
        )

    def _post(self, change: Change) -> guards.PostReport:
        ended = change.kind in {ChangeKind.LEAVE, ChangeKind.FAIL}
        company = self._companies[self._kinds[change.source], change.employer] if change.employer else None
        return guards.PostReport(
            self._guards[change.guard],
            self._campuses[change.campus],
            change.on,
            Engagement.ENDED if ended else Engagement.FULL_TIME,
            change.source,
            company,
            change.reason if ended else LeavingReason.NONE,
        )
