"""What import contracts cannot see: templates reach for other rooms' templates, tags and addresses like code does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.template import engines
from django.template.loader import get_template
from django.urls import URLResolver, get_resolver

from tests.kit.house import PACKAGE, may_use, room_of, rooms, shown, templates

TAKES = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']""")
LINKS = re.compile(r"""\{%\s*url\s+["']([^"']+)["']""")
LOADS = re.compile(r"\{%\s*load\s+([^%]+?)\s*%\}")
FOREIGN_RESOURCE = re.compile(r"""(?:src|href|action|srcset)\s*=\s*["'](?:https?:)?//""")
INLINE_CODE = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/json")[^>]*>|<style\b|\son[a-z]+\s*=|\sstyle\s*="""
)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def address_names() -> set[str]:
    """Every address the project can link to, as ``room:name``."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
            elif entry.name:
                yield f"{prefix}{entry.name}"

    return set(walk(get_resolver(), ""))


def test_template_takes_parts_only_from_its_room_or_one_below() -> None:
    wrong = [
        f"{shown(path)} takes {name}"
        for path in templates()
        for name in TAKES.findall(text(path))
        if name.partition("/")[0] in rooms() and not may_use(room_of(path), name.partition("/")[0])
    ]
    assert wrong == []


def test_taken_templates_exist() -> None:
    for path in templates():
        for name in TAKES.findall(text(path)):
            get_template(name)


def test_every_template_compiles() -> None:
    for path in templates():
        get_template(str(path.relative_to(PACKAGE / room_of(path) / "templates")))


def test_template_links_only_to_its_room_or_one_below() -> None:
    # A shell's links into upper rooms come as data from the room that knows them.
    wrong = [
        f"{shown(path)} links to {name}"
        for path in templates()
        for name in LINKS.findall(text(path))
        if name.partition(":")[0] in rooms() and not may_use(room_of(path), name.partition(":")[0])
    ]
    assert wrong == []


def test_linked_addresses_exist() -> None:
    known = address_names()
    missing = [
        f"{shown(path)}: {name}" for path in templates() for name in LINKS.findall(text(path)) if name not in known
    ]
    assert missing == []


def test_template_loads_tags_only_from_its_room_or_one_below() -> None:
    libraries: dict[str, str] = engines["django"].engine.libraries  # type: ignore[attr-defined]
    wrong = []
    for path in templates():
        for names in LOADS.findall(text(path)):
            for name in names.partition(" from ")[2].split() or names.split():
                module = libraries.get(name, "")
                if module.startswith("gatehouse.") and not may_use(room_of(path), module.split(".")[1]):
                    wrong.append(f"{shown(path)} loads {name}")
    assert wrong == []


def test_page_takes_nothing_from_another_server() -> None:
    assert [shown(path) for path in templates() if FOREIGN_RESOURCE.search(text(path))] == []


def test_page_holds_no_inline_code_or_style() -> None:
    # The content policy would refuse it in the browser; say so here, where the line is known.
    wrong = [
        f"{shown(path)}:{number}"
        for path in templates()
        for number, line in enumerate(text(path).split("\n"), start=1)
        if INLINE_CODE.search(line)
    ]
    assert wrong == []
