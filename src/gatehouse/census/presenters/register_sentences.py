"""What does not agree with the register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gatehouse.census.presenters.sentence import Sentence

_UNIT_OR_PLACE = _("Check the reporting unit chosen and the place written in the row.")

REGISTER_SENTENCES = {
    "unknown-campus": Sentence(
        _("No campus of the reporting unit is known as “%(campus)s”."),
        _("Write the name or code as in the campus table, or report the campus there first."),
    ),
    "foreign-unit": Sentence(_("“%(value)s” belongs to %(unit)s and not to the reporting unit."), _UNIT_OR_PLACE),
    "unknown-town": Sentence(
        _("The town “%(town)s” is not known in %(unit)s."),
        _("Write the full official name of the town or subdistrict."),
    ),
    "unknown-station": Sentence(
        _("The police station “%(station)s” is not known in %(unit)s."),
        _("Write the full official name of the police station."),
    ),
    "campus-of-other-unit": Sentence(_("The campus “%(campus)s” is registered under another unit."), _UNIT_OR_PLACE),
    "code-name-conflict": Sentence(
        _("Name and code of “%(campus)s” do not point to one and the same campus."),
        _("Check the name and the school identification code."),
    ),
    "campus-not-open-yet": Sentence(
        _("“%(campus)s” was opened on %(opened)s only; nothing can be reported of it for %(day)s."),
        _("Leave the row out, or write the right day of opening."),
    ),
    "opened-after-known": Sentence(
        _("“%(campus)s” cannot have been opened on %(value)s: the register knows it since %(since)s."),
        _("Correct the day of opening, or leave the cell empty."),
    ),
    "started-before-opening": Sentence(
        _("Nobody can have served at “%(campus)s” on %(started)s: it was opened on %(opened)s."),
        _("Correct the day of starting, or the day of opening in the campus table."),
    ),
    "unit-ends": Sentence(
        _("“%(campus)s” would have no place from %(since)s on: %(unit)s ends then, and no unit takes over."),
        _("Name the unit to which the campus belongs, or have the campus moved from that day on first."),
    ),
}
