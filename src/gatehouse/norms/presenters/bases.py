"""Legal bases in the reader's language. A text that nobody here has verified is never cited as law."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gatehouse.kernel.days import FAR
from gatehouse.norms.types import Bilingual, Confidence, LegalBasis


@dataclass(frozen=True, slots=True)
class ExplainedBasis:
    """A legal basis ready to print; ``note`` is empty where there is none."""

    sentence: str
    validity: str
    note: str
    is_verified: bool


def explained_basis(basis: LegalBasis) -> ExplainedBasis:
    """A legal basis in the reader's language."""
    return ExplainedBasis(
        sentence=basis_sentence(basis),
        validity=validity_sentence(basis),
        note=localised(basis.note) if basis.note else "",
        is_verified=basis.confidence is Confidence.VERIFIED,
    )


def basis_sentence(basis: LegalBasis) -> str:
    """The text on which a line rests.

    Only a VERIFIED text is cited as law; any other is called a configured default to be checked against the original.
    """
    message = {
        Confidence.VERIFIED: _("Legal basis: %(reference)s"),
        Confidence.SECONDARY: _(
            "Configured default (secondary source, check the original before citing): %(reference)s"
        ),
        Confidence.MEMORY: _("Configured default (unverified, check the original before citing): %(reference)s"),
    }[basis.confidence]
    return message % {"reference": _reference(basis)}


def validity_sentence(basis: LegalBasis) -> str:
    """The version of a text, since when it is in force, and when it ceased to be."""
    places = {
        "version": basis.version,
        "start": basis.period.start.isoformat(),
        "year": basis.period.start.year,
        "end": basis.period.end.isoformat(),
    }
    if basis.exact_day:
        start = _("version %(version)s, in force from %(start)s") % places
    else:
        start = _("version %(version)s, in force from %(year)s (exact day to be checked)") % places
    if basis.period.end == FAR:
        return start
    return _("%(start)s, no longer from %(end)s") % (places | {"start": start})


def localised(text: Bilingual) -> str:
    """A rule file's text in the reader's language: Chinese for every kind of Chinese, otherwise English."""
    return text.zh if (get_language() or "").startswith("zh") else text.en


def _reference(basis: LegalBasis) -> str:
    """Instrument, number and article, as far as known. Private: alone it would read as a citation."""
    places = {"instrument": localised(basis.instrument), "number": basis.number, "article": basis.article}
    match bool(basis.number), bool(basis.article):
        case True, True:
            return _("“%(instrument)s” (%(number)s), Article %(article)s") % places
        case True, False:
            return _("“%(instrument)s” (%(number)s)") % places
        case False, True:
            return _("“%(instrument)s”, Article %(article)s") % places
        case _:
            return _("“%(instrument)s”") % places
