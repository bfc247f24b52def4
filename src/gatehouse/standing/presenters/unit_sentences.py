"""What happened to units, one sentence each."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gatehouse.standing.queries import Story
from gatehouse.standing.rules.stories import Flow
from gatehouse.standing.rules.unit_changes import UnitChange
from gatehouse.standing.types import Happening
from gatehouse.territory.presenters import in_english


def called(story: Story, unit_id: int | None, day: date) -> str:
    """What a unit is called on a day; empty for none."""
    if unit_id is None:
        return ""
    name, name_en = story.units.on(unit_id, day)
    return name_en if in_english() else name


def change_sentence(story: Story, change: UnitChange) -> str:
    """What one point of a unit's history changed."""
    parts = [_sentence(story, change, happening) for happening in change.happenings]
    return pgettext("between events", "; ").join(parts)


def _sentence(story: Story, change: UnitChange, happening: Happening) -> str:
    day, now, before = change.saying.version.day, change.values, change.saying.before or change.values
    column = "name_en" if in_english() else "name"
    names = {
        "unit": now[column],
        "was": before[column],
        "above": called(story, now["parent_id"], day),
        "left": called(story, before["parent_id"], day),
        "heir": called(story, now["successor_id"], day),
    }
    if happening is Happening.UNIT_FOUNDED and not names["above"]:
        return _("%(unit)s is founded") % names
    sentences = {
        Happening.UNIT_FOUNDED: _("%(unit)s is founded below %(above)s"),
        Happening.UNIT_RENAMED: _("%(was)s is renamed %(unit)s"),
        Happening.UNIT_MOVED: _("%(unit)s moves from %(left)s to below %(above)s"),
        Happening.UNIT_WENT_ALONG: _("%(unit)s goes along with a unit above it"),
        Happening.UNIT_MERGED: _("%(unit)s is merged into %(heir)s"),
        Happening.UNIT_ABOLISHED: _("%(unit)s is abolished"),
    }
    return sentences.get(happening, _("%(unit)s: reported again, unchanged")) % names


def flow_text(flow: Flow) -> str:
    """How many campuses came and went with an event, and how many are there then."""
    if not (flow.registered or flow.came or flow.went):
        return _("campuses there: %(there)d") % flow._asdict()
    return _(
        "campuses: %(registered)d registered, %(came)d from elsewhere, %(went)d to elsewhere, %(there)d there"
    ) % flow._asdict()  # fmt: skip
