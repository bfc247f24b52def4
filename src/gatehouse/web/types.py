"""What the shared parts of pages show, as plain data; texts in here are already in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gatehouse.kernel.problem import Severity


class Icon(StrEnum):
    """The icons of the sprite; the front end's ``icons.json`` says which drawing each one is."""

    BACK = "back"
    CALENDAR = "calendar"
    CAMPAIGN = "campaign"
    CAMPUS = "campus"
    CHART = "chart"
    CHECK = "check"
    CLOSE = "close"
    COMPANY = "company"
    COMPARE = "compare"
    DOWNLOAD = "download"
    DUE = "due"
    FILE = "file"
    GUARD = "guard"
    HELP = "help"
    HOME = "home"
    IMPORT = "import"
    LANGUAGE = "language"
    LOG_OUT = "log-out"
    MAP = "map"
    MENU = "menu"
    MORE = "more"
    NEXT = "next"
    NORM = "norm"
    OPEN = "open"
    ORDER = "order"
    PERSON = "person"
    PHONE = "phone"
    PRINT = "print"
    RECORDED = "recorded"
    SEARCH = "search"
    STATEMENT = "statement"
    TABLE = "table"
    TODAY = "today"
    UNIT = "unit"
    WARNING = "warning"


class Tone(StrEnum):
    """How loudly a badge speaks. ALARM is for what needs a hand today, and for nothing else."""

    PLAIN = "plain"
    ACCENT = "accent"
    DONE = "done"
    ALARM = "alarm"


class Frame(StrEnum):
    """Which time a page shows; a past or future one tints the frame."""

    TODAY = "today"
    PAST = "past"
    FUTURE = "future"


class QuickDay(StrEnum):
    """Days that people often ask for, offered beside the day picker."""

    TODAY = "TODAY"
    LAST_MONTH_END = "LAST_MONTH_END"
    LAST_YEAR_END = "LAST_YEAR_END"
    IN_30_DAYS = "IN_30_DAYS"
    THIS_YEAR_END = "THIS_YEAR_END"


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A unit in the sidebar's tree. Nodes come in tree order; ``depth`` is 1 for the topmost."""

    name: str
    code: str
    url: str
    depth: int
    current: bool = False
    has_children: bool = False
    pinyin: str = ""
    """Initials of the name's pinyin, and the full pinyin if it is to be found by that, too."""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A node with how the page first shows it: folded out or not, and whether it is seen at all."""

    node: TreeNode
    is_open: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A text with an address; without one it is the place where the reader stands."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, shown as a percentage with its fraction."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Stat:
    """One figure of a strip: ``value`` or ``share``; its "?" opens ``explanation`` or what ``explain_url`` serves."""

    label: str
    value: int | None = None
    share: Share | None = None
    unit: str = ""
    url: str = ""
    note: str = ""
    alarm: bool = False
    explain_url: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A term and what it is for this subject; an empty value is shown as a dash."""

    term: str
    value: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a keyset list stands. ``first`` is the number of the first shown row and ``total`` the whole, if known."""

    shown: int
    previous_url: str = ""
    next_url: str = ""
    first: int | None = None
    total: int | None = None

    @property
    def last(self) -> int:
        """The number of the last shown row, when that of the first is known."""
        return (self.first or 0) + self.shown - 1


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem as a reader sees it: where it is, what stands there, what is wrong, how to mend it."""

    severity: Severity
    where: str
    what: str
    remedy: str = ""
    value: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is; ``total`` 0 means that nobody knows yet."""

    label: str
    done: int
    total: int
    seconds_left: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The geometry of a small line: its points, and its last one as a dot. Empty points: nothing to draw."""

    points: str
    last_x: float = 0
    last_y: float = 0


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A day offered beside the day picker."""

    kind: QuickDay
    day: date


class ChartKind(StrEnum):
    """How a chart is drawn."""

    BAR = "bar"
    STACKED = "stacked"
    LINE = "line"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one kind, one for each category; a hint is shown beside the figure, such as "1,903 / 1,907"."""

    name: str
    values: Sequence[float | None]
    hints: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and, from the same figures, its table.

    ``links`` opens the list behind each category. A MAP colours the areas ``map_codes`` (division codes, one for each
    category) of the shapes at ``map_url`` by the classes that ``steps`` part, the last one starting at the last step.
    """

    kind: ChartKind
    title: str
    heading: str
    """What the categories are: the head of the table's first column."""
    categories: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    decimals: int = 0
    horizontal: bool = False
    minimum: float | None = None
    maximum: float | None = None
    goal: float | None = None
    goal_label: str = ""
    links: Sequence[str] = ()
    map_url: str = ""
    map_codes: Sequence[str] = ()
    steps: Sequence[float] = ()
