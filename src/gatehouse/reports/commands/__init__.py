"""The commands of the reports."""

from gatehouse.reports.commands.tables import table

__all__ = ["table"]
