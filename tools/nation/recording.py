"""When the invented facts come to be known: most in a first posting, some weeks after they hold."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from gatehouse.foundation.clock import SHANGHAI
from tools.nation.scale import END, drawn

RECORDED = (
    datetime(2020, 10, 15, 20, tzinfo=SHANGHAI),
    datetime(2020, 11, 15, 20, tzinfo=SHANGHAI),
    datetime(2020, 12, 15, 20, tzinfo=SHANGHAI),
    datetime(2021, 1, 10, 20, tzinfo=SHANGHAI),
)
"""The instants of the postings, in order."""
SEEN_UNTIL = (date(2020, 10, 10), date(2020, 11, 10), date(2020, 12, 10))


def recorded(rows: pl.DataFrame, number: str, *, late: int) -> pl.DataFrame:
    """With the ``posting``, counted from 1, that records each row: ``late`` of a hundred come to be known late.

    What is known of the days after the years of history (a lapse, say) is recorded at first.
    """
    day = pl.col("valid_from")
    soonest = 1 + sum((day > until).cast(pl.Int64) for until in SEEN_UNTIL)
    later = pl.max_horizontal(soonest, 2 + drawn(number, 90, len(SEEN_UNTIL)))
    learnt = pl.when(drawn(number, 91, 100) < late).then(later).otherwise(soonest)
    return rows.with_columns(posting=pl.when(day > pl.lit(END)).then(1).otherwise(learnt).cast(pl.Int64))
