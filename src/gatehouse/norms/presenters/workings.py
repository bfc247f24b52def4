"""The working of a rule as a phrase: tiers, steps and ratios in the reader's language.

Each phrase is a complete message with named places, one for every wording a translator may need.
"""

from __future__ import annotations

from functools import reduce
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gatehouse.norms.types import Quantity, Rounding, Working, WorkingCode

_COMPOUND = {WorkingCode.TIER, WorkingCode.SUM, WorkingCode.MAX, WorkingCode.MIN}


def guards(posts: int) -> str:
    """A number of guards with its unit."""
    return ngettext("%(posts)s guard", "%(posts)s guards", posts) % {"posts": number(posts)}


def number(value: int | str) -> str:
    """A whole number with its thousands separated, alike in both languages."""
    return f"{value:,}" if isinstance(value, int) else value


def phrase(working: Working) -> str:
    """How a node of a rule came to its posts, without the closing result."""
    match working.code:
        case WorkingCode.CONSTANT:
            return guards(working.posts) if working.posts else pgettext("norm", "nothing required")
        case WorkingCode.TIER:
            return _tier(working)
        case WorkingCode.STEPS:
            return _steps(working)
        case WorkingCode.RATIO:
            return _ratio(working)
        case WorkingCode.SUM | WorkingCode.MAX | WorkingCode.MIN:
            return _combination(working)
        case _:
            assert_never(working.code)


def _tier(working: Working) -> str:
    (inner,) = working.parts
    places = _places(working) | {"inner": phrase(inner)}
    if working.params.get("up_to") == 0 or working.params.get("below") == 1:
        return _("no %(quantity)s: %(inner)s") % places
    extent = _extent(working)
    if not extent:
        return _("%(count)s %(quantity)s: %(inner)s") % places
    return _("%(count)s %(quantity)s, %(extent)s: %(inner)s") % (places | {"extent": extent})


def _extent(working: Working) -> str:
    """The bounds of a tier in words; empty for a tier without any. "More than 0" is no bound worth saying."""
    places = _places(working)
    bounds = {name for name in ("from", "over", "below", "up_to") if working.params.get(name)}
    messages = {
        frozenset[str](): "",
        frozenset({"below"}): _("fewer than %(below)s"),
        frozenset({"up_to"}): _("at most %(up_to)s"),
        frozenset({"from"}): _("at least %(from)s"),
        frozenset({"over"}): _("more than %(over)s"),
        frozenset({"from", "below"}): _("at least %(from)s and fewer than %(below)s"),
        frozenset({"from", "up_to"}): _("at least %(from)s and at most %(up_to)s"),
        frozenset({"over", "below"}): _("more than %(over)s and fewer than %(below)s"),
        frozenset({"over", "up_to"}): _("more than %(over)s and at most %(up_to)s"),
    }
    return messages[frozenset(bounds)] % places


def _steps(working: Working) -> str:
    rounding = Rounding(str(working.params["rounding"]))
    if working.params["over"]:
        message = {
            Rounding.FLOOR: _(
                "%(each)s for every complete %(size)s of the %(quantity)s above %(over)s (%(count)s in all) × %(steps)s"
            ),
            Rounding.CEILING: _(
                "%(each)s for every %(size)s or part of %(size)s of the %(quantity)s above %(over)s"
                " (%(count)s in all) × %(steps)s"
            ),
            Rounding.NEAREST: _(
                "%(each)s for every %(size)s, half and more counting as whole, of the %(quantity)s above %(over)s"
                " (%(count)s in all) × %(steps)s"
            ),
        }[rounding]
    else:
        message = {
            Rounding.FLOOR: _("%(each)s for every complete %(size)s of %(count)s %(quantity)s × %(steps)s"),
            Rounding.CEILING: _(
                "%(each)s for every %(size)s or part of %(size)s of %(count)s %(quantity)s × %(steps)s"
            ),
            Rounding.NEAREST: _(
                "%(each)s for every %(size)s, half and more counting as whole, of %(count)s %(quantity)s × %(steps)s"
            ),
        }[rounding]
    return message % _places(working)


def _ratio(working: Working) -> str:
    message = {
        Rounding.FLOOR: _("%(each)s to every %(per)s of %(count)s %(quantity)s, fractions dropped"),
        Rounding.CEILING: _("%(each)s to every %(per)s of %(count)s %(quantity)s, rounded up"),
        Rounding.NEAREST: _("%(each)s to every %(per)s of %(count)s %(quantity)s, rounded to the nearest"),
    }[Rounding(str(working.params["rounding"]))]
    return message % _places(working)


def _combination(working: Working) -> str:
    parts = [_bracketed(part) for part in working.parts]
    if working.code is WorkingCode.SUM:
        return reduce(_plus, parts)
    listed = {"parts": pgettext("norm", "; ").join(parts)}
    if working.code is WorkingCode.MAX:
        return _("the largest of: %(parts)s") % listed
    return _("the smallest of: %(parts)s") % listed


def _plus(first: str, second: str) -> str:
    return _("%(first)s, plus %(second)s") % {"first": first, "second": second}


def _bracketed(part: Working) -> str:
    """A phrase as one of several, in brackets where it is composed itself."""
    if part.code in _COMPOUND:
        return pgettext("norm", "(%(inner)s)") % {"inner": phrase(part)}
    return phrase(part)


def _places(working: Working) -> dict[str, str]:
    """What the messages may name: the params, numbers grouped, and the noun of the base."""
    places = {name: number(value) for name, value in working.params.items()}
    return places | {"quantity": _quantity(Quantity(str(working.params["base"])))}


def _quantity(quantity: Quantity) -> str:
    return {
        Quantity.STUDENTS: pgettext("norm", "students"),
        Quantity.STAFF: pgettext("norm", "staff"),
        Quantity.BOARDERS: pgettext("norm", "boarders"),
        Quantity.PERSONS: pgettext("norm", "students and staff"),
    }[quantity]
