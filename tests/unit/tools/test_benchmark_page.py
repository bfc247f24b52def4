"""Each measuring script keeps its own part of the page."""

from __future__ import annotations

from pathlib import Path

from tools.benchmark_page import PAGE, PARTS, read, write


def test_parts_are_kept_in_their_order(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    write("nation", ["## Nation", "", "slow"], page)
    write("city", ["## City"], page)
    write("nation", ["## Nation", "", "fast"], page)
    assert read(page) == {"city": "## City", "nation": "## Nation\n\nfast"}
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks\n")
    assert text.index("## City") < text.index("## Nation")


def test_page_of_the_house_has_known_parts_only() -> None:
    assert set(read(PAGE)) <= set(PARTS)
    assert "city" in read(PAGE)
