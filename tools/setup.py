"""Prepare this checkout: environment, packages, the project itself, translation catalogues, front end.

    tools/setup.py run     what `make demo` needs
    tools/setup.py dev     the same with the tools of `make test` and `make check`

Each step remembers a fingerprint of its inputs inside the environment and is skipped while they stay the same, so
that a second start costs next to nothing and deleting `.venv` is a complete reset. Runs on any Python 3.11 or newer.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
import tomllib
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "gatehouse-stamps"
RUN_LOCK = ROOT / "requirements" / "run.txt"
DEV_LOCK = ROOT / "requirements" / "dev.txt"
FRONTEND = ROOT / "frontend"
DIST = ROOT / "src" / "gatehouse" / "web" / "static" / "web" / "dist"
KEPT_LINES = 40
PIP = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install")


class SetupError(RuntimeError):
    """A step failed; the text says which command and shows the end of its output."""


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the set-up: skipped while its fingerprint is unchanged and all its results exist."""

    name: str
    title: str
    fingerprint: str
    results: tuple[Path, ...]
    action: Callable[[], None]

    @property
    def stamp(self) -> Path:
        """Where the fingerprint of the last success is kept."""
        return STAMPS / self.name

    def is_done(self) -> bool:
        """Whether there is nothing to do."""
        return (
            self.stamp.is_file()
            and self.stamp.read_text(encoding="utf-8") == self.fingerprint
            and all(result.exists() for result in self.results)
        )

    def perform(self) -> None:
        """Do the work and remember it. Raises SetupError."""
        self.action()
        STAMPS.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(self.fingerprint, encoding="utf-8")


def fingerprint(paths: Iterable[Path], *texts: str) -> str:
    """A digest over the names and contents of files, and over texts."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        digest.update(content)
    for text in texts:
        digest.update(f"{len(text)}\0{text}".encode())
    return digest.hexdigest()


def run(command: Sequence[str], on_line: Callable[[str], None] = lambda _line: None) -> None:
    """Run a command from the project's root, giving each line of its output away. Raises SetupError with the last."""
    tail: deque[str] = deque(maxlen=KEPT_LINES)
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout or ():
            tail.append(line.rstrip())
            on_line(line.rstrip())
    if process.returncode:
        message = "\n".join([*tail, f"failed ({process.returncode}): {' '.join(command)}"])
        raise SetupError(message)


def say(text: str, *, end: str = "\n") -> None:
    """Print at once, so that progress shows while a step works."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


def make_environment() -> None:
    """Create the virtual environment with the Python that runs this script."""
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install(lock: Path) -> None:
    """Install exactly what a lock file names, every file checked against its hash; count the packages as they come."""
    total = len(re.findall(r"(?m)^[a-z0-9][^ ]*==", lock.read_text(encoding="utf-8")))
    seen = 0

    def count(line: str) -> None:
        nonlocal seen
        if line.startswith("Collecting "):
            seen += 1
            package = line.split()[1].partition("==")[0]
            if sys.stdout.isatty():
                say(f"\r      {seen:3} of {total} packages: {package:32}", end="")
        elif line.startswith("Installing "):
            if sys.stdout.isatty():
                say("\r" + " " * 64 + "\r", end="")
            say(f"      {total} packages are here; unpacking")

    run([*PIP, "--require-hashes", "-r", str(lock)], count)


def install_packages(lock: Path) -> None:
    """Install a lock file's packages; what serves development serves running, too."""
    install(lock)
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / "packages-run").write_text(fingerprint([RUN_LOCK]), encoding="utf-8")


def install_project() -> None:
    """Put the project itself, editable, with its console script beside the locked packages."""
    run([*PIP, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)])


def run_tool(name: str, *arguments: str) -> Callable[[], None]:
    """A step's action: one of the scripts beside this one, run in the environment, its lines shown indented."""
    return lambda: run([str(PYTHON), f"tools/{name}", *arguments], lambda line: say(f"      {line}"))


def project_facts() -> str:
    """The parts of pyproject.toml that an installation depends on; tool settings do not count."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return repr((table["build-system"], table["project"], table["tool"]["hatch"]))


def frontend_inputs() -> list[Path]:
    """Everything the front end is built from: its sources, and the templates whose classes its styles keep."""
    sources = (path for path in FRONTEND.rglob("*") if path.is_file() and "node_modules" not in path.parts)
    templates = (ROOT / "src" / "gatehouse").glob("*/templates/**/*.html")
    return [*sources, *templates, ROOT / "tools" / "build_frontend.py"]


def steps(kind: str) -> list[Step]:
    """The steps after the environment, in order."""
    lock = DEV_LOCK if kind == "dev" else RUN_LOCK
    catalogues = sorted((ROOT / "src" / "gatehouse").glob("*/locale/*/LC_MESSAGES/*.po"))
    return [
        Step(
            f"packages-{kind}",
            f"packages of {lock.relative_to(ROOT)}",
            fingerprint([lock]),
            (),
            lambda: install_packages(lock),
        ),
        Step(
            "project",
            "the gatehouse command",
            fingerprint([], project_facts(), str(ROOT)),
            (VENV / "bin" / "gatehouse",),
            install_project,
        ),
        Step(
            "catalogues",
            "translation catalogues",
            fingerprint([*catalogues, ROOT / "tools" / "messages.py"]),
            tuple(catalogue.with_suffix(".mo") for catalogue in catalogues),
            run_tool("messages.py", "compile"),
        ),
        Step(
            "frontend",
            "front end",
            fingerprint(frontend_inputs()),
            (DIST / "BUILD",),
            run_tool("build_frontend.py"),
        ),
    ]


def environment_works() -> bool:
    """Whether the virtual environment is there and its Python still starts."""
    if not PYTHON.exists():
        return False
    check = "import pip, sys; raise SystemExit(sys.version_info < (3, 11))"
    return subprocess.run([str(PYTHON), "-c", check], capture_output=True, check=False).returncode == 0


def timed(title: str, action: Callable[[], None]) -> None:
    """Do one step with a line before and a line after it."""
    say(f"  ··  {title}")
    start = time.monotonic()
    action()
    say(f"  ok  {title} ({time.monotonic() - start:.1f} s)")


def main(arguments: Sequence[str]) -> int:
    """Do what is not done yet; 0 when all is ready, 1 when a step failed, 2 for a wrong call."""
    if list(arguments) not in (["run"], ["dev"]):
        say(__doc__ or "")
        return 2
    try:
        if not environment_works():
            timed(f"environment .venv with Python {sys.version.split()[0]}", make_environment)
        for step in steps(arguments[0]):
            if not step.is_done():
                timed(step.title, step.perform)
    except SetupError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
