"""The front end is built with our own node, from an exact lock, and only when something changed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.kit.house import ROOT
from tools import build_frontend


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """A small front end of its own, and what was run for it."""
    frontend, rooms = tmp_path / "frontend", tmp_path / "src" / "gatehouse"
    modules, dist = frontend / "node_modules", rooms / "web" / "static" / "web" / "dist"
    (frontend / "src").mkdir(parents=True)
    (rooms / "web" / "templates" / "web").mkdir(parents=True)
    (frontend / "package-lock.json").write_text("{}", encoding="utf-8")
    (frontend / "src" / "app.ts").write_text("1", encoding="utf-8")
    for name, path in {
        "ROOT": tmp_path,
        "FRONTEND": frontend,
        "MODULES": modules,
        "ROOMS": rooms,
        "DIST": dist,
        "STAMP": dist / "BUILD",
        "INSTALLED": modules / ".gatehouse-lock",
        "LOCK": frontend / "package-lock.json",
    }.items():
        monkeypatch.setattr(build_frontend, name, path)
    done: list[tuple[str, ...]] = []

    def run(_node: build_frontend.Node, script: Path, *arguments: str) -> None:
        done.append((script.name, *arguments))
        modules.mkdir(exist_ok=True)
        dist.mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(build_frontend, "run", run)
    return done


INSTALL = ("npm-cli.js", "ci", "--ignore-scripts", "--loglevel=error")
BUILD = ("build.mjs",)


def test_first_build_installs_the_lock_without_foreign_scripts(runs: list[tuple[str, ...]]) -> None:
    assert build_frontend.main([]) == 0
    assert runs == [INSTALL, BUILD]


def test_second_build_of_the_same_sources_does_nothing(runs: list[tuple[str, ...]]) -> None:
    build_frontend.main([])
    runs.clear()
    assert build_frontend.main([]) == 0
    assert runs == []


@pytest.mark.parametrize("name", ["frontend/src/app.ts", "src/gatehouse/web/templates/web/page.html"])
def test_changed_source_or_template_is_built_without_installing_again(
    runs: list[tuple[str, ...]], tmp_path: Path, name: str
) -> None:
    build_frontend.main([])
    runs.clear()
    (tmp_path / name).write_text("2", encoding="utf-8")
    build_frontend.main([])
    assert runs == [BUILD]


def test_changed_lock_is_installed_again(runs: list[tuple[str, ...]], tmp_path: Path) -> None:
    build_frontend.main([])
    runs.clear()
    (tmp_path / "frontend" / "package-lock.json").write_text('{"a": 1}', encoding="utf-8")
    build_frontend.main([])
    assert runs == [INSTALL, BUILD]


def test_build_can_be_forced(runs: list[tuple[str, ...]]) -> None:
    build_frontend.main([])
    runs.clear()
    build_frontend.main(["--force"])
    assert runs == [BUILD]


def test_failed_build_is_reported_and_tried_again(
    runs: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_node: build_frontend.Node, _script: Path, *_arguments: str) -> None:
        message = "build.mjs failed (1)"
        raise build_frontend.BuildError(message)

    with monkeypatch.context() as broken:
        broken.setattr(build_frontend, "run", fail)
        assert build_frontend.main([]) == 1
    assert "build.mjs failed (1)" in capsys.readouterr().out
    build_frontend.main([])
    assert runs == [INSTALL, BUILD]


def test_our_node_comes_first_and_trusts_the_machine() -> None:
    node = build_frontend.find_node()
    values = build_frontend.environment(node)
    assert values["PATH"].split(os.pathsep)[0] == str(node.program.parent)
    assert values["NODE_USE_SYSTEM_CA"] == "1"
    assert node.program.is_file()
    assert node.npm.is_file()


@pytest.mark.parametrize("home", ["", "/nowhere/at/all"])
def test_unusable_home_moves_the_cache_into_the_checkout(monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setenv("HOME", home)
    values = build_frontend.environment(build_frontend.find_node())
    assert Path(values["npm_config_cache"]).is_relative_to(ROOT)


def test_usable_home_keeps_its_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("npm_config_cache", raising=False)
    assert "npm_config_cache" not in build_frontend.environment(build_frontend.find_node())


def test_direct_packages_are_pinned_exactly() -> None:
    package = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert [version for version in versions if not version[0].isdigit()] == []
