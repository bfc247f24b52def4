"""The shared parts as templates draw them."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override

from gatehouse.kernel.problem import Severity
from gatehouse.web.types import Chart, ChartKind, Icon, Link, Pager, Pair, ProblemLine, Progress, Series, Share, Stat
from tests.kit.house import ROOT


@pytest.fixture(autouse=True)
def _english() -> object:
    with override("en"):
        yield


def drawn(text: str, **context: object) -> str:
    return Template("{% load gatehouse %}" + text).render(Context(context))


def words(text: str, **context: object) -> str:
    """What a reader sees, without markup and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", drawn(text, **context)).split())


def on_page(text: str, address: str, **context: object) -> str:
    page = RequestContext(RequestFactory().get(address), {"request": RequestFactory().get(address), **context})
    return Template("{% load gatehouse %}" + text).render(page)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ 1907|number }}", "1,907"),
        ("{{ none|number }}", "—"),
        ("{{ 2.5|number:1 }}", "2.5"),
        ("{{ when|day }}", "2020-11-30"),
        ("{{ none|day }}", "—"),
        ("{{ when|long_day }}", "30 November 2020"),
        ("{{ none|long_day }}", "—"),
        ("{{ moment|instant }}", "2020-12-03 12:00"),
        ("{{ none|instant }}", "—"),
        ("{{ moment|recorded }}", "recorded by 2020-12-03 12:00"),
        ("{{ none|recorded }}", "recorded now"),
    ],
)
def test_value_is_shown_by_its_filter(template: str, text: str) -> None:
    moment = datetime(2020, 12, 3, 4, 0, tzinfo=UTC)
    assert drawn(template, none=None, when=date(2020, 11, 30), moment=moment) == text


def test_number_cell_links_to_the_list_behind_it() -> None:
    cell = drawn("{% number_cell 1907 '/campuses' %}")
    assert 'class="num"' in cell
    assert '<a href="/campuses">1,907</a>' in cell


@pytest.mark.parametrize("value", [0, None])
def test_number_cell_with_nothing_behind_it_is_no_link(value: int | None) -> None:
    assert "<a" not in drawn("{% number_cell value '/campuses' %}", value=value)


def test_number_cell_can_alarm_and_carry_a_note() -> None:
    cell = drawn("{% number_cell 5 alarm=True note='781 campuses' %}")
    assert 'class="num alarm"' in cell
    assert 'title="781 campuses"' in cell


def test_percentage_carries_its_fraction_for_eyes_and_ears() -> None:
    text = drawn("{% percentage 1903 1907 %}")
    assert 'title="1,903 / 1,907"' in text
    assert '<span class="visually-hidden"> (1,903 / 1,907)</span>' in text
    assert words("{% percentage 1903 1907 %}") == "99.8% (1,903 / 1,907)"


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (None, 5), (3, None)])
def test_percentage_of_nothing_is_a_dash(part: int | None, whole: int | None) -> None:
    assert words("{% percentage part whole %}", part=part, whole=whole) == "—"
    assert words("{% percent_cell part whole '/list' %}", part=part, whole=whole) == "—"


def test_percent_cell_links() -> None:
    assert 'href="/list"' in drawn("{% percent_cell 1 2 '/list' %}")


def test_breadcrumb_marks_where_the_reader_stands() -> None:
    text = drawn("{% breadcrumb links %}", links=[Link("Hunan", "/hunan"), Link("Loudi")])
    assert '<a href="/hunan">Hunan</a>' in text
    assert '<span aria-current="page">Loudi</span>' in text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (Pager(50, "/p", "/n", 51, 1907), "51–100 of 1,907 Previous page Next page"),
        (Pager(50, next_url="/n", total=1907), "50 of 1,907 shown Next page"),
        (Pager(7), "7 shown"),
    ],
)
def test_pager_says_what_it_knows(page: Pager, text: str) -> None:
    assert words("{% pager page %}", page=page) == text


def test_badge_has_a_known_tone() -> None:
    assert "stamp-alarm" in drawn("{% badge 'overdue' 'alarm' %}")
    with pytest.raises(ValueError, match="loud"):
        drawn("{% badge 'overdue' 'loud' %}")


def test_definition_list_shows_a_dash_for_an_empty_value() -> None:
    pairs = [Pair("Pupils", "1,284", note="row 12"), Pair("Boarders", ""), Pair("Station", "Yongfeng", url="/s")]
    text = "{% definition_list pairs %}"
    assert words(text, pairs=pairs) == "Pupils 1,284 row 12 Boarders — Station Yongfeng"
    assert '<a href="/s">Yongfeng</a>' in drawn(text, pairs=pairs)


def test_stat_strip_shows_values_shares_and_explanations() -> None:
    stats = [
        Stat("Gap", 1133, unit="guards", url="/gap", note="781 campuses", alarm=True),
        Stat("Coverage", share=Share(1126, 1907), explain_url="/why"),
    ]
    text = drawn("{% stat_strip stats %}", stats=stats)
    assert "stat-alarm" in text
    assert '<a href="/gap">1,133</a>' in text
    assert 'hx-get="/why"' in text
    assert "59.0%" in text
    assert "1,126 / 1,907" in text


def test_sparkline_says_in_words_what_it_shows() -> None:
    text = drawn("{% sparkline values 'from 59% to 100%' %}", values=[59, 71, 100])
    assert 'aria-label="from 59% to 100%"' in text
    assert 'points="0,20 44,14.1 88,0"' in text
    assert words("{% sparkline values '' %}", values=[1]) == "—"


def test_states_say_why_and_what_next() -> None:
    assert words("{% empty_state 'No campuses' 'Nothing was sent.' 'Ask.' '/import' 'Import' %}") == (
        "No campuses Nothing was sent. Ask. Import"
    )
    assert words("{% error_state 'Unreadable' 'a.xlsx' 'Save it again.' %}") == (
        "Unreadable Where: a.xlsx What to do: Save it again."
    )


def test_explanation_stands_there_or_is_fetched_once() -> None:
    assert "because" in drawn("{% explain 'Gap' text='because' %}")
    fetched = drawn("{% explain 'Gap' url='/why' %}")
    assert 'hx-get="/why"' in fetched
    assert '<a href="/why">' in fetched  # without scripts, too


class SchoolForm(forms.Form):
    name = forms.CharField(help_text="In full.")
    phone = forms.CharField(required=False)
    agreed = forms.BooleanField()


def test_form_field_ties_label_help_and_error_to_its_control() -> None:
    form = SchoolForm({"phone": ""})
    text = drawn("{% form_field form.name %}", form=form)
    assert 'for="id_name"' in text
    assert 'aria-invalid="true"' in text
    described = re.search(r'aria-describedby="([^"]+)"', text)
    assert described
    assert all(f'id="{name}"' in text for name in described[1].split())
    assert "This field is required." in text


def test_form_field_says_what_may_be_left_out() -> None:
    form = SchoolForm()
    assert "(optional)" in drawn("{% form_field form.phone %}", form=form)
    assert "(optional)" not in drawn("{% form_field form.name %}", form=form)


def test_check_box_stands_before_its_label() -> None:
    text = drawn("{% form_field form.agreed %}", form=SchoolForm())
    assert text.index('type="checkbox"') < text.index("<label")


def test_problem_list_says_place_value_fault_and_remedy() -> None:
    problems = [
        ProblemLine(Severity.ERROR, "row 47", "Wrong check digit.", "Compare with the card.", "431***24", "/row/47"),
        ProblemLine(Severity.WARNING, "row 12", "3 stated, 2 listed."),
        ProblemLine(Severity.NOTE, "row 13", "Read as 2020."),
    ]
    text = "{% problem_list problems %}"
    assert words(text, problems=problems) == (
        "Error row 47 Wrong check digit. 431***24 Compare with the card. "
        "Warning row 12 3 stated, 2 listed. Note row 13 Read as 2020."
    )
    assert '<a href="/row/47">' in drawn(text, problems=problems)


def test_progress_bar_shows_count_and_time_left() -> None:
    progress = Progress("Importing", 61_234, 100_000, 95, "You may leave.")
    text = "{% progress_bar progress %}"
    assert words(text, progress=progress) == "Importing 61,234 / 100,000 You may leave. about 2 minutes left"
    assert '<progress value="61234" max="100000"' in drawn(text, progress=progress)


def test_progress_without_a_known_end_has_no_count() -> None:
    text = drawn("{% progress_bar progress %}", progress=Progress("Reading", 0, 0))
    assert '<progress aria-label="Reading">' in text


CHART = Chart(
    ChartKind.BAR,
    "Gap </script>",
    "Ownership",
    ["public", "private"],
    [Series("gap", [382, None], ["382 / 1,768"])],
    links=["/public"],
)


def test_chart_carries_its_figures_twice_for_the_picture_and_as_a_table() -> None:
    text = drawn("{% chart spec 'gap' 'low' %}", spec=CHART)
    data = re.search(r'<script id="chart-gap" type="application/json">(.*?)</script>', text)
    assert data
    assert json.loads(data[1])["series"] == [{"name": "gap", "values": [382, None], "hints": ["382 / 1,768"]}]
    assert json.loads(data[1])["title"] == CHART.title
    assert 'data-chart="chart-gap"' in text
    assert "chart-low" in text
    table = text[text.index("<table") :]
    assert '<a href="/public">public</a>' in table
    assert " ".join(re.sub(r"<[^>]+>", " ", table).split()).startswith(
        "Ownership gap public 382 (382 / 1,768) private —"
    )


def test_fields_of_a_get_form_keep_the_rest_of_the_query() -> None:
    text = on_page("{% query_fields 'as_of' %}", "/table?unit=431300&as_of=2020-11-30&kind=A&kind=B&after=x")
    assert re.findall(r'name="(\w+)" value="(\w+)"', text) == [("unit", "431300"), ("kind", "A"), ("kind", "B")]


def test_address_of_this_page_changes_in_a_template() -> None:
    assert on_page("{% url_with as_of=None %}", "/table?unit=431300&as_of=2020-11-30") == "/table?unit=431300"


def test_every_icon_of_the_sprite_has_its_name_here() -> None:
    drawings = json.loads((ROOT / "frontend" / "icons.json").read_text(encoding="utf-8"))
    assert sorted(drawings) == sorted(Icon)


def test_icon_is_silent_for_screen_readers() -> None:
    text = drawn("{% icon 'print' %}")
    assert 'aria-hidden="true"' in text
    assert "web/dist/icons.svg#print" in text
