"""Documents that keep up with the code: glossary, references, decision records, links and pictures."""

from __future__ import annotations

import importlib.util
import inspect
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps

from tests.kit.house import ROOT, floors, rooms, shown, sources, tracked
from tools import docs

GLOSSARY = ROOT / "docs" / "glossary.md"
LINK = re.compile(r"!?\[[^]]*\]\(([^)#\s]+)[^)]*\)")
PICTURE = re.compile(r"docs/images/[\w.-]+|images/[\w.-]+")
SETTING = re.compile(r"environ[^\n]*?[\"'](GATEHOUSE_[A-Z_]+)")
RECORD = re.compile(r"\d{4}-[a-z0-9-]+\.md")
MAKE = re.compile(r"`make ([a-z]+)`|^\s*make ([a-z]+)\s*(?:#.*)?$", re.MULTILINE)


def word_modules() -> Iterator[ModuleType]:
    """The vocabulary: the kernel and every room's types."""
    names = ["gatehouse.kernel", *(f"gatehouse.{room}.types" for room in rooms())]
    for name in names:
        if importlib.util.find_spec(name):
            module = importlib.import_module(name)
            yield module
            for entry in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
                yield importlib.import_module(entry.name)


def enumerations() -> dict[str, type[Enum]]:
    """The enumerations by room and name. Web's are words of pages – icons, tones – and not of the field."""
    return {
        f"{room_of_module(module)}.{name}": value
        for module in word_modules()
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, Enum) and value.__module__ == module.__name__
        if room_of_module(module) != "web"
    }


def room_of_module(module: ModuleType) -> str:
    return module.__name__.split(".")[1]


def sections() -> dict[str, str]:
    """The glossary's sections by the code word in their heading, ``room.Name``."""
    parts = re.split(r"(?m)^### ", GLOSSARY.read_text(encoding="utf-8"))[1:]
    return {match[1]: part for part in parts if (match := re.match(r"`([\w.]+)`", part))}


def test_vocabulary_is_found() -> None:
    assert "campuses.CampusKind" in enumerations()


def test_glossary_explains_every_member_of_every_enumeration() -> None:
    missing = [
        f"{name}.{member}"
        for name, enumeration in enumerations().items()
        for member in enumeration.__members__
        if f"`{member}`" not in sections().get(name, "")
    ]
    assert missing == []


def test_glossary_section_is_about_something_that_exists() -> None:
    assert [name for name in sections() if name not in enumerations()] == []


def test_glossary_names_every_model() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    own = [model.__name__ for model in apps.get_models() if model.__module__.startswith("gatehouse.")]
    assert [name for name in own if f"`{name}`" not in text] == []


def test_generated_references_are_up_to_date() -> None:
    assert list(docs.differences()) == []


def test_decision_record_has_its_number_and_its_three_parts() -> None:
    records = sorted(path for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md")
    assert len(records) >= 10
    assert [path.name for path in records if not RECORD.fullmatch(path.name)] == []
    assert [path.name[:4] for path in records] == [f"{number:04d}" for number in range(1, len(records) + 1)]
    for path in records:
        headings = re.findall(r"(?m)^## (.+)$", path.read_text(encoding="utf-8"))
        assert headings == ["Context", "Decision", "Consequences"], path.name


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_explains_every_setting_from_the_environment(readme: str) -> None:
    used = {name for path in sources() for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert "GATEHOUSE_HOME" in used
    assert sorted(name for name in used if f"`{name}`" not in text) == []


def test_picture_of_the_house_shows_every_room() -> None:
    drawn = (ROOT / "docs" / "images" / "architecture.svg").read_text(encoding="utf-8")
    assert [room for room in floors() if f">{room}<" not in drawn] == []


def documents() -> list[Path]:
    return tracked(".md")


def test_link_leads_somewhere() -> None:
    broken = [
        f"{shown(path)}: {target}"
        for path in documents()
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert broken == []


def test_picture_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in documents())
    used = {Path(name).name for name in PICTURE.findall(text)}
    pictures = {path.name for path in tracked() if ROOT / "docs" / "images" in path.parents}
    assert pictures - used == set()


def test_make_commands_in_documents_exist() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    wrong = [
        f"{shown(path)}: make {first or second}"
        for path in documents()
        for first, second in MAKE.findall(path.read_text(encoding="utf-8"))
        if (first or second) not in targets
    ]
    assert wrong == []
