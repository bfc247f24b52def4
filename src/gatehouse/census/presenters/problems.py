"""A problem of a workbook in the reader's language: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gatehouse.census.presenters.cell_sentences import CELL_SENTENCES, ROW_SENTENCES
from gatehouse.census.presenters.file_sentences import FILE_SENTENCES, TABLE_SENTENCES
from gatehouse.census.presenters.register_sentences import REGISTER_SENTENCES
from gatehouse.census.presenters.sentence import Sentence
from gatehouse.census.reading import Said
from gatehouse.census.types import RowKind
from gatehouse.kernel.identifiers import Sex
from gatehouse.kernel.problem import Place, Problem

SENTENCES: dict[str, Sentence] = {
    **FILE_SENTENCES,
    **TABLE_SENTENCES,
    **CELL_SENTENCES,
    **ROW_SENTENCES,
    **REGISTER_SENTENCES,
}
"""The reason and the remedy of every problem a workbook may have, by its code."""


def say(problem: Problem) -> Said:
    """The problem in the language that is active now. Raises KeyError for a code that has no sentence."""
    sentence = SENTENCES[problem.code]
    words = _words(problem)
    return Said(
        place_text=place_text(problem.place),
        value=problem.value,
        reason=str(sentence.reason) % words,
        remedy=str(sentence.remedy) % words,
    )


def place_text(place: Place) -> str:
    """A cell, row, sheet or file, as people name it."""
    parts = {"sheet": place.sheet, "row": place.row, "column": place.column, "heading": place.heading}
    if place.row is not None and place.column:
        return _("Sheet “%(sheet)s”, row %(row)s, column %(column)s (%(heading)s)") % parts
    if place.row is not None:
        return _("Sheet “%(sheet)s”, row %(row)s") % parts
    if place.sheet:
        return _("Sheet “%(sheet)s”") % parts
    return place.file


class _Words(dict[str, str]):
    """What fills a sentence; a word that a problem did not bring stays empty rather than losing the sentence."""

    def __missing__(self, key: str) -> str:
        return ""


def _words(problem: Problem) -> Mapping[str, str]:
    """The values that the sentences name."""
    words = _Words(value=problem.value, sheet=problem.place.sheet)
    for name, value in problem.params.items():
        words[name] = _word(name, value)
    words["field"] = problem.place.heading  # people know the column by what stands above it
    words["campus"] = " ".join(part for part in (words["name"], words["code"]) if part)
    return words


def _word(name: str, value: Any) -> str:  # noqa: ANN401 - parameters are texts, figures and lists of texts
    """One value in words."""
    if isinstance(value, list | tuple):
        return pgettext("between the items of a list", ", ").join(map(str, value))
    if name == "sex":
        return _("male") if value == Sex.MALE.value else _("female")
    if name == "table":
        return _("campus table") if value == RowKind.CAMPUS.value else _("guard table")
    return "" if value is None else str(value)
