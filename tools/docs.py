"""The reference documents that are written from the code, so that they cannot lie.

    tools/docs.py write   write them anew
    tools/docs.py check   fail when one of them is not what would be written

``docs/reference/models.md`` holds every table, from the models' docstrings and constraints;
``docs/reference/commands.md`` every command with its own help text; ``docs/reference/openapi.json`` the API.
"""

from __future__ import annotations

import difflib
import inspect
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
SET_UP = {"DJANGO_SETTINGS_MODULE": "gatehouse.config.settings", "GATEHOUSE_HOME": str(ROOT / "build" / "check")}
GENERATED = "*Written by `make docs` from the code; do not edit.*"
HELP_WIDTH = 100


def summary(thing: object) -> str:
    """The first paragraph of a docstring on one line."""
    return " ".join((inspect.getdoc(thing) or "").partition("\n\n")[0].split())


def models() -> str:
    """Every table by room: what it is, its columns, what the database itself refuses."""
    from django.apps import apps  # noqa: PLC0415 - the registry exists only after the set-up in main()

    lines = ["# Tables", "", GENERATED, ""]
    for room in apps.get_app_configs():
        own = [model for model in room.get_models() if room.name.startswith("gatehouse.")]
        if own:
            lines += [f"## {room.label}", "", "| model | what it is | columns | constraints |", "|---|---|---|---|"]
        for model in own:
            columns = ", ".join(f"`{field.column}`" for field in model._meta.concrete_fields)  # noqa: SLF001
            constraints = ", ".join(f"`{constraint.name}`" for constraint in model._meta.constraints)  # noqa: SLF001
            lines.append(f"| `{model.__name__}` | {summary(model)} | {columns} | {constraints} |")
        lines += [""] if own else []
    return "\n".join(lines).rstrip() + "\n"


def commands() -> str:
    """Every command of ``gatehouse`` with the help that it prints itself."""
    import click  # noqa: PLC0415 - the command line is importable only after the set-up in main()

    from gatehouse.config.cli import cli as root  # noqa: PLC0415 - likewise

    def walk(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
        context = click.Context(command, info_name=name, parent=parent, max_content_width=HELP_WIDTH)
        context.terminal_width = HELP_WIDTH
        yield from ("", f"## {context.command_path}", "", "```text", command.get_help(context), "```")
        if isinstance(command, click.Group):
            for child in sorted(command.list_commands(context)):
                found = command.get_command(context, child)
                if found:
                    yield from walk(found, child, context)

    return "\n".join(["# Commands", "", GENERATED, *walk(root, "gatehouse", None)]) + "\n"


def api() -> str:
    """The API's description; a difference is a change that its callers notice."""
    from gatehouse.api.assembly import api as assembled  # noqa: PLC0415 - after Django is ready

    return json.dumps(assembled.get_openapi_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


DOCUMENTS: dict[str, Callable[[], str]] = {"models.md": models, "commands.md": commands, "openapi.json": api}


def set_up() -> None:
    """Start Django with a home folder of its own and English texts."""
    import django  # noqa: PLC0415 - settings are read from the environment, which comes first

    for name, value in SET_UP.items():
        os.environ.setdefault(name, value)
    django.setup()


def differences() -> Iterator[str]:
    """What would change in the documents, as unified differences."""
    for name, generate in DOCUMENTS.items():
        path = REFERENCE / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        yield from difflib.unified_diff(old.splitlines(), generate().splitlines(), name, f"{name} (now)", lineterm="")


def main(arguments: list[str]) -> int:
    """Write or check; 1 when a document is out of date, 2 for a wrong call."""
    if arguments not in (["write"], ["check"]):
        print(__doc__)
        return 2
    set_up()
    if arguments == ["write"]:
        REFERENCE.mkdir(parents=True, exist_ok=True)
        for name, generate in DOCUMENTS.items():
            (REFERENCE / name).write_text(generate(), encoding="utf-8")
        return 0
    found = list(differences())
    print("\n".join([*found, "run: make docs"]) if found else f"{len(DOCUMENTS)} generated documents are up to date")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
