"""The rules of the norms: reading the grammar, judging one campus or whole columns, choosing the set of a day.

Pure apart from polars, which builds expressions here and evaluates nothing.
"""

from __future__ import annotations

from gatehouse.norms.rules.parsing import legal_basis, parse
from gatehouse.norms.rules.scalar import judge
from gatehouse.norms.rules.selection import check_together, epochs, file_name, region_chain, select
from gatehouse.norms.rules.table import Table
from gatehouse.norms.rules.vectorised import required_expression

__all__ = [
    "Table",
    "check_together",
    "epochs",
    "file_name",
    "judge",
    "legal_basis",
    "parse",
    "region_chain",
    "required_expression",
    "select",
]
