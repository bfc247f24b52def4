"""Students, staff and boarders that make the national rule of 2015 ask for exactly the posts a site was given.

The rule, complete steps only: fewer than 100 persons (students and staff) 1, up to 1,000 persons 2, above that 2 and
one more for each complete 500 students over 1,000; a boarding school at least 2 and one more for each complete 300
boarders over 300; the larger of the two counts. Source: 公治〔2015〕168号.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from gatehouse.campuses.types import CampusKind
from gatehouse.demo.loudi_2020.drafts import Site
from gatehouse.demo.loudi_2020.ledger import Size

_BOARDING_SHARE = {
    CampusKind.JUNIOR: 70,
    CampusKind.NINE_YEAR: 50,
    CampusKind.SENIOR: 95,
    CampusKind.COMPLETE: 90,
    CampusKind.TWELVE_YEAR: 95,
    CampusKind.VOCATIONAL: 90,
    CampusKind.SPECIAL: 40,
    CampusKind.PRIMARY: 12,
}
"""Per cent of the schools of a kind that take boarders, where their size leaves the choice."""
_BOARDERS_DECIDE = 45
"""Per cent of the schools with three posts and more where the boarding rule, not the day rule, asks for them."""
_SMALL_BOARDING = 3
"""Per cent of the primary schools with two posts that have fewer than 100 persons and need two for their boarders."""
_LARGEST_DAY_TWO = 599
"""Boarders up to here ask for no more than two posts."""


@dataclass(frozen=True, slots=True)
class HeadCount:
    """What the census asks about the size of a campus."""

    students: int
    staff: int
    boarders: int


def head_count(site: Site, rng: Random) -> HeadCount:
    """Draw a plausible head count for the site's kind that leads to its posts."""
    if not site.school:
        return _kindergarten(site, rng)
    if site.size is Size.ONE:
        students = rng.randint(8, 86)
        return HeadCount(students, max(1, students // 11), 0)
    if site.size is Size.TWO:
        return _two_posts(site, rng)
    if site.size is Size.TWO_LARGE:
        students = rng.randint(960, 1_499)
        staff = max(1_001 - students, students // 14)
        return HeadCount(students, staff, _boarders(site, students, _LARGEST_DAY_TWO, rng))
    return _many_posts(site, rng)


def _kindergarten(site: Site, rng: Random) -> HeadCount:
    if site.size is Size.ONE:
        students = rng.randint(18, 82)
        return HeadCount(students, min(2 + students // 9, 99 - students), 0)
    students = rng.choice((rng.randint(92, 180), rng.randint(120, 300), rng.randint(150, 420)))
    return HeadCount(students, max(100 - students, 3 + students // 9), 0)


def _two_posts(site: Site, rng: Random) -> HeadCount:
    if site.kind is CampusKind.PRIMARY and rng.randrange(100) < _SMALL_BOARDING:
        students = rng.randint(38, 80)
        return HeadCount(students, students // 8, students // 2)
    students = rng.choice((rng.randint(95, 300), rng.randint(180, 520), rng.randint(300, 920)))
    staff = max(100 - students, min(students // 13, 1_000 - students))
    return HeadCount(students, staff, _boarders(site, students, _LARGEST_DAY_TWO, rng))


def _many_posts(site: Site, rng: Random) -> HeadCount:
    steps = site.size.posts - 2
    most_students, most_boarders = 1_499 + 500 * steps, 599 + 300 * steps
    boards = site.kind is not CampusKind.PRIMARY and rng.randrange(100) < _BOARDERS_DECIDE
    if boards:
        boarders = rng.randint(most_boarders - 299, most_boarders)
        students = rng.randint(max(boarders, 1_000), max(boarders, most_students - 500))
        return HeadCount(students, students // 13, boarders)
    students = rng.randint(most_students - 499, most_students)
    return HeadCount(students, students // 14, _boarders(site, students, most_boarders, rng))


def _boarders(site: Site, students: int, most: int, rng: Random) -> int:
    """Boarders that do not ask for more posts than the day rule already does; none in a day school."""
    if rng.randrange(100) >= _BOARDING_SHARE.get(site.kind, 0):
        return 0
    return min(most, students * rng.randint(15, 75) // 100)
