"""The frame around every page: the only place that knows all rooms' addresses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gatehouse.accounts.queries import Viewer
from gatehouse.accounts.types import Permission
from gatehouse.desk.forms import Asked, asked
from gatehouse.foundation import clock
from gatehouse.norms import queries as norms
from gatehouse.reports.forms import TIMES
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Level, Line, UnitOn
from gatehouse.web.presenters import LineChoice, NavItem, Shell, urls_with
from gatehouse.web.types import Icon, TreeNode

TREE_LEVELS = 2
"""How many levels of units below the viewer's own the tree shows at once."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The shell of a logged-in person's page; strangers get none."""
    if not isinstance(getattr(request, "viewer", None), Viewer):
        return {}
    page = asked(request)
    return {
        "shell": Shell(
            account_name=page.viewer.display_name,
            account_role=_role(page.viewer),
            demo=clock.demo_name() is not None,
            today=page.today,
            as_of=page.as_of,
            is_today=page.is_today,
            as_recorded=page.as_recorded,
            line=page.line.value,
            lines=_lines(request, page),
            tree=_tree(request, page),
            nav=_nav(request, page.viewer),
            home_url=reverse("home"),
            log_out_url=reverse("accounts:log-out"),
            recalculating=norms.recalculating(page.as_of) if page.as_recorded is None else None,
        )
    }


def _name(unit: UnitOn) -> str:
    return unit.name_en if (get_language() or "").startswith("en") else unit.name


def _role(viewer: Viewer) -> str:
    return _name(viewer.home) if viewer.home else _("no role")


def _lines(request: HttpRequest, page: Asked) -> list[LineChoice]:
    labels = {Line.POLICE: _("Police line"), Line.EDUCATION: _("Education line")}
    return [
        LineChoice(line.value, label, urls_with(request, line=line.value, unit=None), current=line is page.line)
        for line, label in labels.items()
    ]


def _nav(request: HttpRequest, viewer: Viewer) -> list[NavItem]:
    items = [
        (_("Summary table"), "reports:table", Icon.TABLE),
        (_("Comparison"), "reports:compare", Icon.COMPARE),
        (_("Statements"), "reports:statements", Icon.STATEMENT),
        (_("Campuses"), "reports:campuses", Icon.CAMPUS),
        (_("Findings"), "desk:findings", Icon.WARNING),
        *([(_("Imports"), "census:imports", Icon.IMPORT)] if viewer.may(Permission.IMPORT) else []),
    ]
    match = request.resolver_match
    here = match.view_name if match else ""
    return [
        NavItem(
            label,
            urls_with(request, reverse(name), **dict.fromkeys(FILTERS)),
            current=BELONGS.get(here, here) == name,
            icon=icon,
        )
        for label, name, icon in items
    ]


BELONGS = {
    "desk:campus": "reports:campuses",
    "census:import": "census:imports",
    "census:undo": "census:imports",
    "reports:changes": "reports:compare",
    "reports:statement": "reports:statements",
}
"""Pages that no entry leads to, and the entry below which they stand."""

FILTERS = ("stratum", "measure", "kind", "ahead", *TIMES)
"""Filters of one page, which mean nothing on another."""


def _tree(request: HttpRequest, page: Asked) -> list[TreeNode]:
    """The units of the line asked for that lie within the viewer's branch, or work where it does."""
    home = page.viewer.home
    if home is None:
        return []
    try:
        top = home if page.line is home.line else _counterpart(page.line, home, page)
    except territory.UnknownUnitError:
        return []
    units = territory.units_below(page.line, top.branch, on=page.as_of)
    shown = [unit for unit in units if unit.level <= top.level + TREE_LEVELS]
    table = reverse("reports:table")
    return [
        TreeNode(
            name=_name(unit),
            code=unit.code,
            url=urls_with(request, table, unit=unit.code, line=page.line.value, **dict.fromkeys(FILTERS)),
            depth=unit.level - top.level + 1,
            current=unit.code == page.unit_code,
            has_children=unit.level < min(Level.STATION, top.level + TREE_LEVELS),
            pinyin=unit.initials,
        )
        for unit in shown
    ]


def _counterpart(line: Line, home: UnitOn, page: Asked) -> UnitOn:
    """The unit of the other line that works where the viewer's does."""
    try:
        return territory.unit(line, home.code, on=page.as_of)
    except territory.UnknownUnitError:
        return territory.unit(line, home.division, on=page.as_of)
