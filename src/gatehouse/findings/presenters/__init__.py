"""Findings in the reader's language: what is wrong, why, and on what basis."""

from gatehouse.findings.presenters.sentences import ground_sentence, kind_name, sentence, severity_name
from gatehouse.findings.presenters.shapes import (
    ExplainedFinding,
    explained,
    found_as_json,
    found_as_text,
    page_as_json,
    page_as_text,
    unlawful_as_json,
)

__all__ = [
    "ExplainedFinding",
    "explained",
    "found_as_json",
    "found_as_text",
    "ground_sentence",
    "kind_name",
    "page_as_json",
    "page_as_text",
    "sentence",
    "severity_name",
    "unlawful_as_json",
]
