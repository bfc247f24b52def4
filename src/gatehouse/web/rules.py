"""How figures and the tree of units are shown: decisions of display, without words and without Django."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from gatehouse.web.types import DayChoice, Frame, QuickDay, Share, Sparkline, TreeNode, TreeRow

NONE = "—"
"""What stands where there is no figure."""

THOUSAND = 1000
SOON = timedelta(days=30)


def grouped(value: float | Decimal | None, decimals: int = 0) -> str:
    """A number with its thousands separated, rounded half up to ``decimals`` places; a dash for none."""
    if value is None:
        return NONE
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{exact:,}"


def percent(share: Share | None) -> str:
    """A share as a percentage with one decimal, rounded half up; a dash where there is no whole.

    Only a complete share reads 100.0 % and only an empty one 0.0 %: a table that says "complete" while one campus of
    three thousand is missing would be believed.
    """
    if share is None or share.whole == 0:
        return NONE
    tenths = (2 * THOUSAND * share.part + share.whole) // (2 * share.whole)
    if 0 < share.part < share.whole:
        tenths = min(max(tenths, 1), THOUSAND - 1)
    return f"{tenths // 10:,}.{tenths % 10}%"


def fraction(share: Share) -> str:
    """A share as "1,903 / 1,907"."""
    return f"{share.part:,} / {share.whole:,}"


def sparkline(values: Sequence[float | None], width: float, height: float) -> Sparkline:
    """The line through the values, spread over the width, the largest at the top; gaps are left out.

    Equal values lie in the middle. Fewer than two values make no line.
    """
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return Sparkline("")
    low = min(value for _index, value in known)
    high = max(value for _index, value in known)
    spread = high - low
    points = [
        (
            round(index / (len(values) - 1) * width, 1),
            round(height - ((value - low) / spread if spread else 0.5) * height, 1),
        )
        for index, value in known
    ]
    return Sparkline(" ".join(f"{x:g},{y:g}" for x, y in points), *points[-1])


def tree_rows(nodes: Sequence[TreeNode]) -> list[TreeRow]:
    """The tree as it first shows: the way to the current unit and that unit folded out, the topmost always."""
    rows: list[TreeRow] = []
    open_depth = 0
    for index, node in enumerate(nodes):
        is_shown = node.depth <= open_depth + 1
        is_open = is_shown and node.has_children and (node.depth == 1 or _leads_to_current(nodes, index))
        open_depth = node.depth if is_open else min(open_depth, node.depth - 1)
        rows.append(TreeRow(node, is_open, is_shown))
    return rows


def _leads_to_current(nodes: Sequence[TreeNode], index: int) -> bool:
    """Whether the node at ``index`` is the current one or lies above it."""
    return nodes[index].current or any(node.current for node in _below(nodes, index))


def _below(nodes: Sequence[TreeNode], index: int) -> Iterator[TreeNode]:
    """Every node below the one at ``index``."""
    for node in nodes[index + 1 :]:
        if node.depth <= nodes[index].depth:
            return
        yield node


def frame_of(*, as_of: date, today: date, is_today: bool) -> Frame:
    """Which time a page shows; today's register as it was recorded earlier counts as the past."""
    if is_today:
        return Frame.TODAY
    return Frame.FUTURE if as_of > today else Frame.PAST


def quick_days(today: date) -> list[DayChoice]:
    """The days people often ask for, as seen from ``today``, in their order on the calendar."""
    choices = [
        DayChoice(QuickDay.LAST_YEAR_END, date(today.year - 1, 12, 31)),
        DayChoice(QuickDay.LAST_MONTH_END, today.replace(day=1) - timedelta(days=1)),
        DayChoice(QuickDay.TODAY, today),
        DayChoice(QuickDay.IN_30_DAYS, today + SOON),
        DayChoice(QuickDay.THIS_YEAR_END, date(today.year, 12, 31)),
    ]
    days = [choice.day for choice in choices]
    return [choice for index, choice in enumerate(choices) if choice.day not in days[:index]]
