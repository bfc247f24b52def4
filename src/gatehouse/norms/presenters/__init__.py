"""Judgements and legal bases as sentences in the reader's language."""

from __future__ import annotations

from gatehouse.norms.presenters.bases import (
    ExplainedBasis,
    basis_sentence,
    explained_basis,
    localised,
    validity_sentence,
)
from gatehouse.norms.presenters.judgements import (
    ExplainedLine,
    Explanation,
    conclusion_sentence,
    explanation,
    line_sentence,
    rule_set_title,
)

__all__ = [
    "ExplainedBasis",
    "ExplainedLine",
    "Explanation",
    "basis_sentence",
    "conclusion_sentence",
    "explained_basis",
    "explanation",
    "line_sentence",
    "localised",
    "rule_set_title",
    "validity_sentence",
]
