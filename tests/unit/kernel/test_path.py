"""Places in a tree as fixed-width digit paths."""

from __future__ import annotations

import pytest

from gatehouse.kernel import path
from gatehouse.kernel.path import Branch, PathError


def test_children_append_three_digits() -> None:
    assert path.child("", 1) == "001"
    assert path.child("001", 42) == "001042"
    assert path.child("001042", 998) == "001042998"


@pytest.mark.parametrize("ordinal", [0, -1, 999, 1000])
def test_ordinal_beyond_the_level_is_refused(ordinal: int) -> None:
    with pytest.raises(PathError):
        path.child("001", ordinal)


@pytest.mark.parametrize("text", ["", "1", "0010", "00a", "001 02", "００１", "٠٠١", "-01", "001000", "999"])
def test_text_that_no_child_can_have_is_refused(text: str) -> None:
    with pytest.raises(PathError):
        path.check(text)


def test_parts_of_a_path() -> None:
    assert path.parent("001002003") == "001002"
    assert path.parent("001") == ""
    assert path.depth("001002003") == 3
    assert path.ordinal("001002003") == 3
    assert path.ancestors("001002003") == ["001", "001002", "001002003"]


def test_place_at_a_level_is_the_whole_path_when_it_is_not_that_deep() -> None:
    assert path.at_depth("001002003", 2) == "001002"
    assert path.at_depth("001002", 3) == "001002"


def test_branch_holds_the_place_and_all_below_and_no_sibling() -> None:
    branch = path.branch("001002")
    assert branch == Branch("001002", "001003")
    assert "001002" in branch
    assert "001002998998" in branch
    assert "001" not in branch
    assert "001001998" not in branch
    assert "001003" not in branch


def test_branch_of_the_last_sibling_ends_before_the_next_family() -> None:
    branch = path.branch("001998")
    assert "001998998" in branch
    assert "002" not in branch
    assert "002001" not in branch


def test_branch_of_the_last_root_ends() -> None:
    assert "998998" in path.branch("998")
    assert "997998" not in path.branch("998")
