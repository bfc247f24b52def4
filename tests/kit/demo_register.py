"""A naive register: replays the demo city's changes from its census rows, knowing nothing of how they were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gatehouse.demo.loudi_2020.types import Campus, Change, ChangeKind, City
from gatehouse.guards.types import Engagement, HiringSource

BANDS = ("under_35", "35_44", "45_54", "55_59", "60_over")


@dataclass(frozen=True, slots=True)
class Post:
    """A guard at a campus on a day."""

    guard: str
    campus: str
    full_time: bool
    certified: bool
    source: HiringSource
    birth_date: date


class Register:
    """The census rows and the changes after them."""

    def __init__(self, city: City, changes: Sequence[Change]) -> None:
        """Keep both."""
        self.city = city
        self.changes = sorted(changes, key=lambda change: change.on)
        self.birth_dates = {guard.resident_id: guard.birth_date for guard in city.guards}

    def census(self) -> dict[str, Post]:
        """Who stood at which gate on the reference day."""
        return {
            guard.resident_id: Post(
                guard.resident_id,
                guard.campus,
                guard.census is Engagement.FULL_TIME,
                guard.certificate is not None,
                guard.source,
                guard.birth_date,
            )
            for guard in self.city.guards
            if guard.census is not None
        }

    def posts(self, day: date) -> list[Post]:
        """Everybody on post at the end of a day; an impossible change is an AssertionError."""
        posts = self.census()
        for change in self.changes:
            if change.on <= day:
                self._apply(posts, change)
        return list(posts.values())

    def full_time(self, day: date) -> list[Post]:
        """The full-time guards at the end of a day."""
        return [post for post in self.posts(day) if post.full_time]

    def _apply(self, posts: dict[str, Post], change: Change) -> None:
        before = posts.get(change.guard)
        if change.kind is ChangeKind.HIRE:
            assert before is None
            born = self.birth_dates[change.guard]
            certified = change.certificate is not None
            posts[change.guard] = Post(change.guard, change.campus, True, certified, change.source, born)  # noqa: FBT003
            return
        assert before is not None
        assert (before.campus, before.source) == (change.campus, change.source)
        if change.kind is ChangeKind.CONVERT:
            assert not before.full_time
            posts[change.guard] = replace(before, full_time=True)
        elif change.kind is ChangeKind.CERTIFY:
            assert not before.certified
            posts[change.guard] = replace(before, certified=True)
        else:
            assert before.full_time
            del posts[change.guard]


def required(campus: Campus) -> int:
    """The national rule of 2015 in other words than the generator's: complete steps, the larger of both rules."""
    persons = campus.students + campus.staff
    day = 1 if persons < 100 else 2
    if persons > 1000:
        day += max(campus.students - 1000, 0) // 500
    boarding = 2 + max(campus.boarders - 300, 0) // 300 if campus.boarders else 0
    return max(day, boarding)


def met(campuses: Iterable[Campus], posts: Iterable[Post]) -> list[Campus]:
    """The campuses whose full-time guards reach the norm."""
    present = Counter(post.campus for post in posts if post.full_time)
    return [campus for campus in campuses if present[campus.key] >= required(campus)]


def figures(campuses: Sequence[Campus], posts: Sequence[Post], day: date) -> dict[str, int]:
    """Every figure of the ledger for some campuses, from the posts of a day."""
    keys = {campus.key for campus in campuses}
    here = [post for post in posts if post.campus in keys]
    guards = [post for post in here if post.full_time]
    present = Counter(post.campus for post in guards)
    labels = Counter(campus.label.value for campus in campuses)
    sources = Counter(post.source for post in guards)
    ages = Counter(_band(post.birth_date, day) for post in guards)
    return {
        "campuses": len(campuses),
        "schools": labels["SCHOOL"],
        "city_kindergartens": labels["CITY_KINDERGARTEN"],
        "town_kindergartens": labels["TOWN_KINDERGARTEN"],
        "required": sum(required(campus) for campus in campuses),
        "full_time": len(guards),
        "part_time": len(here) - len(guards),
        "certified": sum(post.certified for post in guards),
        "gap": sum(max(required(campus) - present[campus.key], 0) for campus in campuses),
        "surplus": sum(max(present[campus.key] - required(campus), 0) for campus in campuses),
        "met": len(met(campuses, guards)),
        "short_campuses": sum(present[campus.key] < required(campus) for campus in campuses),
        "missing_posts": sum(max(required(campus) - present[campus.key], 0) for campus in campuses),
        "uncertified_full_time": sum(not post.certified for post in guards),
        "self_hired": sources[HiringSource.SELF],
        "property": sources[HiringSource.PROPERTY],
        "company": sources[HiringSource.COMPANY],
    } | {f"age_{band}": ages[band] for band in BANDS}


def _band(born: date, day: date) -> str:
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return BANDS[(age >= 35) + (age >= 45) + (age >= 55) + (age >= 60)]
