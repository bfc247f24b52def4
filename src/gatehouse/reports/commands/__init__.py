"""The commands of the reports."""

from gatehouse.reports.commands.comparisons import compare
from gatehouse.reports.commands.statements import statement
from gatehouse.reports.commands.tables import table

__all__ = ["compare", "statement", "table"]
