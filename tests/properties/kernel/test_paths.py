"""Paths: plain string order is tree order, and a range of strings is a branch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatehouse.kernel import path
from gatehouse.kernel.path import LAST, PathError
from tests.kit.effort import examples

# few ordinals, the extreme ones among them: relatives must be common
ORDINALS = st.lists(st.sampled_from([1, 2, 9, 10, 99, 100, LAST - 1, LAST]), min_size=1, max_size=5)


def path_of(ordinals: list[int]) -> str:
    found = ""
    for ordinal in ordinals:
        found = path.child(found, ordinal)
    return found


@examples(300)
@given(ORDINALS, ORDINALS)
def test_branch_holds_what_begins_with_its_path(head: list[int], other: list[int]) -> None:
    branch = path.branch(path_of(head))
    assert (path_of(other) in branch) == (other[: len(head)] == head)


@examples(300)
@given(ORDINALS, ORDINALS)
def test_string_order_is_tree_order(left: list[int], right: list[int]) -> None:
    assert (path_of(left) < path_of(right)) == (left < right)


@examples(100)
@given(ORDINALS)
def test_parts_make_up_the_path(ordinals: list[int]) -> None:
    found = path_of(ordinals)
    assert path.check(found) == found
    assert path.depth(found) == len(ordinals)
    assert path.ancestors(found) == [path_of(ordinals[:end]) for end in range(1, len(ordinals) + 1)]
    assert path.child(path.parent(found), path.ordinal(found)) == found
    assert [path.at_depth(found, level) for level in range(1, len(ordinals) + 1)] == path.ancestors(found)


@examples(200)
@given(st.text(alphabet="0189x ١", max_size=7) | st.text(max_size=4))
def test_text_is_a_path_only_when_children_could_have_made_it(text: str) -> None:
    parts = [text[start : start + 3] for start in range(0, len(text), 3)]
    possible = bool(parts) and all(len(part) == 3 and part in _LEVELS for part in parts)
    try:
        assert path.check(text) == text
        assert possible
    except PathError:
        assert not possible


_LEVELS = {f"{ordinal:03d}" for ordinal in range(1, LAST + 1)}


def test_path_error_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="not a path"):
        path.check("0")
