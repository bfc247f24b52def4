"""Norms published while the product runs: what is refused, who judges when, and as known when."""

from __future__ import annotations

from datetime import date

import pytest

from gatehouse.foundation import jobs
from gatehouse.foundation.models import JournalEntry, Posting
from gatehouse.foundation.posting import posting
from gatehouse.kernel.days import FAR, FIRST, Period
from gatehouse.norms import queries
from gatehouse.norms.models import NormVersion
from gatehouse.norms.services import LONGEST_TEXT, publish
from gatehouse.norms.types import RuleSetError
from tests.kit.norms import norm_text, shipped_on
from tests.kit.register import CLERK, Register, at

NOV, MARCH, SEPTEMBER = date(2020, 11, 1), date(2021, 3, 1), date(2021, 9, 1)
NATIONAL = "CN-2015-168.1"

pytestmark = pytest.mark.django_db


def publish_text(text: str, day: str = "2020-12-01") -> NormVersion:
    return publish(text, source="norm.toml", by=CLERK, at=at(day))


def judging(posting: int | None = None) -> list[tuple[date, str]]:
    """From which day which set judges."""
    return [(day, each.epoch if each else "") for day, each in queries.epochs(posting=posting)]


BEFORE = [(FIRST, ""), (date(2015, 1, 1), NATIONAL)]


def test_shipped_norms_judge_while_nothing_is_published() -> None:
    assert judging() == BEFORE
    assert queries.rule_sets() == queries.shipped()
    assert queries.rolling() is None


def test_day_without_a_norm_is_told() -> None:
    with pytest.raises(queries.NoRuleSet, match="no rule set is in force in 431300 on 2014-12-31") as missing:
        queries.rule_set_on(date(2014, 12, 31), "431300")
    assert (missing.value.day, missing.value.region) == (date(2014, 12, 31), "431300")


def test_published_norm_judges_from_its_day_on() -> None:
    version = publish_text(norm_text(SEPTEMBER))
    assert (version.key, version.revision, version.valid_from, version.valid_to) == ("CN-TEST-1", 1, SEPTEMBER, FAR)
    assert judging() == [*BEFORE, (SEPTEMBER, "CN-TEST-1.1")]
    assert queries.rule_set_on(date(2021, 8, 31)) == shipped_on(NOV)
    assert queries.rule_set_on(SEPTEMBER).epoch == "CN-TEST-1.1"
    assert queries.rule_set_of("CN-TEST-1.1") == queries.rule_set_on(SEPTEMBER)
    assert queries.rule_set_of("") is None
    entry = JournalEntry.objects.get(act="norms.publish")
    assert entry.details == {"campuses": 0, "written": {"norms.normversion": 1}}


def test_norms_are_known_as_after_a_posting() -> None:
    first = publish_text(norm_text(SEPTEMBER))
    second = publish_text(norm_text(MARCH, key="CN-TEST-2"), "2020-12-02")
    assert judging(first.posting_id - 1) == BEFORE
    assert judging(first.posting_id) == [*BEFORE, (SEPTEMBER, "CN-TEST-1.1")]
    assert judging(second.posting_id) == [*BEFORE, (MARCH, "CN-TEST-2.1"), (SEPTEMBER, "CN-TEST-1.1")]
    assert [str(item) for item in queries.published(first.posting_id)] == ["CN-TEST-1.1"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (date(2021, 10, 1), [(SEPTEMBER, "CN-TEST-1.1"), (date(2021, 10, 1), "CN-TEST-1.2")]),
        (SEPTEMBER, [(SEPTEMBER, "CN-TEST-1.2")]),
        (MARCH, [(MARCH, "CN-TEST-1.2")]),
    ],
)
def test_higher_revision_replaces_the_lower_from_its_own_day_on(second: date, expected: list[tuple[date, str]]) -> None:
    publish_text(norm_text(SEPTEMBER))
    publish_text(norm_text(second, revision=2, posts=6))
    assert judging() == [*BEFORE, *expected]
    assert queries.rule_set_of("CN-TEST-1.1") is not None


def test_replaced_revision_tells_the_days_on_which_it_judges() -> None:
    publish_text(norm_text(MARCH))
    publish_text(norm_text(SEPTEMBER, revision=2))
    assert queries.rule_set_on(MARCH).period == Period(MARCH, SEPTEMBER)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("key = ", "", "is not TOML"),
        ("x" * (LONGEST_TEXT + 1), "", "a rule file has at most 262144"),
        (norm_text(SEPTEMBER).replace("posts = 5", "posts = -1"), "rule[0].posts", "from 0 to 1000000, not -1"),
        (norm_text(SEPTEMBER, key="CN-2015-168"), "revision", "must be 2 or more, not 1"),
        (norm_text(SEPTEMBER, region="430000"), "region", "must be 000000, not '430000'"),
        (norm_text(date(1899, 1, 1)), "in_force_from", "must not lie before 1900-01-01, not 1899-01-01"),
        (norm_text(date(2015, 1, 1)), "in_force_from", "CN-2015-168.toml of the same region begins on the same day"),
    ],
)
def test_faulty_norm_is_refused_with_place_value_and_remedy(text: str, place: str, says: str) -> None:
    with pytest.raises(RuleSetError, match=r"^(norm|CN-TEST-1)\.toml: ") as refused:
        publish_text(text)
    assert refused.value.key == place
    assert says in refused.value.fault
    assert not Posting.objects.exists()
    assert not NormVersion.objects.exists()


def test_norm_read_in_a_posting_that_failed_is_forgotten() -> None:
    """The next publication may get the same number with another text."""

    def fail() -> None:
        with posting(by=CLERK, at=at("2020-12-01"), act="test"):
            publish_text(norm_text(MARCH, posts=9))
            assert queries.rule_set_on(MARCH).epoch == "CN-TEST-1.1"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert judging() == BEFORE
    publish_text(norm_text(SEPTEMBER, posts=7))
    assert judging() == [*BEFORE, (SEPTEMBER, "CN-TEST-1.1")]


def test_norm_for_an_empty_register_has_nothing_to_roll() -> None:
    publish_text(norm_text(SEPTEMBER))
    assert not jobs.jobs().exists()


def test_publication_orders_the_roll_of_the_campuses_there_are(register: Register) -> None:
    campuses = [register.campus(name) for name in ("甲", "乙")]
    version = publish_text(norm_text(SEPTEMBER))
    (job,) = jobs.open_jobs()
    assert (job.kind, job.total, job.by_label) == ("norms.roll", 2, "clerk")
    assert job.arguments == {"since": "2021-09-01", "posting": version.posting_id, "last": campuses[-1]}
    rolling = queries.rolling()
    assert rolling is not None
    assert (rolling.since, rolling.percent, rolling.next_campus) == (SEPTEMBER, 0, 1)
