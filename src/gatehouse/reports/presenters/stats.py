"""The few figures above a summary table, each with the sentence that explains it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gatehouse.reports.presenters.links import Links
from gatehouse.reports.types import SummaryTable
from gatehouse.web.rules import grouped, percent
from gatehouse.web.types import Share, Stat


def stats_of(table: SummaryTable, links: Links) -> list[Stat]:
    """Campuses, required, full-time, certified, gap, coverage."""
    code, amounts = table.unit.code, table.total.amounts
    certified = percent(Share(amounts.certified, amounts.full_time))
    unmet = amounts.campuses - amounts.campuses_met
    posts = pgettext("counted persons", "guards")
    return [
        Stat(
            _("Schools, kindergartens"), amounts.campuses, unit=pgettext("counted campuses", "campuses"),
            url=links.behind(code),
            note=_("%(persons)s students, staff") % {"persons": grouped(amounts.students + amounts.staff)},
        ),
        Stat(
            _("Guards required"), amounts.required, unit=posts, url=links.behind(code, "required"),
            note=_("by the norm of the day"),
            explanation=_("What the norm in force on this day demands of each campus by its head count, added up."),
        ),
        Stat(
            _("Guards on post"), amounts.full_time, unit=posts, url=links.behind(code, "full_time"),
            note=_("and %(count)s part-time") % {"count": grouped(amounts.part_time)},
            explanation=_("Guards who serve full-time on this day; those who serve part-time do not count."),
        ),
        Stat(
            _("Certified"), amounts.certified, unit=posts, url=links.behind(code, "certified"),
            note=_("%(share)s of those on post") % {"share": certified},
            explanation=_("Of the full-time guards, those who hold a guard certificate on this day."),
        ),
        Stat(
            _("Gap"), amounts.gap, unit=posts, url=links.behind(code, "gap") if amounts.gap else "",
            note=_("at %(count)s campuses") % {"count": grouped(unmet - amounts.unjudged)} if amounts.gap else "",
            alarm=amounts.gap > 0,
            explanation=_(
                "The guards missing at each campus, added up. A campus with more guards than required does not make up"
                " for another; such surplus is %(surplus)s."
            )
            % {"surplus": grouped(amounts.surplus)},
        ),
        Stat(
            _("Coverage"), share=Share(amounts.campuses_met, amounts.campuses),
            url=links.behind(code, "unmet") if unmet else "",
            explanation=_(
                "Campuses with at least as many full-time guards as required, by all campuses. Guards on post by"
                " guards required: %(share)s."
            )
            % {"share": percent(Share(amounts.full_time, amounts.required))},
        ),
    ]  # fmt: skip
