"""Whatever happens, in whatever order it is learnt: a campus's story tells every fact once, in order, alike to all."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product

from django.db.models import Q
from hypothesis import given

from gatehouse.accounts.types import EVERYTHING, Scope
from gatehouse.campuses.models import CampusPlace, CampusProfile, CampusSuccession, HeadCount
from gatehouse.campuses.queries import PATH_COLUMN
from gatehouse.foundation.facts import live, on_day
from gatehouse.guards.models import GuardCertificate, GuardPost
from gatehouse.guards.types import Engagement
from gatehouse.kernel.days import FAR
from gatehouse.kernel.path import Branch, branch
from gatehouse.standing.presenters import story_as_text
from gatehouse.standing.queries import Story, campus_story, story_of_unit, timeline_of
from gatehouse.standing.rules.sayings import Fate
from gatehouse.standing.rules.stories import Event
from gatehouse.territory.queries import paths_of
from gatehouse.territory.types import Line
from tests.kit.effort import examples, undone
from tests.kit.histories import Event as Learnt
from tests.kit.histories import Told, histories
from tests.kit.lives import Event as Act
from tests.kit.lives import Lives, lives
from tests.kit.places import CODES, Places

LAST = date(2090, 12, 31)


def story(campus: int, scope: Scope = EVERYTHING, posting: int | None = None) -> Story:
    return campus_story(campus, scope, on=LAST, today=LAST, posting=posting)


def live_facts(campus: int) -> set[tuple[str, int]]:
    """Every point that holds of a campus, and of the certificates of those who serve there on its day."""
    kinds = {
        "profile": live(CampusProfile).filter(campus=campus),
        "place": live(CampusPlace).filter(campus=campus),
        "head_count": live(HeadCount).filter(campus=campus),
        "succession": live(CampusSuccession).filter(Q(predecessor=campus) | Q(successor=campus)),
        "post": live(GuardPost).filter(campus=campus),
    }
    found = {(kind, key) for kind, points in kinds.items() for key in points.values_list("pk", flat=True)}
    for point in live(GuardCertificate):
        serving = on_day(GuardPost, point.valid_from).filter(campus=campus, guard=point.guard_id)
        if serving.exclude(engagement=Engagement.ENDED).exists():
            found.add(("certificate", point.pk))
    return found


def holding(events: tuple[Event, ...]) -> Counter[tuple[str, int]]:
    return Counter(
        event.fact for event in events if event.fact and event.fact[0] != "unit" and event.fate is Fate.HOLDS
    )


@examples(25)
@given(history=histories())
def test_story_tells_every_fact_once_and_in_order(places: Places, history: list[list[Learnt]]) -> None:
    with undone():
        told = Told.begin(places)
        for batch in history:
            told.tell(batch)
        for campus in told.campuses:
            events = story(campus).events
            assert [(item.day, item.posting or 0) for item in events] == sorted(
                (item.day, item.posting or 0) for item in events
            )
            assert holding(events) == Counter(live_facts(campus))


@examples(25)
@given(history=histories())
def test_story_reads_the_same_from_both_lines(places: Places, history: list[list[Learnt]]) -> None:
    with undone():
        told = Told.begin(places)
        for batch in history:
            told.tell(batch)
        for campus in told.campuses:
            place = on_day(CampusPlace, LAST).get(campus=campus)
            police = Scope.of([(Line.POLICE, branch(place.police_path))])
            education = Scope.of([(Line.EDUCATION, branch(place.education_path))])
            assert story(campus, police) == story(campus, education) == story(campus)


@examples(25)
@given(history=histories())
def test_every_day_on_which_the_standing_changes_has_its_event(places: Places, history: list[list[Learnt]]) -> None:
    with undone():
        told = Told.begin(places)
        for batch in history:
            told.tell(batch)
        for campus in told.campuses:
            timeline = timeline_of(campus)
            ends = {item.valid_to for item in timeline if item.valid_to != FAR}
            days = {event.day for event in story(campus).events if event.fate is Fate.HOLDS}
            assert {item.valid_from for item in timeline} | ends <= days


@examples(15)
@given(history=histories())
def test_story_as_known_after_a_posting_is_the_one_told_then(places: Places, history: list[list[Learnt]]) -> None:
    with undone():
        told = Told.begin(places)
        then: list[tuple[int, int, tuple[Event, ...]]] = []
        for batch in history:
            told.tell(batch)
            if told.known:
                then.extend((campus, told.known[-1][0], story(campus).events) for campus in told.campuses)
        for campus, posting, events in then:
            assert story(campus, posting=posting).events == events


@examples(20)
@given(life=lives())
def test_story_of_a_whole_life_tells_every_fact_once_and_alike(places: Places, life: list[Act]) -> None:
    with undone():
        teller = Lives(places)
        for act in life:
            teller.tell(act)
        for place in on_day(CampusPlace, LAST):
            police = Scope.of([(Line.POLICE, branch(place.police_path))])
            education = Scope.of([(Line.EDUCATION, branch(place.education_path))])
            told = story(place.campus_id)
            assert holding(told.events) == Counter(live_facts(place.campus_id))
            assert story(place.campus_id, police) == story(place.campus_id, education) == told
            assert story_as_text(told)


@examples(8)
@given(life=lives())
def test_every_unit_counts_the_campuses_that_are_there(places: Places, life: list[Act]) -> None:
    with undone():
        teller = Lives(places)
        for act in life:
            teller.tell(act)
        for line, code in product(Line, CODES):
            told = story_of_unit(line, code, EVERYTHING, on=LAST).story
            assert story_as_text(told)
            branches = [Branch(path, f"{path}999") for path in {path for _, path in paths_of(line, code) if path}]
            standing = [getattr(place, PATH_COLUMN[line]) for place in on_day(CampusPlace, LAST)]
            there = [event.flow.there for event in told.events if event.flow]
            assert there[-1] == sum(any(path in each for each in branches) for path in standing)
