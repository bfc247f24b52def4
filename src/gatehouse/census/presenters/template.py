"""The census template: the canonical layout, with the unit's campuses as the register knows them filled in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gatehouse.census.queries import KnownCampus
from gatehouse.census.reading import words
from gatehouse.census.reading.fields import FIELDS, Field
from gatehouse.census.types import RowKind

VOCABULARIES = {
    "kind": words.KIND,
    "ownership": words.OWNERSHIP,
    "census_label": words.LABEL,
    "urban_class": words.URBAN_CLASS,
    "sex": words.SEX,
    "schooling": words.SCHOOLING,
    "engagement": words.ENGAGEMENT,
    "source": words.SOURCE,
    "certified": words.YES_OR_NO,
}
"""Columns with a drop-down list, and the words it offers."""

SHEETS = {RowKind.CAMPUS: "校园基本情况", RowKind.GUARD: "保安员花名册"}
"""Sheet names; the layout is Chinese in every language of the interface, as the offices that fill it in are."""

ROWS_TO_FILL = 2000
"""How far down drop-down lists reach below what is filled in."""

TEXT_FIELDS = frozenset({"school_code", "credit_code", "id_number", "certificate_number", "phone"})
"""Columns of digits that are no numbers: formatted as text, or a spreadsheet would round the last digits away."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The template's cell formats."""

    title: Format
    note: Format
    required: Format
    optional: Format
    text: Format


def template_workbook(*, title: str, unit_name: str, campuses: Sequence[KnownCampus]) -> bytes:
    """A workbook with a sheet for campuses and one for guards, ready to be filled in and imported."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    looks = Looks(
        title=book.add_format({"bold": True, "font_size": 16, "align": "center"}),
        note=book.add_format({"font_color": "#555555"}),
        required=book.add_format({**head, "bg_color": "#DCE6F5"}),
        optional=book.add_format({**head, "bg_color": "#F2F2F2"}),
        text=book.add_format({"num_format": "@"}),
    )
    rows = [_campus_cells(campus) for campus in campuses]
    for kind, filled in ((RowKind.CAMPUS, rows), (RowKind.GUARD, [])):
        sheet = book.add_worksheet(SHEETS[kind])
        _sheet(sheet, FIELDS[kind], filled, looks, (title, f"填报单位：{unit_name}    深色表头为必填项"))
    book.close()
    return stream.getvalue()


def _word(field: str, value: str) -> str:
    """The offered word that means a value; empty when none does."""
    offered = VOCABULARIES[field]
    return next((word for word in offered.accepted if offered.value(word) == value), "")


def _campus_cells(campus: KnownCampus) -> dict[str, object]:
    """What is known of a campus, by field."""
    cells: dict[str, object] = asdict(campus)
    for field in ("kind", "ownership", "census_label", "urban_class"):
        cells[field] = _word(field, str(cells[field]))
    return cells


def _sheet(
    sheet: Worksheet,
    fields: Sequence[Field],
    rows: Sequence[dict[str, object]],
    looks: Looks,
    lines: tuple[str, str],
) -> None:
    """Title, note, heads, what is known, and drop-down lists below the heads."""
    last = len(fields) - 1
    sheet.merge_range(0, 0, 0, last, lines[0], looks.title)
    sheet.merge_range(1, 0, 1, last, lines[1], looks.note)
    for at, item in enumerate(fields):
        sheet.write_string(2, at, item.heading, looks.required if item.required else looks.optional)
        sheet.set_column(
            at, at, 22 if item.name in TEXT_FIELDS else 14, looks.text if item.name in TEXT_FIELDS else None
        )
        if item.name in VOCABULARIES:
            choices = list(VOCABULARIES[item.name].accepted)
            sheet.data_validation(3, at, 3 + len(rows) + ROWS_TO_FILL, at, {"validate": "list", "source": choices})
    sheet.freeze_panes(3, 1)
    for down, row in enumerate(rows, start=3):
        for at, item in enumerate(fields):
            value = row.get(item.name, "")
            if isinstance(value, int):
                sheet.write_number(down, at, value)
            elif value:
                sheet.write_string(down, at, str(value), looks.text if item.name in TEXT_FIELDS else None)
