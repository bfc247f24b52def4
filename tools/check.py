"""Every check of the tree that needs no running of the product. All are run; any failure fails the whole.

tools/check.py            all of them
tools/check.py mypy …     only those whose name contains one of the words
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "check"
PYTHON = sys.executable
TOGETHER = 2

CHECKS: dict[str, Sequence[str]] = {
    "mypy": (PYTHON, "-m", "mypy"),
    "ruff format": (PYTHON, "-m", "ruff", "format", "--check", "--diff", "."),
    "ruff check": (PYTHON, "-m", "ruff", "check", "."),
    "import contracts": (str(Path(PYTHON).with_name("lint-imports")), "--no-logo"),
    "front-end types": (PYTHON, "tools/build_frontend.py", "--check"),
    "template format": (PYTHON, "-m", "djlint", "--check", "src/gatehouse"),
    "template lint": (PYTHON, "-m", "djlint", "--lint", "src/gatehouse"),
    "translations": (PYTHON, "tools/messages.py", "check"),
    "migrations": (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"),
    "documents": (PYTHON, "tools/docs.py", "check"),
}
"""What is run, the slowest first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check went."""

    name: str
    passed: bool
    seconds: float
    output: str


def perform(name: str) -> Outcome:
    """Run one check, with a home folder of its own so that it never meets a real installation."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "gatehouse.config.settings",
        "GATEHOUSE_HOME": str(HOME),
        "GATEHOUSE_DATABASE_URL": "sqlite:///:memory:",
    }
    start = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(name, done.returncode == 0, time.monotonic() - start, done.stdout)


def main(words: Sequence[str]) -> int:
    """Run the checks and show what each of the failed ones said."""
    HOME.mkdir(parents=True, exist_ok=True)
    chosen = [name for name in CHECKS if not words or any(word in name for word in words)]
    failed = []
    with ThreadPoolExecutor(TOGETHER) as pool:
        for outcome in pool.map(perform, chosen):
            if not outcome.passed:
                failed.append(outcome.name)
                print(outcome.output.rstrip())
            print(f"  {'ok    ' if outcome.passed else 'FAILED'}  {outcome.name} ({outcome.seconds:.1f} s)", flush=True)
    print(f"{len(failed)} of {len(chosen)} checks failed: {', '.join(failed)}" if failed else "every check passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
