"""The summary table in the shapes in which it leaves: pages, JSON, CSV, workbook, text."""

from gatehouse.reports.presenters.columns import COLUMNS, Column, title_of
from gatehouse.reports.presenters.csv_text import as_csv
from gatehouse.reports.presenters.files import as_file
from gatehouse.reports.presenters.json_data import as_json
from gatehouse.reports.presenters.lists import campuses_page
from gatehouse.reports.presenters.tables import table_page
from gatehouse.reports.presenters.text import as_text
from gatehouse.reports.presenters.workbook import as_workbook

__all__ = [
    "COLUMNS",
    "Column",
    "as_csv",
    "as_file",
    "as_json",
    "as_text",
    "as_workbook",
    "campuses_page",
    "table_page",
    "title_of",
]
