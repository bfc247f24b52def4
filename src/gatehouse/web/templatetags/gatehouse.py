"""The shared parts of pages as template tags: ``{% load gatehouse %}``.

Filters show a value: ``number``, ``day``, ``long_day``, ``instant``. Tags draw a part; what each needs stands in its
signature, and the records it takes are those of ``gatehouse.web.types``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gatehouse.kernel.problem import Severity
from gatehouse.web import presenters, rules
from gatehouse.web.types import Chart, DayChoice, Link, Pager, Pair, ProblemLine, Progress, Share, Stat, Tone

register = template.Library()

SPARK_WIDTH, SPARK_HEIGHT = 88, 20


@register.filter
def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """A number with thousands separated; a dash for none."""
    return rules.grouped(value, decimals)


@register.filter
def day(value: date | None) -> str:
    """A day as tables write it: 2020-11-30; a dash for none."""
    return rules.NONE if value is None else f"{value:%Y-%m-%d}"


@register.filter
def long_day(value: date | None) -> str:
    """A day as documents write it; a dash for none."""
    return rules.NONE if value is None else presenters.long_day(value)


@register.filter
def instant(value: datetime | None) -> str:
    """An instant to the minute, in the register's time; a dash for none."""
    return rules.NONE if value is None else presenters.instant_text(value)


@register.filter
def distance(value: date, today: date) -> str:
    """How far a day lies from today, in words."""
    return presenters.distance_text(value, today)


@register.filter
def quick_day(choice: DayChoice) -> str:
    """The name of an often-asked day."""
    return presenters.quick_day_text(choice.kind)


@register.filter
def recorded(value: datetime | None) -> str:
    """By which state of the register a page answers."""
    return presenters.recorded_text(value)


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the sprite, unseen by screen readers: the text beside it says the same."""
    return format_html(
        '<svg class="icon icon-{}{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        name,
        f" {extra}" if extra else "",
        static("web/dist/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def url_with(context: RequestContext, path: str = "", **changes: object) -> str:
    """This page's address with some of its query changed; None removes."""
    return presenters.urls_with(_request(context), path, **changes)


@register.inclusion_tag("web/components/_query_fields.html", takes_context=True)
def query_fields(context: RequestContext, *left_out: str) -> dict[str, Any]:
    """Hidden fields that make a GET form keep the page's query, but for the names the form sets itself."""
    query = presenters.changed_query(_request(context).GET, dict.fromkeys(left_out))
    return {"fields": [(name, value) for name, values in query.lists() for value in values]}


def _request(context: RequestContext) -> HttpRequest:
    request = context["request"]
    if not isinstance(request, HttpRequest):
        message = "the template needs the context processor `request`"
        raise TypeError(message)
    return request


@register.inclusion_tag("web/components/_number_cell.html")
def number_cell(
    value: float | Decimal | None, url: str = "", *, decimals: int = 0, note: str = "", alarm: bool = False
) -> dict[str, Any]:
    """A table cell with a right-aligned number, linked to the list behind it when there is something behind it."""
    return {"text": rules.grouped(value, decimals), "url": url if value else "", "note": note, "alarm": alarm}


@register.inclusion_tag("web/components/_percent_cell.html")
def percent_cell(part: int | None, whole: int | None, url: str = "", *, alarm: bool = False) -> dict[str, Any]:
    """A table cell with a percentage and its fraction."""
    return _percentage(part, whole) | {"url": url, "alarm": alarm}


@register.inclusion_tag("web/components/_percentage.html")
def percentage(part: int | None, whole: int | None) -> dict[str, Any]:
    """A percentage with its fraction on hover and for screen readers."""
    return _percentage(part, whole)


def _percentage(part: int | None, whole: int | None) -> dict[str, Any]:
    share = None if part is None or not whole else Share(part, whole)
    return {"text": rules.percent(share), "fraction": rules.fraction(share) if share else ""}


@register.inclusion_tag("web/components/_breadcrumb.html")
def breadcrumb(links: Sequence[Link]) -> dict[str, Any]:
    """The way from the topmost unit to this page; the last link is the page itself."""
    return {"links": links}


@register.inclusion_tag("web/components/_pager.html")
def pager(page: Pager) -> dict[str, Any]:
    """Backwards and forwards through a keyset list."""
    return {"page": page}


@register.inclusion_tag("web/components/_badge.html")
def badge(text: str, tone: str = Tone.PLAIN) -> dict[str, Any]:
    """A short state in a frame."""
    return {"text": text, "tone": Tone(tone)}


@register.inclusion_tag("web/components/_definition_list.html")
def definition_list(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Terms and what they are, in two columns."""
    return {"pairs": pairs}


@register.inclusion_tag("web/components/_stat_strip.html")
def stat_strip(stats: Iterable[Stat]) -> dict[str, Any]:
    """A few figures side by side."""
    return {
        "stats": [
            {"stat": stat, "text": rules.percent(stat.share) if stat.share else rules.grouped(stat.value)}
            | {"fraction": rules.fraction(stat.share) if stat.share and stat.share.whole else ""}
            for stat in stats
        ]
    }


@register.inclusion_tag("web/components/_sparkline.html")
def sparkline(values: Sequence[float | None], label: str) -> dict[str, Any]:
    """A small line beside a figure; ``label`` says in words what it shows."""
    line = rules.sparkline(values, SPARK_WIDTH, SPARK_HEIGHT)
    return {"line": line, "label": label, "width": SPARK_WIDTH, "height": SPARK_HEIGHT}


@register.inclusion_tag("web/components/_empty_state.html")
def empty_state(title: str, why: str, next_step: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Why there is nothing here, and what to do next."""
    return {"title": title, "why": why, "next_step": next_step, "url": url, "action": action}


@register.inclusion_tag("web/components/_error_state.html")
def error_state(what: str, where: str = "", remedy: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """What failed, where, and how to mend it."""
    return {"what": what, "where": where, "remedy": remedy, "url": url, "action": action}


@register.inclusion_tag("web/components/_explain.html")
def explain(label: str, url: str = "", text: str = "") -> dict[str, Any]:
    """The quiet "?" beside a figure: ``text`` at once, or what ``url`` serves, fetched when it is first opened."""
    return {"label": label, "url": url, "text": text}


@register.inclusion_tag("web/components/_form_field.html")
def form_field(field: BoundField) -> dict[str, Any]:
    """A form field: label, control, help, errors."""
    return {"field": field, "is_check": field.widget_type == "checkbox"}


@register.inclusion_tag("web/components/_problem_list.html")
def problem_list(problems: Iterable[ProblemLine]) -> dict[str, Any]:
    """Problems of an import or a check, each with its place and its remedy."""
    return {"problems": problems, "error": Severity.ERROR, "warning": Severity.WARNING}


@register.inclusion_tag("web/components/_progress_bar.html")
def progress_bar(progress: Progress) -> dict[str, Any]:
    """How far a long job is: bar, count, time left."""
    return {"progress": progress, "time_left": presenters.time_left_text(progress)}


@register.inclusion_tag("web/components/_chart.html", takes_context=True)
def chart(context: RequestContext, spec: Chart, name: str, height: str = "") -> dict[str, Any]:
    """A chart with its figures as a table; ``name`` is its own on the page, ``height`` is "", "low" or "tall"."""
    shell = context.get("shell")
    basis = shell.basis if isinstance(shell, presenters.Shell) else ""
    rows = [
        (category, _at(spec.links, index), [(series.values[index], _at(series.hints, index)) for series in spec.series])
        for index, category in enumerate(spec.categories)
    ]
    return {
        "chart": spec,
        "data": asdict(spec) | {"basis": basis},
        "identifier": f"chart-{name}",
        "height": f" chart-{height}" if height else "",
        "rows": rows,
    }


def _at(texts: Sequence[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""
