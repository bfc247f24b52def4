"""What the census shows and says."""

from __future__ import annotations

from gatehouse.census.presenters.fields import field_name
from gatehouse.census.presenters.pages import (
    import_page,
    imports_page,
    refusal_text,
    told_text,
    undo_page,
    wrong_unit_text,
)
from gatehouse.census.presenters.problems import place_text, say
from gatehouse.census.presenters.template import template_workbook

__all__ = [
    "field_name",
    "import_page",
    "imports_page",
    "place_text",
    "refusal_text",
    "say",
    "template_workbook",
    "told_text",
    "undo_page",
    "wrong_unit_text",
]
