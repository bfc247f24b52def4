"""The self-check: recompute what is derived from the facts, and name the first thing that differs.

Nothing here trusts what the settler wrote: trees are compared with their parents, places with the trees, standing with
a fresh judgement of every campus's facts, totals with the sum of all standing, the journal with its own digests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gatehouse.campuses.models import Campus, CampusPlace
from gatehouse.foundation import bulk, journal
from gatehouse.kernel import path as paths
from gatehouse.standing import facts
from gatehouse.standing.models import StandingRow, UnitTotal
from gatehouse.standing.queries import live_rows
from gatehouse.standing.rules import Dated, differences, timeline, total_differences
from gatehouse.standing.types import AMOUNTS, NOTHING, Amounts
from gatehouse.territory.models import UnitPoint


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing found wrong: what it is about, how it differs, and the posting that wrote it if known."""

    subject: str
    difference: str
    posting: int | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One part of the self-check: how many things were compared, and the first fault if there is one."""

    part: str
    compared: int
    fault: Fault | None


CAMPUSES_AT_ONCE = 2000


def self_check() -> Iterator[Proof]:
    """Prove trees, places, standing, totals and journal, one after another."""
    parts: dict[str, Callable[[], tuple[int, Fault | None]]] = {
        "trees": _trees,
        "places": _places,
        "standing": _standing,
        "totals": _totals,
        "journal": _journal,
    }
    for part, prove in parts.items():
        compared, fault = prove()
        yield Proof(part, compared, fault)


def _unit_paths() -> dict[int, Dated[tuple[str, int | None]]]:
    """By unit: its path and parent by day."""
    points: dict[int, list[tuple[object, tuple[str, int | None]]]] = {}
    for unit, day, path, above in UnitPoint.objects.filter(superseded_by=None).values_list(
        "unit", "valid_from", "path", "parent"
    ):
        points.setdefault(unit, []).append((day, (path, above)))
    return {unit: Dated.of(found) for unit, found in points.items()}  # type: ignore[arg-type]


def _trees() -> tuple[int, Fault | None]:
    """Every unit stands directly below its parent's path of that day, and no two share a path."""
    units = _unit_paths()
    compared = 0
    seen: dict[tuple[str, str], int] = {}
    rows = UnitPoint.objects.filter(superseded_by=None).order_by("path", "valid_from")
    for unit, line, day, path, above, posting in rows.values_list(
        "unit", "unit__line", "valid_from", "path", "parent", "posting"
    ):
        compared += 1
        parent = units[above].on(day) if above in units else None
        expected = parent[0] if parent else ""
        if paths.parent(path) != expected:
            return compared, Fault(f"unit {unit}", f"path {path} is not below {expected or 'the root'}", posting)
        if seen.setdefault((line, path), unit) != unit:
            return compared, Fault(f"unit {unit}", f"path {path} belongs to unit {seen[line, path]} too", posting)
    return compared, None


def _places() -> tuple[int, Fault | None]:
    """Every campus's paths are those of its units on the day."""
    units = _unit_paths()
    compared = 0
    rows = CampusPlace.objects.filter(superseded_by=None).order_by("pk")
    for campus, day, police, education, police_path, education_path, posting in rows.values_list(
        "campus", "valid_from", "police_unit", "education_unit", "police_path", "education_path", "posting"
    ).iterator(chunk_size=5000):
        compared += 1
        for unit, path in ((police, police_path), (education, education_path)):
            known = units[unit].on(day)
            if known is None or known[0] != path:
                return compared, Fault(f"campus {campus}", f"path {path} is not that of unit {unit} on {day}", posting)
    return compared, None


def _standing() -> tuple[int, Fault | None]:
    """Every campus's live rows are what its facts amount to now."""
    epochs = facts.epochs()
    compared = 0
    for some in bulk.chunks(Campus.objects.order_by("pk").values_list("pk", flat=True), CAMPUSES_AT_ONCE):
        kept = live_rows(some)
        for campus, known in facts.facts_of(some).items():
            expected, found = set(timeline(known, epochs)), kept.get(campus, {})
            compared += len(expected)
            missing, extra = expected - found.keys(), found.keys() - expected
            if missing or extra:
                first = min((*missing, *extra), key=lambda item: item.valid_from)
                row = StandingRow.objects.filter(pk=found[first]).first() if first in found else None
                what = "missing" if first in missing else "not what the facts amount to"
                return compared, Fault(
                    f"campus {campus}", f"standing from {first.valid_from} is {what}", row.posting_id if row else None
                )
    return compared, None


def _totals() -> tuple[int, Fault | None]:
    """Every kept total is the sum of the standing behind it."""
    expected: dict[tuple[object, ...], Amounts] = {}
    for some in bulk.chunks(Campus.objects.order_by("pk").values_list("pk", flat=True), CAMPUSES_AT_ONCE):
        changes = [change for found in live_rows(some).values() for change in differences((), found)]
        for key, amounts in total_differences(changes).items():
            expected[key] = expected.get(key, NOTHING).plus(amounts)
    compared = 0
    rows = UnitTotal.objects.order_by("line", "path", "bucket", "stratum")
    for line, depth, path, stratum, bucket, *amounts in rows.values_list(
        "line", "depth", "path", "stratum", "bucket", *AMOUNTS
    ).iterator(chunk_size=5000):
        compared += 1
        wanted, found_amounts = expected.pop((line, depth, path, stratum, bucket), NOTHING), Amounts(*amounts)
        if wanted != found_amounts:
            subject = f"{line} {path} stratum {stratum} bucket {bucket}"
            return compared, Fault(subject, _first_difference(found_amounts, wanted))
    left = next((key for key, amounts in expected.items() if amounts != NOTHING), None)
    return compared, Fault(str(left), "this total is missing") if left else None


def _first_difference(found: Amounts, wanted: Amounts) -> str:
    name = next(name for name in AMOUNTS if getattr(found, name) != getattr(wanted, name))
    return f"{name} is {getattr(found, name)}, the standing behind it adds up to {getattr(wanted, name)}"


def _journal() -> tuple[int, Fault | None]:
    """The journal's chain is whole."""
    compared, broken = journal.verify()
    return compared, Fault(f"journal entry {broken.entry}", broken.reason) if broken else None
