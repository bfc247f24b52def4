"""A Chromium for the browser tests: one that is there, else one that is fetched, else the one command that helps.

``GATEHOUSE_CHROMIUM`` names a browser of your own choice.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
)
MAC_APPLICATIONS = (Path("/Applications"), Path.home() / "Applications")
MAC_NAMES = ("Google Chrome", "Chromium", "Microsoft Edge")
OWN_PATH = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
PATIENCE = 30


def candidates() -> Iterator[str]:
    """Where a browser may be, the likeliest first."""
    yield os.environ.get("GATEHOUSE_CHROMIUM", "")
    for name in NAMES:
        yield shutil.which(name) or ""
    for folder in MAC_APPLICATIONS:
        for name in MAC_NAMES:
            yield str(folder / f"{name}.app" / "Contents" / "MacOS" / name)
    own = subprocess.run([sys.executable, "-c", OWN_PATH], capture_output=True, text=True, check=False)
    yield own.stdout.strip()


def starts(path: str) -> bool:
    """Whether a browser answers: on some systems the file is only a pointer to a package that is not there."""
    if not path or not Path(path).is_file():
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=PATIENCE).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def find() -> str | None:
    """The path of a browser that starts, if there is one."""
    return next(filter(starts, candidates()), None)


def is_debian() -> bool:
    """Whether Chromium comes as a Debian package here; Ubuntu's is a snap and starts in no container."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def fetch() -> None:
    """Install a browser by the system's package manager where that is allowed, else as Playwright's own copy."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    if os.geteuid() == 0 and is_debian() and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        if subprocess.run(install, env=environment, check=False).returncode == 0:
            return
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if os.geteuid() == 0 and sys.platform == "linux":
        playwright.insert(4, "--with-deps")
    subprocess.run(playwright, env=environment, check=False)


def main() -> int:
    """Say which browser the tests will use; 1 with the command that helps when there is none."""
    path = find()
    if path is None:
        print("No Chromium, Chrome or Edge here: fetching one for the browser tests", flush=True)
        fetch()
        path = find()
    if path is None:
        helps = (
            "apt install chromium" if is_debian() else f"{sys.executable} -m playwright install --with-deps chromium"
        )
        print(
            f"The browser tests need Chromium. Install it with this one command, then run make again:\n    sudo {helps}"
        )
        return 1
    print(f"  ok  browser for the tests: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
