"""Lines, units and divisions in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin

from gatehouse.territory.types import Line, UnitOn

SHORTEST = 2
"""Names of so few characters keep the word for their kind."""


def in_english() -> bool:
    """Whether the reader reads English; Chinese otherwise."""
    return (get_language() or "").startswith("en")


def unit_name(unit: UnitOn) -> str:
    """What a unit is called."""
    return unit.name_en if in_english() else unit.name


def line_name(line: Line) -> str:
    """What a line of authority is called."""
    return {Line.POLICE: _("Police line"), Line.EDUCATION: _("Education line")}[line]


def division_name(name: str) -> str:
    """A division's name; in English romanised without the word for its kind, as maps have it: Shuangfeng."""
    if not in_english():
        return name
    stem = name[:-1] if len(name) > SHORTEST else name
    return "".join(lazy_pinyin(stem)).capitalize()
