"""The demo's story as dated steps and the figures it must come to, read from ``scenario.toml``.

Each kind of step is a class of its own, so that a room that gains a service of its own can take its steps over.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from gatehouse.accounts.types import Role
from gatehouse.demo.loudi_2020.types import ChangeKind, Stratum
from gatehouse.territory.types import Line


class ScenarioError(ValueError):
    """The scenario file says something that no step or figure understands."""


@dataclass(frozen=True, slots=True)
class FoundUnits:
    """Found the units of both lines from the division codes."""

    at: datetime


@dataclass(frozen=True, slots=True)
class OpenAccounts:
    """Open the accounts of the people who work in the demo."""

    at: datetime


@dataclass(frozen=True, slots=True)
class OpenCampaign:
    """Open the census campaign and hand it down."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ImportBook:
    """Import one census workbook for a unit."""

    at: datetime
    unit: str
    line: Line
    file: str
    mended: bool


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """Record the changes that became known on a day; ``counts`` says how many of each kind."""

    at: datetime
    counts: Mapping[ChangeKind, int]


@dataclass(frozen=True, slots=True)
class CloseCampaign:
    """Close the census campaign: what was reported is frozen."""

    at: datetime
    by: str
    """The account that closes it."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A unit signs what it reports of a day, in the names of those who prepared it, reviewed it and answer for it."""

    at: datetime
    unit: str
    line: Line
    by: str
    as_of: date
    preparer: str
    reviewer: str
    head: str


@dataclass(frozen=True, slots=True)
class FreezeMonth:
    """A month is over: freeze what its last day showed."""

    at: datetime
    as_of: date


Step = FoundUnits | OpenAccounts | OpenCampaign | ImportBook | RecordChanges | CloseCampaign | SignOff | FreezeMonth


@dataclass(frozen=True, slots=True)
class Campaign:
    """The census campaign."""

    code: str
    title: str
    reference_day: date
    starts_on: date
    deadline: date


@dataclass(frozen=True, slots=True)
class AccountSpec:
    """An invented account: who logs in, with which role at which unit."""

    username: str
    display_name: str
    role: Role
    line: Line
    unit: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Figures that the register must show: as of the end of a day, as recorded at an instant, for one scope."""

    as_of: date
    recorded_at: datetime | None
    """None: everything that is known."""
    county: str
    """Division code of a county, empty for the whole city; 市直 and 经开区 are counted in 431302."""
    stratum: Stratum | None
    """None: all kinds and ownerships."""
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The whole story."""

    code: str
    title: str
    title_en: str
    note: str
    demo_day: date
    """The day on which the demo opens."""
    campaign: Campaign
    reporters: Mapping[str, str]
    """Unit code → the name that stands on its workbooks, in the order of the counties."""
    accounts: tuple[AccountSpec, ...]
    steps: tuple[Step, ...]
    checkpoints: tuple[Checkpoint, ...]

    @property
    def imports(self) -> tuple[ImportBook, ...]:
        """The steps that import a workbook, in their order."""
        return tuple(step for step in self.steps if isinstance(step, ImportBook))


@cache
def load_scenario() -> Scenario:
    """Read and check the package's scenario file. Raises ScenarioError naming what is not understood."""
    source = files("gatehouse.demo.loudi_2020") / "scenario.toml"
    return parse_scenario(source.read_text(encoding="utf-8"))


def parse_scenario(text: str) -> Scenario:
    """A scenario from TOML text. Raises ScenarioError."""
    try:
        data = tomllib.loads(text)
        return Scenario(
            code=data["code"],
            title=data["title"],
            title_en=data["title_en"],
            note=data["note"],
            demo_day=data["demo_day"],
            campaign=Campaign(**data["campaign"]),
            reporters=data["reporters"],
            accounts=tuple(_account(entry) for entry in data["account"]),
            steps=tuple(_step(dict(entry)) for entry in data["step"]),
            checkpoints=tuple(_checkpoint(dict(entry)) for entry in data["checkpoint"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        message = f"the scenario cannot be understood: {error!r}"
        raise ScenarioError(message) from error


def _account(entry: dict[str, Any]) -> AccountSpec:
    return AccountSpec(
        username=entry["username"],
        display_name=entry["display_name"],
        role=Role(entry["role"]),
        line=Line(entry["line"]),
        unit=entry["unit"],
    )


_STEPS: dict[str, Callable[..., Step]] = {
    "found-units": FoundUnits,
    "open-accounts": OpenAccounts,
    "open-campaign": OpenCampaign,
    "import-book": ImportBook,
    "close-campaign": CloseCampaign,
    "sign-off": SignOff,
    "freeze-month": FreezeMonth,
}


def _step(entry: dict[str, Any]) -> Step:
    kind, at = entry.pop("kind"), entry.pop("at")
    if kind == "record-changes":
        return RecordChanges(at, {ChangeKind(name.upper()): number for name, number in entry.items()})
    if kind not in _STEPS:
        message = f"no step of kind {kind!r}"
        raise ScenarioError(message)
    if "line" in entry:
        entry["line"] = Line(entry["line"])
    return _STEPS[kind](at, **entry)


def _checkpoint(entry: dict[str, Any]) -> Checkpoint:
    stratum = entry.pop("stratum", None)
    return Checkpoint(
        as_of=entry.pop("as_of"),
        recorded_at=entry.pop("recorded_at", None),
        county=entry.pop("county", ""),
        stratum=Stratum(stratum) if stratum else None,
        figures=entry,
    )
