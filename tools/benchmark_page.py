"""docs/benchmarks.md: each measuring script writes its own part and leaves the other's alone."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
PARTS = ("city", "waiting", "nation")
HEAD = "# Benchmarks\n\nMedians unless said; the machine is shared and noisy, so read ratios, not seconds.\n"


def write(part: str, lines: list[str], page: Path = PAGE) -> None:
    """Put one part into the page, in its place among the others."""
    kept = read(page)
    kept[part] = "\n".join(lines).strip()
    bodies = [f"<!-- {name} -->\n\n{kept[name]}\n" for name in PARTS if kept.get(name)]
    page.write_text("\n".join([HEAD, *bodies]), encoding="utf-8")


def read(page: Path = PAGE) -> dict[str, str]:
    """The parts of the page as they stand."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    _head, *found = re.split(r"^<!-- (\w+) -->$", text, flags=re.MULTILINE)
    return {name: body.strip() for name, body in zip(found[::2], found[1::2], strict=True)}
