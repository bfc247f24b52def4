"""What the census shows and says."""

from __future__ import annotations

from gatehouse.census.presenters.problems import place_text, say
from gatehouse.census.presenters.template import template_workbook

__all__ = ["place_text", "say", "template_workbook"]
