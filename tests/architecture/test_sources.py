"""Habits that a linter does not know: no hidden effects, no clock in decisions, nothing foreign in the tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.house import PACKAGE, shown, sources, tracked, tree

PURE = ("kernel/", "/rules.py", "/rules/", "/types.py", "/types/")
CLOCK = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime"}
EFFECTS = {"open", "print", "input", "read_text", "read_bytes", "write_text", "write_bytes", "getenv", "urlopen"}
NETWORK = {"requests", "httpx", "urllib.request", "http.client", "smtplib", "ftplib", "aiohttp"}
SIGNALS = {"django.dispatch", "django.db.models.signals", "django.core.signals", "django.test.signals"}
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
FOREIGN = [
    "/wo" + "rk/",
    "../sha" + "red",
    "files.pythonho" + "sted.org",
    "py" + "pi.org",
    "registry.np" + "mjs.org",
    "registry.np" + "mmirror.com",
]
"""Texts that tie the tree to one machine or one package host; cut in two, so that this file does not contain them."""


def calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node.lineno


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def pure_sources() -> list[Path]:
    return [path for path in sources() if any(mark in f"/{path.relative_to(PACKAGE)}" for mark in PURE)]


def test_decisions_and_vocabulary_read_no_clock_and_touch_no_file() -> None:
    assert len(pure_sources()) > 10
    found = [
        f"{shown(path)}:{line} {name}"
        for path in pure_sources()
        for name, line in calls(path)
        if name in CLOCK | EFFECTS
    ]
    assert found == []


def test_business_effects_use_no_signals() -> None:
    found = [f"{shown(path)}:{line}" for path in sources() for name, line in imports(path) if name in SIGNALS]
    assert found == []


def test_product_opens_no_connection_of_its_own() -> None:
    found = [f"{shown(path)}:{line}" for path in sources() for name, line in imports(path) if name in NETWORK]
    assert found == []


def test_nothing_is_imported_by_star() -> None:
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in tracked(".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert found == []


def test_product_does_not_print() -> None:
    found = [f"{shown(path)}:{line}" for path in sources() for name, line in calls(path) if name == "print"]
    assert found == []


def test_nothing_is_left_unfinished() -> None:
    marked = [shown(path) for path in text_files() if UNFINISHED.search(path.read_text(encoding="utf-8"))]
    assert [name for name in marked if name != shown(Path(__file__))] == []


@pytest.mark.parametrize("text", FOREIGN)
def test_tree_names_no_machine_and_no_package_host(text: str) -> None:
    assert [shown(path) for path in text_files() if text in path.read_text(encoding="utf-8")] == []


def text_files() -> list[Path]:
    found = []
    for path in tracked():
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found.append(path)
    return found
