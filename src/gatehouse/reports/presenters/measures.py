"""Which campuses a list shows, in words, and the neighbouring lists that a reader may want instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gatehouse.campuses.presenters import label_name, ownership_name
from gatehouse.campuses.types import CensusLabel, Ownership
from gatehouse.reports.presenters.columns import COLUMNS, Column
from gatehouse.standing.queries import Narrowing
from gatehouse.standing.types import Stratum

OFTEN = ("", "unmet", "gap", "uncertified")
"""The measures that every list offers."""

KINDERGARTENS = frozenset({CensusLabel.CITY_KINDERGARTEN, CensusLabel.TOWN_KINDERGARTEN})
LABELS = (
    frozenset(CensusLabel), frozenset({CensusLabel.SCHOOL}), KINDERGARTENS,
    frozenset({CensusLabel.CITY_KINDERGARTEN}), frozenset({CensusLabel.TOWN_KINDERGARTEN}),
)  # fmt: skip
FOUNDERS = (frozenset({True, False}), frozenset({True}), frozenset({False}))
"""Whether founded publicly."""


def measure_name(measure: str) -> str:
    """Which campuses a measure picks out: those that fall short, or those that count in a column of the table."""
    named = {
        "": _("All campuses"),
        "campuses": _("All campuses"),
        "unmet": _("Not meeting the norm"),
        "gap": _("Short of guards"),
        "uncertified": _("With uncertified guards"),
        "surplus": _("With more guards than required"),
        "part_time": _("With part-time guards"),
        "unjudged": _("Not judged yet"),
        "campuses_met": _("Meeting the norm"),
        "campuses_met_certified": _("Meeting the norm with certified guards"),
    }
    if measure in named:
        return named[measure]
    column = column_of(measure)
    return _("%(group)s: %(head)s") % {"group": column.group, "head": column.head} if column else measure


def column_of(measure: str) -> Column | None:
    """The table's column that counts a measure."""
    return next((column for column in COLUMNS if measure and column.measure == measure and not column.percent), None)


def stratum_name(stratum: Stratum) -> str:
    """Census label and ownership."""
    return _("%(label)s · %(ownership)s") % {
        "label": label_name(stratum.label), "ownership": ownership_name(stratum.ownership),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A list that may be chosen, and whether it is the one shown."""

    text: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """Lists that differ in one respect."""

    name: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which campuses a list shows: census labels, founders, measure."""

    labels: frozenset[CensusLabel]
    founders: frozenset[bool]
    measure: str

    @classmethod
    def of(cls, narrowing: Narrowing) -> Shown:
        """What a narrowing picks out."""
        strata = narrowing.strata or frozenset(Stratum)
        return cls(
            frozenset(stratum.label for stratum in strata),
            frozenset(stratum.ownership is Ownership.PUBLIC for stratum in strata),
            "" if narrowing.measure == "campuses" else narrowing.measure,
        )

    @property
    def strata(self) -> list[Stratum] | None:
        """The strata of these labels and founders; None for all."""
        found = [
            stratum
            for stratum in Stratum
            if stratum.label in self.labels and (stratum.ownership is Ownership.PUBLIC) in self.founders
        ]
        return None if len(found) == len(Stratum) else found

    @property
    def sentence(self) -> str:
        """What is shown, for the page's head."""
        parts = [
            _labels_name(self.labels) if self.labels != LABELS[0] else "",
            _founders_name(self.founders) if self.founders != FOUNDERS[0] else "",
            measure_name(self.measure),
        ]
        return pgettext("between parts", " · ").join(part for part in parts if part)


def choices_of(shown: Shown, url: Callable[[Shown], str]) -> list[Choices]:
    """The neighbouring lists, by measure, by census label and by founder."""

    def row(name: str, options: Iterable[tuple[str, Shown]]) -> Choices:
        return Choices(name, [Choice(text, url(option), option == shown) for text, option in options])

    measures = OFTEN if shown.measure in OFTEN else (*OFTEN, shown.measure)
    return [
        row(
            _("Which"),
            [(measure_name(measure), Shown(shown.labels, shown.founders, measure)) for measure in measures],
        ),
        row(_("Kind"), [(_labels_name(labels), Shown(labels, shown.founders, shown.measure)) for labels in LABELS]),
        row(
            _("Ownership"),
            [(_founders_name(founders), Shown(shown.labels, founders, shown.measure)) for founders in FOUNDERS],
        ),
    ]


def _labels_name(labels: frozenset[CensusLabel]) -> str:
    if labels == LABELS[0]:
        return pgettext("filter", "All")
    if labels == KINDERGARTENS:
        return _("Kindergartens")
    names = {
        CensusLabel.SCHOOL: _("Primary and middle schools"),
        CensusLabel.CITY_KINDERGARTEN: _("City kindergartens"),
        CensusLabel.TOWN_KINDERGARTEN: _("Town kindergartens"),
    }
    return pgettext("between parts", " · ").join(name for label, name in names.items() if label in labels)


def _founders_name(founders: frozenset[bool]) -> str:
    if founders == FOUNDERS[0]:
        return pgettext("filter", "All")
    return ownership_name(Ownership.PUBLIC if True in founders else Ownership.PRIVATE)
