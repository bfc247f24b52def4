"""Reading the two trees, as they stand on a day.

The trees themselves are no secret among officers; what is scoped is which campuses and people a viewer may see in
them. ``UnknownUnitError`` is raised for a code that no unit of the line has on that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gatehouse.foundation import facts
from gatehouse.foundation.bulk import chunks
from gatehouse.foundation.facts import live, on_day
from gatehouse.kernel.path import Branch, ancestors, branch
from gatehouse.territory.models import Division, UnitPoint
from gatehouse.territory.rules import Leg, UnitValues, course
from gatehouse.territory.types import Level, Line, UnitKind, UnitOn

_COLUMNS = (
    "unit_id", "unit__line", "unit__code", "unit__level", "unit__kind", "unit__division",
    "name", "name_en", "initials", "path",
)  # fmt: skip


class UnknownUnitError(LookupError):
    """No unit of this line has this code on that day."""


def _points_on(day: date, posting: int | None = None) -> QuerySet[UnitPoint]:
    """The points in force on a day, as known now or after a posting: of each unit the latest not after it."""
    return on_day(UnitPoint, day, posting).filter(in_force=True)


def _units(points: QuerySet[UnitPoint]) -> list[UnitOn]:
    return [
        UnitOn(row[0], Line(row[1]), row[2], Level(row[3]), UnitKind(row[4]), *row[5:])
        for row in points.order_by("path").values_list(*_COLUMNS)
    ]


def unit(line: Line, code: str, *, on: date, posting: int | None = None) -> UnitOn:
    """The unit of a line with a code, as known now or after a posting. Raises UnknownUnitError."""
    found = _units(_points_on(on, posting).filter(unit__line=line, unit__code=code))
    if not found:
        raise UnknownUnitError(code)
    return found[0]


def unit_ever(unit_id: int, *, on: date, posting: int | None = None) -> UnitOn:
    """A unit as it stands on a day, or as it last stood where it was abolished before. Raises UnknownUnitError."""
    found = _units(facts.on_day(UnitPoint, on, posting).filter(unit=unit_id))
    if not found:
        raise UnknownUnitError(str(unit_id))
    return found[0]


def unit_by_id(unit_id: int, *, on: date, posting: int | None = None) -> UnitOn:
    """The unit with this key. Raises UnknownUnitError when it does not exist on that day."""
    found = _units(_points_on(on, posting).filter(unit=unit_id))
    if not found:
        raise UnknownUnitError(str(unit_id))
    return found[0]


def units_below(
    line: Line, branch: Branch, *, on: date, level: Level | None = None, posting: int | None = None
) -> list[UnitOn]:
    """The units of a branch in tree order, its head included; only those of one level when given."""
    points = _points_on(on, posting).filter(unit__line=line, path__gte=branch.low, path__lt=branch.high)
    return _units(points if level is None else points.filter(unit__level=level))


def paths_of(line: Line, code: str, *, posting: int | None = None) -> list[tuple[date, str]]:
    """The paths of a unit by the day from which it stood there, as known now or after a posting.

    Empty from the day on which it was abolished.
    """
    points = live(UnitPoint, posting).filter(unit__line=line, unit__code=code).order_by("valid_from")
    return [
        (day, path if in_force else "") for day, path, in_force in points.values_list("valid_from", "path", "in_force")
    ]


def branches_ever(unit_ids: Iterable[int]) -> dict[int, list[Branch]]:
    """By unit: every branch that it ever headed, as known now or once; no path is ever another unit's."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for some in chunks(set(unit_ids)):
        for unit_id, path in UnitPoint.objects.filter(unit__in=some).values_list("unit", "path"):
            found[unit_id].add(path)
    return {unit_id: [branch(path) for path in sorted(paths)] for unit_id, paths in found.items()}


def children(parent: UnitOn, *, on: date, posting: int | None = None) -> list[UnitOn]:
    """The units directly below, in tree order, as known now or after a posting."""
    return _units(_points_on(on, posting).filter(parent=parent.id))


def chain(child: UnitOn, *, on: date) -> list[UnitOn]:
    """The units from the root down to this one."""
    return _units(_points_on(on).filter(unit__line=child.line, path__in=ancestors(child.path)))


def named(line: Line, text: str, branch: Branch, *, on: date) -> list[UnitOn]:
    """The units of a branch with this name or code."""
    points = _points_on(on).filter(unit__line=line, path__gte=branch.low, path__lt=branch.high)
    return _units(points.filter(Q(name=text) | Q(unit__code=text)))


def roots(line: Line, *, on: date, posting: int | None = None) -> list[UnitOn]:
    """The highest units of a line."""
    return _units(_points_on(on, posting).filter(unit__line=line, parent=None))


def called(unit_ids: Iterable[int], *, on: date) -> dict[int, tuple[str, str]]:
    """Unit → its names in Chinese and English on a day; those of the nearest other day where it is not in force."""
    found: dict[int, tuple[str, str]] = {}
    for some in chunks(sorted(set(unit_ids))):
        points = UnitPoint.objects.filter(superseded_by=None, unit__in=some).order_by("valid_from")
        for unit_id, day, *names in points.values_list("unit", "valid_from", "name", "name_en"):
            if unit_id not in found or day <= on:
                found[unit_id] = (names[0], names[1])
    return found


def towns(*, below: str) -> dict[str, str]:
    """Town code → name, of every town whose code begins with a division's significant digits.

    Those are two of a province's code, four of a city's: 361000 is a city and has nothing to do with 3611.
    """
    digits = below.removesuffix("0000") if below.endswith("0000") else below.removesuffix("00")
    rows = Division.objects.filter(level=Level.STATION, code__startswith=digits)
    return dict(rows.values_list("code", "name"))


def division_names(codes: Iterable[str]) -> dict[str, str]:
    """Code → name of these divisions; codes that are none are left out."""
    return dict(Division.objects.filter(code__in=set(codes)).values_list("code", "name"))


def courses(unit_ids: Iterable[int]) -> dict[int, list[Leg]]:
    """By unit: how belonging to it goes on, along its paths and with its successors; see ``rules.course``."""
    wanted = set(unit_ids)
    histories: dict[int, dict[date, UnitValues]] = {}
    missing = set(wanted)
    while missing:
        found: defaultdict[int, dict[date, UnitValues]] = defaultdict(dict)
        for some in chunks(missing):
            rows = UnitPoint.objects.filter(superseded_by=None, unit__in=some)
            for unit_id, day, *values in rows.values_list("unit", "valid_from", *UnitPoint.VALUES):
                found[unit_id][day] = UnitValues(*values)
        histories.update(found)
        heirs = {values.successor_id for history in found.values() for values in history.values()}
        missing = {heir for heir in heirs if heir is not None} - histories.keys()
    return {unit_id: course(unit_id, histories) for unit_id in wanted}


def changed_since(posting: int) -> bool:
    """Whether anything was said of any unit after a posting."""
    return bool(facts.changed_since(UnitPoint, posting))
