"""Reading the campus register, always within a viewer's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q

from gatehouse.accounts.types import Scope
from gatehouse.campuses.models import Campus, CampusPlace, CampusProfile, HeadCount
from gatehouse.foundation import facts
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import InForce, on_day
from gatehouse.territory.types import Line, UnitOn

PATH_COLUMN = {Line.POLICE: "police_path", Line.EDUCATION: "education_path"}


LONGEST_NUMBER = 18
"""Digits of the longest register number that every database can hold."""


def within(scope: Scope, prefix: str = "") -> Q:
    """The condition that a row with both path columns lies in a viewer's scope; an empty scope sees nothing."""
    if scope.everything:
        return Q()
    condition = Q(pk__in=())
    for line, branch in scope.branches:
        column = f"{prefix}{PATH_COLUMN[line]}"
        condition |= Q(**{f"{column}__gte": branch.low, f"{column}__lt": branch.high})
    return condition


class UnknownCampusError(LookupError):
    """No campus like this within the viewer's scope."""


def places_of(campus_id: int, scope: Scope, *, on: date, posting: int | None = None) -> CampusPlace:
    """The units a campus belongs to on a day, as known now or after a posting.

    Raises UnknownCampusError when it is outside the scope on that day.
    """
    if len(str(campus_id)) > LONGEST_NUMBER:
        raise UnknownCampusError(campus_id)
    points = on_day(CampusPlace, on, posting).filter(within(scope), campus=campus_id)
    point = points.select_related("source_row__source", "posting").first()
    if point is None:
        raise UnknownCampusError(campus_id)
    return point


def profile_of(campus_id: int, *, on: date, posting: int | None = None) -> CampusProfile | None:
    """A campus's profile in force on a day; the caller has checked the scope by ``places_of``."""
    points = on_day(CampusProfile, on, posting).filter(campus=campus_id)
    return points.select_related("source_row__source", "posting").first()


def head_count_of(campus_id: int, *, on: date, posting: int | None = None) -> HeadCount | None:
    """A campus's head count in force on a day; the caller has checked the scope by ``places_of``."""
    points = on_day(HeadCount, on, posting).filter(campus=campus_id)
    return points.select_related("source_row__source", "posting").first()


def find(text: str, scope: Scope, *, on: date, posting: int | None = None) -> list[int]:
    """Campuses by register number, school code or exact name, within the scope on a day."""
    profiles = on_day(CampusProfile, on, posting).filter(Q(name=text) | Q(school_code=text, school_code__gt=""))
    wanted = set(profiles.values_list("campus", flat=True))
    if not wanted and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        wanted = {int(text)}
    places = on_day(CampusPlace, on, posting).filter(within(scope), campus__in=wanted)
    return sorted(places.values_list("campus", flat=True))


def known_since(text: str, scope: Scope) -> date | None:
    """The first day on which a register number, school code or exact name means a campus; None when on none."""
    meant = Q(name=text) | Q(school_code=text, school_code__gt="")
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        meant |= Q(campus=int(text))
    profiles = CampusProfile.objects.filter(meant, superseded_by=None).values_list("campus", "valid_from")
    seen = CampusPlace.objects.filter(within(scope), campus__in=[campus for campus, _ in profiles[:CANDIDATES]])
    visible = set(seen.values_list("campus", flat=True))
    return min((day for campus, day in profiles[:CANDIDATES] if campus in visible), default=None)


CANDIDATES = 1000
"""Campuses of one name, at most, that are looked at to tell since when it is known."""


def called(campus_ids: Iterable[int], *, on: date) -> dict[int, str]:
    """Campus → its name on a day; that of the nearest other day where nothing is said of it then.

    Not scoped: for telling somebody why an act of theirs on these campuses is refused.
    """
    found: dict[int, str] = {}
    for some in chunks(sorted(set(campus_ids))):
        profiles = CampusProfile.objects.filter(superseded_by=None, campus__in=some).order_by("valid_from")
        for campus_id, day, name in profiles.values_list("campus", "valid_from", "name"):
            if campus_id not in found or day <= on:
                found[campus_id] = name
    return found


def openings(campus_ids: Iterable[int]) -> dict[int, date]:
    """Campus → the day on which it was opened, as last said, of those for which it is known. Only for services."""
    found: dict[int, date] = {}
    for some in chunks(sorted(set(campus_ids))):
        known = CampusProfile.objects.filter(campus__in=some, superseded_by=None, opened_on__isnull=False)
        for campus_id, opened in known.order_by("valid_from").values_list("campus", "opened_on"):
            found[campus_id] = opened or found[campus_id]
    return found


def first_days(campus_ids: Iterable[int]) -> dict[int, date]:
    """Campus → the first day for which anything is said of it. Only for services."""
    found: dict[int, date] = {}
    for some in chunks(sorted(set(campus_ids))):
        for model in (CampusProfile, CampusPlace, HeadCount):
            points = model._default_manager.filter(campus__in=some, superseded_by=None)  # noqa: SLF001
            for campus_id, day in points.values_list("campus").annotate(first=Min("valid_from")):
                found[campus_id] = min(day, found.get(campus_id, day))
    return found


@dataclass(frozen=True, slots=True)
class CampusIdentity:
    """By what a campus is recognised, as last reported, and where it last stood."""

    campus_id: int
    name: str
    school_code: str
    kind: str
    police_path: str
    education_path: str


def identities(names: Iterable[str], codes: Iterable[str]) -> list[CampusIdentity]:
    """The campuses that were ever known by one of these names or codes.

    Not scoped: an import must recognise another branch's campus to refuse it. Only for matching, never shown.
    """
    wanted: set[int] = set()
    live = CampusProfile.objects.filter(superseded_by=None)
    for some in chunks(set(names) - {""}):
        wanted.update(live.filter(name__in=some).values_list("campus", flat=True))
    for some in chunks(set(codes) - {""}):
        wanted.update(live.filter(school_code__in=some).values_list("campus", flat=True))
    found: list[CampusIdentity] = []
    for campuses in chunks(sorted(wanted)):
        profiles = live.filter(campus__in=campuses).order_by("valid_from")
        last = {row[0]: row for row in profiles.values_list("campus", "name", "school_code", "kind")}
        points = CampusPlace.objects.filter(superseded_by=None, campus__in=campuses).order_by("valid_from")
        paths = {key: (police, education) for key, police, education in points.values_list(
            "campus", "police_path", "education_path"
        )}  # fmt: skip
        found.extend(CampusIdentity(*row, *paths[key]) for key, row in last.items())
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What the register says of some campuses, by kind of fact; only for services that write what differs."""

    profiles: InForce
    places: InForce
    head_counts: InForce


def known_of(campus_ids: set[int]) -> Known:
    """Load what the register says of these campuses."""
    return Known(*(InForce(model, campus_ids) for model in (CampusProfile, CampusPlace, HeadCount)))


@dataclass(frozen=True, slots=True)
class Changed:
    """Campuses of which something was said after a posting, and every name and code by which they were ever called."""

    campus_ids: frozenset[int]
    names: frozenset[str]
    codes: frozenset[str]


def changed_since(posting: int) -> Changed:
    """What was said of campuses after a posting. For services that prepared something on the register before it."""
    ids = frozenset[int]().union(
        *(facts.changed_since(model, posting) for model in (CampusProfile, CampusPlace, HeadCount))
    )
    called = {
        pair
        for some in chunks(sorted(ids))
        for pair in CampusProfile.objects.filter(campus__in=some).values_list("name", "school_code")
    }
    return Changed(ids, frozenset(name for name, _ in called), frozenset(code for _, code in called if code))


@dataclass(frozen=True, slots=True)
class CampusOn:
    """A campus's facts in force on a day."""

    profile: CampusProfile
    place: CampusPlace
    head_count: HeadCount


def in_branch(unit: UnitOn, scope: Scope, *, on: date) -> list[CampusOn]:
    """The campuses in operation of a unit on a day, within the scope, in tree order."""
    column = PATH_COLUMN[unit.line]
    places = on_day(CampusPlace, on).filter(
        within(scope), **{f"{column}__gte": unit.branch.low, f"{column}__lt": unit.branch.high}
    )
    ordered = list(places.order_by(column, "campus"))
    keys = [place.campus_id for place in ordered]
    profiles: dict[int, CampusProfile] = {}
    counts: dict[int, HeadCount] = {}
    for some in chunks(keys):
        profiles.update({item.campus_id: item for item in on_day(CampusProfile, on).filter(campus__in=some)})
        counts.update({item.campus_id: item for item in on_day(HeadCount, on).filter(campus__in=some)})
    return [
        CampusOn(profiles[place.campus_id], place, counts[place.campus_id])
        for place in ordered
        if place.campus_id in profiles and place.campus_id in counts and profiles[place.campus_id].in_operation
    ]


def last_number() -> int:
    """The highest register number of any campus; 0 when there is none. For work on all campuses, not for viewers."""
    return Campus.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def count_up_to(last: int) -> int:
    """How many campuses have a number up to ``last``."""
    return Campus.objects.filter(pk__lte=last).count()


def numbers_after(number: int, *, last: int, limit: int) -> list[int]:
    """The next campus numbers above ``number`` and up to ``last``, in order."""
    found = Campus.objects.filter(pk__gt=number, pk__lte=last).order_by("pk")
    return list(found.values_list("pk", flat=True)[:limit])
