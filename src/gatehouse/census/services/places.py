"""Which units of both lines a reported campus belongs to, seen from the unit that reports it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gatehouse.kernel.problem import Problem
from gatehouse.territory import queries as territory
from gatehouse.territory.types import Level, Line, UnitOn

TOWN_SUFFIXES = ("街道办事处", "办事处", "街道", "林场", "镇", "乡")


class WrongUnitError(ValueError):
    """The unit cannot report campuses: it is no city or county unit, or the other line has no place for it."""


@dataclass(slots=True)
class Ground:
    """The units among which a reporting unit's campuses are placed on a day."""

    unit: UnitOn
    police_home: UnitOn
    """The police unit of a campus whose station is not told."""
    education_home: UnitOn
    stations: dict[str, UnitOn] = field(default_factory=dict)
    """Police stations by town code and by name."""
    districts: dict[str, UnitOn] = field(default_factory=dict)
    towns: dict[str, list[str]] = field(default_factory=dict)
    """Town name, with and without its suffix → town codes, of the whole city."""
    offices: dict[str, UnitOn] = field(default_factory=dict)
    """The county-level unit of the reporter's line that a town belongs to, by town code."""


def stem(name: str) -> str:
    """A town's name without 镇, 乡, 街道 and the like."""
    for suffix in TOWN_SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name


def ground_of(unit: UnitOn, *, on: date) -> Ground:
    """The ground of a reporting unit. Raises WrongUnitError."""
    if unit.level not in {Level.CITY, Level.COUNTY}:
        raise WrongUnitError(unit.code)
    other = Line.EDUCATION if unit.line is Line.POLICE else Line.POLICE
    home = _home_in(other, unit, on)
    police, education = (unit, home) if unit.line is Line.POLICE else (home, unit)
    ground = Ground(unit, police, education)
    for line, found in ((Line.POLICE, ground.stations), (Line.EDUCATION, ground.districts)):
        branch = _search_branch(line, unit, on)
        for item in territory.units_below(line, branch.branch, on=on, level=Level.STATION):
            found[item.code] = item
            found[item.name] = item
    city = unit.division[:4]
    for code, name in territory.towns(below=f"{city}00").items():
        for text in {name, stem(name)}:
            ground.towns.setdefault(text, []).append(code)
    root = territory.chain(unit, on=on)[Level.CITY - 1]
    counties = territory.children(root, on=on)
    for item in territory.units_below(unit.line, root.branch, on=on, level=Level.STATION):
        above = next((county for county in counties if item.path in county.branch), None)
        if above is not None:
            ground.offices[item.code] = above
    return ground


def _home_in(other: Line, unit: UnitOn, on: date) -> UnitOn:
    """The unit of the other line that works where this one does: the same code, else its division's."""
    for code in (unit.code, unit.division):
        try:
            return territory.unit(other, code, on=on)
        except territory.UnknownUnitError:
            continue
    raise WrongUnitError(unit.code)


def _search_branch(line: Line, unit: UnitOn, on: date) -> UnitOn:
    """Where a reporter's lowest units are looked for.

    A reporter without a counterpart of its own, such as the city-run schools, may have campuses in any precinct of
    its city; in its own line it has only itself.
    """
    if line is unit.line:
        return unit
    try:
        return territory.unit(line, unit.code, on=on)
    except territory.UnknownUnitError:
        chain = territory.chain(_home_in(line, unit, on), on=on)
        return chain[Level.CITY - 1]


@dataclass(frozen=True, slots=True)
class Placed:
    """The units a campus was placed in, or the problem with what was told."""

    police: UnitOn
    education: UnitOn
    problem: Problem | None = None
    field: str = ""


def place(ground: Ground, *, town: str, station: str, district: str) -> Placed:
    """Place a campus by the town, police station and school district told, as far as they are told."""
    police, education = ground.police_home, ground.education_home
    if town:
        codes = ground.towns.get(town) or ground.towns.get(stem(town)) or []
        known = [code for code in codes if code in ground.stations]
        if not known:
            return Placed(police, education, _town_problem(ground, town, codes), "town")
        police = ground.stations[known[0]]
        education = ground.districts.get(known[0], education)
    if station:
        named = ground.stations.get(station) or ground.stations.get(f"{station}派出所")
        if named is None:
            problem = Problem(
                "unknown-station", value=station, params={"station": station, "unit": ground.police_home.name}
            )
            return Placed(police, education, problem, "police_station")
        police = named
        education = ground.districts.get(named.code, education)
    if district and ground.districts:
        education = ground.districts.get(district) or ground.districts.get(f"{district}学区") or education
    return Placed(police, education)


def _town_problem(ground: Ground, town: str, codes: list[str]) -> Problem:
    """A town of another office is somebody else's campus; any other town is not known."""
    office = next((ground.offices[code] for code in codes if code in ground.offices), None)
    if office is not None and office.id != ground.unit.id:
        return Problem("foreign-unit", value=town, params={"town": town, "unit": office.name})
    return Problem("unknown-town", value=town, params={"town": town, "unit": ground.unit.name})
