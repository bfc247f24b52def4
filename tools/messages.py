"""The translation catalogues: one a room, beside its code.

    tools/messages.py compile   write each django.mo beside its django.po
    tools/messages.py check     every message translated in its room's own catalogue, and nothing else in there
    tools/messages.py update    add what is missing (empty, to be translated) and drop what is not used any more

Messages are English in the source; 简体中文 is the interface's default language, so an empty translation is an error.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "gatehouse"
LOCALE = "zh_Hans"
CATALOGUE = Path("locale") / LOCALE / "LC_MESSAGES" / "django.po"

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

CHINESE_ALLOWED = {
    "demo/": "the invented city's names and the layouts of its workbooks",
    "census/reading/": "headings as people write them, which the reader must recognise",
    "census/presenters/template.py": "the workbook that schools fill in is Chinese whoever fetches it",
    "census/services/places.py": "endings by which people name stations, districts and towns",
    "config/settings.py": "a language is offered under its own name",
}
"""Where Chinese may stand in sources, by path prefix inside the package, with the reason."""

NAMES = {"校卫": "the product's own name", "宋体": "a typeface, asked for by name"}
"""What may stand in any source because it is a name, with the reason."""

CHINESE = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*[\d.]*[a-z]|\{(\w+)[^{}]*\}")
BARE_PLACEHOLDER = re.compile(r"(?<!%)(?:%%)*%[sdifrx]|\{\}")
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{% comment[^%]*%\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)

Key = tuple[str | None, str]
"""A message: its context, if any, and its English text (the singular, where there is a plural)."""


@dataclass(frozen=True, slots=True)
class Use:
    """A message as the sources use it: singular alone or singular and plural, and where."""

    texts: tuple[str, ...]
    place: str


def rooms() -> list[Path]:
    """The folders of the rooms."""
    return sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


def sources(room: Path, pattern: str) -> list[Path]:
    """A room's files of one kind, without its migrations."""
    return sorted(path for path in room.rglob(pattern) if "migrations" not in path.parts)


def as_python(template: str) -> str:
    """A template's messages as lines of Python, numbered as in the template."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - compiling needs no Django

    return "\n".join(line.lstrip() for line in templatize(template).split("\n"))


def uses(room: Path) -> dict[Key, Use]:
    """Every message that a room's code and templates say."""
    found: dict[Key, Use] = {}
    for path in [*sources(room, "*.py"), *sources(room, "*.html"), *sources(room, "*.txt")]:
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else as_python(text)
        stream = io.BytesIO(code.encode())
        for line, message, _comments, context in extract("python", stream, KEYWORDS, (), {"encoding": "utf-8"}):
            texts = message if isinstance(message, tuple) else (message,)
            plain = tuple(part for part in texts if part)
            if plain:
                found.setdefault((context, plain[0]), Use(plain, f"{path.relative_to(ROOT)}:{line}"))
    return found


def read_catalogue(room: Path) -> Catalog:
    """A room's catalogue; an empty one where the file does not exist."""
    path = room / CATALOGUE
    if not path.exists():
        return Catalog(locale=LOCALE, charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=LOCALE, charset="utf-8")


def entries(catalogue: Catalog) -> dict[Key, Message]:
    """The catalogue's messages without its header."""
    found: dict[Key, Message] = {}
    for message in catalogue:
        if message.id:
            singular = message.id if isinstance(message.id, str) else message.id[0]
            found[message.context, singular] = message
    return found


def strings(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one a plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def placeholders(text: str) -> set[str]:
    """The names a message leaves open."""
    return {match[1] or match[2] for match in PLACEHOLDER.finditer(text)}


def faults_of_entry(message: Message, use: Use) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy or not all(strings(message)):
        yield "is not translated"
        return
    if any(BARE_PLACEHOLDER.search(text) for text in use.texts):
        yield "has a placeholder without a name"
    wanted = set().union(*(placeholders(text) for text in use.texts))
    for text in strings(message):
        if placeholders(text) != wanted:
            yield f"and its translation differ in their placeholders: {sorted(wanted ^ placeholders(text))}"


def faults_of_room(room: Path) -> Iterator[str]:
    """What is wrong with a room's catalogue."""
    said, catalogue = uses(room), read_catalogue(room)
    translated = entries(catalogue)
    for key, use in said.items():
        if key not in translated:
            yield f"{use.place}: {key[1]!r} is not in {room.name}/{CATALOGUE}"
            continue
        for fault in faults_of_entry(translated[key], use):
            yield f"{use.place}: {key[1]!r} {fault}"
    obsolete = [message.id for message in catalogue.obsolete.values()]
    for text in [*(key[1] for key in translated if key not in said), *obsolete]:
        yield f"{room.name}/{CATALOGUE}: {text!r} is not used any more"


def faults_between_rooms(folders: Iterable[Path]) -> Iterator[str]:
    """Messages translated differently in two rooms: all catalogues are one when the program runs."""
    seen: dict[Key, dict[tuple[str, ...], str]] = defaultdict(dict)
    for room in folders:
        for key, message in entries(read_catalogue(room)).items():
            seen[key].setdefault(strings(message), room.name)
    for key, translations in seen.items():
        if len(translations) > 1:
            yield f"{key[1]!r} is translated differently in {', '.join(translations.values())}: give one a context"


def called_name(call: ast.Call) -> str:
    """The last part of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def faults_of_calls(path: Path, tree: ast.Module) -> Iterator[str]:
    """Messages put together before they are looked up: no translation can ever be found for them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called_name(node) in KEYWORDS:
            for argument in node.args:
                if isinstance(argument, ast.JoinedStr | ast.BinOp) or (
                    isinstance(argument, ast.Call) and called_name(argument) == "format"
                ):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}: a message must be one literal text"


def without_names(text: str) -> str:
    """A text without the names that are Chinese by themselves."""
    for name in NAMES:
        text = text.replace(name, "")
    return text


def chinese_in_code(tree: ast.Module) -> Iterator[int]:
    """The lines of string literals with Chinese; texts that stand alone are documentation and do not count."""
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documentation:
            continue
        if isinstance(node.value, str) and CHINESE.search(without_names(node.value)):
            yield node.lineno


def faults_of_sources() -> Iterator[str]:
    """Messages that are no literals, and Chinese outside the catalogues."""
    for room in rooms():
        for path in sources(room, "*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from faults_of_calls(path, tree)
            if not is_exempt(path):
                yield from (
                    f"{path.relative_to(ROOT)}:{line}: Chinese belongs into the catalogue"
                    for line in chinese_in_code(tree)
                )
        for path in sources(room, "*.html"):
            text = TEMPLATE_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), path.read_text(encoding="utf-8"))
            for number, line in enumerate(text.split("\n"), start=1):
                if CHINESE.search(line) and not is_exempt(path):
                    yield f"{path.relative_to(ROOT)}:{number}: Chinese belongs into the catalogue"


def is_exempt(path: Path) -> bool:
    """Whether Chinese may stand in this file."""
    return str(path.relative_to(PACKAGE)).startswith(tuple(CHINESE_ALLOWED))


def check() -> int:
    """Print every fault; 1 when there is one."""
    faults = [fault for room in rooms() for fault in faults_of_room(room)]
    faults += [*faults_between_rooms(rooms()), *faults_of_sources()]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else f"{sum(len(uses(room)) for room in rooms())} messages, all translated")
    return 1 if faults else 0


def compile_all() -> int:
    """Write every catalogue's binary form."""
    paths = sorted(PACKAGE.glob(f"*/{CATALOGUE}"))
    for path in paths:
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=LOCALE, charset="utf-8"))
    print(f"{len(paths)} catalogues compiled")
    return 0


def update() -> int:
    """Bring every catalogue's list of messages up to date, keeping its translations."""
    for room in rooms():
        said, old = uses(room), entries(read_catalogue(room))
        if not said and not old:
            continue
        new = Catalog(locale=LOCALE, charset="utf-8", fuzzy=False)
        for key, use in sorted(said.items(), key=lambda item: item[1].place):
            identifier = use.texts[0] if len(use.texts) == 1 else use.texts[:2]
            kept = old.get(key)
            new.add(identifier, kept.string if kept else None, context=key[0])
        path = room / CATALOGUE
        path.parent.mkdir(parents=True, exist_ok=True)
        buffer = io.BytesIO()
        write_po(buffer, new, width=0, omit_header=True)
        path.write_text(HEADER + buffer.getvalue().decode(), encoding="utf-8")
    return 0


HEADER = """msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def main() -> int:
    """Do what the first argument says."""
    actions = {"compile": compile_all, "check": check, "update": update}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=actions)
    return actions[parser.parse_args().action]()


if __name__ == "__main__":
    sys.exit(main())
