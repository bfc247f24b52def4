"""A writer that posts one random act after another and acknowledges each when it is committed."""

from __future__ import annotations

import os
import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from django.utils import timezone

from gatehouse.campuses.models import Campus
from gatehouse.census.models import Campaign
from gatehouse.foundation import jobs
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.foundation.posting import posting
from gatehouse.guards.models import Guard
from gatehouse.guards.types import CertificateState
from gatehouse.norms import jobs as norm_jobs
from gatehouse.norms import queries as norms
from gatehouse.norms.services import publish
from gatehouse.norms.types import RuleSetError
from tests.kit.imports import campus_row, open_campaign, take_in, workbook
from tests.kit.norms import norm_text
from tests.kit.places import EAST, EAST_1, EAST_2, WEST_1, Places, found_province
from tests.kit.register import CENSUS_DAY, CLERK, Register, resident_number

HOLDER = "crash"
STATIONS = (EAST_1, EAST_2, WEST_1)
DAYS = 500
"""Acts are dated within so many days from the census day on."""
CAMPUSES_A_STEP = 3


def found_register() -> None:
    """A small register to begin with: a dozen campuses with a guard each, and a campaign."""
    register = Register(found_province())
    open_campaign()
    for number in range(12):
        campus = register.campus(f"起点{number}小学", police=STATIONS[number % len(STATIONS)])
        register.guard_on_post(campus, certified=number % 2 == 0)


@dataclass
class Writer:
    """Somebody who writes at random; each act commits one posting at most."""

    dice: random.Random
    register: Register = field(init=False)

    def __post_init__(self) -> None:
        """Begin with serial numbers that others are unlikely to have used."""
        self.register = Register(Places(), _serials=count(self.dice.randrange(1, 400)))

    def act(self) -> str:
        """Do one thing; returns what."""
        acts: list[Callable[[], None]] = [
            self.hire, self.hire, self.certificate, self.count, self.move, self.campus, self.import_, self.import_,
            self.publish, self.roll, self.roll, self.roll,
        ]  # fmt: skip
        chosen = self.dice.choice(acts)
        chosen()
        return chosen.__name__

    def hire(self) -> None:
        """A new guard at a campus, with or without a certificate."""
        with posting(by=CLERK, at=self.register.instant(), act="crash.hire"):
            self.register.guard_on_post(
                self._campus(), on=self._day(), born=self._born(), certified=self.dice.random() < 0.5
            )

    def certificate(self) -> None:
        """A certificate is issued or revoked."""
        state = self.dice.choice([CertificateState.HELD, CertificateState.REVOKED])
        self.register.certificate(self.dice.choice(self._keys(Guard)), on=self._day(), state=state)

    def count(self) -> None:
        """A head count for another day."""
        counts = (self.dice.randrange(20, 3000), self.dice.randrange(2, 200), self.dice.randrange(20))
        self.register.counted(self._campus(), counts, on=self._day())

    def move(self) -> None:
        """A campus belongs to other units."""
        self.register.moved(self._campus(), on=self._day(), police=self.dice.choice(STATIONS))

    def campus(self) -> None:
        """A new campus."""
        self.register.campus(f"新建{self.dice.randrange(10**9)}小学", police=self.dice.choice(STATIONS))

    def import_(self) -> None:
        """A workbook of some campuses and guards, one row in five refused."""
        numbers = [self.dice.randrange(10**6) for _ in range(self.dice.randrange(3, 15))]
        rows = [campus_row(number, students="不详" if number % 5 == 0 else number % 3000 + 20) for number in numbers]
        guards = [
            (
                f"东关第{number}小学",
                "张三",
                "",
                resident_number(self._born(), number % 400),
                "专职",
                "自聘",
                "否",
                "",
                "",
            )
            for number in numbers
        ]
        take_in(
            workbook(rows, guards), self.register.places.education(EAST), campaign=Campaign.objects.get(),
            file_name=f"{numbers[0]}.xlsx",
        )  # fmt: skip

    def publish(self) -> None:
        """A norm from some day on, unless one is on its way."""
        if norms.rolling() is None:
            text = norm_text(self._day(), key=f"CN-{self.dice.randrange(10**9)}", posts=self.dice.randrange(1, 9))
            try:
                publish(text, source="crash.toml", by=CLERK, at=self.register.instant())
            except RuleSetError:
                return  # another one of this very day

    def roll(self) -> None:
        """One step of a norm on its way."""
        norm_jobs.CAMPUSES_A_STEP = CAMPUSES_A_STEP
        jobs.run_due(timezone.now(), HOLDER)

    def _campus(self) -> int:
        return self.dice.choice(self._keys(Campus))

    @staticmethod
    def _keys(model: type[Campus | Guard]) -> list[int]:
        return list(model.objects.order_by("pk").values_list("pk", flat=True))

    def _day(self) -> date:
        return CENSUS_DAY + timedelta(days=self.dice.randrange(DAYS))

    def _born(self) -> date:
        return date(1960, 1, 1) + timedelta(days=self.dice.randrange(12_000))


def write_for_ever(seed: int, acknowledged: Path) -> None:
    """Act until killed. A line "posting entry digest act" tells what stood in the register after each act."""
    descriptor = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    writer = Writer(random.Random(seed))  # noqa: S311 - invented acts
    try:
        while True:
            act = writer.act()
            newest = Posting.objects.order_by("-pk").values_list("pk", flat=True)[0]
            entry, digest = JournalEntry.objects.order_by("-pk").values_list("pk", "digest")[0]
            os.write(descriptor, f"{newest} {entry} {digest} {act}\n".encode())
    except BaseException:
        os.write(descriptor, f"! {traceback.format_exc()}".encode())
        raise
