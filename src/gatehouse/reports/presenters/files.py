"""The summary table as a file of a shape asked for."""

from __future__ import annotations

import json

from gatehouse.reports.presenters.csv_text import as_csv
from gatehouse.reports.presenters.json_data import as_json
from gatehouse.reports.presenters.workbook import as_workbook
from gatehouse.reports.types import SummaryTable


def as_file(table: SummaryTable, shape: str) -> bytes:
    """The table as ``xlsx``, ``csv`` or ``json``. Raises KeyError for any other shape."""
    return {"xlsx": as_workbook, "csv": as_csv, "json": _dumped}[shape](table)


def _dumped(table: SummaryTable) -> bytes:
    return (json.dumps(as_json(table), ensure_ascii=False, indent=2) + "\n").encode()
