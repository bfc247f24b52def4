"""Words and records of the staffing norms: what a rule set holds, and what a judgement says.

A rule is a tree of the closed grammar ``Node``. Two interpreters read it: one for a single campus that keeps the
working (``rules.judge``), one for whole columns (``rules.required_expression``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from gatehouse.kernel.days import Period

NATION = "000000"
"""The region code (GB/T 2260) of rules for the whole country."""


class Quantity(StrEnum):
    """The named inputs of a rule."""

    STUDENTS = "students"
    STAFF = "staff"
    BOARDERS = "boarders"
    PERSONS = "persons"  # 师生员工总人数 = students + staff


class Rounding(StrEnum):
    """What an incomplete step or a fraction of a post counts."""

    FLOOR = "floor"  # nothing: the legal minimum where the text is silent
    CEILING = "ceiling"  # a whole one
    NEAREST = "nearest"  # a whole one from one half on


class Combine(StrEnum):
    """How several numbers of posts make one."""

    MAX = "max"
    SUM = "sum"
    MIN = "min"


class Confidence(StrEnum):
    """How well the text behind a rule is known to us. Only VERIFIED may ever be printed as a citation of law."""

    VERIFIED = "VERIFIED"  # the article itself was read
    SECONDARY = "SECONDARY"  # read in a source that quotes or reports it
    MEMORY = "MEMORY"  # nowhere read: a configured default


class Severity(StrEnum):
    """What follows when a campus falls short of a rule."""

    BLOCK = "BLOCK"  # the campus does not meet the norm
    WARN = "WARN"  # a recommendation is not met


class RuleSetError(ValueError):
    """A rule file that cannot be understood; the message names the file, the key and the fault."""

    def __init__(self, source: str, key: str, fault: str) -> None:
        """``source`` is the file's name, ``key`` the place inside it, such as ``rule[0].posts.tiers[1].over``."""
        super().__init__(f"{source}: {key}: {fault}" if key else f"{source}: {fault}")
        self.source = source
        self.key = key
        self.fault = fault


@dataclass(frozen=True, slots=True)
class HeadCounts:
    """The size of one campus. Raises ValueError for a negative count."""

    students: int
    staff: int
    boarders: int = 0

    def __post_init__(self) -> None:
        """Refuse negative counts."""
        if min(self.students, self.staff, self.boarders) < 0:
            message = f"a head count cannot be negative: {self}"
            raise ValueError(message)

    @property
    def persons(self) -> int:
        """Students and staff together."""
        return self.students + self.staff

    def of(self, quantity: Quantity) -> int:
        """The count that a rule names."""
        match quantity:
            case Quantity.STUDENTS:
                return self.students
            case Quantity.STAFF:
                return self.staff
            case Quantity.BOARDERS:
                return self.boarders
            case Quantity.PERSONS:
                return self.persons


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text that belongs to a rule file, in the two languages of the interface."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A fixed number of posts."""

    posts: int


@dataclass(frozen=True, slots=True)
class Tier:
    """From ``bound`` on (``included``) or above it (not ``included``), ``posts`` applies."""

    bound: int
    included: bool
    posts: Node

    @property
    def lowest(self) -> int:
        """The smallest count in this tier."""
        return self.bound if self.included else self.bound + 1


@dataclass(frozen=True, slots=True)
class Tiers:
    """The tier in which the count of ``base`` lies; the first begins at 0, each later one above the one before."""

    base: Quantity
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """``each`` posts for every ``size`` of ``base`` above ``over``; nothing where ``base`` does not exceed ``over``."""

    base: Quantity
    over: int
    size: int
    each: int
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Ratio:
    """``each`` posts to ``per`` of ``base``, in proportion: 4 to 1000 is 4 ‰."""

    base: Quantity
    each: int
    per: int
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Combination:
    """The largest, the smallest or the sum of several numbers of posts."""

    how: Combine
    parts: tuple[Node, ...]


Node: TypeAlias = Constant | Tiers | Steps | Ratio | Combination
"""The closed grammar of rules: every tree of these yields a whole, non-negative number of posts."""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One text on which a rule rests.

    ``article`` and ``number`` are empty where not known. ``exact_day`` is False where only the year of ``period.start``
    is known. ``period.end`` is the first day on which the text is no longer in force.
    """

    key: str
    instrument: Bilingual
    number: str
    article: str
    version: str
    period: Period
    exact_day: bool
    confidence: Confidence
    region: str
    note: Bilingual | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a set: how many posts it demands, on what basis, and what follows when they are missing."""

    key: str
    title: Bilingual
    severity: Severity
    basis: tuple[LegalBasis, ...]
    posts: Node


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules that judge campuses of a region during a period; every basis is in force throughout that period."""

    key: str
    revision: int
    region: str
    title: Bilingual
    period: Period
    combine: Combine
    rules: tuple[Rule, ...]

    @property
    def epoch(self) -> str:
        """The stable name under which results are stored.

        It depends on nothing but the file's own key and revision; whoever changes what a rule demands raises the
        revision, and stored results of the old one are recognised as out of date.
        """
        return f"{self.key}.{self.revision}"


class WorkingCode(StrEnum):
    """Which kind of node a working comes from."""

    CONSTANT = "CONSTANT"
    TIER = "TIER"
    STEPS = "STEPS"
    RATIO = "RATIO"
    MAX = "MAX"
    SUM = "SUM"
    MIN = "MIN"


@dataclass(frozen=True, slots=True)
class Working:
    """How one node of a rule came to its number of posts.

    ``params`` by code: TIER ``base``, ``count`` and the bounds it has, out of ``from`` or ``over`` and ``below`` or
    ``up_to``; STEPS ``base``, ``count``, ``over``, ``size``, ``each``, ``steps``, ``rounding``; RATIO ``base``,
    ``count``, ``each``, ``per``, ``rounding``; the others none. ``parts`` holds the working of the tier that applies,
    or of everything combined.
    """

    code: WorkingCode
    posts: int
    params: dict[str, int | str] = field(default_factory=dict)
    parts: tuple[Working, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """What one rule demands of one campus, why, and whether it decided the outcome.

    Under "the largest counts" every line that reaches the required number is decisive, under "added up" every line
    that adds to it. A line that demands nothing decides nothing.
    """

    rule: Rule
    working: Working
    decisive: bool

    @property
    def posts(self) -> int:
        """The number of posts this rule demands."""
        return self.working.posts

    @property
    def basis(self) -> tuple[LegalBasis, ...]:
        """The texts on which this line rests."""
        return self.rule.basis


@dataclass(frozen=True, slots=True)
class Judgement:
    """How many full-time guards a rule set requires of a campus, line by line."""

    rule_set: RuleSet
    counts: HeadCounts
    required: int
    lines: tuple[ReasonLine, ...]
