"""What is installed is exactly what was locked, from whichever mirror; and each dependency says what it is for."""

from __future__ import annotations

import json
import re

import pytest

from tests.kit.house import ROOT, project, shown, tracked

LOCKS = ("requirements/run.txt", "requirements/dev.txt")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def lock(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_locked_package_carries_its_hashes(name: str) -> None:
    blocks = re.split(r"(?m)^(?=[a-z0-9])", lock(name))
    packages = [block for block in blocks if PINNED.match(block)]
    assert len(packages) > 20
    assert [block.split()[0] for block in packages if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_names_no_host(name: str) -> None:
    assert "://" not in lock(name)
    assert "index-url" not in lock(name)


def test_development_uses_the_versions_that_run() -> None:
    run, develop = (dict(PINNED.findall(lock(name))) for name in LOCKS)
    assert {name: version for name, version in run.items() if develop.get(name) != version} == {}


def test_lock_file_covers_every_declared_dependency() -> None:
    groups = project()["dependency-groups"]
    declared = [*project()["project"]["dependencies"], *groups["build"], *groups["dev"]]
    names = {re.split(r"[\[~=<>; ]", requirement)[0].lower() for requirement in declared}
    locked = {name for name, _version in PINNED.findall(lock(LOCKS[1]))}
    assert names - locked == set()


def test_declared_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    entries = re.findall(r'(?m)^  "[^"]+",.*$', declared)
    assert len(entries) > 20
    assert [entry for entry in entries if "  # " not in entry] == []


def test_front_end_lock_carries_hashes_and_no_host() -> None:
    packages = json.loads(lock("frontend/package-lock.json"))["packages"]
    assert [name for name, entry in packages.items() if name and not entry.get("integrity")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_nothing_of_others_is_kept_in_the_tree() -> None:
    wrong = [shown(path) for path in tracked() if re.search(r"\.min\.(?:js|css)$|\.(?:woff2?|ttf|otf)$", path.name)]
    assert wrong == []
