"""Every room looks alike: somebody who knows one finds their way in all."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.kit.house import PACKAGE, contracts, names_of_layer, room_of, rooms, shown, sources, templates, tracked, tree

OWN_CONTRACT = {
    "config": "assembles, and nothing imports it: its files are Django's and click's entries",
    "foundation": "the kit under every room; contract `foundation` orders it",
    "kernel": "plain vocabulary, one word a file",
}
"""Rooms whose inside is not the common list of layers, with the reason."""

FOLDERS = {"data", "locale", "migrations", "static", "templates", "templatetags", "management"}
ERROR_PAGES = {"403.html", "403_csrf.html", "404.html", "500.html"}
PAGE = re.compile(r"_?[a-z0-9]+(?:[_-][a-z0-9]+)*\.(?:html|txt)")
CATALOGUE = "locale/zh_Hans/LC_MESSAGES/django.po"


def layered() -> list[str]:
    return [name.removeprefix("gatehouse.") for name in contracts()["floors"]["containers"]]


def test_room_has_its_place_in_exactly_one_contract() -> None:
    assert sorted([*layered(), *OWN_CONTRACT]) == rooms()


def test_room_with_tables_protects_them() -> None:
    protected = {name for contract in contracts().values() for name in contract.get("protected_modules", ())}
    with_tables = {room for room in rooms() if list((PACKAGE / room).glob("models*"))} - {"foundation"}
    assert {f"gatehouse.{room}.models" for room in with_tables} == protected


def test_room_holds_only_known_folders() -> None:
    layers = contracts()["floors"]["layers"] + contracts()["foundation"]["layers"]
    packages = {name for layer in layers for name in names_of_layer(layer)}
    folders = {path.relative_to(PACKAGE).parts[1] for path in tracked() if is_below_room(path)}
    assert folders - packages - FOLDERS == set()


def is_below_room(path: Path) -> bool:
    depth_of_file_in_room_folder = 3
    return PACKAGE in path.parents and len(path.relative_to(PACKAGE).parts) >= depth_of_file_in_room_folder


def test_templates_and_assets_lie_in_a_folder_named_after_their_room() -> None:
    wrong = []
    for path in tracked():
        parts = path.relative_to(PACKAGE).parts if is_below_room(path) else ()
        if len(parts) > 1 and parts[1] in ("templates", "static") and parts[2] != parts[0]:
            is_error_page = parts[0] == "web" and parts[2] in ERROR_PAGES
            if not is_error_page:
                wrong.append(shown(path))
    assert wrong == []


def test_template_is_a_page_or_an_underscored_part() -> None:
    assert [shown(path) for path in templates() if not PAGE.fullmatch(path.name)] == []


def test_catalogue_is_the_one_of_the_room() -> None:
    names = [str(path.relative_to(PACKAGE / room_of(path))) for path in tracked(".po")]
    assert [name for name in names if name != CATALOGUE] == []


def test_module_opens_with_its_purpose() -> None:
    assert [shown(path) for path in sources() if not ast.get_docstring(tree(path))] == []


def test_migration_numbers_are_not_taken_twice() -> None:
    for room in rooms():
        numbers = [path.name[:4] for path in (PACKAGE / room / "migrations").glob("[0-9]*.py")]
        assert len(numbers) == len(set(numbers)), room
