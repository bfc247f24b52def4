"""Whole numbers that fit margins exactly: a table from its row and column sums, and one total shared out.

Both work greedily: the next unit goes where the fractional ideal is missed most. In a table the greedy choice can block
itself; then one unit is moved along an alternating path (add in one cell, take back in another of the same column, add
in that row's next cell …), which finds a fit whenever one exists, as augmenting paths do for any transport problem.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

Table = list[list[int]]

_ROUNDS = 60
"""Rounds of proportional fitting; the ideal only steers the greedy choice, so it need not have settled fully."""


class MarginError(ValueError):
    """No table of whole numbers within the bounds has these sums."""


def share(total: int, weights: Sequence[int], *, low: Sequence[int], high: Sequence[int]) -> list[int]:
    """Split ``total`` in proportion to ``weights``, each part within its bounds; MarginError when they forbid it."""
    parts = list(low)
    if not sum(parts) <= total <= sum(high):
        message = f"{total} does not lie between {sum(parts)} and {sum(high)}"
        raise MarginError(message)
    scale = sum(weights)
    while sum(parts) < total:
        free = [index for index, part in enumerate(parts) if part < high[index]]
        # Whole-number comparison of total·weight/scale − part: no rounding can differ between machines.
        parts[max(free, key=lambda index: (total * weights[index] - scale * parts[index], -index))] += 1
    return parts


def fit_table(
    weights: Sequence[Sequence[int]], *, rows: Sequence[int], columns: Sequence[int], high: Sequence[Sequence[int]]
) -> Table:
    """A table near the proportions of ``weights`` with exactly these row and column sums, no cell above ``high``.

    Raises MarginError when there is none.
    """
    if sum(rows) != sum(columns):
        message = f"rows add up to {sum(rows)}, columns to {sum(columns)}"
        raise MarginError(message)
    ideal = _proportional(weights, rows, columns)
    table = [[0] * len(columns) for _ in rows]
    row_left, column_left = list(rows), list(columns)
    while sum(row_left):
        open_cells = [
            (ideal[r][c] - table[r][c], -r, -c)
            for r in range(len(rows))
            for c in range(len(columns))
            if row_left[r] and column_left[c] and table[r][c] < high[r][c]
        ]
        if open_cells:
            _, r, c = max(open_cells)
            table[-r][-c] += 1
            row, column = -r, -c
        else:
            row, column = _augment(table, row_left, column_left, high)
        row_left[row] -= 1
        column_left[column] -= 1
    return table


def _proportional(weights: Sequence[Sequence[int]], rows: Sequence[int], columns: Sequence[int]) -> list[list[float]]:
    """Iterative proportional fitting; ``fsum`` because plain ``sum`` of floats differs between Python versions."""
    ideal = [[float(weight) for weight in line] for line in weights]
    for _ in range(_ROUNDS):
        for line, wanted in zip(ideal, rows, strict=True):
            factor = wanted / (math.fsum(line) or 1.0)
            line[:] = [value * factor for value in line]
        for index, wanted in enumerate(columns):
            factor = wanted / (math.fsum(line[index] for line in ideal) or 1.0)
            for line in ideal:
                line[index] *= factor
    return ideal


def _augment(
    table: Table, row_left: Sequence[int], column_left: Sequence[int], high: Sequence[Sequence[int]]
) -> tuple[int, int]:
    """Move units along the shortest alternating path from a short row to a short column; return the two."""
    start = next(row for row, left in enumerate(row_left) if left)
    came_from: dict[int, tuple[int, int]] = {}
    queue, seen = deque([start]), {start}
    while queue:
        row = queue.popleft()
        for column in range(len(column_left)):
            if table[row][column] >= high[row][column]:
                continue
            if column_left[column]:
                _apply(table, came_from, row, column)
                return start, column
            for other in range(len(row_left)):
                if other not in seen and table[other][column]:
                    seen.add(other)
                    came_from[other] = (row, column)
                    queue.append(other)
    message = "no table of whole numbers fits these sums within the bounds"
    raise MarginError(message)


def _apply(table: Table, came_from: dict[int, tuple[int, int]], row: int, column: int) -> None:
    """Add one unit at the end of the path and walk back: take one in the row reached, add one in the row before."""
    table[row][column] += 1
    while row in came_from:
        before, through = came_from[row]
        table[row][through] -= 1
        table[before][through] += 1
        row = before
