"""What is worth telling of one subject's points, and what was known when."""

from __future__ import annotations

from datetime import date

from gatehouse.standing.rules.sayings import Fate, Version, in_force, known_after, sayings

NOV, DEC, JAN = date(2020, 11, 1), date(2020, 12, 1), date(2021, 1, 1)


def version(number: int, day: date, value: str, gone: int | None = None) -> Version:
    """A point written by the posting of its own number."""
    return Version(number, day, {"value": value}, number, gone)


def told(versions: list[Version], undoing: dict[int, int] | None = None) -> list[tuple[object, ...]]:
    return [
        (item.version.key, item.before and item.before["value"], [each["value"] for each in item.corrects], item.fate)
        for item in sayings(versions, undoing or {})
    ]


def test_points_are_told_by_day_with_what_was_in_force() -> None:
    found = told([version(1, NOV, "a"), version(3, DEC, "b"), version(2, JAN, "c")])
    assert found == [(1, None, [], Fate.HOLDS), (3, "a", [], Fate.HOLDS), (2, "b", [], Fate.HOLDS)]


def test_correction_tells_everything_it_put_right() -> None:
    found = told([version(1, NOV, "a", gone=2), version(2, NOV, "b", gone=3), version(3, NOV, "c")])
    assert found == [(3, None, ["b", "a"], Fate.HOLDS)]


def test_undone_correction_and_what_holds_again_are_told_apart() -> None:
    versions = [version(1, NOV, "a", gone=2), version(2, NOV, "b", gone=3), version(3, NOV, "a")]
    assert told(versions, {3: 2}) == [(2, None, ["a"], Fate.UNDONE), (3, None, [], Fate.HOLDS)]
    assert [item.again for item in sayings(versions, {3: 2})] == [False, True]


def test_point_taken_back_with_nothing_in_its_stead_is_withdrawn() -> None:
    versions = [version(1, NOV, "a"), version(2, DEC, "b", gone=4), version(3, NOV, "x", gone=5)]
    assert told(versions)[-1] == (2, "a", [], Fate.WITHDRAWN)


def test_what_was_in_force_then_is_not_what_is_now() -> None:
    versions = [version(1, NOV, "a", gone=3), version(2, DEC, "b"), version(3, NOV, "c")]
    assert in_force(versions, until=DEC) == {"value": "c"}
    assert in_force(versions, until=DEC, before=3) == {"value": "a"}
    assert in_force(versions, until=NOV) is None


def test_after_a_posting_nothing_later_is_known() -> None:
    versions = [version(1, NOV, "a", gone=3), version(2, DEC, "b"), version(3, NOV, "c")]
    assert known_after(versions, None) == versions
    assert [(item.key, item.superseded_by) for item in known_after(versions, 2)] == [(1, None), (2, None)]
    assert told(known_after(versions, 2)) == [(1, None, [], Fate.HOLDS), (2, "a", [], Fate.HOLDS)]
