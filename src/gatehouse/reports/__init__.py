"""The summary table: page, workbook, CSV, JSON, and the campuses behind its numbers."""
