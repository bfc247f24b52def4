"""Whole lives of units, campuses and guards: every act there is, told to the product and to a plain register.

The plain register keeps what each posting said, low-level and in order, and tells all of it again for every question.
It knows no paths: who belongs to whom on a day is walked from unit to parent, and from an ended unit to its successor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from gatehouse.campuses import services as campuses
from gatehouse.campuses.services import CampusReport, Profile
from gatehouse.campuses.types import CampusError, CampusKind, CensusLabel, Ownership
from gatehouse.foundation.countering import NothingToUndoError
from gatehouse.foundation.facts import NothingSaidError
from gatehouse.foundation.models import Posting
from gatehouse.guards import services as guards
from gatehouse.guards.services import CertificateReport, Person, PostReport
from gatehouse.guards.types import CertificateState, Engagement, HiringSource, LeavingReason, SpellError
from gatehouse.kernel.identifiers import Sex, resident_id
from gatehouse.standing.services import StandsOnItError, undo
from gatehouse.standing.types import Amounts, Stratum
from gatehouse.territory import services as units
from gatehouse.territory.queries import UnknownUnitError, unit_by_id
from gatehouse.territory.services import TreeError
from gatehouse.territory.types import Level, Line
from tests.kit.places import (
    CITY,
    CITY_RUN,
    EAST,
    EAST_1,
    EAST_2,
    FAR_1,
    FAR_COUNTY,
    OTHER_CITY,
    SOUTH,
    SOUTH_1,
    UNITS_FROM,
    WEST,
    WEST_1,
    ZONE,
    ZONE_1,
    Places,
)  # fmt: skip
from tests.kit.recount import Recount, in_force
from tests.kit.register import CLERK, at, resident_number

START = date(2020, 11, 1)
NOW = at("2021-06-01")
HOMES = (EAST_1, EAST_2, WEST_1, ZONE_1, FAR_1, SOUTH_1, CITY_RUN, EAST)
STATIONS = (EAST_1, EAST_2, WEST_1, ZONE_1, FAR_1, SOUTH_1)
COUNTIES = (EAST, WEST, SOUTH, ZONE, FAR_COUNTY)
CITIES = (CITY, OTHER_CITY)

Cells = dict[str, Any]


class Said(NamedTuple):
    """A report (all cells) or an act (some) of one subject from a day on."""

    kind: str
    subject: Any
    day: date
    cells: Cells
    act: bool


class NotHereError(Exception):
    """Nothing is known on that day of what the event is about."""


class HangingError(Exception):
    """An act on what nothing is said of."""


REFUSALS = (
    CampusError, SpellError, TreeError, StandsOnItError, NothingSaidError, NothingToUndoError, UnknownUnitError,
    NotHereError,
)  # fmt: skip


class Event(NamedTuple):
    """What happens: a word, some numbers to pick subjects by, a day."""

    what: str
    numbers: tuple[int, int, int]
    day: date


WORDS = (
    "found", "found", "count", "count", "own", "move", "move", "close", "reopen", "merge", "split", "hire", "hire",
    "hire", "end", "certify", "certify", "revoke", "shift station", "shift county", "merge stations", "merge counties",
    "abolish", "rename", "undo", "undo",
)  # fmt: skip


def events() -> st.SearchStrategy[Event]:
    """Any event, on a day of a few months about the turn of a year."""
    days = st.integers(0, 100).map(lambda number: START + timedelta(days=number))
    numbers = st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(0, 11))
    return st.builds(Event, st.sampled_from(WORDS), numbers, days)


def lives() -> st.SearchStrategy[list[Event]]:
    """Some events in the order in which they are learnt; the first tells of a campus."""
    first = st.builds(lambda event: event._replace(what="found"), events())
    return st.builds(lambda head, tail: [head, *tail], first, st.lists(events(), min_size=4, max_size=14))


@dataclass
class Plain:
    """What holds, told again from the beginning."""

    told: defaultdict[str, defaultdict[Any, dict[date, Cells]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )

    def on(self, kind: str, subject: object, day: date) -> Cells | None:
        return in_force(self.told[kind][subject], day)

    def tell(self, said: Said) -> bool:
        """Whether it says something new."""
        history = self.told[said.kind][said.subject]
        if not said.act:
            new = history.get(said.day) != said.cells
            history[said.day] = dict(said.cells)
            return new
        old = in_force(history, said.day)
        if old is None:
            raise HangingError
        old = dict(old)
        left = {name for name, value in said.cells.items() if old[name] != value}
        if not left:
            return False
        for day in sorted({said.day, *(day for day in history if day > said.day)}):
            cells = dict(history.get(day, old))
            if day > said.day:
                left = {name for name in left if cells[name] == old[name]}
            if not left:
                break
            history[day] = {**cells, **{name: said.cells[name] for name in left}}
        return True

    # Who belongs to whom

    def home(self, unit: int, day: date) -> int:
        while not (cells := self.on("unit", unit, day) or {}).get("in_force"):
            unit = cells["successor"]
        return unit

    def ancestors(self, unit: int, day: date) -> list[int]:
        """From the root down to the unit."""
        chain = [unit]
        while (parent := (self.on("unit", chain[0], day) or {})["parent"]) is not None:
            chain.insert(0, parent)
        return chain

    def recount(self, people: dict[int, tuple[date, Sex]]) -> Recount:
        """As the plain counter wants it; places only tell since when there is one."""
        plain = Recount(people=people)
        for key, history in self.told["profile"].items():
            for day, cells in history.items():
                plain.profiles[key][day] = (cells["open"], cells["label"], cells["owner"])
        for key, history in self.told["place"].items():
            plain.places[key] = dict.fromkeys(history, ("", ""))
        for key, history in self.told["count"].items():
            plain.counts[key] = {day: tuple(cells["size"]) for day, cells in history.items()}
        for key, history in self.told["post"].items():
            plain.posts[key] = {day: (cells["engagement"], cells["source"]) for day, cells in history.items()}
        for key, history in self.told["certificate"].items():
            plain.certificates[key] = {day: cells["state"] for day, cells in history.items()}
        return plain

    def sums(self, line: Line, depth: int, day: date, people: dict[int, tuple[date, Sex]]) -> dict[int, Any]:
        """Amounts by unit at a depth (or the deepest there is) and stratum."""
        plain, found = self.recount(people), defaultdict[int, dict[Stratum, Amounts]](dict)
        for campus in list(plain.profiles):
            amounts, place = plain.amounts(campus, day), self.on("place", campus, day)
            if amounts is None or place is None:
                continue
            profile = in_force(plain.profiles[campus], day)
            assert profile
            chain = self.ancestors(self.home(place[line.value], day), day)
            unit, stratum = chain[min(depth, len(chain)) - 1], Stratum.of(profile[1], profile[2])
            found[unit][stratum] = found[unit].get(stratum, Amounts()).plus(amounts)
        return dict(found)


class Lives:
    """Tells events to the product, and to the plain register what the product accepted."""

    def __init__(self, places: Places) -> None:
        """Begin with four guards and the units of the little province."""
        self.places = places
        born = (date(1960, 11, 20), date(1961, 1, 1), date(1965, 12, 31), date(1984, 2, 29))
        people = [
            Person(resident_id(resident_number(day, 7, sex))) for day, sex in zip(born, [*Sex, *Sex], strict=True)
        ]
        self.guards = guards.register_guards(people, by=CLERK, at=at("2018-01-02"))
        self.people = {
            key: (person.resident_id.birth_date, person.resident_id.sex)
            for key, person in zip(self.guards, people, strict=True)
        }
        self.campuses: list[int] = []
        self.postings: list[tuple[int, list[Said], int | None]] = []
        """Number, what it said, and the posting it counters."""
        self.ground = [
            Said("unit", unit.id, UNITS_FROM, {"in_force": True, "parent": self._parent(line, unit.path),
                                                "successor": None, "name": unit.name}, act=False)
            for line in Line for unit in self._all(line)
        ]  # fmt: skip
        self.known: list[tuple[int, Plain]] = []
        self.refused = 0

    def _all(self, line: Line) -> list[Any]:
        return [self.places.unit(line, code) for code in ("000000", "990000", *CITIES, *COUNTIES, CITY_RUN, *STATIONS)]

    def _parent(self, line: Line, path: str) -> int | None:
        return {unit.path: unit.id for unit in self._all(line)}.get(path[:-3])

    def plain(self, extra: list[Said] | None = None, without: int | None = None) -> Plain:
        """Everything that counts, told again. Raises HangingError."""
        undone: set[int] = {without} if without else set()
        for number, _, target in reversed(self.postings):
            if target is not None and number not in undone:
                undone.add(target)
        plain = Plain()
        for said in self.ground:
            plain.tell(said)
        for number, sayings, _ in self.postings:
            for said in sayings if number not in undone else ():
                plain.tell(said)
        for said in extra or ():
            plain.tell(said)
        return plain

    def tell(self, event: Event) -> None:
        """One posting, or a refusal that leaves nothing behind."""
        method: Callable[[Event, Plain], list[Said] | int] = getattr(self, "_" + event.what.replace(" ", "_"))
        before = Posting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        now = self.plain()
        count = len(self.campuses)
        try:
            said = method(event, now)
        except REFUSALS:
            self.refused += 1
            del self.campuses[count:]
            assert (Posting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) == before
            return
        number = Posting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if isinstance(said, int):
            self.postings.append((number, [], said))
        else:
            fresh = deepcopy(now)
            new = [item for item in said if fresh.tell(item)]
            assert bool(new) == (number > before), (event, said)
            if new:
                self.postings.append((number, new, None))
        if number > before:
            self.known.append((number, self.plain()))

    # Picking

    def _campus(self, event: Event, place: int = 0) -> int:
        return self.campuses[event.numbers[place] % len(self.campuses)]

    def _guard(self, event: Event) -> int:
        return self.guards[event.numbers[1] % len(self.guards)]

    def _line(self, event: Event) -> Line:
        return list(Line)[event.numbers[2] % 2]

    def _unit(self, line: Line, codes: tuple[str, ...], number: int) -> int:
        return int(self.places.unit(line, codes[number % len(codes)]).id)

    # Campuses

    def _report(
        self, key: int | None, event: Event, cells: Cells, size: tuple[int, int, int], place: Cells
    ) -> list[Said]:
        profile = Profile(
            cells["name"], CampusKind.PRIMARY, cells["owner"], cells["label"], in_operation=cells["open"],
        )  # fmt: skip
        report = CampusReport(
            key, event.day, profile, unit_by_id(place["police"], on=event.day),
            unit_by_id(place["education"], on=event.day), *size,
        )  # fmt: skip
        (campus,) = campuses.record_campuses([report], by=CLERK, at=NOW)
        if key is None:
            self.campuses.append(campus)
        return [
            Said("profile", campus, event.day, dict(cells), act=False),
            Said("place", campus, event.day, dict(place), act=False),
            Said("count", campus, event.day, {"size": size}, act=False),
        ]

    def _found(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002 - nothing to look up
        one, two, three = event.numbers
        cells = {"name": f"第{len(self.campuses)}校", "owner": list(Ownership)[three % 3],
                 "label": CensusLabel.SCHOOL, "open": True}  # fmt: skip
        place = {"police": self._unit(Line.POLICE, HOMES, one), "education": self._unit(Line.EDUCATION, HOMES, two)}
        return self._report(None, event, cells, (100 + 300 * three, 20, 90 * three), place)

    def _again(self, event: Event, now: Plain, **changed: object) -> list[Said]:
        """A census row: everything in force on the day, with something new."""
        campus = self._campus(event)
        cells, place = now.on("profile", campus, event.day), now.on("place", campus, event.day)
        count = now.on("count", campus, event.day)
        if cells is None or place is None or count is None:
            raise NotHereError
        home = {line.value: now.home(place[line.value], event.day) for line in Line}
        told = {**cells, "size": count["size"], **changed}
        size = told.pop("size")
        return self._report(campus, event, told, size, home)

    def _count(self, event: Event, now: Plain) -> list[Said]:
        students = 80 + 170 * event.numbers[1]
        return self._again(event, now, size=(students, 10, min(students, 60 * event.numbers[2])))

    def _own(self, event: Event, now: Plain) -> list[Said]:
        return self._again(event, now, owner=list(Ownership)[event.numbers[1] % 3])

    def _move(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        campus, line = self._campus(event), self._line(event)
        unit = self._unit(line, HOMES, event.numbers[1])
        campuses.move_campus(campus, on=event.day, **{f"{line.value}_unit": unit}, by=CLERK, at=NOW)
        return [Said("place", campus, event.day, {line.value: unit}, act=True)]

    def _ended(self, now: Plain, campus: int, day: date) -> list[Said]:
        return [
            Said("post", (guard, at_), day, {"engagement": Engagement.ENDED}, act=True)
            for guard, at_ in list(now.told["post"])
            if at_ == campus and (post := now.on("post", (guard, at_), day)) and post["engagement"] != Engagement.ENDED
        ]

    def _close(self, event: Event, now: Plain) -> list[Said]:
        campus = self._campus(event)
        guards.close_campus(campus, on=event.day, by=CLERK, at=NOW)
        return [Said("profile", campus, event.day, {"open": False}, act=True), *self._ended(now, campus, event.day)]

    def _reopen(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        campus = self._campus(event)
        campuses.reopen_campus(campus, on=event.day, by=CLERK, at=NOW)
        return [Said("profile", campus, event.day, {"open": True}, act=True)]

    def _transferred(self, now: Plain, old: int, new: int, day: date, who: set[int] | None = None) -> list[Said]:
        ended = [said for said in self._ended(now, old, day) if who is None or said.subject[0] in who]
        came = []
        for said in ended:
            there = now.on("post", (said.subject[0], new), day)
            if there is None or there["engagement"] == Engagement.ENDED:
                cells = dict(now.on("post", said.subject, day) or {})
                came.append(Said("post", (said.subject[0], new), day, cells, act=False))
        return [*ended, *came]

    def _merge(self, event: Event, now: Plain) -> list[Said]:
        into, other, day = self._campus(event), self._campus(event, 1), event.day
        guards.merge_campuses([other], into=into, on=day, by=CLERK, at=NOW)
        sizes = [cells["size"] for key in (into, other) if (cells := now.on("count", key, day))]
        return [
            *self._transferred(now, other, into, day),
            Said("profile", other, day, {"open": False}, act=True),
            Said("count", into, day, {"size": tuple(map(sum, zip(*sizes, strict=True)))}, act=False),
            Said("succession", (other, into), day, {"kind": "MERGED"}, act=False),
        ]

    def _split(self, event: Event, now: Plain) -> list[Said]:
        campus, day, guard = self._campus(event), event.day, self._guard(event)
        count, post = now.on("count", campus, day), now.on("post", (guard, campus), day)
        profile = Profile("分校", CampusKind.PRIMARY, Ownership.PUBLIC, CensusLabel.SCHOOL)
        home = {line: self._unit(line, HOMES, event.numbers[2]) for line in Line}
        part = CampusReport(
            None,
            day,
            profile,
            unit_by_id(home[Line.POLICE], on=day),
            unit_by_id(home[Line.EDUCATION], on=day),
            50,
            5,
            0,
        )
        going = {guard} if post and post["engagement"] != Engagement.ENDED else set()
        (new,) = guards.split_campus(campus, [part], guards=dict.fromkeys(going, 0), on=day, by=CLERK, at=NOW)
        self.campuses.append(new)
        assert count
        students, staff, boarders = count["size"]
        cells = {"name": "分校", "owner": Ownership.PUBLIC, "label": CensusLabel.SCHOOL, "open": True}
        return [
            Said("profile", new, day, cells, act=False),
            Said("place", new, day, {line.value: home[line] for line in Line}, act=False),
            Said("count", new, day, {"size": (50, 5, 0)}, act=False),
            Said("count", campus, day, {"size": (students - 50, staff - 5, boarders)}, act=False),
            *self._transferred(now, campus, new, day, going),
        ]

    # Guards

    def _hire(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        guard, campus = self._guard(event), self._campus(event)
        engagement = Engagement.PART_TIME if event.numbers[2] % 4 == 0 else Engagement.FULL_TIME
        source = list(HiringSource)[event.numbers[2] % 3]
        guards.record_posts([PostReport(guard, campus, event.day, engagement, source)], by=CLERK, at=NOW)
        cells = {"engagement": engagement, "source": source}
        return [Said("post", (guard, campus), event.day, cells, act=False)]

    def _end(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        guard, campus = self._guard(event), self._campus(event)
        guards.end_post(guard, campus, on=event.day, reason=LeavingReason.RESIGNED, by=CLERK, at=NOW)
        return [Said("post", (guard, campus), event.day, {"engagement": Engagement.ENDED}, act=True)]

    def _certify(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        guard, state = self._guard(event), list(CertificateState)[event.numbers[2] % 2 * 2]
        guards.record_certificates([CertificateReport(guard, event.day, state)], by=CLERK, at=NOW)
        return [Said("certificate", guard, event.day, {"state": state}, act=False)]

    def _revoke(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        guard = self._guard(event)
        guards.revoke_certificate(guard, on=event.day, state=CertificateState.REVOKED, by=CLERK, at=NOW)
        return [Said("certificate", guard, event.day, {"state": CertificateState.REVOKED}, act=True)]

    # Units

    def _shift(self, event: Event, codes: tuple[str, ...], parents: tuple[str, ...]) -> list[Said]:
        line = self._line(event)
        unit, parent = self._unit(line, codes, event.numbers[0]), self._unit(line, parents, event.numbers[1])
        campuses.move_unit(unit, under=parent, on=event.day, by=CLERK, at=NOW)
        return [Said("unit", unit, event.day, {"parent": parent}, act=True)]

    def _shift_station(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        return self._shift(event, STATIONS, COUNTIES)

    def _shift_county(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        return self._shift(event, COUNTIES, CITIES)

    def _merged(self, event: Event, now: Plain, codes: tuple[str, ...]) -> list[Said]:
        line = self._line(event)
        unit, into = self._unit(line, codes, event.numbers[0]), self._unit(line, codes, event.numbers[1])
        below = [
            child for child in list(now.told["unit"])
            if (cells := now.on("unit", child, event.day)) and cells["in_force"] and cells["parent"] == unit
        ]  # fmt: skip
        campuses.merge_units(unit, into=into, on=event.day, by=CLERK, at=NOW)
        return [
            *(Said("unit", child, event.day, {"parent": into}, act=True) for child in below),
            Said("unit", unit, event.day, {"in_force": False, "successor": into}, act=True),
        ]

    def _merge_stations(self, event: Event, now: Plain) -> list[Said]:
        return self._merged(event, now, STATIONS)

    def _merge_counties(self, event: Event, now: Plain) -> list[Said]:
        return self._merged(event, now, COUNTIES)

    def _abolish(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        unit = self._unit(self._line(event), STATIONS, event.numbers[0])
        campuses.abolish_unit(unit, on=event.day, by=CLERK, at=NOW)
        return [Said("unit", unit, event.day, {"in_force": False, "successor": None}, act=True)]

    def _rename(self, event: Event, now: Plain) -> list[Said]:  # noqa: ARG002
        unit, name = self._unit(self._line(event), COUNTIES, event.numbers[0]), f"第{event.numbers[1]}局"
        units.rename_unit(unit, name=name, name_en=name, on=event.day, by=CLERK, at=NOW)
        return [Said("unit", unit, event.day, {"name": name}, act=True)]

    def _undo(self, event: Event, now: Plain) -> int:  # noqa: ARG002
        if not self.postings:
            raise NothingToUndoError("unknown-posting", posting=0)
        target = self.postings[event.numbers[0] % len(self.postings)][0]
        undo(target, by=CLERK, at=NOW)
        return target


LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.STATION)
