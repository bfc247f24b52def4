"""No file grows past what fits one head."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from tests.kit.house import PACKAGE, ROOT, shown, sources, templates, tracked, tree

SOURCE, SOURCE_MEDIAN, FUNCTION, TEMPLATE, TEST = 400, 100, 50, 150, 600
FRONTEND_SUFFIXES = (".ts", ".css", ".mjs")

EXEMPT: dict[str, str] = {}
"""Files, or functions as ``file::name``, over their budget, with the reason why splitting would make them worse."""


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def over(paths: Iterable[Path], budget: int) -> dict[str, int]:
    return {shown(path): lines(path) for path in paths if lines(path) > budget}


def long_functions() -> dict[str, int]:
    found = {}
    for path in [*sources(), *(ROOT / "tools").glob("*.py")]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION:
                    found[f"{shown(path)}::{node.name}"] = length
    return found


def all_over() -> dict[str, int]:
    tests = [path for path in tracked(".py") if ROOT / "tests" in path.parents]
    frontend = [path for path in tracked(*FRONTEND_SUFFIXES) if ROOT / "frontend" in path.parents]
    tools = [path for path in tracked(".py") if ROOT / "tools" in path.parents]
    return (
        over([*sources(), *tools, *frontend], SOURCE)
        | long_functions()
        | over(templates(), TEMPLATE)
        | over(tests, TEST)
    )


def test_sizes_stay_in_budget() -> None:
    assert {name: length for name, length in all_over().items() if name not in EXEMPT} == {}


def test_exemption_is_still_needed_and_has_a_reason() -> None:
    assert [name for name in EXEMPT if name not in all_over()] == []
    assert [name for name, reason in EXEMPT.items() if not reason] == []


def test_typical_source_file_is_small() -> None:
    # A room's empty or one-line entry files would flatter the figure, so they do not count.
    sizes = [
        lines(path) for path in sources() if path.name not in ("__init__.py", "apps.py") and PACKAGE in path.parents
    ]
    assert median(sizes) < SOURCE_MEDIAN
