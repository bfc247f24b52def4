"""The house as the architecture tests see it: its rooms in their order, and the files of the tree."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gatehouse"


@cache
def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def contracts() -> dict[str, dict[str, Any]]:
    """The import contracts by their id."""
    return {contract["id"]: contract for contract in project()["tool"]["importlinter"]["contracts"]}


def names_of_layer(layer: str) -> list[str]:
    """The modules of one layer of a contract, without the marks of optional and sibling ones."""
    return [name.strip().strip("()") for name in layer.replace(":", "|").split("|")]


@cache
def floors() -> dict[str, int]:
    """How high each room stands: the import contract "house" is the one place that says so."""
    layers = contracts()["house"]["layers"]
    return {name: len(layers) - index for index, layer in enumerate(layers) for name in names_of_layer(layer)}


def may_use(room: str, other: str) -> bool:
    """Whether a room may refer to another one: itself or a room below it."""
    return room == other or floors()[other] < floors()[room]


@cache
def rooms() -> list[str]:
    """The rooms that exist."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def room_of(path: Path) -> str:
    """The room a source file belongs to."""
    return path.relative_to(PACKAGE).parts[0]


@cache
def tracked(*suffixes: str) -> list[Path]:
    """The tree's own files, committed or about to be, of some kinds; all kinds when none is named."""
    # Whoever owns the folder: a container often runs as somebody else than the one who checked it out.
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = (ROOT / name for name in names.split("\0") if name)
    return sorted(path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes))


@cache
def sources() -> list[Path]:
    """The package's Python files, without migrations."""
    return [path for path in tracked(".py") if PACKAGE in path.parents and "migrations" not in path.parts]


@cache
def templates() -> list[Path]:
    """The package's page templates."""
    return [path for path in tracked(".html") if PACKAGE in path.parents]


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """A path as people write it: from the project's root."""
    return str(path.relative_to(ROOT))
