"""A published norm on its way through the campuses, in the background."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gatehouse.accounts.types import EVERYTHING
from gatehouse.foundation import jobs
from gatehouse.foundation.models import Job, Posting
from gatehouse.norms import jobs as norm_jobs
from gatehouse.norms import queries
from gatehouse.norms.services import publish
from gatehouse.standing.queries import campus_file, timeline_of
from gatehouse.standing.services import self_check
from tests.kit.norms import norm_text
from tests.kit.register import CENSUS_DAY, CLERK, Register, at
from tests.kit.scene import Scene

SEPTEMBER, PAST = date(2021, 9, 1), date(2020, 12, 1)
CAMPUSES = 5

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two campuses a step."""
    monkeypatch.setattr(norm_jobs, "CAMPUSES_A_STEP", 2)


@pytest.fixture
def campuses(register: Register) -> list[int]:
    """Campuses that need one guard each, and have one."""
    found = [register.campus(f"东关{number}小学") for number in range(CAMPUSES)]
    for campus in found:
        register.guard_on_post(campus)
    return found


def publish_posts(since: date, posts: int = 5, *, key: str = "CN-TEST-1", recorded: str = "2021-01-01") -> int:
    version = publish(norm_text(since, key=key, posts=posts), source="norm.toml", by=CLERK, at=at(recorded))
    return version.posting_id


def step() -> int:
    return jobs.run_due(timezone.now(), "test")


def roll() -> int:
    steps = 0
    while step():
        steps += 1
    return steps


def required(campus: int, day: date) -> int:
    stretch = next(item for item in timeline_of(campus) if item.valid_from <= day < item.valid_to)
    return stretch.amounts.required


def faults() -> list[object]:
    return [proof for proof in self_check() if proof.fault]


def percent() -> int | None:
    rolling = queries.rolling()
    return rolling.percent if rolling else None


@pytest.mark.parametrize("since", [SEPTEMBER, PAST])
def test_only_days_from_the_norms_date_move(campuses: list[int], since: date) -> None:
    before = {campus: timeline_of(campus) for campus in campuses}
    publish_posts(since)
    assert {campus: timeline_of(campus) for campus in campuses} == before
    assert roll() == 3
    for campus in campuses:
        assert required(campus, since) == 5
        assert required(campus, since - timedelta(days=1)) == 1
        old = [item for item in before[campus] if item.valid_to <= since]
        assert timeline_of(campus)[: len(old)] == old
    assert faults() == []


def test_share_rises_with_every_step_and_ends(campuses: list[int]) -> None:
    publish_posts(SEPTEMBER)
    seen = [percent()]
    while step():
        seen.append(percent())
    assert seen == [0, 40, 80, None]
    assert Job.objects.get().done == len(campuses)


def test_each_step_is_one_posting_of_a_few_campuses(campuses: list[int]) -> None:
    publication = publish_posts(SEPTEMBER)
    roll()
    rolled = Posting.objects.filter(pk__gt=publication)
    assert [item.act for item in rolled] == ["norms.roll"] * 3
    assert len(campuses) == CAMPUSES


def test_self_check_holds_while_the_norm_is_on_its_way(campuses: list[int]) -> None:
    publish_posts(SEPTEMBER)
    assert faults() == []
    step()
    assert [required(campus, SEPTEMBER) for campus in campuses] == [5, 5, 1, 1, 1]
    assert faults() == []
    publish_posts(PAST, posts=3, key="CN-TEST-2", recorded="2021-01-02")
    for _ in range(20):
        assert faults() == []
        if not step():
            break
    assert [required(campus, SEPTEMBER) for campus in campuses] == [5] * CAMPUSES
    assert [required(campus, PAST) for campus in campuses] == [3] * CAMPUSES
    assert faults() == []


def test_self_check_finds_a_campus_that_the_roll_passed_over(campuses: list[int]) -> None:
    publish_posts(SEPTEMBER)
    step()
    Job.objects.update(cursor={"campus": campuses[2]})
    (proof,) = faults()
    assert f"campus {campuses[2]}" in str(proof)


def test_writer_that_meets_a_campus_brings_it_to_the_norm_at_once(campuses: list[int], register: Register) -> None:
    publish_posts(SEPTEMBER)
    register.counted(campuses[-1], (90, 9, 0), on=CENSUS_DAY)
    assert required(campuses[-1], SEPTEMBER) == 5
    assert required(campuses[0], SEPTEMBER) == 1
    step()
    step()
    last = Posting.objects.order_by("-pk").first()
    assert step() == 1
    assert Posting.objects.order_by("-pk").first() == last
    assert percent() is None
    assert faults() == []


def test_campus_registered_meanwhile_needs_no_roll(campuses: list[int], register: Register) -> None:
    publish_posts(SEPTEMBER)
    fresh = register.campus("新建小学")
    assert required(fresh, SEPTEMBER) == 5
    roll()
    assert Job.objects.get().done == len(campuses)
    assert faults() == []


def test_norm_that_demands_the_same_changes_the_name_under_which_is_judged(campuses: list[int]) -> None:
    publish_posts(SEPTEMBER, posts=1)
    roll()
    names = [item.epoch for item in timeline_of(campuses[0])]
    assert (names[0], names[-1]) == ("CN-2015-168.1", "CN-TEST-1.1")


def test_campus_file_explains_by_the_norm_that_made_its_number(campuses: list[int]) -> None:
    publish_posts(SEPTEMBER)
    step()
    for campus, epoch in ((campuses[0], "CN-TEST-1.1"), (campuses[-1], "CN-2015-168.1")):
        file = campus_file(campus, EVERYTHING, on=SEPTEMBER)
        assert file.stretch is not None
        assert file.judgement is not None
        assert (file.judgement.rule_set.epoch, file.judgement.required) == (epoch, file.stretch.amounts.required)


def test_roll_cannot_be_called_off(campuses: list[int]) -> None:
    publish_posts(SEPTEMBER)
    with pytest.raises(jobs.JobStateError):
        jobs.cancel(Job.objects.get().pk, by=CLERK, at=at("2021-01-02"))
    assert len(campuses) == CAMPUSES


def test_everything_that_ever_happened_rolls(scene: Scene) -> None:
    publish_posts(PAST, recorded="2021-02-01")
    roll()
    assert scene is not None
    assert faults() == []
