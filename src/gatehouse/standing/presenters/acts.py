"""By what kind of act something was recorded, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _


def act_name(act: str) -> str:
    """What was done by a posting; the act's own code where it has no name."""
    names = {
        "campuses.change": _("particulars changed"),
        "campuses.close": _("campus closed"),
        "campuses.count": _("head count reported"),
        "campuses.merge": _("campuses merged"),
        "campuses.move": _("campus moved"),
        "campuses.record": _("campuses reported"),
        "campuses.reopen": _("campus reopened"),
        "campuses.split": _("campus split"),
        "census.import": _("census workbook imported"),
        "demo.changes": _("the demo's story"),
        "guards.certificate": _("certificate reported"),
        "guards.end": _("engagement ended"),
        "guards.post": _("engagement reported"),
        "guards.revoke": _("certificate revoked"),
        "norms.publish": _("norm published"),
        "register.undo": _("posting undone"),
        "territory.abolish": _("unit abolished"),
        "territory.found": _("units founded"),
        "territory.merge": _("units merged"),
        "territory.move": _("unit moved"),
        "territory.rename": _("unit renamed"),
    }
    return names.get(act, act)
