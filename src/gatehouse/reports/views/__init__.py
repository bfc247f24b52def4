"""The pages of the reports: the summary table with the campuses behind it, comparisons, frozen statements."""

from gatehouse.reports.views.comparisons import changes, compare
from gatehouse.reports.views.reported import freeze, statement, statements
from gatehouse.reports.views.tables import campuses, export, table

__all__ = ["campuses", "changes", "compare", "export", "freeze", "statement", "statements", "table"]
