"""Lines, units and divisions in the reader's language, and why the tree cannot take an act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin

from gatehouse.kernel.days import FAR
from gatehouse.kernel.refusal import Refusal, Told
from gatehouse.territory.queries import called
from gatehouse.territory.types import Level, Line, UnitOn

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


def level_name(level: Level) -> str:
    """A level of the tree, as a property of its units."""
    return {
        Level.NATION: _("national level"),
        Level.PROVINCE: _("provincial level"),
        Level.CITY: _("city level"),
        Level.COUNTY: _("county level"),
        Level.STATION: _("lowest level"),
    }[level]


def division_name(name: str) -> str:
    """A division's name; in English romanised without the word for its kind, as maps have it: Shuangfeng."""
    if not in_english():
        return name
    stem = name[:-1] if len(name) > SHORTEST else name
    return "".join(lazy_pinyin(stem)).capitalize()


class Sentence(NamedTuple):
    """The reason and the remedy of a refusal, translated when they are said; both may name the refusal's parameters."""

    reason: Promise
    remedy: Promise


_HIGHER = gettext_lazy("Choose a unit exactly one level higher.")

SENTENCES = {
    "unknown-parent": Sentence(
        gettext_lazy("Unit %(code)s cannot be founded: there is no unit %(parent_code)s on %(day)s (%(line)s)."),
        gettext_lazy("Found the unit above it first and not from a later day, or correct the code."),
    ),
    "bad-code": Sentence(
        gettext_lazy("“%(code)s” cannot be the code of a unit."),
        gettext_lazy("Write 1 to 16 letters and digits, without spaces or signs."),
    ),
    "wrong-level-founded": Sentence(
        gettext_lazy("Unit %(code)s (%(level)s) cannot stand below %(parent)s (%(above)s)."), _HIGHER
    ),
    "level-full": Sentence(
        gettext_lazy("%(parent)s has no number left for another unit below it: 998 have stood there so far."),
        gettext_lazy("Found another unit beside it and put new ones below that one."),
    ),
    "other-line": Sentence(
        gettext_lazy("%(unit)s cannot stand below %(parent)s, which belongs to the other line."),
        gettext_lazy("Choose a unit of its own line."),
    ),
    "below-itself": Sentence(
        gettext_lazy("%(unit)s cannot stand below %(parent)s, which is the same unit or part of it."),
        gettext_lazy("Choose a unit outside it."),
    ),
    "wrong-level": Sentence(gettext_lazy("%(unit)s (%(level)s) cannot stand below %(parent)s (%(above)s)."), _HIGHER),
    "parent-gone": Sentence(
        gettext_lazy("%(parent)s is not in force on %(day)s, yet %(unit)s would stand below it then."),
        gettext_lazy("Move %(unit)s below another unit first, or choose another day."),
    ),
    "units-below": Sentence(
        gettext_lazy("%(unit)s cannot end on %(day)s: units still stand below it."),
        gettext_lazy("Move or abolish these units first: %(units)s."),
    ),
    "wrong-successor": Sentence(
        gettext_lazy("%(successor)s cannot take over from %(unit)s."),
        gettext_lazy("Choose another unit of the same line and level."),
    ),
    "nothing-said": Sentence(
        gettext_lazy("Nothing is known of this on %(day)s yet: %(kind)s."),
        gettext_lazy("Choose a later day, or have it reported for that day first."),
    ),
    "two-values": Sentence(
        gettext_lazy("Two different things are told of the same for %(day)s: %(kind)s."),
        gettext_lazy("Tell only the one that is right."),
    ),
    "two-acts": Sentence(
        gettext_lazy("Two acts at once concern the same on %(day)s: %(kind)s."),
        gettext_lazy("Do one after the other."),
    ),
}
"""By the code of a TreeError, or of what no kind of fact can take."""

UNIT_WORDS = frozenset({"unit", "parent", "successor"})
"""Parameters that are keys of units."""


def fact_names() -> dict[str, str]:
    """By label of the table: what a kind of fact is about."""
    return {"territory.unitpoint": _("names and places of units")}


def refusal(error: Refusal) -> Told:
    """Why the tree cannot take an act, and what to do. Raises KeyError for a refusal of another room."""
    return filled(error, SENTENCES, words(error.params, fact_names()))


def filled(error: Refusal, sentences: Mapping[str, Sentence], values: Mapping[str, str]) -> Told:
    """The sentence of a refusal with its parameters in words; a kind of fact may have a sentence of its own."""
    own = f"{error.code} {error.params.get('kind', '')}"
    sentence = sentences.get(own) or sentences[error.code]
    return Told(str(sentence.reason) % values, str(sentence.remedy) % values)


def words(params: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, str]:
    """Parameters in words: units by name, days as 2020-11-01, lines, levels, kinds of facts."""
    units = {key: value for key, value in params.items() if key in UNIT_WORDS and isinstance(value, int)}
    below = params.get("units", ())
    names = called([*units.values(), *below], on=params.get("day", FAR))
    shown = {key: value[1] if in_english() else value[0] for key, value in names.items()}
    found = {key: _word(value) for key, value in params.items()}
    found.update((key, shown.get(value, str(value))) for key, value in units.items())
    found["units"] = listed(shown.get(key, str(key)) for key in below)
    if "kind" in params:
        found["kind"] = kinds.get(params["kind"], params["kind"])
    return found


def listed(texts: Iterable[str]) -> str:
    """Texts one after the other."""
    return pgettext("between the items of a list", ", ").join(texts)


def _word(value: Any) -> str:  # noqa: ANN401 - parameters are texts, figures, days, words of the room
    if isinstance(value, Line):
        return line_name(value)
    if isinstance(value, Level):
        return level_name(value)
    return value.isoformat() if isinstance(value, date) else str(value)
