"""The pages of the reports: the summary table with the campuses behind it."""

from gatehouse.reports.views.tables import MEDIA_TYPES, PAGE_ROWS, campuses, export, table

__all__ = ["MEDIA_TYPES", "PAGE_ROWS", "campuses", "export", "table"]
