"""Why the register cannot take an act, whichever room refuses it; and what undoing a posting writes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from gatehouse.guards import presenters as guards
from gatehouse.kernel.refusal import Refusal, Told
from gatehouse.territory.presenters import Sentence, filled

_UNDO_FIRST = _("Undo posting %(posting)s first.")
_CHECK_NUMBER = _("Check the number; an import shows it on its page.")

SENTENCES = {
    **guards.SENTENCES,
    "unknown-posting": Sentence(_("There is no posting %(posting)s."), _CHECK_NUMBER),
    "said-nothing": Sentence(_("Posting %(posting)s recorded nothing that could be undone."), _CHECK_NUMBER),
    "undone-already": Sentence(
        _("Posting %(posting)s is undone already."),
        _("To have it back, undo the posting that undid it."),
    ),
    "on-campus": Sentence(_("What posting %(posting)s recorded later of %(campus)s stands on this."), _UNDO_FIRST),
    "on-guard": Sentence(_("What posting %(posting)s recorded later of %(guard)s stands on this."), _UNDO_FIRST),
    "on-engagement": Sentence(
        _("What posting %(posting)s recorded later of %(guard)s at %(campus)s stands on this."), _UNDO_FIRST
    ),
    "on-unit": Sentence(_("What posting %(posting)s recorded later of %(unit)s stands on this."), _UNDO_FIRST),
    "on-succession": Sentence(
        _("What posting %(posting)s recorded later of %(predecessor)s and %(successor)s stands on this."), _UNDO_FIRST
    ),
}
"""By the code of any refusal of an act on the register."""


def refusal(error: Refusal) -> Told:
    """Why an act is refused, and what to do, naming units and campuses."""
    return filled(error, SENTENCES, guards.words(error.params))


def written_lines(written: Mapping[str, int]) -> list[tuple[str, int]]:
    """Points of facts by kind: what the kind is about, and how many."""
    names = guards.fact_names()
    return [(names[kind], count) for kind, count in written.items() if kind in names]
