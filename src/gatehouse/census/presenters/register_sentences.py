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
}
