"""Write the lock files: requirements/run.txt and dev.txt, every package with its hashes, for every platform.

    tools/lock.py            resolve again, keeping locked versions where they still fit
    tools/lock.py --upgrade  take the newest versions that pyproject.toml allows

Needs uv; where it is missing, a copy is installed into a folder of its own under build/. The files name no package
index, so that a mirror serves as well as the public one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "build" / "lock"
RUN, DEV = "requirements/run.txt", "requirements/dev.txt"


def find_uv() -> str:
    """The path of a uv that starts."""
    for candidate in filter(None, (shutil.which("uv"), str(OWN / "bin" / "uv"))):
        if (
            Path(candidate).exists()
            and subprocess.run([candidate, "--version"], capture_output=True, check=False).returncode == 0
        ):
            return candidate
    subprocess.run([sys.executable, "-m", "venv", str(OWN)], check=True)
    subprocess.run([str(OWN / "bin" / "pip"), "install", "uv"], check=True)
    return str(OWN / "bin" / "uv")


def main() -> None:
    """Resolve what runs, then what develops on top of the very same versions."""
    uv = find_uv()
    common = [uv, "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--generate-hashes"]
    common += ["--no-header", "--quiet", *sys.argv[1:]]
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    for extra in (["--group", "build", "-o", RUN], ["--group", "build", "--group", "dev", "-c", RUN, "-o", DEV]):
        subprocess.run([*common, *extra], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main()
