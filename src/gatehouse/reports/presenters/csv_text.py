"""The summary table as CSV that Excel opens rightly: UTF-8 with a byte order mark, one head row."""

from __future__ import annotations

import csv
import io

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gatehouse.foundation.workbook.inert import inert
from gatehouse.reports.presenters.columns import COLUMNS, row_name
from gatehouse.reports.types import SummaryTable


def as_csv(table: SummaryTable) -> bytes:
    """The rows and the total; percentages as fractions of one."""
    english = (get_language() or "").startswith("en")
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_("Code"), _("Unit"), *(f"{column.group}/{column.head}" for column in COLUMNS)])
    for row in (*table.rows, table.total):
        values = [column.value(row) for column in COLUMNS]
        cells = ["" if value is None else round(value, 6) for value in values]
        writer.writerow([inert(row.code), inert(row_name(row, english=english)), *cells])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()
